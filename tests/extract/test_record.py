"""Whole records of small texts: who meets whom, in what state, when and where, and who holds what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service.analyzer import Analyzer
from service.article import read_text
from service.schemas import dump_record

PUBLISHED = date(2025, 5, 14)  # a Wednesday


def read(analyzer: Analyzer, text: str) -> dict[str, Any]:
    """The record of a text that appeared on `PUBLISHED`."""
    article = read_text(text, published=PUBLISHED)
    data: dict[str, Any] = dump_record(analyzer.analyze(article), sent=article.sent)
    return data


def names(record: dict[str, Any]) -> list[str]:
    return [p["name"] for p in record["participants"]]


MEETINGS = [
    (
        "Norwegian Prime Minister Ingrid Solberg met Latvian President Juris Kalnins in Riga on Tuesday.",
        {"status": "held", "kind": "bilateral", "mode": "in_person", "level": "leaders", "day": "2025-05-13"},
        ["Ingrid Solberg", "Juris Kalnins"],
        "Riga",
    ),
    (
        "The foreign ministers of Kenya and Somalia will meet in Djibouti on Thursday of next week.",
        {"status": "planned", "level": "ministers", "day": "2025-05-22"},
        ["Kenya", "Somalia"],
        "Djibouti",
    ),
    (
        "Spain and Morocco will discuss migration in Rabat on Friday, a Moroccan official said.",
        {"status": "planned", "kind": "bilateral", "day": "2025-05-16"},
        ["Spain", "Morocco"],
        "Rabat",
    ),
    (
        "Chilean President Rosa Ibarra spoke by phone on Monday with Peruvian President Luis Quispe.",
        {"status": "held", "mode": "phone", "day": "2025-05-12"},
        ["Rosa Ibarra", "Luis Quispe"],
        None,
    ),
    (
        "Serbian and Croatian negotiators were still meeting in Vienna late on Tuesday, Austria said.",
        {"status": "ongoing", "day": "2025-05-13"},
        ["Serbia", "Croatia"],
        "Vienna",
    ),
]


@pytest.mark.parametrize(("text", "fields", "people", "place"), MEETINGS, ids=lambda x: str(x)[:30])
def test_a_meeting(
    analyzer: Analyzer, text: str, fields: dict[str, str], people: list[str], place: str | None
) -> None:
    found = read(analyzer, text)
    meeting = found["meeting"]
    assert meeting is not None
    given = {**{k: meeting[k] for k in ("status", "kind", "mode", "level")}, "day": meeting["date"]["start"]}
    assert {name: given[name] for name in fields} == fields
    assert names(found) == people
    assert (found["location"] or {}).get("name") == place


SUPPORTED = [text for text, *_ in MEETINGS] + [
    "Chilean President Rosa Ibarra met Peruvian President Luis Quispe in Lima on Monday. The talks lasted "
    "two hours. Ibarra had spoken by phone with Brazilian President Ana Souza on Sunday.",
]


@pytest.mark.parametrize("text", SUPPORTED, ids=lambda x: x[:30])
def test_fields_tell_of_what_has_a_value(analyzer: Analyzer, text: str) -> None:
    found = read(analyzer, text)
    for meeting in (found["meeting"], *(other["meeting"] for other in found["other_meetings"])):
        names = ("status", "kind", "mode", "setting", "level", "duration")
        assert set(meeting["fields"]) == {name for name in names if meeting[name] is not None}


def test_a_duration_is_shown_where_it_is_told(analyzer: Analyzer) -> None:
    meeting = read(analyzer, SUPPORTED[-1])["meeting"]
    assert meeting["duration"] == "PT2H"
    assert [span["text"] for span in meeting["fields"]["duration"]["evidence"]] == ["two hours"]


NONE = [
    "Germany and France meet in the final of the European basketball championship in Lille on Sunday.",
    "President Ana Soto toured a chip factory in Monterrey on Monday and praised its workers.",
    "The cabinet met in Oslo on Friday to discuss the budget.",
    "Iran denied that its foreign minister had met American officials in Muscat.",
    "Ghana and Togo meet in Lomé on Saturday in the final of the regional football cup. Captain Yaw Boateng "
    "said his team would attack from the start.",
    "The board of the steel company met in Essen on Monday to decide on the sale of two mills.",
    "Greek Prime Minister Eleni Pappas visited flooded Larissa on Tuesday and promised aid to families.",
]


@pytest.mark.parametrize("text", NONE, ids=lambda x: x[:30])
def test_no_meeting(analyzer: Analyzer, text: str) -> None:
    assert read(analyzer, text)["meeting"] is None


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("conferred by video link", "video"),
        ("spoke by telephone", "phone"),
        ("held a video call", "video"),
        ("held online talks in Tokyo and Delhi", "video"),
        ("met virtually", "video"),
        ("met in Delhi and followed a match online", "in_person"),
    ],
)
def test_how_they_meet_is_as_told(analyzer: Analyzer, words: str, mode: str) -> None:
    text = f"Japanese Prime Minister Aiko Tanaka and Indian Prime Minister Ravi Menon {words} on Monday."
    assert read(analyzer, text)["meeting"]["mode"] == mode


POSITIONS = [
    (
        "Turkish President Kemal Aydin met Iraqi Prime Minister Hassan Jabri in Baghdad on Monday. Aydin "
        "urged Iraq to let more water through. Jabri rejected the demand.",
        {("Kemal Aydin", "request"), ("Hassan Jabri", "oppose")},
    ),
    (
        "The European Union condemned the attack on the port of Hodeida. Oman offered to mediate.",
        {("European Union", "criticise"), ("Oman", "offer")},
    ),
]


@pytest.mark.parametrize(("text", "held"), POSITIONS, ids=lambda x: str(x)[:30])
def test_who_holds_what(analyzer: Analyzer, text: str, held: set[tuple[str, str]]) -> None:
    found = {(p["stakeholder"]["name"], p["stance"]) for p in read(analyzer, text)["positions"]}
    assert held <= found


def test_a_common_position_is_held_by_each(analyzer: Analyzer) -> None:
    text = (
        "French President Luc Morel met Ghanaian President Ama Owusu in Accra on Monday. The two leaders "
        "condemned the coup in Niger."
    )
    held = {(p["stakeholder"]["name"], p["stance"]) for p in read(analyzer, text)["positions"]}
    assert {("Luc Morel", "criticise"), ("Ama Owusu", "criticise")} <= held


def test_evidence_quotes_the_text(analyzer: Analyzer) -> None:
    text = MEETINGS[0][0]
    meeting = read(analyzer, text)["meeting"]
    assert all(text[e["start"] : e["end"]] == e["text"] for e in meeting["evidence"])
