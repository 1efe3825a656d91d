"""The record as JSON-LD: schema.org for meeting, actors and places, Web Annotations for the evidence.

The context stands in the document, so no reader fetches anything. The text is named by its hash, ``ni:`` of
RFC 6920, and every entry of the record by a fragment of the record's own hash: two readings of one article
never run together where many documents are loaded into one store.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from service.formats.lines import encode_array
from service.formats.tables import Gathering, Record, gatherings
from service.schemas import to_json

Node = dict[str, Any]

OWN: Final = "urn:readout:"
"""Namespace of what neither schema.org nor Web Annotations have a word for; values as in `docs/record.md`."""
_NON_NEGATIVE: Final = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
_CONTEXT: Final = {
    "@vocab": "http://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "readout": OWN,
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "start": {"@id": "oa:start", "@type": _NON_NEGATIVE},
    "end": {"@id": "oa:end", "@type": _NON_NEGATIVE},
    "exact": "oa:exact",
    "eventStatus": {"@type": "@id"},
    "eventAttendanceMode": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "url": {"@type": "@id"},
}
_STATUSES: Final = {
    "held": "http://schema.org/EventScheduled",
    "ongoing": "http://schema.org/EventScheduled",
    "planned": "http://schema.org/EventScheduled",
    "postponed": "http://schema.org/EventPostponed",
    "cancelled": "http://schema.org/EventCancelled",
}
"""EventScheduled is for events that are to take place or took place; there is none for `proposed`."""
_ATTENDANCE: Final = {
    "in_person": "http://schema.org/OfflineEventAttendanceMode",
    "video": "http://schema.org/OnlineEventAttendanceMode",
}
_ACTORS: Final = {"person": "Person", "state": "GovernmentOrganization"}
_PLACES: Final = {"city": "City", "country": "Country", "water": "BodyOfWater"}
_NO_IRI: Final = re.compile(r"[<>\"{}|\\^`\x00-\x20\x7f-\x9f]")
_WIDTHS: Final = {"day": 10, "month": 7, "year": 4}
"""Characters of YYYY-MM-DD that are known."""


def encode_jsonld(records: Iterable[Record]) -> Iterator[bytes]:
    """One JSON array with a document for each record."""
    return encode_array(document(record) for record in records)


def document(record: Record) -> Node:
    """One record as a JSON-LD document with a context of its own."""
    name = _ni(hashlib.sha256(to_json(record).encode()).digest())
    text = _ni(bytes.fromhex(record["article"]["sha256"]))
    found = list(gatherings(record))
    graph = [_record(record, name, text, found), _article(record, text)]
    notes: list[Node] = []
    for one in found:
        graph.append(_meeting(record, one))
        notes += _meeting_evidence(one, text)
    for actor in record["stakeholders"]:
        graph.append(_actor(actor))
        notes += _annotations(actor["mentions"], f"entry:{actor['id']}", text, identifies=True)
    for issue in record["issues"]:
        graph.append(_issue(issue))
        notes += _annotations(issue["mentions"], f"entry:{issue['id']}", text, identifies=True)
    for number, position in enumerate(record["positions"], start=1):
        graph.append(_position(position, number))
        notes += _annotations(position["evidence"], f"entry:p{number}", text)
    return {"@context": {**_CONTEXT, "entry": f"{name}#"}, "@graph": [*graph, *notes]}


def _record(record: Record, name: str, text: str, found: list[Gathering]) -> Node:
    engine = record["engine"]
    return _without_nulls(
        {
            "@id": name,
            "@type": "CreativeWork",
            "schemaVersion": record["schema_version"],
            "isBasedOn": {"@id": text},
            "mainEntity": _ref("m0") if record["meeting"] else None,
            "mentions": [_ref(f"m{one.number}") for one in found if one.number] or None,
            "readout:engine": {
                "@type": "SoftwareApplication",
                "name": engine["name"],
                "softwareVersion": engine["version"],
                "readout:model": engine["model"],
            },
            "readout:warning": [warning["message"] for warning in record["warnings"]] or None,
        }
    )


def _article(record: Record, text: str) -> Node:
    article = record["article"]
    return _without_nulls(
        {
            "@id": text,
            "@type": "NewsArticle",
            "headline": article["title"],
            "datePublished": article["published"],
            "url": article["url"] and _iri(article["url"]),
            "inLanguage": article["language"],
        }
    )


def _meeting(record: Record, one: Gathering) -> Node:
    meeting, date = one.meeting, one.meeting["date"]
    width = _WIDTHS.get(date["precision"], 10)
    occasion = meeting["occasion"]
    issues = [issue for issue in record["issues"] if issue["on_agenda"]] if one.number == 0 else []
    return _without_nulls(
        {
            "@id": f"entry:m{one.number}",
            "@type": "Event",
            "identifier": meeting.get("id"),
            "name": meeting["title"],
            "startDate": date["start"] and date["start"][:width],
            "endDate": date["end"] and date["end"][:width],
            "duration": meeting["duration"],
            "eventStatus": _STATUSES.get(meeting["status"]),
            "eventAttendanceMode": _ATTENDANCE.get(meeting["mode"]),
            "location": _place(one),
            "attendee": [_ref(actor["id"]) for actor in one.participants] or None,
            "superEvent": occasion
            and _without_nulls(
                {"@type": "Event", "name": occasion["name"], "alternateName": occasion["acronym"]}
            ),
            "about": [_ref(issue["id"]) for issue in issues] or None,
            **{
                f"readout:{name}": meeting[name]
                for name in ("status", "kind", "mode", "setting", "level", "confidence")
            },
            "readout:datePrecision": date["precision"],
            "readout:participation": [
                {
                    "readout:stakeholder": _ref(actor["id"]),
                    "readout:capacity": actor["capacity"],
                    "readout:confidence": actor["confidence"],
                }
                for actor in one.participants
            ]
            or None,
            "readout:outcome": [
                {"readout:kind": outcome["kind"], "text": outcome["text"]} for outcome in meeting["outcomes"]
            ]
            or None,
        }
    )


def _place(one: Gathering) -> Node | None:
    place = one.location
    if place is None:
        return None
    country = place["country"]
    there = _without_nulls(
        {
            "@type": _PLACES.get(place["kind"], "Place"),
            "name": place["name"],
            "sameAs": place["geonames_id"] and f"https://sws.geonames.org/{place['geonames_id']}/",
            "address": country and {"@type": "PostalAddress", "addressCountry": country["alpha2"]},
            "geo": None
            if place["latitude"] is None or place["longitude"] is None
            else {
                "@type": "GeoCoordinates",
                "latitude": place["latitude"],
                "longitude": place["longitude"],
            },
        }
    )
    own = {"@id": f"entry:m{one.number}-place"}
    if place["venue"] is None:
        return own | there
    inside = {"containedInPlace": there} if place["name"] else {k: there[k] for k in there if k != "@type"}
    return own | {"@type": "Place", "name": place["venue"]} | inside


def _actor(actor: Mapping[str, Any]) -> Node:
    country = actor["country"]
    return _without_nulls(
        {
            "@id": f"entry:{actor['id']}",
            "@type": _ACTORS.get(actor["kind"], "Organization"),
            "name": actor["name"],
            "alternateName": actor["aliases"] or None,
            "jobTitle": actor["role"],
            "affiliation": actor["organization"] and {"@type": "Organization", "name": actor["organization"]},
            "readout:kind": actor["kind"],
            "readout:country": country
            and {"@type": "Country", "name": country["name"], "identifier": country["alpha3"]},
            "readout:confidence": actor["confidence"],
        }
    )


def _issue(issue: Mapping[str, Any]) -> Node:
    return {
        "@id": f"entry:{issue['id']}",
        "@type": "DefinedTerm",
        "name": issue["label"],
        "termCode": issue["category"],
        "readout:onAgenda": issue["on_agenda"],
        "readout:salience": issue["salience"],
        "readout:confidence": issue["confidence"],
    }


def _position(position: Mapping[str, Any], number: int) -> Node:
    """schema.org's Action: who (agent) does what about what (object), towards whom (recipient)."""
    source, issue, target = position["source"], position["issue"], position["target"]
    return _without_nulls(
        {
            "@id": f"entry:p{number}",
            "@type": ["Action", "readout:Position"],
            "agent": _ref(position["stakeholder"]["id"]),
            "object": issue and _ref(issue["id"]),
            "recipient": target and _ref(target["id"]),
            "description": position["statement"],
            "readout:reportedBy": source and _ref(source["id"]),
            **{
                f"readout:{name}": position[name]
                for name in ("stance", "polarity", "act", "quote", "cue", "negated", "hedged", "confidence")
            },
        }
    )


def _meeting_evidence(one: Gathering, text: str) -> Iterator[Node]:
    """What speaks for the meeting, and, field by field, for what is said of it."""
    body, meeting = f"entry:m{one.number}", one.meeting
    yield from _annotations(meeting["evidence"], body, text, identifies=True)
    for name, support in meeting["fields"].items():
        yield from _annotations(support["evidence"], body, text, about=name)
    yield from _annotations(meeting["date"]["evidence"], body, text, about="date")
    if meeting["occasion"]:
        yield from _annotations(meeting["occasion"]["evidence"], body, text, about="occasion")
    for outcome in meeting["outcomes"]:
        yield from _annotations(outcome["evidence"], body, text, about="outcomes")
    for actor in one.participants:
        yield from _annotations(actor["evidence"], body, text, about="participants")
    if one.location:
        place = f"entry:m{one.number}-place"
        yield from _annotations(one.location["evidence"], place, text, identifies=True)


def _annotations(
    spans: Iterable[Mapping[str, Any]],
    body: str,
    text: str,
    *,
    identifies: bool = False,
    about: str | None = None,
) -> Iterator[Node]:
    """Each span as a Web Annotation with `body`; the words either mean it or speak for it.

    Web Annotations count code points, half-open, as the record does. A title that was sent apart is a source
    of its own, ``…#title``.
    """
    for span in spans:
        note: Node = {
            "@type": "Annotation",
            "motivation": "oa:identifying" if identifies else "oa:linking",
            "body": body,
            "target": {
                "@type": "SpecificResource",
                "source": text if span["field"] == "text" else f"{text}#title",
                "selector": [
                    {"@type": "TextPositionSelector", "start": span["start"], "end": span["end"]},
                    {"@type": "TextQuoteSelector", "exact": span["text"]},
                ],
            },
        }
        yield note | ({"readout:field": about} if about else {})


def _ref(key: str) -> Node:
    return {"@id": f"entry:{key}"}


def _without_nulls(node: Node) -> Node:
    return {name: value for name, value in node.items() if value is not None}


def _iri(url: str) -> str:
    """An address that was sent, with what no IRI may hold (RFC 3987) percent-encoded."""
    return _NO_IRI.sub(lambda found: quote(found[0]), url)


def _ni(digest: bytes) -> str:
    """The name of some bytes by their SHA-256 (RFC 6920)."""
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
