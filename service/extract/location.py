"""Where a meeting takes place, by what its sentences say; nothing is inferred from who takes part.

A place counts by the word that ties it to the meeting: "met in Lima", "talks at the Kremlin", "a visit to
Cairo", "Jakarta will host the summit", "the Lima summit". Prepositions of origin ("from"), parties ("between
Washington and Moscow") and places of something else ("the war in Ukraine") do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Span, Token

from service import lexicons
from service.annotations import MASKED, MEETINGS, NAMES
from service.extract.evidence import evidence_at
from service.extract.places import Place, in_range, places
from service.grammar import OBJECTS, SUBJECTS, clause, governors, preposition_of
from service.records import Evidence, Location, LocationKind

_AT: Final = {
    "in": 1.0,
    "at": 1.0,
    "inside": 0.9,
    "near": 0.8,
    "outside": 0.8,
    "on": 0.6,
    "around": 0.6,
    "aboard": 0.8,
}
"""Prepositions of place and how surely they place what happens."""

_TOWARDS: Final = frozenset({"to", "for", "into"})
_ELSEWHERE: Final = frozenset(
    {"from", "of", "between", "with", "against", "by", "via", "than", "like", "about"}
)
_THRESHOLD: Final = 0.45
_SKIPPED: Final = frozenset({"the", "a", "an", "’s", "'s", "its", "his", "her", "their"})


def locate(doc: Doc, spans: Sequence[Span]) -> Location | None:
    """The place of one meeting; `spans` are its sentences, the most telling first."""
    found = places(doc)
    triggers = {i for span in doc.spans.get(MEETINGS, ()) for i in range(span.start, span.end)}
    rated: list[tuple[float, Place]] = []
    for rank, span in enumerate(spans):
        weight = max(0.7, 1.0 - 0.06 * rank)
        for place in in_range(found, span.start, span.end):
            if not _is_masked(doc, place):
                rated.append((weight * _tie(doc, place, triggers), place))
    rated = [(score, place) for score, place in rated if score >= _THRESHOLD]
    return _location(doc, rated) if rated else None


def _is_masked(doc: Doc, place: Place) -> bool:
    return any(place.start < end and start < place.end for start, end in doc._.get(MASKED))


def _tie(doc: Doc, place: Place, triggers: set[int]) -> float:
    """How surely the place is where the meeting is, 0 to 1."""
    root = _first_conjunct(doc[place.start : place.site].root)
    if not root.dep_ or root.dep_ == "dep":
        return _surface_tie(doc, place, triggers)
    head, preposition = _attachment(root)
    if preposition is None and root.dep_ in {"nmod", "obl", "compound", "flat", "appos"}:
        preposition = _word_before(doc, place)
    if preposition in _AT:
        return _AT[preposition] * _relation(head, triggers)
    if preposition in _TOWARDS:
        return 0.9 if _moves(head, triggers) else 0.0
    if preposition is not None:
        return 0.0
    if root.dep_ in OBJECTS and (head.i in triggers or _lemma(head) == "visit"):
        return 0.9
    if root.dep_ in SUBJECTS and _lemma(head) in lexicons.place_words("host") and _governs(head, triggers):
        return 0.85
    if (
        root.dep_ == "compound"
        and head.i in triggers
        and place.kind in {LocationKind.CITY, LocationKind.VENUE}
    ):
        return 0.75
    return 0.0


def _lemma(token: Token) -> str:
    return (token.lemma_ or token.lower_).lower()


def _first_conjunct(token: Token) -> Token:
    """ "in Cairo and Amman": the second city hangs on the first."""
    while token.dep_ == "conj" and token.head is not token and preposition_of(token) is None:
        token = token.head
    return token


def _attachment(root: Token) -> tuple[Token, str | None]:
    """What the place hangs on and by which preposition; "in the resort town of X" counts as "in X"."""
    preposition = preposition_of(root)
    for _ in range(3):
        settled = preposition == "of" or (
            preposition is None and root.dep_ in {"appos", "flat", "nmod:desc", "compound"}
        )
        head = root.head
        if not settled or _lemma(head) not in lexicons.place_words("settlement") | lexicons.place_words(
            "venue"
        ):
            break
        root = _first_conjunct(head)
        preposition = preposition_of(root)
    return root.head, preposition


def _relation(head: Token, triggers: set[int]) -> float:
    """How closely the word that the place hangs on belongs to the meeting."""
    carriers = lexicons.place_words("carrier") | lexicons.place_words("venue")
    for _ in range(5):
        if head.i in triggers:
            return 1.0
        if head.pos_ in {"VERB", "AUX"}:
            return 0.85 if _governs(head, triggers) else 0.35
        if head.pos_ not in {"PROPN", "NUM", "ADV"} and _lemma(head) not in carriers:
            return 0.2
        if head.head is head:
            break
        head = head.head  # through names ("with President X in Lima") and events ("summit in Lima")
    return 0.3


def _governs(verb: Token, triggers: set[int]) -> bool:
    """Whether a meeting is named in the clause of the verb, or the verb's clause depends on one."""
    if any(token.i in triggers for token in verb.subtree):
        return True
    return any(governor.i in triggers for governor in governors(verb))


def _moves(head: Token, triggers: set[int]) -> bool:
    """Whether "to X" is the goal of a visit or journey that belongs to the meeting."""
    if head.i in triggers:
        return _lemma(head) in lexicons.place_words("motion") | {"visit", "trip", "tour"}
    return _lemma(head) in lexicons.place_words("motion") and _governs(clause(head), triggers)


def _word_before(doc: Doc, place: Place) -> str | None:
    """The preposition before the place, over articles, demonyms and "resort of"; None before another word."""
    settlements = lexicons.place_words("settlement") | lexicons.place_words("venue")
    passed = {
        i for span in doc.spans.get(NAMES, ()) if span.label_ == "NORP" for i in range(span.start, span.end)
    }
    at = place.start - 1
    while at >= 0 and place.start - at < 8:
        word = doc[at].lower_
        if word == "of" and at and _lemma(doc[at - 1]) in settlements:
            at -= 2
        elif word in _SKIPPED or at in passed or _lemma(doc[at]) in settlements or doc[at].pos_ == "ADJ":
            at -= 1
        else:
            return word if word in _AT or word in _TOWARDS or word in _ELSEWHERE else None
    return None


def _surface_tie(doc: Doc, place: Place, triggers: set[int]) -> float:
    """Without a tree: a preposition of place at most three words before, and a meeting in the sentence."""
    if _word_before(doc, place) not in {"in", "at"} or not triggers:
        return 0.0
    near = min(abs(place.start - i) for i in triggers)
    return 0.6 if near <= 12 else 0.0


def _location(doc: Doc, rated: list[tuple[float, Place]]) -> Location:
    """The best place, completed by others that agree with it: a venue by its city."""
    ranked = sorted(rated, key=lambda pair: (-pair[0] + _coarseness(pair[1]), pair[1].start))
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
        confidence=round(min(0.95, score), 2),
        evidence=tuple(_evidence(doc, [p for p in (best, venue, city) if p is not None])),
    )


def _evidence(doc: Doc, used: list[Place]) -> Iterator[Evidence]:
    for place in dict.fromkeys(used):
        yield evidence_at(doc, doc[place.start].idx, doc[place.end - 1].idx + len(doc[place.end - 1]))


def _coarseness(place: Place) -> float:
    """What a coarser place gives way by: a country to a city that is nearly as sure."""
    return {LocationKind.COUNTRY: 0.3, LocationKind.REGION: 0.1, LocationKind.WATER: 0.1}.get(place.kind, 0.0)


def _completes(place: Place, best: Place) -> bool:
    """Whether another place adds to the best one without naming a different city or country."""
    if place.country and best.country and place.country != best.country:
        return False
    if best.kind is LocationKind.CITY or best.name:
        return place.kind is not LocationKind.CITY or place.name == best.name
    return True
