"""Persons who serve a body of several states have no country, not that of their counterpart."""

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
