"""The scored part of a record, in one shape for gold and prediction.

A gold record and an answer of the API differ in depth (``"country": "PER"`` against
``"country": {"alpha3": "PER", …}``). The scorer sees neither: it compares `Facts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Actor:
    """A named actor. `confidence` is None in gold."""

    name: str
    country: str | None = None
    role: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """Scalar fields of the main meeting. `dates` is (start, end), ISO 8601 or None."""

    status: str | None
    kind: str | None
    mode: str | None
    level: str | None
    dates: tuple[str | None, str | None]
    confidence: float | None = None
    support: Mapping[str, float] = field(default_factory=dict)
    """Confidence of each field, where it has one."""


@dataclass(frozen=True, slots=True)
class Place:
    """City without country, and ISO alpha-3 of the country."""

    city: str | None
    country: str | None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class IssueFact:
    """An issue's category."""

    category: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """A position: whose, on which category (or none), which stance."""

    holder: Actor
    category: str | None
    stance: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is compared. `other_meetings` holds each meeting's participants, `further` its confidence."""

    meeting: MeetingFacts | None
    participants: tuple[Actor, ...]
    place: Place | None
    issues: tuple[IssueFact, ...]
    positions: tuple[Opinion, ...]
    other_meetings: tuple[tuple[Actor, ...], ...]
    further: tuple[float | None, ...] = ()


def from_gold(record: Json) -> Facts:
    """Facts of a gold record (`record` of a gold file)."""
    place = record.get("location")
    return Facts(
        meeting=_meeting(record.get("meeting")),
        participants=tuple(Actor(p["name"], p.get("country"), p.get("role")) for p in record["participants"]),
        place=Place(place.get("city"), place.get("country")) if place else None,
        issues=tuple(IssueFact(issue["category"]) for issue in record["issues"]),
        positions=tuple(
            Opinion(Actor(p["holder"], p.get("country")), p.get("category"), p["stance"])
            for p in record["positions"]
        ),
        other_meetings=tuple(
            tuple(Actor(name) for name in meeting["participants"])
            for meeting in record.get("other_meetings", ())
        ),
    )


def from_prediction(record: Json) -> Facts:
    """Facts of a record as the API answers it."""
    countries = {s["id"]: _alpha3(s.get("country")) for s in record["stakeholders"]}
    return Facts(
        meeting=_meeting(record["meeting"]),
        participants=_actors(record["participants"]),
        place=_place(record["location"]),
        issues=tuple(IssueFact(i["category"], i["confidence"]) for i in record["issues"]),
        positions=tuple(_opinion(position, countries) for position in record["positions"]),
        other_meetings=tuple(_actors(other["participants"]) for other in record["other_meetings"]),
        further=tuple((other.get("meeting") or {}).get("confidence") for other in record["other_meetings"]),
    )


def spans(value: object) -> Iterator[tuple[int, int, str, str]]:
    """Every evidence span below `value`: start, end, text, and the submitted field it counts in."""
    if isinstance(value, Mapping):
        start, end, text = value.get("start"), value.get("end"), value.get("text")
        if isinstance(start, int) and isinstance(end, int) and isinstance(text, str):
            yield start, end, text, value.get("field") or "text"
        for child in value.values():
            yield from spans(child)
    elif isinstance(value, list | tuple):
        for child in value:
            yield from spans(child)


def _meeting(meeting: Json | None) -> MeetingFacts | None:
    if meeting is None:
        return None
    date = meeting.get("date") or {}
    return MeetingFacts(
        status=meeting.get("status"),
        kind=meeting.get("kind"),
        mode=meeting.get("mode"),
        level=meeting.get("level"),
        dates=(date.get("start"), date.get("end")),
        confidence=meeting.get("confidence"),
        support=_support(meeting),
    )


def _support(meeting: Json) -> dict[str, float]:
    """Confidence of status, kind, mode, level and date."""
    entries = dict(meeting.get("fields") or {}) | {"date": meeting.get("date") or {}}
    return {name: entry["confidence"] for name, entry in entries.items() if "confidence" in entry}


def _actors(participants: list[Json]) -> tuple[Actor, ...]:
    """Participants carry the stakeholder's fields beside their own, or below ``stakeholder``."""
    pairs = ((entry, entry.get("stakeholder") or entry) for entry in participants)
    return tuple(
        Actor(who["name"], _alpha3(who.get("country")), who.get("role"), entry["confidence"])
        for entry, who in pairs
    )


def _place(location: Json | None) -> Place | None:
    """`name` is a city unless `kind` says otherwise; a bare venue repeats itself in `name`."""
    if location is None:
        return None
    named_city = location["kind"] == "city" or (
        location["kind"] == "venue" and location["name"] != location["venue"]
    )
    city = location["name"] if named_city else None
    return Place(city, _alpha3(location["country"]), location["confidence"])


def _opinion(position: Json, countries: Mapping[str, str | None]) -> Opinion:
    holder, issue = position["stakeholder"], position["issue"]
    return Opinion(
        Actor(holder["name"], countries.get(holder["id"])),
        issue["category"] if issue else None,
        position["stance"],
        position["confidence"],
    )


def _alpha3(country: Json | None) -> str | None:
    return country["alpha3"] if country else None
