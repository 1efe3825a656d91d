"""Where a meeting takes place, by what its sentences say; nothing is inferred from who takes part.

A place counts by the word that ties it to the meeting: "met in Lima", "talks at the Kremlin", "a visit to
Cairo", "Jakarta will host the summit", "the Lima summit". Prepositions of origin ("from"), parties ("between
Washington and Moscow") and places of something else ("the war in Ukraine") do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from spacy.tokens import Doc, Span

from service import lexicons
from service.candidates.evidence import dateline, evidence_at, overlaps_masked
from service.candidates.places import Place, in_range, places
from service.extract import confidence
from service.extract.placing import Placing
from service.records import Evidence, Location, LocationKind

_THRESHOLD: Final = 0.45
"""Least score of a place that is given."""

_UNLISTED: Final = 0.8
"""What a place that only the encoder knows, with no country, is worth of a listed one."""

_HERE: Final = 0.8
"""What the dateline's place is worth where the text says "here"."""

_SURE: Final = 0.7
"""Least score of a place from a sentence that is not known to be about this meeting."""

_LEAD: Final = 6
"""Sentences from the beginning that are searched where the meeting's own name no place."""


def locate(
    doc: Doc,
    spans: Sequence[Span],
    *,
    main: bool = True,
    goal: str = "",
    words: frozenset[int] = frozenset(),
) -> Location | None:
    """The place of one meeting; `spans` are its sentences, the most telling first.

    What headline and lead say without naming it is of the `main` one. `goal`: the country (alpha-3) that is
    visited, "" where none is known; no other one is its place. `words`: tokens that tell of it beside the
    known ones.
    """
    found, placing = places(doc), Placing(doc, words)
    if goal:
        found = tuple(place for place in found if place.country in {"", goal})
    rated = list(_rated(doc, found, placing, spans, step=0.06)) + list(_here(doc, found, placing, spans))
    if main and not any(place.name and place.kind is not LocationKind.COUNTRY for _, place in rated):
        known = {place.country for _, place in rated}
        rated += [
            (0.9 * score, place)
            for score, place in _rated(doc, found, placing, _neighbours(doc, spans), step=0.04)
            if 0.9 * score >= (_SURE if place.country not in known else _THRESHOLD)
        ]
    return _location(doc, rated) if rated else None


def _rated(
    doc: Doc, found: tuple[Place, ...], placing: Placing, spans: Sequence[Span], *, step: float
) -> Iterator[tuple[float, Place]]:
    """Places of the sentences with their scores, those below the threshold left out."""
    for rank, span in enumerate(spans):
        weight = max(0.7, 1.0 - step * rank)
        for place in in_range(found, span.start, span.end):
            score = weight * placing.tie(place) * (1.0 if place.country or place.venue else _UNLISTED)
            if score >= _THRESHOLD and not overlaps_masked(doc, place.start, place.end):
                yield score, place


def _here(
    doc: Doc, found: tuple[Place, ...], placing: Placing, spans: Sequence[Span]
) -> Iterator[tuple[float, Place]]:
    """The dateline's place where a sentence of the meeting points to it: "held talks here on Monday"."""
    first, last = dateline(doc)
    place = next(iter(in_range(found, first, last)), None) if last else None
    pointers = (t for span in spans for t in span if t.lower_ == "here" and t.dep_ == "advmod")
    if place is not None and any(placing.is_of_meeting(t.head) for t in pointers):
        yield _HERE, place


def _neighbours(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Other sentences of headline and lead, in order of the text."""
    if not spans:
        return []
    given = {span.start for span in spans}
    lead = list(islice(doc.sents, _LEAD)) if doc.has_annotation("SENT_START") else []
    return [sentence for sentence in lead if sentence.start not in given]


def _location(doc: Doc, rated: list[tuple[float, Place]]) -> Location:
    """The best place, completed by others that agree with it: a venue by its city."""
    surest = max(rated, key=lambda pair: (pair[0], -_coarseness(pair[1]), -pair[1].start))[1]
    agreeing = [pair for pair in rated if not surest.country or pair[1].country in {"", surest.country}]
    ranked = sorted(agreeing, key=lambda pair: (-pair[0] + _coarseness(pair[1]), pair[1].start))
    score, best = ranked[0]
    parts = [best, *(p for _, p in ranked[1:] if _completes(p, best))]
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
        confidence=confidence.of(
            "location",
            f"kind={(venue or named or best).kind}",
            *(["city"] if city else []),
            *([] if code else ["no country"]),
            *(["rivals"] if len(agreeing) < len(rated) else []),
            score=score,
        ),
        evidence=tuple(_evidence(doc, [p for p in (best, venue, city) if p is not None])),
    )


def _evidence(doc: Doc, used: list[Place]) -> Iterator[Evidence]:
    for place in dict.fromkeys(used):
        yield evidence_at(doc, doc[place.start].idx, doc[place.end - 1].idx + len(doc[place.end - 1]))


def _coarseness(place: Place) -> float:
    """What a coarser place gives way by: a country to one of its cities that is nearly as sure."""
    return {LocationKind.COUNTRY: 0.3, LocationKind.REGION: 0.1, LocationKind.WATER: 0.1}.get(place.kind, 0.0)


def _completes(place: Place, best: Place) -> bool:
    """Whether another place adds to the best one without naming a different city or country."""
    if place.country and best.country and place.country != best.country:
        return False
    if best.kind is LocationKind.CITY or (best.kind is LocationKind.VENUE and best.name):
        return place.kind is not LocationKind.CITY or place.name == best.name
    return True
