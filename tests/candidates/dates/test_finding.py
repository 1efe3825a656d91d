"""What is a date expression in running text, and what only looks like one. [Brackets] mark the expression."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.tokens import Doc, Span

from service.candidates import dates

NLP = spacy.blank("en")


def marked(line: str) -> tuple[Doc, list[str]]:
    """Text without brackets as a Doc, and the bracketed pieces."""
    return NLP(re.sub(r"[\[\]]", "", line)), re.findall(r"\[([^\]]*)\]", line)


@pytest.mark.parametrize(
    "line",
    [
        "They met on [Saturday, November 16], in Lima.",
        "They met on [Saturday, November 16, 2024], in Lima.",
        "LIMA, [Nov. 16] — They met.",
        "The [16th of November 2024] was cold.",
        "A summit on [15–16 November 2024] was agreed.",
        "A summit on [November 15-16] was agreed.",
        "It runs from [Nov. 15 to 17, 2024].",
        "It runs from [June 28 to July 2, 2023].",
        "Talks between [June 3 and 5] failed.",
        "They will talk from [Monday to Wednesday].",
        "They talked [Saturday and Sunday].",
        "They met on [Monday] and again on [Thursday].",
        "they met on [friday], the sun rose.",
        "He left [late on Sunday] and came back [early Monday].",
        "The envoy arrived [last Friday] and leaves [this coming Tuesday].",
        "[Saturday]'s meeting and [Saturday]’s dinner",
        "[Yesterday evening] they spoke; [earlier today] they met; [tonight] they dine.",
        "He flew home [the day after tomorrow].",
        "[This morning] and [last night] were quiet.",
        "They spoke [earlier this week] and meet [later this month].",
        "It happened [two years ago].",
        "[The weekend] brought talks and [next weekend] will too.",
        "The deal of [the third quarter of 2009] and of [Q2 2010] held.",
        "[Last summer], and in [the spring of 2020], they met.",
        "In [early June] and at [the end of this year] they vote.",
        "The wars of [the 1990s] ended in [2001].",
        "The treaty of [1967] and [the 19th century] borders",
        "Signed on [2024-11-16] at [16/11/2024].",
        "They begin [Tuesday at 3 p.m. local time] in Oslo.",
        "They begin at [3 p.m. on Tuesday] in Oslo.",
        "They begin at [15:30 GMT] sharp, or at [noon].",
        "Their [50-minute] talk, a [two-hour] dinner and a [three-day] visit",
        "It took [an hour and a half], not [half an hour], nor [two and a half hours].",
        "They meet [every Monday] and have [annual] talks on [Tuesdays].",
        "The ruling came [two weeks later], and [the next day] he resigned.",
        "It opens [in two weeks].",
        "A wrapped [November\n16] date",
    ],
)
def test_found(line: str) -> None:
    doc, expected = marked(line)
    assert [e.text for e in dates.find(doc)] == expected
    assert [doc[e.start : e.end].text for e in dates.find(doc)] == expected


@pytest.mark.parametrize(
    "line",
    [
        "The minister may go, and they march on.",
        "May the talks succeed.",
        "June Allen and April Jones spoke.",
        "The Sunday Times reported the Good Friday Agreement.",
        "It cost $2000 and 2,015 people came.",
        "Some of 2000 soldiers left.",
        "The fall of the city was quick.",
        "A second meeting was their first.",
        "Sun and wind met Jan Novak.",
        "Room 1901 was full.",
        "He is in his 80s.",
        "Article 16 of the treaty",
        "The Good Friday Agreement stands.",
        "His 30th birthday and the 5th summit were quiet.",
        "The 1200 soldiers left in 1500 lorries.",
        "At the end of it he carried the day.",
        "November\n\n16 people came",
    ],
)
def test_not_a_date(line: str) -> None:
    found = [e.text for e in dates.find(NLP(line)) if e.kind in ("DATE", "TIME") and e.text != "November"]
    assert found == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("on [Friday]", "DATE"),
        ("at [3 p.m.]", "TIME"),
        ("at [3 p.m. on Friday]", "DATE"),
        ("for [two days]", "DURATION"),
        ("[each year]", "SET"),
        ("[recently]", "VAGUE"),
        ("[three days ago]", "DATE"),
    ],
)
def test_kind(line: str, kind: str) -> None:
    doc, (phrase,) = marked(line)
    (found,) = dates.find(doc)
    assert (found.text, found.kind) == (phrase, kind)


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("They met on Friday.", "on"),
        ("They met Friday.", "on"),
        ("The first talks since April ended.", "since"),
        ("He stays until the end of this week.", "until"),
        ("They must agree by Friday.", "before"),
        ("Before the November 5 vote", "before"),
        ("After Monday they rested.", "after"),
        ("They met during last week.", "on"),
    ],
)
def test_relation(line: str, relation: str) -> None:
    (found,) = dates.find(NLP(line))
    assert found.relation == relation


def test_name_found_earlier_vetoes_a_date_inside_it() -> None:
    doc = NLP("The March Institute opened in March.")
    doc.ents = [Span(doc, 1, 3, label="ORG")]
    assert [(e.start, e.text) for e in dates.find(doc)] == [(5, "March")]


def test_same_text_in_other_tokens_gives_the_same_dates() -> None:
    words = ["Talks", "on", "November", "15", "-", "16", "took", "a", "two-hour", "break", "."]
    spaces = [True, True, True, False, False, True, True, True, True, False, False]
    doc = Doc(NLP.vocab, words=words, spaces=spaces)
    assert [e.text for e in dates.find(doc)] == ["November 15-16", "two-hour"]


def test_finding_leaves_the_doc_as_it_is() -> None:
    doc = NLP("They met on Friday.")
    before = doc.to_bytes()
    dates.find(doc)
    assert doc.to_bytes() == before


def test_empty_doc_has_no_dates() -> None:
    assert dates.find(NLP("")) == ()
