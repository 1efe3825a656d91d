"""Dates counted from another date of the text. Published on Saturday, 16 November 2024."""

from __future__ import annotations

import re
from datetime import date

import pytest
import spacy

from service.candidates import dates

NLP = spacy.blank("en")
SATURDAY = date(2024, 11, 16)


def value(line: str, *, anchor: date | None = SATURDAY) -> str | None:
    """ "start" or "start..end" of the bracketed expression."""
    before, phrase, _ = re.split(r"[\[\]]", line)
    (found,) = [e for e in dates.find(NLP(before + phrase + line.split("]")[1])) if e.text == phrase][
        -1:
    ] or pytest.fail(f"not found: {phrase}")
    interval = dates.resolve(found, anchor=anchor, tense="past")
    if interval is None:
        return None
    return interval.start if interval.start == interval.end else f"{interval.start}..{interval.end}"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("They met on Friday and signed [the same day].", "2024-11-15"),
        ("They met on Friday and parted [the next day].", "2024-11-16"),
        ("They met on March 3, 2021. [Two days later], he resigned.", "2021-03-05"),
        ("They met on March 3, 2021. [A week later], he resigned.", "2021-03-10"),
        ("They met on March 3, 2021, and again in [the following week].", "2021-03-08..2021-03-14"),
        ("They met on March 3, 2021, and again [the following month].", "2021-04-01..2021-04-30"),
        ("The pact of 1994 was dropped [two years later].", "1996-01-01..1996-12-31"),
        ("He left in May 1998 and was back [six months later].", "1998-11-01..1998-11-30"),
        ("He won in 2015 and left [later that year].", "2015-01-01..2015-12-31"),
        ("He won in 2015 and left in [March the following year].", "2016-03-01..2016-03-31"),
        ("He flew to Oslo on Wednesday. [Earlier in the day] he met the king.", "2024-11-13"),
        ("They met on March 3, 2021, and again [the following Monday].", "2021-03-08"),
        ("They spent Thursday in talks. [That night] they dined.", "2024-11-14"),
        ("Sales rose in February 2010 over [the same period last year].", "2009-02-01..2009-02-28"),
        ("In 2001, then in 2004, then [a year earlier].", "2003-01-01..2003-12-31"),
        ("On March 3, 2021, he came. [The next day] he spoke. [The next day] he left.", "2021-03-05"),
    ],
)
def test_counted_from_the_date_before(line: str, expected: str) -> None:
    if line.count("[") > 1:  # the last one is asked for
        head, _, tail = line.rpartition("[")
        line = head.replace("[", "").replace("]", "") + "[" + tail
    assert value(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "He resigned [two days later].",
        "The deal of 2015 lapsed [the next day].",
        "In May 2015 they met and signed [that day].",
        "He came on Friday, [the day before] the vote.",
        "It came on Friday, [three days later] than planned.",
        "He came on Friday and left [some days later].",
        "They met on Friday and spoke [hours later].",
    ],
)
def test_without_a_date_as_fine_nothing_is_counted(line: str) -> None:
    if "hours" in line:
        assert not [e for e in dates.find(NLP(re.sub(r"[\[\]]", "", line))) if e.text == "hours later"]
    else:
        assert value(line) is None


def test_what_is_counted_needs_no_publication() -> None:
    assert value("They met on March 3, 2021, and [the day after].", anchor=None) == "2021-03-04"
    assert value("They met on Friday and [the day after].", anchor=None) is None


def test_a_length_before_an_event_is_no_date() -> None:
    (found,) = dates.find(NLP("He resigned three years after the vote."))
    assert (found.text, found.kind) == ("three years", "DURATION")


def test_long_chains_end() -> None:
    doc = NLP("On March 3, 2021, he came. " + "The next day he spoke. " * 500)
    found = [dates.resolve(e, anchor=None, tense="past") for e in dates.find(doc)]
    assert [i.start for i in found if i][:3] == ["2021-03-03", "2021-03-04", "2021-03-05"]
    assert found[-1] is None
