"""PLOVER event records, one JSON object a line, with the field names of the manual's chapter "Data Fields".

A meeting and a position each give one event. What PLOVER has no type for gives one as well, with
``"has_event": false`` and no type, so that nothing is lost and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from service.formats import plover_codes as codes
from service.formats.lines import encode_lines
from service.formats.tables import Gathering, Record, alpha3, gatherings

CODEBOOK: Final = "plover-2.0-draft"
_RESOLUTIONS: Final = {"venue": 5, "city": 4, "country": 1}
_REMOTE: Final = ("phone", "video")

Event = dict[str, Any]


def encode_plover(records: Iterable[Record]) -> Iterator[bytes]:
    """The events of each record, one a line."""
    return encode_lines(event for record in records for event in events(record))


def events(record: Record) -> Iterator[Event]:
    """Meetings, the main one first, then positions, in the order of the record."""
    for one in gatherings(record):
        yield _meeting(record, one)
    for number in range(len(record["positions"])):
        yield _position(record, number)


def _meeting(record: Record, one: Gathering) -> Event:
    meeting = one.meeting
    code = codes.of_status(meeting["status"])
    visitors, hosts = _sides(one) if code.event == "CONSULT" else (one.participants, [])
    modes = [code.mode] if code.mode else []
    if code.event == "CONSULT":
        setting = codes.consult_mode("setting", meeting["setting"])
        found = (
            setting if setting != "visit" or hosts else None,
            codes.consult_mode("mode", meeting["mode"]),
        )
        modes = [mode for mode in found if mode]
    issues = [issue for issue in record["issues"] if issue["on_agenda"]] if one.number == 0 else []
    return {
        **_head(record, f"m{one.number}", code.event),
        **_when(record, meeting, took_place=code.event == "CONSULT"),
        "actor": [_entity(actor) for actor in visitors],
        "recipient": [_entity(actor) for actor in hosts] or None,
        "mode": modes or None,
        "context": _contexts(issues),
        "event_loc": _location(one.location),
        **_words(meeting["evidence"]),
        "cite_info": _cite(record),
        "comment": "Who cancelled is not told apart." if meeting["status"] == "cancelled" else None,
        "confidence": meeting["confidence"],
        "published": record["article"]["published"],
        "meeting": {
            "id": meeting.get("id"),
            **{name: meeting[name] for name in ("title", "status", "kind", "mode", "setting", "level")},
            **{name: meeting["date"][name] for name in ("start", "end", "precision")},
        },
    }


def _position(record: Record, number: int) -> Event:
    position = record["positions"][number]
    actors = {actor["id"]: actor for actor in record["stakeholders"]}
    code = codes.of_stance(position["stance"], position["cue"])
    issue = position["issue"] or {}
    target = position["target"]
    published = record["article"]["published"]
    return {
        **_head(record, f"p{number + 1}", code.event),
        "date": published,
        "enddate": None,
        "date_basis": "published" if published else None,
        "actor": [_entity(actors[position["stakeholder"]["id"]])],
        "recipient": [_entity(actors[target["id"]])] if target else None,
        "mode": [code.mode] if code.mode else None,
        "context": _contexts(one for one in record["issues"] if one["id"] == issue.get("id")),
        "event_loc": None,
        **_words(position["evidence"]),
        "cite_info": _cite(record),
        "comment": None,
        "confidence": position["confidence"],
        "published": published,
        "position": {
            "issue": issue.get("label"),
            "issue_category": issue.get("category"),
            "reported_by": (position["source"] or {}).get("name"),
            **{name: position[name] for name in ("stance", "polarity", "quote", "negated", "hedged")},
        },
    }


def _head(record: Record, part: str, event: str | None) -> Event:
    article = record["article"]["sha256"][:16]
    return {
        "id": f"{article}-{part}",
        "link": article,
        "has_event": event is not None,
        "event": [event] if event else [],
        "quad_code": codes.QUAD[event] if event else None,
    }


def _when(record: Record, meeting: Mapping[str, Any], *, took_place: bool) -> Event:
    """The meeting's days where it took place; else the day of the report, on which the meeting was ahead."""
    start, end, published = meeting["date"]["start"], meeting["date"]["end"], record["article"]["published"]
    if took_place and start:
        return {"date": start, "enddate": end, "date_basis": "event"}
    return {"date": published, "enddate": None, "date_basis": "published" if published else None}


def _sides(one: Gathering) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Visitors and hosts of a visit; all on one side where that can't be told, as the manual has it."""
    everyone = one.participants
    if one.meeting["setting"] != "visit" or one.meeting["mode"] in _REMOTE:
        return everyone, []
    named = [actor for actor in everyone if actor["capacity"] == "host"]
    home = {alpha3(actor) for actor in named} if named else {alpha3(one.location or {})}
    hosts = [actor for actor in everyone if actor in named or alpha3(actor) in home - {None}]
    visitors = [actor for actor in everyone if actor not in hosts]
    return (visitors, hosts) if visitors and hosts else (everyone, [])


def _entity(actor: Mapping[str, Any]) -> Event:
    return {
        "code": codes.country_code(actor),
        "sector": codes.sector(actor),
        "entity_text": actor["mentions"][0]["text"] if actor["mentions"] else actor["name"],
        "office": actor["role"],
        "name": actor["name"],
        "kind": actor["kind"],
        "capacity": actor.get("capacity"),
    }


def _contexts(issues: Iterable[Mapping[str, Any]]) -> list[str] | None:
    return list(dict.fromkeys(context for issue in issues for context in issue["context"])) or None


def _location(place: Mapping[str, Any] | None) -> Event | None:
    if place is None:
        return None
    country = place["country"] or {}
    return {
        "extracted_place": place["text"],
        "resolved_place": place["name"],
        "geonameid": place["geonames_id"],
        "lat": place["latitude"],
        "lon": place["longitude"],
        "city": place["name"] if place["kind"] == "city" else None,
        "country": country.get("name"),
        "country_code": country.get("alpha3"),
        "resolution": _RESOLUTIONS.get(place["kind"]),
    }


def _words(evidence: list[dict[str, Any]]) -> Event:
    """The event's words, and where the first of them lie in the article (code points, half-open)."""
    first = evidence[0] if evidence else None
    return {
        "event_text": [span["text"] for span in evidence] or None,
        "text_info": {name: first[name] for name in ("field", "start", "end")} if first else None,
    }


def _cite(record: Record) -> Event:
    article, engine = record["article"], record["engine"]
    return {
        "citation": f"sha256:{article['sha256']}",
        "url": article["url"],
        "title": article["title"],
        "language": article["language"],
        "coder": f"{engine['name']} {engine['version']} ({engine['model']})",
        "codebook": CODEBOOK,
    }
