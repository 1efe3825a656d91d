"""The record as flat tables: a row per position, per participant, per meeting. CSV and Parquet write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

Record = Mapping[str, Any]
"""A dumped record, as `service.schemas.dump_record` returns it."""
Row = dict[str, Any]


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, and the rows that one record gives."""

    name: str
    columns: Mapping[str, Kind]
    rows: Callable[[Record], Iterator[Row]]


KEYS: Final = {
    "article_sha256": Kind.TEXT,
    "article_url": Kind.TEXT,
    "article_title": Kind.TEXT,
    "article_published": Kind.DAY,
    "meeting_id": Kind.TEXT,
}
"""The first columns of every table. Rows of one article share `article_sha256`."""

_EVIDENCE: Final = {
    "evidence_field": Kind.TEXT,
    "evidence_start": Kind.INTEGER,
    "evidence_end": Kind.INTEGER,
}
_POSITIONS: Final = {
    **KEYS,
    "position": Kind.INTEGER,
    "holder_id": Kind.TEXT,
    "holder": Kind.TEXT,
    "holder_kind": Kind.TEXT,
    "holder_role": Kind.TEXT,
    "holder_organization": Kind.TEXT,
    "holder_country": Kind.TEXT,
    "source_id": Kind.TEXT,
    "source": Kind.TEXT,
    "issue_id": Kind.TEXT,
    "issue": Kind.TEXT,
    "issue_category": Kind.TEXT,
    "on_agenda": Kind.FLAG,
    "stance": Kind.TEXT,
    "polarity": Kind.INTEGER,
    "act": Kind.TEXT,
    "target_id": Kind.TEXT,
    "target": Kind.TEXT,
    "target_kind": Kind.TEXT,
    "target_country": Kind.TEXT,
    "statement": Kind.TEXT,
    "quote": Kind.TEXT,
    "cue": Kind.TEXT,
    "negated": Kind.FLAG,
    "hedged": Kind.FLAG,
    "confidence": Kind.NUMBER,
    **_EVIDENCE,
}
_PARTICIPANTS: Final = {
    **KEYS,
    "meeting": Kind.INTEGER,
    "meeting_title": Kind.TEXT,
    "meeting_status": Kind.TEXT,
    "meeting_start": Kind.DAY,
    "meeting_end": Kind.DAY,
    "id": Kind.TEXT,
    "name": Kind.TEXT,
    "kind": Kind.TEXT,
    "role": Kind.TEXT,
    "organization": Kind.TEXT,
    "country": Kind.TEXT,
    "country_name": Kind.TEXT,
    "capacity": Kind.TEXT,
    "confidence": Kind.NUMBER,
    **_EVIDENCE,
}
_MEETINGS: Final = {
    **KEYS,
    "meeting": Kind.INTEGER,
    "title": Kind.TEXT,
    "status": Kind.TEXT,
    "kind": Kind.TEXT,
    "mode": Kind.TEXT,
    "setting": Kind.TEXT,
    "level": Kind.TEXT,
    "start": Kind.DAY,
    "end": Kind.DAY,
    "date_precision": Kind.TEXT,
    "date_text": Kind.TEXT,
    "duration": Kind.TEXT,
    "occasion": Kind.TEXT,
    "occasion_acronym": Kind.TEXT,
    "place": Kind.TEXT,
    "place_kind": Kind.TEXT,
    "venue": Kind.TEXT,
    "country": Kind.TEXT,
    "country_name": Kind.TEXT,
    "geonames_id": Kind.INTEGER,
    "latitude": Kind.NUMBER,
    "longitude": Kind.NUMBER,
    "participants": Kind.INTEGER,
    "outcomes": Kind.TEXT,
    "confidence": Kind.NUMBER,
    **_EVIDENCE,
}


@dataclass(frozen=True, slots=True)
class Gathering:
    """One meeting of a record with who and where; `number` is 0 for the main one."""

    number: int
    meeting: Mapping[str, Any]
    participants: list[dict[str, Any]]
    location: Mapping[str, Any] | None


def gatherings(record: Record) -> Iterator[Gathering]:
    """The main meeting, where there is one, then the others in their order."""
    if record["meeting"] is not None:
        yield Gathering(0, record["meeting"], record["participants"], record["location"])
    for number, other in enumerate(record["other_meetings"], start=1):
        yield Gathering(number, other["meeting"], other["participants"], other["location"])


def keys(record: Record, meeting: Mapping[str, Any] | None) -> Row:
    """The values of `KEYS`; `meeting_id` is null where the record gives its meetings no id."""
    article = record["article"]
    return {
        "article_sha256": article["sha256"],
        "article_url": article["url"],
        "article_title": article["title"],
        "article_published": article["published"],
        "meeting_id": (meeting or {}).get("id"),
    }


def _positions(record: Record) -> Iterator[Row]:
    actors = {actor["id"]: actor for actor in record["stakeholders"]}
    issues = {issue["id"]: issue for issue in record["issues"]}
    for number, position in enumerate(record["positions"], start=1):
        holder = actors[position["stakeholder"]["id"]]
        source = position["source"] or {}
        issue = position["issue"] or {}
        target = position["target"] or {}
        aimed = actors.get(target.get("id"), {})
        yield {
            **keys(record, record["meeting"]),
            "position": number,
            "holder_id": holder["id"],
            "holder": holder["name"],
            "holder_kind": holder["kind"],
            "holder_role": holder["role"],
            "holder_organization": holder["organization"],
            "holder_country": alpha3(holder),
            "source_id": source.get("id"),
            "source": source.get("name"),
            "issue_id": issue.get("id"),
            "issue": issue.get("label"),
            "issue_category": issue.get("category"),
            "on_agenda": issues.get(issue.get("id"), {}).get("on_agenda"),
            **{name: position[name] for name in ("stance", "polarity", "act")},
            "target_id": target.get("id"),
            "target": target.get("name"),
            "target_kind": aimed.get("kind"),
            "target_country": alpha3(aimed),
            **{
                name: position[name]
                for name in ("statement", "quote", "cue", "negated", "hedged", "confidence")
            },
            **_span(position["evidence"]),
        }


def _participants(record: Record) -> Iterator[Row]:
    for one in gatherings(record):
        for participant in one.participants:
            yield {
                **keys(record, one.meeting),
                "meeting": one.number,
                "meeting_title": one.meeting["title"],
                "meeting_status": one.meeting["status"],
                "meeting_start": one.meeting["date"]["start"],
                "meeting_end": one.meeting["date"]["end"],
                **{name: participant[name] for name in ("id", "name", "kind", "role", "organization")},
                "country": alpha3(participant),
                "country_name": (participant["country"] or {}).get("name"),
                "capacity": participant["capacity"],
                "confidence": participant["confidence"],
                **_span(participant["evidence"]),
            }


def _meetings(record: Record) -> Iterator[Row]:
    for one in gatherings(record):
        meeting, place, occasion = one.meeting, one.location or {}, one.meeting["occasion"] or {}
        yield {
            **keys(record, meeting),
            "meeting": one.number,
            **{name: meeting[name] for name in ("title", "status", "kind", "mode", "setting", "level")},
            "start": meeting["date"]["start"],
            "end": meeting["date"]["end"],
            "date_precision": meeting["date"]["precision"],
            "date_text": meeting["date"]["text"],
            "duration": meeting["duration"],
            "occasion": occasion.get("name"),
            "occasion_acronym": occasion.get("acronym"),
            "place": place.get("name"),
            "place_kind": place.get("kind"),
            "venue": place.get("venue"),
            "country": alpha3(place),
            "country_name": (place.get("country") or {}).get("name"),
            **{name: place.get(name) for name in ("geonames_id", "latitude", "longitude")},
            "participants": len(one.participants),
            "outcomes": ";".join(outcome["kind"] for outcome in meeting["outcomes"]) or None,
            "confidence": meeting["confidence"],
            **_span(meeting["evidence"]),
        }


def alpha3(entry: Mapping[str, Any]) -> str | None:
    """Three letters of the country of an actor or a place, None where it has none."""
    country = entry.get("country")
    return country["alpha3"] if country else None


def _span(evidence: list[dict[str, Any]]) -> Row:
    """Where the first of the spans lies, in code points, half-open."""
    first = evidence[0] if evidence else {}
    return {f"evidence_{name}": first.get(name) for name in ("field", "start", "end")}


TABLES: Final[Mapping[str, Table]] = {
    table.name: table
    for table in (
        Table("positions", _POSITIONS, _positions),
        Table("participants", _PARTICIPANTS, _participants),
        Table("meetings", _MEETINGS, _meetings),
    )
}
