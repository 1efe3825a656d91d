"""The lists that gazetteers are built from say the same as the tables that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COPIED = (
    "honorifics", "name_exceptions", "namesakes", "organizations", "peoples", "place_words", "titles",
    "venues",
)  # fmt: skip


@pytest.mark.parametrize("name", COPIED)
def test_a_list_and_its_table_hold_the_same_rows(name: str) -> None:
    listed = (ROOT / f"training/lexicons/{name}.psv").read_text(encoding="utf8").splitlines()
    shipped = (ROOT / f"service/data/{name}.tsv").read_text(encoding="utf8").splitlines()
    assert sorted({tuple(row.split("|")) for row in listed[1:]}) == sorted(
        tuple(row.split("\t")) for row in shipped[1:]
    )
