"""Where a meeting takes place: the place that the head links to it, completed by others that agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from service import lexicons
from service.candidates.evidence import evidence_at
from service.candidates.places import Place
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
    table = context.places
    if not table.places:
        return None
    likely = scores.places[: len(table.places)].astype(np.float64)
    by_row = np.bincount(table.value, likely)[table.value]
    top = np.flatnonzero(by_row == by_row.max()).tolist()
    first = min(top, key=lambda n: table.places[n].start)
    code = table.country[first]
    agrees = (table.country == 0) | (table.country == code)
    total = float(likely[agrees].cumsum()[-1])
    if total < combine.threshold("placed") * (total + float(scores.places[-1])):
        return None
    same = np.flatnonzero(table.value == table.value[first])
    best = table.places[int(same[likely[same].argmax()])]
    also = np.flatnonzero((likely >= _ALSO) & (agrees if code else True))
    agreeing = [(float(likely[n]), table.places[n]) for n in also.tolist()]
    return _location(context, total, float(by_row[first]), best, agreeing)


def _location(
    context: Context, total: float, sure: float, best: Place, agreeing: list[tuple[float, Place]]
) -> Location:
    """The best place, completed: a venue by its city, a country by the city in it that is as likely."""
    doc = context.doc
    ranked = sorted(agreeing, key=lambda pair: (-pair[0] * _weight(pair[1]), pair[1].start))
    finer = [place for _, place in ranked if _completes(place, best)]
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
