"""The lists that gazetteers are built from and SOURCES.md say the same as the tables that ship."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "service" / "data"
COPIED = (
    "honorifics", "name_exceptions", "namesakes", "organizations", "peoples", "place_words", "titles",
    "venues",
)  # fmt: skip


@pytest.mark.parametrize("name", COPIED)
def test_a_list_and_its_table_hold_the_same_rows(name: str) -> None:
    listed = (ROOT / f"training/lexicons/{name}.psv").read_text(encoding="utf8").splitlines()
    shipped = (DATA / f"{name}.tsv").read_text(encoding="utf8").splitlines()
    assert sorted({tuple(row.split("|")) for row in listed[1:]}) == sorted(
        tuple(row.split("\t")) for row in shipped[1:]
    )


def counts(sources: str) -> dict[str, int]:
    """File -> rows: cells of the gazetteers' table, and "`file`, 12 rows" or "`file` has 12 rows"."""
    found = re.findall(r"`(\w+\.[ct]sv)`(?:,| has)\s([\d,]+)\srows", sources)
    for files, numbers in re.findall(r"^\| (`[^|]+`) \| ([\d, ]+) \|", sources, re.MULTILINE):
        found += zip(re.findall(r"`([^`]+)`", files), numbers.split(", "), strict=True)
    return {file: int(number.replace(",", "")) for file, number in found}


def test_sources_count_every_table() -> None:
    tables = {
        path.name: len(path.read_text(encoding="utf8").splitlines()) - 1 for path in DATA.glob("*.[ct]sv")
    }
    assert counts((DATA / "SOURCES.md").read_text(encoding="utf8")) == tables
