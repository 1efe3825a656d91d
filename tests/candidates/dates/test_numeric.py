"""Stroke dates of two readings: by the text's unmistakable ones, else by the reading near publication."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from service.candidates import dates

NLP = spacy.blank("en")


def days(text: str, published: date | None) -> list[str | None]:
    """First day of each date expression of the text."""
    found = (dates.resolve(e, anchor=published, tense="past") for e in dates.find(NLP(text)))
    return [interval.start if interval else None for interval in found]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("on 05/06/2025, 24/06/2025 and 06/24/2025", None, [None, "2025-06-24", "2025-06-24"]),
        ("on 05/06/2025", date(2025, 6, 7), ["2025-06-05"]),
        ("on 05/06/2025", date(2025, 5, 8), ["2025-05-06"]),
        ("on 05/06/2025", date(2025, 9, 1), [None]),
        ("on 05/06/2025", None, [None]),
        ("on 13.07.2025", None, ["2025-07-13"]),
    ],
)
def test_stroke_dates(text: str, published: date | None, expected: list[str | None]) -> None:
    assert days(text, published) == expected
