"""The command line as `python -m`."""

from service.cli import main

if __name__ == "__main__":
    main()
