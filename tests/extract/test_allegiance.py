"""Persons whose state the text does not tell have none, not that of their counterpart."""

from __future__ import annotations

from datetime import date

import pytest

from service.analyzer import Analyzer
from service.article import read_text


def countries(analyzer: Analyzer, text: str) -> dict[str, str | None]:
    """Last name -> alpha-3 of each participant of the main meeting."""
    record = analyzer.analyze(read_text(text, published=date(2025, 5, 14)))
    found = (p.stakeholder for p in record.participants)
    return {s.name.split()[-1]: s.country.alpha3 if s.country else None for s in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "German Chancellor Lena Hoffmann met President Marc Faure in Berlin on Monday. Faure praised "
            "the talks.",
            {"Hoffmann": "DEU", "Faure": None},
        ),
        (
            "Prime Minister Viktor Halasz met Serbian Prime Minister Dragan Ilic in Belgrade on Monday.",
            {"Halasz": None, "Ilic": "SRB"},
        ),
        (
            "Foreign Minister Karl Brandt spoke by phone with Thai Foreign Minister Somchai Rattana "
            "on Tuesday.",
            {"Brandt": None, "Rattana": "THA"},
        ),
    ],
)
def test_a_counterparts_state_is_not_taken_over(
    analyzer: Analyzer, text: str, expected: dict[str, str | None]
) -> None:
    assert countries(analyzer, text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("U.S. President Ann Toll met with Secretary-General Bo Lind in Washington on Monday.", "Lind"),
        ("U.S. President Ann Toll met EU Commissioner Bo Lind in Washington on Monday.", "Lind"),
    ],
)
def test_heads_of_bodies_of_several_states_have_no_country(analyzer: Analyzer, text: str, name: str) -> None:
    found = countries(analyzer, text)
    assert found["Toll"] == "USA"
    assert found[name] is None


def test_a_minister_beside_the_own_president_keeps_the_state(analyzer: Analyzer) -> None:
    found = countries(
        analyzer,
        "Chilean President Rosa Ibarra and Foreign Minister Pablo Reyes met Peruvian President Luis Quispe "
        "in Lima on Monday.",
    )
    assert found["Reyes"] == found["Ibarra"] == "CHL"
