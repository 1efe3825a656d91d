"""Every place that an article names, with its country and coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from service import lexicons
from service.annotations import NAMES
from service.candidates.event_places import host_city, names_event
from service.candidates.memo import once
from service.candidates.place_words import is_word
from service.grammar import POSSESSIVES, children, preposition_of
from service.lexicons.meetings import around
from service.records import LocationKind

_QUALIFIED: Final = 3
"""Words behind a name in which the building stands that bears it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a place: tokens [start, end), the country that follows a comma included.

    `name` is the city, region, country or water (None where only a venue is known), `country` alpha-3
    or "", degrees WGS 84. `site` is where the place itself ends, before ", Peru".
    """

    start: int
    end: int
    site: int
    name: str | None
    kind: LocationKind
    country: str
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    venue: str | None


@once
def places(doc: Doc) -> tuple[Place, ...]:
    """Places in order of the text. A country that only says where a city lies is no place of its own."""
    names = list(doc.spans.get(NAMES, ()))
    found: list[Place] = []
    skip = -1
    for i, span in enumerate(names):
        if span.start < skip:
            continue
        after = names[i + 1] if i + 1 < len(names) else None
        place = _capital(span) or _place(span, _specified(span, after))
        if place is not None:
            found.append(place)
            skip = place.end
    return tuple(found)


def _capital(span: Span) -> Place | None:
    """The city that "the Canadian capital" or "Canada's capital" means, where the country has one capital."""
    prefix, _, code = span.kb_id_.partition(":")
    doc, at = span.doc, span.end
    while at < len(doc) and doc[at].lower_ in {"'s", "’s"}:
        at += 1
    if prefix not in {"country", "demonym"} or at >= len(doc) or doc[at].lower_ != "capital":
        return None
    entry = lexicons.country(code)
    named = doc[at + 1 : at + 3].text[:1] in {","}  # "the Canadian capital, Ottawa"
    if entry is None or len(entry.capitals) != 1 or named:
        return None
    city = next((c for c in lexicons.cities_named(entry.capitals[0]) if c.country == code), None)
    if city is None:
        return None
    where = (city.geonames_id, city.latitude, city.longitude)
    return Place(span.start, at + 1, at + 1, city.name, LocationKind.CITY, code, *where, None)


def _specified(span: Span, after: Span | None) -> Span | None:
    """The country or region after a comma: "Lima, Peru", "Sharm el-Sheikh in Egypt" not."""
    between = span.doc[span.end : after.start] if after is not None else ()
    if after is None or any(t.text != "," and not t.is_space for t in between):
        return None
    if sum(t.text == "," for t in between) > 1:
        return None
    outer = after.kb_id_.partition(":")[0]
    if outer not in {"country", "region"}:
        return None
    inner, outer_country = lexicons.country_of(span.kb_id_), lexicons.country_of(after.kb_id_)
    return after if inner == outer_country or not span.kb_id_ else None


def _place(span: Span, outer: Span | None) -> Place | None:
    """The place that a name is, or None for persons, peoples and organisations without a seat."""
    prefix, _, value = span.kb_id_.partition(":")
    end = outer.end if outer is not None else span.end
    country = lexicons.country_of(span.kb_id_) or (
        lexicons.country_of(outer.kb_id_) if outer is not None else ""
    )
    text = surface(span)
    if prefix == "city" and (city := lexicons.city(int(value))) is not None:
        where = (city.geonames_id, city.latitude, city.longitude)
        name = city.name if city.name in text else text
        return Place(span.start, end, span.end, name, LocationKind.CITY, country, *where, None)
    if prefix == "country" and (entry := lexicons.country(value)) is not None:
        return _plain(span, entry.name, LocationKind.COUNTRY, value, entry.geonames_id)
    if prefix in {"seat", "venue"}:
        return _venue(span, text)
    if prefix in {"region", "water"}:
        return _region(span, text, lexicons.region(value), country)
    if not prefix and (host := host_city(span)) is not None:
        name, city = host
        where = (city.geonames_id, city.latitude, city.longitude)
        return Place(span.start, end, span.end, name, LocationKind.CITY, city.country, *where, None)
    if span.label_ == "FAC":
        return Place(span.start, end, span.end, None, LocationKind.VENUE, country, None, None, None, text)
    if span.label_ in {"GPE", "LOC"} and not prefix and not names_event(span):
        if (building := _building(span)) is not None:
            after = building.i + 1
            text = f"{text} {span.doc[span.end : after].text}"
            return Place(span.start, after, after, None, LocationKind.VENUE, country, None, None, None, text)
        country = country or _owner(span)
        return Place(span.start, end, span.end, text, LocationKind.CITY, country, None, None, None, None)
    return None


def _building(span: Span) -> Token | None:
    """The building whose name an unlisted one is: "the El Mouradia presidential palace"."""
    for token in span.doc[span.end : span.end + _QUALIFIED]:
        if token.pos_ == "NOUN" and is_word(token, "venue"):
            return token if span.root.head == token else None
        if token.pos_ != "ADJ":
            return None
    return None


def _owner(span: Span) -> str:
    """The country whose own home stands in an unlisted place: "the President of Peru's residence in X"."""
    home = span.root.head
    if preposition_of(span.root) not in {"in", "at", "near", "outside"} or home.lemma_.lower() not in around(
        "home"
    ):
        return ""
    owners = {t.i for owner in children(home, POSSESSIVES) for t in owner.subtree}
    codes = {lexicons.country_of(s.kb_id_) for s in span.doc.spans.get(NAMES, ()) if s.start in owners} - {""}
    return codes.pop() if len(codes) == 1 else ""


def _plain(span: Span, name: str, kind: LocationKind, country: str, geonames_id: int | None) -> Place:
    return Place(span.start, span.end, span.end, name, kind, country, geonames_id, None, None, None)


def _region(span: Span, text: str, region: lexicons.Region | None, country: str) -> Place:
    kind = LocationKind.WATER if span.kb_id_.startswith("water:") else LocationKind.REGION
    where = (region.geonames_id, region.latitude, region.longitude) if region else (None, None, None)
    return Place(span.start, span.end, span.end, text, kind, country, *where, None)


def _venue(span: Span, text: str) -> Place:
    """A building with the city where it stands: "White House" -> Washington."""
    venue = lexicons.venue(text)
    city = lexicons.city(venue.city) if venue is not None and venue.city is not None else None
    country = venue.country if venue is not None else ""
    return Place(
        span.start,
        span.end,
        span.end,
        city.name if city is not None else None,
        LocationKind.VENUE,
        country,
        city.geonames_id if city is not None else None,
        city.latitude if city is not None else None,
        city.longitude if city is not None else None,
        text,
    )


def surface(span: Span) -> str:
    """The name on one line, capitals of a dateline or headline undone."""
    text = " ".join(span.text.split())
    return text.title() if len(text) > 4 and text.isupper() else text
