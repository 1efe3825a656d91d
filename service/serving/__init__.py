"""How the service runs: gunicorn in front, a pool of processes that read articles behind it."""
