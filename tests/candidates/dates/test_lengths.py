"""How long what date expressions name lasts, and how often it recurs."""

from __future__ import annotations

import pytest
import spacy

from service.candidates import dates

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("phrase", "iso"),
    [
        ("a 50-minute meeting", "PT50M"),
        ("two-hour talks", "PT2H"),
        ("a three-day visit", "P3D"),
        ("for an hour and a half", "PT1H30M"),
        ("nearly two hours", "PT2H"),
        ("two and a half hours", "PT2H30M"),
        ("a two-and-a-half-hour dinner", "PT2H30M"),
        ("half an hour", "PT30M"),
        ("a half-hour call", "PT30M"),
        ("one hour and 20 minutes", "PT1H20M"),
        ("a week-long tour", "P1W"),
        ("two decades", "P20Y"),
        ("eighteen months", "P18M"),
        ("45 minutes", "PT45M"),
        ("several hours", None),
    ],
)
def test_durations(phrase: str, iso: str | None) -> None:
    (found,) = dates.find(NLP(phrase))
    assert found.kind == "DURATION"
    assert dates.iso_duration(found) == iso


@pytest.mark.parametrize(
    ("phrase", "period"),
    [
        ("the annual meeting", "P1Y"),
        ("weekly talks", "P1W"),
        ("every month", "P1M"),
        ("each day", "P1D"),
        ("every other week", None),
        ("every Monday", None),
    ],
)
def test_what_recurs(phrase: str, period: str | None) -> None:
    (found,) = dates.find(NLP(phrase))
    assert (found.kind, dates.iso_period(found)) == ("SET", period)


def test_only_durations_have_a_length() -> None:
    (found,) = dates.find(NLP("two hours ago"))
    assert (found.kind, dates.iso_duration(found)) == ("DATE", None)
