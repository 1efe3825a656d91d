"""What date expressions resolve to. Published on Saturday, 16 November 2024, unless a case says otherwise."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from service.candidates import dates
from service.records import Precision

NLP = spacy.blank("en")
SATURDAY = date(2024, 11, 16)
TUESDAY = date(2024, 11, 12)
Tense = Literal["past", "future"]
WORDS = re.findall(
    r"\S+",
    "the of in on next last May March 31 30 2024 999 days week weekend ago Monday to and - quarter first"
    " century fiscal year 24:00 12 / . ' 80s half hour later February",
)


def days(phrase: str, *, anchor: date | None = SATURDAY, tense: Tense | None = "past") -> str | None:
    """ "start" or "start..end" of the phrase's only date expression."""
    (found,) = dates.find(NLP(phrase))
    interval = dates.resolve(found, anchor=anchor, tense=tense)
    if interval is None:
        return None
    return interval.start if interval.start == interval.end else f"{interval.start}..{interval.end}"


@pytest.mark.parametrize(
    ("phrase", "past", "future"),
    [
        ("on Saturday", "2024-11-16", "2024-11-16"),
        ("on Friday", "2024-11-15", "2024-11-22"),
        ("on Sunday", "2024-11-10", "2024-11-17"),
        ("last Saturday", "2024-11-09", "2024-11-09"),
        ("this coming Saturday", "2024-11-23", "2024-11-23"),
        ("next Friday", "2024-11-22", "2024-11-22"),
        ("June 21", "2024-06-21", "2025-06-21"),
        ("November 17", "2024-11-17", "2024-11-17"),
        ("November 16", "2024-11-16", "2024-11-16"),
        ("in April", "2024-04-01..2024-04-30", "2025-04-01..2025-04-30"),
        ("in November", "2024-11-01..2024-11-30", "2024-11-01..2024-11-30"),
        ("last April", "2024-04-01..2024-04-30", "2024-04-01..2024-04-30"),
        ("since April", "2024-04-01..2024-04-30", "2024-04-01..2024-04-30"),
        ("on Thursday of next week", "2024-11-21", "2024-11-21"),
        ("on Wednesday next week", "2024-11-20", "2024-11-20"),
        ("on Monday last week", "2024-11-04", "2024-11-04"),
        ("over the weekend", "2024-11-16..2024-11-17", "2024-11-16..2024-11-17"),
        ("in two weeks", None, "2024-11-30"),
        ("from Monday to Wednesday", "2024-11-11..2024-11-13", "2024-11-18..2024-11-20"),
        ("from November 28 to December 2", "2024-11-28..2024-12-02", "2024-11-28..2024-12-02"),
        ("Saturday, November 16", "2024-11-16", "2024-11-16"),
        ("Monday, November 18", "2024-11-18", "2024-11-18"),
        ("Thursday, November 16", "2023-11-16", "2023-11-16"),
    ],
)
def test_by_tense(phrase: str, past: str | None, future: str | None) -> None:
    assert (days(phrase, tense="past"), days(phrase, tense="future")) == (past, future)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("today", "2024-11-16"),
        ("tonight", "2024-11-16"),
        ("earlier today", "2024-11-16"),
        ("this morning", "2024-11-16"),
        ("yesterday", "2024-11-15"),
        ("last night", "2024-11-15"),
        ("the day before yesterday", "2024-11-14"),
        ("tomorrow", "2024-11-17"),
        ("three days ago", "2024-11-13"),
        ("a week ago", "2024-11-09"),
        ("two months ago", "2024-09-01..2024-09-30"),
        ("ten years ago", "2014-01-01..2014-12-31"),
        ("this week", "2024-11-11..2024-11-17"),
        ("last week", "2024-11-04..2024-11-10"),
        ("next week", "2024-11-18..2024-11-24"),
        ("earlier this week", "2024-11-11..2024-11-16"),
        ("later this month", "2024-11-16..2024-11-30"),
        ("last month", "2024-10-01..2024-10-31"),
        ("next month", "2024-12-01..2024-12-31"),
        ("last quarter", "2024-07-01..2024-09-30"),
        ("the first quarter of next year", "2025-01-01..2025-03-31"),
        ("this year", "2024-01-01..2024-12-31"),
        ("last summer", "2024-06-01..2024-08-31"),
        ("last weekend", "2024-11-09..2024-11-10"),
        ("October of last year", "2023-10-01..2023-10-31"),
        ("Friday at 3 p.m.", "2024-11-15"),
        ("13/11/2024", "2024-11-13"),
        ("on the 5th", "2024-11-05"),
        ("the fifth of March", "2024-03-05"),
        ("Christmas", "2024-12-25"),
        ("Easter Monday", "2024-04-01"),
        ("Thanksgiving", "2024-11-28"),
        ("Good Friday", "2024-03-29"),
        ("1.12.2024", "2024-12-01"),
    ],
)
def test_relative_and_numeric(phrase: str, expected: str) -> None:
    assert days(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "past", "future"),
    [
        ("over the weekend", "2024-11-09..2024-11-10", "2024-11-16..2024-11-17"),
        ("this weekend", "2024-11-09..2024-11-10", "2024-11-16..2024-11-17"),
        ("next Wednesday", "2024-11-20", "2024-11-20"),
        ("Saturday and Sunday", "2024-11-09..2024-11-10", "2024-11-16..2024-11-17"),
    ],
)
def test_said_on_a_tuesday(phrase: str, past: str, future: str) -> None:
    found = [days(phrase, anchor=TUESDAY, tense=tense) for tense in ("past", "future")]
    assert found == [past, future]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("November 16, 2024", "2024-11-16"),
        ("Saturday, November 16, 2024", "2024-11-16"),
        ("16 November 2024", "2024-11-16"),
        ("the 16th of November, 2024", "2024-11-16"),
        ("15–16 November 2024", "2024-11-15..2024-11-16"),
        ("Nov. 15 to Nov. 17, 2024", "2024-11-15..2024-11-17"),
        ("December 30 to January 2, 2025", "2024-12-30..2025-01-02"),
        ("2024-11-16T09:30:00Z", "2024-11-16"),
        ("November 2024", "2024-11-01..2024-11-30"),
        ("February 2024", "2024-02-01..2024-02-29"),
        ("in 2015", "2015-01-01..2015-12-31"),
        ("the 2015 accord", "2015-01-01..2015-12-31"),
        ("in 1423", "1423-01-01..1423-12-31"),
        ("in AD 842", "0842-01-01..0842-12-31"),
        ("9/11", "2001-09-11"),
        ("New Year's Eve 2019", "2019-12-31"),
        ("the 1990s", "1990-01-01..1999-12-31"),
        ("the 19th century", "1801-01-01..1900-12-31"),
        ("the third quarter of 2009", "2009-07-01..2009-09-30"),
        ("the first half of 2015", "2015-01-01..2015-06-30"),
        ("the winter of 2020", "2020-12-01..2021-02-28"),
        ("from 2009 to 2011", "2009-01-01..2011-12-31"),
    ],
)
def test_explicit_dates_need_no_anchor(phrase: str, expected: str) -> None:
    assert days(phrase, anchor=None, tense=None) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        "Saturday",
        "Saturday, November 16",
        "June 21",
        "in April",
        "today",
        "last week",
        "three days ago",
        "at noon",
    ],
)
def test_without_an_anchor_nothing_relative_resolves(phrase: str) -> None:
    assert days(phrase, anchor=None) is None


@pytest.mark.parametrize(
    "phrase",
    [
        "two weeks later",
        "the day before",
        "the next day",
        "7/8/2024",
        "fiscal year 2024",
        "several years ago",
        "for two days",
        "400 BC",
        "recently",
        "in the near future",
    ],
)
def test_more_than_one_answer_is_no_answer(phrase: str) -> None:
    assert days(phrase) is None


@pytest.mark.parametrize("phrase", ["February 30, 2024", "900 years ago", "999 months ago", "in 999 years"])
def test_days_that_do_not_exist_or_lie_far_off_raise_nothing(phrase: str) -> None:
    found = days(phrase, tense="future")
    assert found is None or found.startswith(("1124", "1941", "3023"))


@pytest.mark.parametrize(
    ("phrase", "precision"),
    [
        ("on Friday", Precision.DAY),
        ("last week", Precision.DAY),
        ("in April", Precision.MONTH),
        ("last summer", Precision.MONTH),
        ("in 2015", Precision.YEAR),
    ],
)
def test_precision_is_that_of_the_bounds(phrase: str, precision: Precision) -> None:
    (found,) = dates.find(NLP(phrase))
    interval = dates.resolve(found, anchor=SATURDAY, tense="past")
    assert interval is not None
    assert interval.precision is precision


@given(
    words=st.lists(
        st.sampled_from(WORDS),
        max_size=12,
    ),
    anchor=st.none() | st.dates(),
    tense=st.sampled_from([None, "past", "future"]),
)
def test_any_words_give_ordered_intervals(words: list[str], anchor: date | None, tense: Tense | None) -> None:
    doc = NLP(" ".join(words))
    ends = 0
    for found in dates.find(doc):
        assert found.start >= ends
        assert found.text == doc[found.start : found.end].text
        ends = found.end
        interval = dates.resolve(found, anchor=anchor, tense=tense)
        if interval is not None:
            assert date.fromisoformat(interval.start) <= date.fromisoformat(interval.end)
