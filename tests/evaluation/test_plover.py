"""The reader as an event coder: what counts as found, and what is right."""

import json

from evaluation.plover import Answer, Coded, sentences, summary


def _answer(event, number, sides):
    return Answer(Coded(f"{event}-{number}", event, "…"), sides)


def test_a_consult_sentence_is_right_where_a_meeting_is_found():
    found = [_answer("CONSULT", 1, ("A", "B")), _answer("CONSULT", 2, None)]
    assert summary(found, frozenset())["CONSULT"] == (1, 2)


def test_other_types_are_right_without_one_unless_they_describe_one():
    found = [_answer("REJECT", 1, ("A",)), _answer("REJECT", 2, ("A",)), _answer("AID", 1, None)]
    counted = summary(found, frozenset({"REJECT-1"}))
    assert counted["other, a meeting"] == (1, 1)
    assert counted["other, none"] == (1, 2)


def test_documentation_rows_are_left_out(tmp_path):
    rows = [
        {"id": "PLOVER-GSR01-DOCUMENT-0001", "event": "DOCUMENT", "eventText": "…"},
        {"id": "PLOVER-GSR01-AID-0001", "event": "AID", "text": "Norland sent grain."},
    ]
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(rows), encoding="utf-8")
    assert [one.id for one in sentences(file)] == ["AID-0001"]
