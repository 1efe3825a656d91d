"""Dates that stand alone on a line of a page."""

from datetime import date

import pytest

from service.reading.pagedate import page_date


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Dec 3, 2024", date(2024, 12, 3)),
        ("December 3, 2024", date(2024, 12, 3)),
        ("3 December 2024", date(2024, 12, 3)),
        ("Tue 3 Dec 2024 10.05 GMT", date(2024, 12, 3)),
        ("Tuesday, December 3rd, 2024", date(2024, 12, 3)),
        ("2024-12-03", date(2024, 12, 3)),
        ("2024-12-03T10:05:00Z", date(2024, 12, 3)),
        ("Published: 3 December 2024, 10:05 GMT", date(2024, 12, 3)),
        ("Posted on Dec. 3, 2024 at 10:05 a.m. ET", date(2024, 12, 3)),
        ("By Ana Ruiz | December 3, 2024", date(2024, 12, 3)),
        ("Ana Ruiz • 3 Dec 2024 • 4 min read", date(2024, 12, 3)),
    ],
)
def test_a_full_calendar_date_is_read(line: str, day: date) -> None:
    found = page_date(line)
    assert found is not None
    assert found.day == day
    assert not found.revised


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2024",
        "December 2024",
        "Dec 3",
        "31 June 2024",
        "30 February 2024",
        "The summit of 3 December 2024 failed",
        "On December 3, 2024, the ministers met.",
        "December 3, 20245",
        "Room 2024-12-034",
        "",
    ],
)
def test_what_could_be_read_two_ways_or_is_a_sentence_is_none(line: str) -> None:
    assert page_date(line) is None


@pytest.mark.parametrize(
    "line", ["Updated 3 December 2024", "Last modified: Dec 3, 2024", "Last updated 2024-12-03"]
)
def test_an_update_is_marked_as_one(line: str) -> None:
    found = page_date(line)
    assert found is not None
    assert found.revised
