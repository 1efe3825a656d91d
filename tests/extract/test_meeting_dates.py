"""Day and length of the main meeting. Published on Saturday, 16 November 2024; [brackets] mark the phrase."""

import re
from datetime import date

import pytest

from service.article import read_text

HEAD = "Call between President Ann Toll and Prime Minister Bo Lind\n\n"


def meeting(analyzer, line):
    """The main meeting of a line without its brackets."""
    article = read_text(re.sub(r"[\[\]]", "", line), published=date(2024, 11, 16))
    return analyzer.analyze(article).meeting


def found(analyzer, line):
    """(text, first day) of the main meeting's date."""
    when = meeting(analyzer, line).date
    return when.text, when.start


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            "French President Paul Marchand met German Chancellor Eva Brandt in Lyon on [Friday].",
            "2024-11-15",
        ),
        (
            "Officials said Thursday that French President Paul Marchand will meet German Chancellor Eva "
            "Brandt in Lyon on [Monday].",
            "2024-11-18",
        ),
        (
            "French President Paul Marchand has met German Chancellor Eva Brandt. His office told reporters "
            "Friday the two had met in Lyon on [Wednesday].",
            "2024-11-13",
        ),
        (
            "French President Paul Marchand agreed on Wednesday to meet German Chancellor Eva Brandt on "
            "[Monday].",
            "2024-11-18",
        ),
        (
            "French President Paul Marchand travelled to Berlin on [Tuesday] to meet German Chancellor Eva "
            "Brandt.",
            "2024-11-12",
        ),
        (
            "French President Paul Marchand and German Chancellor Eva Brandt have discussed their dispute. "
            "During talks [Thursday], she praised his plan.",
            "2024-11-14",
        ),
        (
            HEAD + "President Ann Toll of Finland spoke [today] with Prime Minister Bo Lind of Estonia.",
            "2024-11-16",
        ),
    ],
)
def test_the_clause_gives_the_day(analyzer, line, day):
    (phrase,) = re.findall(r"\[([^\]]*)\]", line)
    assert found(analyzer, line) == (phrase, day)


@pytest.mark.parametrize(
    "line",
    [
        HEAD + "Ann Toll of Finland had a telephone conversation with Bo Lind of Estonia. "
        "They discussed the results of the summit that took place in Oslo on October 30.",
        HEAD + "Ann Toll of Finland had a telephone conversation with Bo Lind of Estonia. "
        "They praised the agreements reached at the meeting held in Oslo on October 30.",
        HEAD + "Ann Toll of Finland had a telephone conversation with Bo Lind of Estonia. "
        "They agreed to meet in Oslo in December.",
        "Finnish President Ann Toll held talks with Estonian Prime Minister Bo Lind. "
        "They discussed the agenda of the trilateral summit scheduled for November 28.",
        "Finnish President Ann Toll held talks with Estonian Prime Minister Bo Lind to calm the dispute "
        "over Sunday's contested elections.",
    ],
)
def test_another_event_gives_none(analyzer, line):
    assert found(analyzer, line) == (None, None)


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Finnish President Ann Toll and Estonian Prime Minister Bo Lind began two days of talks.", "P2D"),
        ("Finnish President Ann Toll met Estonian Prime Minister Bo Lind for 50 minutes.", "PT50M"),
        (
            "Finnish President Ann Toll spoke with Estonian Prime Minister Bo Lind. "
            "In an hour-long discussion, she expressed her concerns.",
            "PT1H",
        ),
        ("Finnish President Ann Toll began a three-day visit to Estonia.", "P3D"),
        (
            "Finnish President Ann Toll held talks with Estonian Prime Minister Bo Lind. "
            "She is on a three-day visit to the Baltic states.",
            None,
        ),
        (
            "Finnish President Ann Toll met Estonian Prime Minister Bo Lind, their first in six years.",
            None,
        ),
    ],
)
def test_duration(analyzer, line, iso):
    assert meeting(analyzer, line).duration == iso


WHOLE = [
    ("Chad and Niger concluded two days of talks in Oslo on Thursday.", "2024-11-13", "2024-11-14"),
    ("Chad and Niger opened two days of talks in Oslo on Thursday.", "2024-11-14", "2024-11-15"),
    ("Chad and Niger held talks in Oslo on Thursday.", "2024-11-14", "2024-11-14"),
    (
        "French President Paul Marchand left Peru on Friday at the close of a three-day visit.",
        "2024-11-13",
        "2024-11-15",
    ),
    ("Envoys of Chad and Niger are in the third day of their talks on Saturday.", "2024-11-14", "2024-11-16"),
]


@pytest.mark.parametrize(("line", "first", "last"), WHOLE)
def test_a_meeting_of_several_days_lasts_from_its_first_to_its_last(analyzer, line, first, last):
    when = meeting(analyzer, line).date
    assert (when.start, when.end) == (first, last)


REPORTED = [
    "LIMA, Nov. 15 (AP) - President Ann Toll of Chad met President Bo Lind of Niger in Lima.",
    "People with knowledge of the talks between Chad and Niger said on Monday that they were secret.",
    "Chad on Tuesday invited Niger to a summit.",
]


@pytest.mark.parametrize("line", REPORTED)
def test_the_day_of_a_report_is_not_that_of_the_meeting(analyzer, line):
    assert meeting(analyzer, line).date.start is None


GOING_ON = [
    ("Chad and Niger opened a two-day meeting in Oslo on Saturday.", "ongoing"),
    ("Chad and Niger opened a two-day meeting in Oslo on Thursday.", "held"),
    ("Chad and Niger held talks in Oslo this week.", "held"),
]


@pytest.mark.parametrize(("line", "status"), GOING_ON)
def test_what_opened_and_has_not_ended_goes_on(analyzer, line, status):
    assert meeting(analyzer, line).status == status
