"""Days of a meeting: where the calendar begins and ends, and what makes a month exact."""

from __future__ import annotations

from datetime import date

import pytest

from service.analyzer import Analyzer
from service.article import read_text

TEXTS = [
    "The foreign ministers of Peru and Chile met in Lima last week.",
    "The foreign ministers of Peru and Chile will meet in Lima next week.",
    "Ministers of Peru and Chile ended a two-day summit on Monday in Lima.",
    "Ministers of Peru and Chile begin a three-day summit in Lima on Monday, a year after the last one.",
]


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("text", TEXTS)
def test_the_ends_of_the_calendar_stop_nothing(analyzer: Analyzer, text: str, published: date) -> None:
    record = analyzer.analyze(read_text(text, published=published))
    if record.meeting is not None and record.meeting.date.start and record.meeting.date.end:
        assert record.meeting.date.start <= record.meeting.date.end


MONTHS = [
    # A weekday counts from publication, whatever month another meeting is planned for.
    (
        "Portuguese Premier Ana Costa and Moroccan Premier Karim Fassi met in Lisbon on Monday. The talks "
        "covered trade. Costa and Fassi will meet again in Rabat in March 2026.",
        ("2026-03-01", "2026-03-31", "month"),
    ),
    # A day without its month is one of the month that is told.
    (
        "Portuguese Premier Ana Costa and Moroccan Premier Karim Fassi will hold talks in Rabat in March "
        "2026. The talks will begin on the 12th.",
        ("2026-03-12", "2026-03-12", "day"),
    ),
    (
        "Portuguese Premier Ana Costa and Moroccan Premier Karim Fassi will hold talks in Rabat in March "
        "2026. The talks will last from 12 to 14 March.",
        ("2026-03-12", "2026-03-14", "day"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), MONTHS)
def test_a_month_is_made_exact_by_its_own_days(
    analyzer: Analyzer, text: str, expected: tuple[str, str, str]
) -> None:
    record = analyzer.analyze(read_text(text, published=date(2025, 10, 14)))
    assert record.meeting is not None
    told = [record.meeting.date, *(other.meeting.date for other in record.other_meetings)]
    assert expected in [(d.start, d.end, d.precision) for d in told]
