"""Offices, states and names that are told in one order."""

from __future__ import annotations

from datetime import date

import pytest

from service.analyzer import Analyzer
from service.article import read_text
from service.candidates.naming import role_of


def told(analyzer: Analyzer, text: str) -> dict[str, tuple[str, str | None]]:
    """Last name -> country and role of each person of a text."""
    entities = analyzer.read(read_text(text, published=date(2025, 5, 14))).entities
    persons = (entities[key] for key in entities.ordered() if entities[key].kind == "person")
    return {p.mentions[0].text.split()[-1]: (p.country, role_of(p)) for p in persons if p.named}


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers of Greece and Turkey, Stavros Lambrakis and Hikmet Tuncay, spoke on Monday.",
        "The Greek and Turkish foreign ministers, Stavros Lambrakis and Hikmet Tuncay, spoke on Monday.",
        "Greek and Turkish foreign ministers Stavros Lambrakis and Hikmet Tuncay spoke on Monday.",
    ],
)
def test_one_for_each_state(analyzer: Analyzer, text: str) -> None:
    found = told(analyzer, text)
    assert found == {"Lambrakis": ("GRC", "foreign minister"), "Tuncay": ("TUR", "foreign minister")}


def test_three_in_order(analyzer: Analyzer) -> None:
    found = told(
        analyzer,
        "The presidents of Kyrgyzstan, Kazakhstan and Uzbekistan, Azamat Toktonaliev, Serik Aitbayev and "
        "Bakhtiyor Yunusov, will meet in Osh on Friday.",
    )
    assert {name: country for name, (country, _) in found.items()} == {
        "Toktonaliev": "KGZ",
        "Aitbayev": "KAZ",
        "Yunusov": "UZB",
    }


def test_as_many_names_as_states(analyzer: Analyzer) -> None:
    found = told(
        analyzer, "The presidents of Peru, Chile and Bolivia met Ana Soto and Luis Quispe on Monday."
    )
    assert found["Soto"][0] == found["Quispe"][0] == ""
