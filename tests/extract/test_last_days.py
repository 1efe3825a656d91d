"""A meeting with its last day to come is under way. Published on Wednesday, 13 November 2024."""

from datetime import date

import pytest

from service.article import read_text

OPENING = "French President Paul Marchand and German Chancellor Eva Brandt opened talks in Lyon on Monday. "


def found(analyzer, text):
    """(status, first day, last day) of the main meeting."""
    made = analyzer.analyze(read_text(text, published=date(2024, 11, 13))).meeting
    return str(made.status), made.date.start, made.date.end


@pytest.mark.parametrize(
    "line",
    [
        "The talks, set to end on Friday, also cover fishing rights.",
        "The talks are due to end Friday.",
        "The talks run through Friday.",
        "The talks, which conclude on Friday, have covered fishing rights.",
        "The talks will continue until Friday.",
    ],
)
def test_an_end_to_come(analyzer, line):
    assert found(analyzer, OPENING + line) == ("ongoing", "2024-11-11", "2024-11-15")


@pytest.mark.parametrize(
    "line",
    [
        "The talks ended on Tuesday.",
        "The talks, which had been due to end on Tuesday, covered fishing rights.",
        "The dispute over fishing is set to end on Friday.",
        "Both sides refused to end the talks on Friday without a deal.",
    ],
)
def test_no_end_to_come(analyzer, line):
    status, start, end = found(analyzer, OPENING + line)
    assert (status, start, end) == ("held", "2024-11-11", "2024-11-11")


def test_what_is_still_to_begin_is_not_under_way(analyzer):
    text = (
        "French President Paul Marchand will meet German Chancellor Eva Brandt in Lyon on Thursday for "
        "talks on trade. The talks are due to end on Friday."
    )
    assert found(analyzer, text)[0] == "planned"


def test_what_goes_ahead_later_is_not_under_way(analyzer):
    text = (
        "French President Paul Marchand and German Chancellor Eva Brandt will hold talks in Lyon. The talks "
        "will go ahead on Friday."
    )
    assert found(analyzer, text)[0] == "planned"


def test_the_first_day_is_as_long_before_the_last_as_the_meeting_lasts(analyzer):
    text = (
        "French President Paul Marchand is holding three days of talks with German Chancellor Eva Brandt in "
        "Lyon. The talks will end on Thursday."
    )
    assert found(analyzer, text) == ("ongoing", "2024-11-12", "2024-11-14")


def test_the_first_day_may_be_that_of_the_news(analyzer):
    text = (
        "French Finance Minister Paul Marchand rejected criticism of his budget on Tuesday during talks with "
        "his German counterpart Eva Brandt in Lyon. The talks are to end on Thursday."
    )
    assert found(analyzer, text) == ("ongoing", "2024-11-12", "2024-11-14")
