"""The state of an office that the text ties to none: by where the scene is set, who receives, who acts."""

from __future__ import annotations

from itertools import islice
from typing import Final

from spacy.tokens import Span, Token

from service.grammar import governors, objects, obliques, preposition_of, subjects
from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import Actor
from service.pipeline.names.metonyms import country_code

_OFFICE: Final = 5
"""Words before a name in which its office stands."""
_JOURNEYS: Final = frozenset({"visit", "tour"})
_ARRIVALS: Final = _JOURNEYS | {"arrive", "travel", "fly", "come"}


def take_from_place(book: ActorBook, names: NameMap, titles: list[Span], bearers: dict[int, str]) -> None:
    """ "Is in Iran to meet President X": an office without a country is that of the one place that the
    sentence is set in, or of the one where the sentence before arrives, or where it tells of a meeting that
    this one goes on from ("she also met Premier Y").
    """
    stated = {key: titles[i] for i, key in sorted(bearers.items(), reverse=True)}
    inside: dict[int, list[Actor]] = {}
    for actor in book.persons(named=True):
        if actor.country or not actor.offices or not actor.mentions or _serves_body(actor):
            continue
        title = stated.get(actor.key)
        first = names.doc[title.start if title is not None else actor.mentions[0][0]]
        sent = first.sent
        if sent.start not in inside:
            inside[sent.start] = [a for a in book.mentioned(sent.start, sent.end) if a.kind == "person"]
        taken = {a.country for a in inside[sent.start]}
        if _travels(first):
            continue
        places = _places(names, sent.start, first.i)
        if not places and sent.start:
            before = names.doc[sent.start - 1].sent
            goes_on = any(t.lower_ == "also" for t in names.doc[sent.start : first.i])
            places = _places(names, before.start, before.end) if goes_on else _arrived(names, before)
        if len(places - taken) == 1:
            actor.country = next(iter(places - taken))


def _travels(name: Token) -> bool:
    """Whether a person is the one who goes somewhere: "King X will make a state visit to India"."""
    for word in islice(governors(name), 3):
        if word.pos_ == "VERB":
            ways = {o.lemma_.lower() for o in (*objects(word), *obliques(word))} | {word.lemma_.lower()}
            return bool(ways & (_ARRIVALS | {"trip"})) and any(
                s == name or s.is_ancestor(name) for s in subjects(word)
            )
    return False


def _serves_body(actor: Actor) -> bool:
    return any(office.of_body for office in actor.offices)


def _places(names: NameMap, start: int, end: int) -> set[str]:
    """Countries that tokens [start, end) are set in: "in Iran", "to visit Saudi Arabia"."""
    found = (n for n in map(names.starting, range(start, end)) if n is not None and n.label_ == "GPE")
    return {
        code
        for n in found
        if (preposition_of(n.root) in {"in", "to"} or n.root.head.lemma_ in _JOURNEYS)
        and (code := country_code(n))
    }


def _arrived(names: NameMap, sent: Span) -> set[str]:
    """Countries where the sentence has somebody arrive."""
    found = (n for n in map(names.starting, range(sent.start, sent.end)) if n is not None)
    arrived = (n for n in found if n.label_ == "GPE" and n.root.head.lemma_ in _ARRIVALS)
    return {code for n in arrived if (code := country_code(n))}
