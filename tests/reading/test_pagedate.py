"""Dates of which a line of a page is made up, that end or begin a heading, or come before a sentence."""

from datetime import date

import pytest

from service.reading.pagedate import heading_date, opening, page_dates
from service.reading.stamps import Standing

DAY = date(2024, 12, 13)
REST = "The ministers of both sides met in Accra on Thursday and spoke of the border."


@pytest.mark.parametrize(
    "line",
    [
        "Dec 13, 2024",
        "DECEMBER 13, 2024",
        "Tue 13 Dec 2024 10.05 GMT",
        "Fri, 13 Dec 2024 10:15:00 +0000",
        "2024-12-13 19:10",
        "2024-12-13T10:05:00Z",
        "13.12.2024 10:15",
        "12/13/2024 10:15 AM",
        "December 13, 2024, 15:30, Moscow",
        "December 13, 2024 2:05 PM GMT+3 · Updated 3 hours ago",
        "December 13, 20242:05 PM UTC",
        "All News 14:05 December 13, 2024",
        "(Ottawa – December 13, 2024)",
        "December 13, 2024 – Ottawa, Ontario – Global Affairs Canada",
        "Washington, D.C., December 13, 2024",
        "COUNCIL OF THE EUROPEAN UNION                          Brussels, 13 December 2024",
        "Ministry of Foreign Affairs, 13 December 2024",
        "Done at Geneva, 13 December 2024",
        "Press release No. 214 / 13 December 2024",
        "Press Statement | 13 December 2024 | Brussels",
        "13.12.2024 - Press release",
        "By Ana Ruiz | December 13, 2024",
        "By Ana Ruiz, Diplomatic Correspondent | December 13, 2024",
        "Ana Ruiz • 13 Dec 2024 • 4 min read",
        "13 December 2024 · 3 min read · Print · Save for later",
        "Source: Xinhua | 2024-12-13 19:10:11 | Editor: huaxia",
        "13 Dec. 2024 -",
    ],
)
def test_a_date_alone_or_with_place_hour_sender_or_number(line: str) -> None:
    (found,) = page_dates(line)
    assert (found.day, found.standing) == (DAY, Standing.ALONE)


@pytest.mark.parametrize(
    "line",
    [
        "Published: 13 December 2024, 10:05 GMT",
        "Published On 13 Dec 2024",
        "Published 2:05 PM EDT, December 13, 2024",
        "First published on Fri 13 Dec 2024 10.15 BST",
        "Published: 2024-12-13T10:15:00Z",
        "Posted on Dec. 13, 2024 at 10:05 a.m. ET",
        "FOR IMMEDIATE RELEASE: December 13, 2024",
        "Release Date: 13-Dec-2024",
        "Date of issue: 13th December, 2024",
        "date: 2024-12-13",
        'date: "2024-12-13T10:00:00+02:00"',
        "pubDate: Fri, 13 Dec 2024 10:15:00 +0000",
        "BBC News, published 13 December 2024.",
    ],
)
def test_a_date_that_the_page_calls_that_of_publication(line: str) -> None:
    (found,) = page_dates(line)
    assert (found.day, found.standing) == (DAY, Standing.PUBLISHED)


@pytest.mark.parametrize(
    ("line", "standing"),
    [
        ("Updated 13 December 2024", Standing.UPDATED),
        ("Xinhua | Updated: 2024-12-13 19:10", Standing.UPDATED),
        ("Last modified: Dec 13, 2024", Standing.MAINTAINED),
        ("Last updated 2024-12-13", Standing.MAINTAINED),
        ("lastmod: 2024-12-13", Standing.MAINTAINED),
    ],
)
def test_an_update_of_the_article_is_none_of_the_page(line: str, standing: Standing) -> None:
    (found,) = page_dates(line)
    assert (found.day, found.standing) == (DAY, standing)


def test_two_dates_on_one_line_each_have_their_own_label() -> None:
    found = page_dates("Published 12 Dec 2024 • Last Updated 13 Dec 2024 • 4 minute read")
    assert [(dated.day.day, dated.standing) for dated in found] == [
        (12, Standing.PUBLISHED),
        (13, Standing.MAINTAINED),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2024",
        "Published: 03/04/2024",
        "December 2024",
        "8–11 October 2024",
        "The summit of 13 December 2024 failed",
        "On December 13, 2024, the ministers met.",
        "December 13, 2024 was a turning point",
        "September 11, 2001 — The Day the World Changed",
        "Geneva Summit, 13 December 2024",
        "The Geneva Accord (13 December 2024)",
        "Deadline: 13 December 2024",
        "When: 13 December 2024",
        "13 December 2024, Gustavus Location: Post Office",
        "Next meeting: 13 December 2024",
        "Printed on 13 December 2024",
        "Today: December 13, 2024",
        "Photo: Ana Ruiz, 13 December 2024",
        "FILE - The minister in Accra, Dec. 13, 2024",
        "© 13 December 2024 The Paper",
        "© 2024",
        "",
    ],
)
def test_a_date_of_something_else_is_none(line: str) -> None:
    assert page_dates(line) == ()


@pytest.mark.parametrize(
    "line",
    [
        "Foreign Ministry Spokesperson’s Remarks on December 13, 2024",
        "Foreign Ministry Spokesperson Lin Wei's Regular Press Conference on December 13, 2024",
        "Foreign Ministry spokesperson’s remarks on December 13, 2024",
        "Department Press Briefing – December 13, 2024",
        "Joint Statement of the Foreign Ministers of Kenya and Ghana, Tokyo, 13 December 2024",
        "Readout of the Minister's Call with the Minister of Ghana (December 13, 2024)",
        "Kenya and Ghana agree on the border | 13 December 2024",
        "13 December 2024: Statement by the Spokesperson on the elections in Kenya",
        "No: 214, 13 December 2024, Press Release Regarding the Attack in Accra",
    ],
)
def test_the_day_of_a_document_in_its_heading(line: str) -> None:
    found = heading_date(line)
    assert found is not None
    assert (found.day, found.standing) == (DAY, Standing.HEADING)


@pytest.mark.parametrize(
    "line",
    [
        "Statement on the attack of December 13, 2024",
        "Joint statement following the meeting of 13 December 2024",
        "Return to the borders of February 23, 2022",
        "Ministers to meet in Geneva on 13 December 2024",
        "Ministers agree to meet in Geneva, 13 December 2024",
        "List of Outcomes: State Visit of the President (8-11 October 2024)",
        "Remarks on December 12, 2024 and on December 13, 2024",
        "Remarks on the economy",
        "Kenya rejects statement of December 13, 2024",
        "Minister to Hold Press Conference on December 13, 2024",
        "Minister rejects remarks on December 13, 2024",
    ],
)
def test_a_day_of_which_a_heading_speaks_is_none(line: str) -> None:
    assert heading_date(line) is None


@pytest.mark.parametrize(
    ("stamp", "standing"),
    [
        ("Update 13/12/2024 09:15 GMT. ", Standing.UPDATED),
        ("Published 13 December 2024 | ", Standing.PUBLISHED),
        ("13 Dec 2024, 10:15 GMT: ", Standing.ALONE),
        ("13 December 2024 – ", Standing.ALONE),
        ("Friday, 13 December 2024. ", Standing.ALONE),
        ("Friday, December 13, 2024 -- ", Standing.ALONE),
    ],
)
def test_a_stamp_before_the_first_sentence(stamp: str, standing: Standing) -> None:
    found = opening(stamp + REST, prose=True)
    assert found is not None
    assert (found.dated.day, found.dated.standing, found.length) == (DAY, standing, len(stamp))


@pytest.mark.parametrize(
    "line",
    [
        f"On 13 December 2024, {REST}",
        "13 December 2024, the day of the vote, was cold.",
        "13 December 2024 — the day of the vote — was cold.",
        "13 December 2024. The day of the vote.",
        "13 December 2024 was cold.",
    ],
)
def test_a_sentence_that_begins_with_a_date_has_no_stamp(line: str) -> None:
    assert opening(line, prose=True) is None


def test_a_dash_is_enough_before_a_paragraph_only() -> None:
    assert opening("13 December 2024 – The Day the World Changed", prose=False) is None
