"""Full calendar dates in a line."""

from datetime import date

import pytest

from service.reading.days import find_days


@pytest.mark.parametrize(
    "line",
    [
        "December 3, 2024",
        "DECEMBER 3, 2024",
        "Dec. 3 2024",
        "Dec 03, 2024",
        "December 3rd, 2024",
        "December 3,2024",
        "3 December 2024",
        "3rd of December, 2024",
        "03-Dec-2024",
        "2024-12-03",
        "2024/12/03",
        "2024.12.03",
        "2024-12-03T10:05:00Z",
        "03.12.2024",
        "December 3, 20242:05 PM",
        "(Lima – December 3, 2024)",
        "Lima, 3 December 2024 – The ministers",
        "No. 214 / 3 December 2024",
        "10:05 - 3 December 2024",
        "3 December 2024 - 10:05",
        "3 December 2024 - 2 min read",
    ],
)
def test_a_day_stated_in_full(line: str) -> None:
    assert [day.day for day in find_days(line)] == [date(2024, 12, 3)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("24/06/2025", date(2025, 6, 24)),
        ("06/24/2025", date(2025, 6, 24)),
        ("06/06/2025", date(2025, 6, 6)),
        ("24-06-2025", date(2025, 6, 24)),
        ("04.09.2025", date(2025, 9, 4)),
    ],
)
def test_a_day_in_numbers_that_can_be_read_in_one_way(line: str, day: date) -> None:
    assert [found.day for found in find_days(line)] == [day]


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2024",
        "03-04-2024",
        "31 June 2024",
        "30.02.2024",
        "December 2024",
        "Dec 3",
        "December 3, 20245",
        "Room 2024-12-034",
        "8-11 October 2024",
        "8–11 October 2024",
        "8 – 11 October 2024",
        "8 and 9 October 2024",
        "8 to 11 October 2024",
        "8 October – 11 October 2024",
        "8 October 2024 – 11 October 2024",
        "8 October 2024 to November 3",
        "24.06.2025-26.06.2025",
        "3 December 2024, 03/04/2024",
    ],
)
def test_a_stretch_or_what_could_be_read_two_ways_is_none(line: str) -> None:
    assert find_days(line) == ()
