"""Days of a meeting where the calendar begins and ends."""

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
