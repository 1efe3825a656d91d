"""Files that are whole or absent after a kill or a power cut: written beside, flushed, then renamed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def put(written: Path, place: Path) -> None:
    """Give the closed file `written` the name `place`, on the same file system, replacing what was there."""
    _sync(written)
    written.replace(place)
    _sync(place.parent)


def put_json(data: Any, place: Path) -> None:
    """Write `data` as indented JSON under the name `place`."""
    beside = place.with_name(f".{place.name}.tmp")
    beside.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    put(beside, place)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
