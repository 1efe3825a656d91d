"""Where a meeting takes place: the place that the head links to it, completed by others that agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service import lexicons
from service.candidates.evidence import evidence_at
from service.candidates.places import Place, places
from service.extract import combine
from service.extract.context import Context
from service.heads.scores import EventScores
from service.records import Evidence, Location, LocationKind

_ALSO: Final = 0.1
"""Least probability of a place that completes the likeliest one."""
_COARSE: Final = 0.5
"""What a country is worth beside one of its own cities, and a city beside its venue."""


def locate(context: Context, scores: EventScores) -> Location | None:
    """The place, None where there is likelier none."""
    rows = context.document.places
    if not len(rows):
        return None
    found = places(context.doc)
    rated = [(float(p), found[int(row[2])]) for p, row in zip(scores.places, rows, strict=False)]
    by_value: dict[tuple[str | None, str, str | None], float] = {}
    for p, place in rated:
        by_value[_value(place)] = by_value.get(_value(place), 0.0) + p
    best_p, best = max(
        ((by_value[_value(place)], place) for _, place in rated), key=lambda pair: (pair[0], -pair[1].start)
    )
    total = sum(p for p, place in rated if not place.country or place.country == best.country)
    if total < combine.threshold("placed") * (total + float(scores.places[-1])):
        return None
    agreeing = [(p, place) for p, place in rated if place.country in {"", best.country} or not best.country]
    best = max(((p, q) for p, q in rated if _value(q) == _value(best)), key=lambda pair: pair[0])[1]
    return _location(context, total, best_p, best, agreeing)


def _value(place: Place) -> tuple[str | None, str, str | None]:
    return place.name, place.country, place.venue


def _location(
    context: Context, total: float, sure: float, best: Place, agreeing: list[tuple[float, Place]]
) -> Location:
    """The best place, completed: a venue by its city, a country by the city in it that is as likely."""
    doc = context.doc
    ranked = sorted(agreeing, key=lambda pair: (-pair[0] * _weight(pair[1]), pair[1].start))
    finer = [place for p, place in ranked if p >= _ALSO and _completes(place, best)]
    parts = [best, *finer]
    venue = next((p for p in parts if p.venue), None)
    city = next((p for p in parts if p.kind is LocationKind.CITY), venue if venue and venue.name else None)
    other = next((p for p in parts if p.kind in {LocationKind.REGION, LocationKind.WATER}), None)
    named = city or other
    code = next((p.country for p in parts if p.country), "")
    entry = lexicons.country(code)
    point = named or (venue or best)
    return Location(
        name=named.name if named else (None if venue else best.name),
        kind=(venue or named or best).kind,
        venue=venue.venue if venue else None,
        country=entry.record() if entry else None,
        geonames_id=point.geonames_id,
        latitude=point.latitude,
        longitude=point.longitude,
        text=doc[best.start : best.end].text,
        confidence=combine.probability("location", max(sure, total * 0.9)),
        evidence=tuple(_evidence(context, [p for p in (best, venue, city) if p is not None])),
    )


def _evidence(context: Context, used: list[Place]) -> Iterator[Evidence]:
    doc = context.doc
    for place in dict.fromkeys(used):
        last = doc[place.end - 1]
        yield evidence_at(doc, doc[place.start].idx, last.idx + len(last))


def _weight(place: Place) -> float:
    return {LocationKind.COUNTRY: _COARSE}.get(place.kind, 1.0)


def _completes(place: Place, best: Place) -> bool:
    """Whether another place adds to the best one without naming a different city or country."""
    if place.country and best.country and place.country != best.country:
        return False
    if best.kind is LocationKind.CITY or (best.kind is LocationKind.VENUE and best.name):
        return place.kind is not LocationKind.CITY or place.name == best.name
    return True
