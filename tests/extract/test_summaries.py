"""Meetings told in one plural and then one by one."""

import pytest

from service.article import read_text
from service.schemas import dump_record

PLURAL = (
    "French President Paul Marchand held private meetings on Monday with the heads of Chad, Niger and Mali. "
)


def sides(analyzer, text):
    """(participants of the main meeting, of the further ones), by name."""
    record = dump_record(analyzer.analyze(read_text(text)))
    return _names(record), [_names(other) for other in record["other_meetings"]]


def _names(meeting):
    return {participant["name"] for participant in meeting["participants"]}


def test_a_plural_belongs_to_the_first_of_those_told_apart(analyzer):
    text = PLURAL + (
        "Marchand met President Idris Toll of Chad and President Bo Lind of Niger in the morning to discuss "
        "security. In the afternoon he met President Amadou Roe of Mali."
    )
    main, others = sides(analyzer, text)
    assert main == {"Paul Marchand", "Idris Toll", "Bo Lind"}
    assert others == [{"Paul Marchand", "Amadou Roe"}]


@pytest.mark.parametrize(
    "rest",
    ["The leaders discussed security.", "Marchand praised President Amadou Roe of Mali."],
)
def test_a_plural_stands_for_itself_where_not_all_are_told_apart(analyzer, rest):
    main, _ = sides(analyzer, PLURAL + rest)
    assert {"Paul Marchand", "Chad", "Niger"} <= main
