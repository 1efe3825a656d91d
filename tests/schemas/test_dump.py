"""dump_record: dumped, then validated; a record that breaks its own schema never gets out."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any

import pytest

from service import records as r
from service.errors import RecordError
from service.schemas import dump_record, to_json
from tests.factories import (
    TEXT,
    make_date,
    make_evidence,
    make_issue,
    make_location,
    make_meeting,
    make_participant,
    make_position,
    make_record,
    make_stakeholder,
)


def test_a_whole_record_is_dumped_as_plain_data() -> None:
    data = dump_record(make_record(), sent={"text": TEXT})
    assert json.loads(to_json(data)) == data
    assert data["meeting"]["status"] == "held"
    assert data["location"]["geonames_id"] == 2660646
    assert data["positions"][0]["polarity"] == 0


def test_a_participant_is_a_stakeholders_entry_with_its_capacity() -> None:
    (participant, _) = dump_record(make_record())["participants"]
    assert participant["id"] == "s1"
    assert participant["country"]["alpha3"] == "FDN"
    assert participant["capacity"] == "principal"
    assert participant["confidence"] == 0.8  # that of taking part, not the stakeholder's .9


def test_the_order_of_keys_is_that_of_the_record() -> None:
    assert list(dump_record(make_record())) == [field.name for field in dataclasses.fields(r.Record)]


def test_the_same_record_gives_the_same_bytes() -> None:
    assert to_json(dump_record(make_record())) == to_json(dump_record(make_record()))


def _with_position(**overrides: Any) -> r.Record:
    return make_record(positions=(make_position(**overrides),))


def _with_date(**overrides: Any) -> r.Record:
    return make_record(meeting=make_meeting(date=make_date(**overrides)))


BROKEN: dict[str, tuple[str, Callable[[], r.Record]]] = {
    "an enum's value unknown": ("can't be written", lambda: make_record(meeting=make_meeting(status="soon"))),
    "a probability over 1": (
        "/issues/0/confidence",
        lambda: make_record(issues=(make_issue(confidence=1.5),)),
    ),
    "a probability that is no number": ("confidence", lambda: _with_position(confidence=float("nan"))),
    "salience below 0": ("/issues/0/salience", lambda: make_record(issues=(make_issue(salience=-0.1),))),
    "a category that is none": (
        "/issues/0/category",
        lambda: make_record(issues=(make_issue(category="tea"),)),
    ),
    "a polarity of 2": ("/positions/0/polarity", lambda: _with_position(polarity=2)),
    "a polarity against the stance": ("/positions/0", lambda: _with_position(polarity=1)),
    "a holder that is nobody": (
        "/positions/0/stakeholder",
        lambda: _with_position(stakeholder=r.StakeholderRef("s9", "Nobody")),
    ),
    "a holder under another's name": (
        "/positions/0/stakeholder",
        lambda: _with_position(stakeholder=r.StakeholderRef("s1", "Chicolini")),
    ),
    "an issue that is none": (
        "/positions/0/issue",
        lambda: _with_position(issue=r.IssueRef("i9", "tariffs", "economy.trade")),
    ),
    "a participant that is nobody": (
        "/participants/0",
        lambda: make_record(participants=(make_participant(stakeholder=make_stakeholder(id="s9")),)),
    ),
    "an id twice": (
        "/issues",
        lambda: make_record(issues=(make_issue(), make_issue())),
    ),
    "a day that is none": ("/meeting/date/start", lambda: _with_date(start="2026-02-30")),
    "a day of another form": ("/meeting/date/start", lambda: _with_date(start="20261123")),
    "an end before the start": ("/meeting/date", lambda: _with_date(end="2026-11-22")),
    "a start without an end": ("/meeting/date", lambda: _with_date(end=None)),
    "a duration of another form": (
        "/meeting/duration",
        lambda: make_record(meeting=make_meeting(duration="50 min")),
    ),
    "an empty duration": ("/meeting/duration", lambda: make_record(meeting=make_meeting(duration="PT"))),
    "support for a field that is none": (
        "/meeting/fields",
        lambda: make_record(meeting=make_meeting(fields={"tea": r.FieldSupport(confidence=1.0)})),
    ),
    "a latitude beyond the pole": (
        "/location/latitude",
        lambda: make_record(location=make_location(latitude=91.0)),
    ),
    "a null that must not be": ("/location/text", lambda: make_record(location=make_location(text=None))),
    "a number that is a string": (
        "can't be written",
        lambda: make_record(location=make_location(geonames_id="x")),
    ),
    "offsets of another length": (
        "/issues/0/mentions/0",
        lambda: make_record(issues=(make_issue(mentions=(r.Evidence(0, 3, "tariffs"),)),)),
    ),
    "a negative offset": (
        "/issues/0/mentions/0/start",
        lambda: make_record(issues=(make_issue(mentions=(r.Evidence(-1, 6, "tariffs"),)),)),
    ),
    "words that stand elsewhere": (
        "/issues/0/mentions/0",
        lambda: make_record(issues=(make_issue(mentions=(r.Evidence(0, 7, "tariffs"),)),)),
    ),
    "evidence in a title that was not sent": (
        "/issues/0/mentions/0",
        lambda: make_record(issues=(make_issue(mentions=(make_evidence("tariffs", field="title"),)),)),
    ),
    "evidence in no field": (
        "/issues/0/mentions/0/field",
        lambda: make_record(issues=(make_issue(mentions=(make_evidence("tariffs", field="url"),)),)),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_record_is_refused_and_the_place_named(name: str) -> None:
    place, make = BROKEN[name]
    with pytest.raises(RecordError, match=place):
        dump_record(make(), sent={"text": TEXT})


def test_the_message_quotes_nothing_of_the_article() -> None:
    record = make_record(issues=(make_issue(mentions=(r.Evidence(0, 7, "tariffs"),)),))
    with pytest.raises(RecordError) as caught:
        dump_record(record, sent={"text": TEXT})
    assert "tariffs" not in str(caught.value)


def test_evidence_of_a_text_of_our_own_making_is_checked_against_it() -> None:
    info = dataclasses.replace(make_record().article, text=f"x{TEXT}")
    with pytest.raises(RecordError, match="reads otherwise"):
        dump_record(make_record(article=info))
