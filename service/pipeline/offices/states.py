"""The state of an office that the text ties to none: by where the scene is set, who receives, who acts."""

from __future__ import annotations

from itertools import islice
from typing import Final

from spacy.tokens import Span, Token

from service import lexicons
from service.annotations import DATELINE
from service.grammar import SUBJECTS, clause, governors, objects, obliques, preposition_of, subjects
from service.lexicons.meetings import around, known_verb
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
    for actor in book.persons(named=True):
        if actor.country or not actor.offices or not actor.mentions or _serves_body(actor):
            continue
        title = stated.get(actor.key)
        first = names.doc[title.start if title is not None else actor.mentions[0][0]]
        sent = first.sent
        taken = {a.country for a in book.persons() if a.within(sent.start, sent.end)}
        if _travels(first):
            continue
        places = _places(names, sent.start, first.i)
        if not places and sent.start:
            before = names.doc[sent.start - 1].sent
            goes_on = any(t.lower_ == "also" for t in names.doc[sent.start : first.i])
            places = _places(names, before.start, before.end) if goes_on else _arrived(names, before)
        if len(places - taken) == 1:
            actor.country = next(iter(places - taken))


def take_from_speaker(book: ActorBook, titles: list[Span], bearers: dict[int, str]) -> None:
    """ "A Peruvian official says President X will …": the bare office of state is that of the speaker's."""
    speakers = {t.root.i: t.kb_id_ for t in titles if t.kb_id_ and t.root.dep_ in SUBJECTS}
    high = {i for i, title in enumerate(titles) if title.label_ in {"leaders", "ministers"}}
    for i in sorted(high & bearers.keys()) if speakers else ():
        actor = next(a for a in book.actors if a.key == bearers[i])
        said = clause(titles[i].root)
        if actor.country or _serves_body(actor) or said.dep_ not in {"ccomp", "parataxis"}:
            continue
        codes = {speakers[s.i] for s in subjects(said.head) if s.i in speakers}
        if len(codes) == 1:
            actor.country = codes.pop()


def _travels(name: Token) -> bool:
    """Whether a person is the one who goes somewhere: "King X will make a state visit to India"."""
    for word in islice(governors(name), 3):
        if word.pos_ == "VERB":
            ways = {o.lemma_.lower() for o in (*objects(word), *obliques(word))} | {word.lemma_.lower()}
            return bool(ways & (_ARRIVALS | {"trip"})) and any(
                s == name or s.is_ancestor(name) for s in subjects(word)
            )
    return False


def take_from_host(book: ActorBook, names: NameMap) -> None:
    """Who welcomes somebody to a place is at home there: "X welcomed Premier Y to the White House"."""
    for verb in names.doc:
        if verb.pos_ != "VERB" or known_verb(verb.lemma_, verb.lower_, around("host")) is None:
            continue
        found = (names.over(t.i) for t in obliques(verb, "to", "at", "in"))
        codes = {country_code(n) for n in found if n is not None and n.label_ != "PERSON"} - {""}
        guests = {a.country for o in objects(verb) for a in book.covering(o.i)}
        for host in subjects(verb) if len(codes) == 1 and not codes & guests else ():
            for actor in book.covering(host.i):
                if actor.kind == "person" and not actor.country and not _serves_body(actor):
                    actor.country = next(iter(codes))


def _serves_body(actor: Actor) -> bool:
    return any(office.of_body for office in actor.offices)


def take_from_dateline(book: ActorBook, names: NameMap) -> None:
    """The news of a capital calls the offices of its own state by no country: "DOHA - The Amir received …".

    Not so where the bearer goes somewhere, or another state's name stands beside him.
    """
    first, last = names.doc._.get(DATELINE)
    place = names.starting(first) if last else None
    city = (
        lexicons.city(int(place.kb_id_.partition(":")[2]))
        if place is not None and place.kb_id_[:5] == "city:"
        else None
    )
    if city is None or not city.capital:
        return
    taken = {a.country for a in book.persons(named=True) if any(o.leads for o in a.offices)}
    for actor in book.persons(named=True):
        leads = any(office.leads for office in actor.offices)
        name = names.doc[actor.mentions[0][0]]
        free = leads and not actor.country and not _serves_body(actor) and not _is_bodys(names, name, last)
        if free and city.country not in taken and not _travels(name):
            actor.country = city.country
            return


def _is_bodys(names: NameMap, name: Token, first: int) -> bool:
    """Whether a body's name stands before the office, behind token `first`: "World Bank President X"."""
    near = (names.over(at) for at in range(max(name.i - _OFFICE, name.sent.start, first), name.i))
    return any(n is not None and n.label_ == "ORG" for n in near)


def take_from_subject(book: ActorBook, names: NameMap) -> None:
    """A state acts through its own offices: "Chad called off talks between Foreign Minister X and …"."""
    for actor in book.persons(named=True):
        if actor.country or not actor.offices or _serves_body(actor):
            continue
        name = names.doc[actor.mentions[0][0]]
        verbs = [v for v in governors(name) if v.pos_ == "VERB"]
        states = {
            country_code(n)
            for verb in verbs
            for s in subjects(verb)
            if (n := names.over(s.i)) is not None and n.label_ == "GPE" and s.i < name.i
        } - {""}
        taken = {a.country for a in book.persons() if a.within(name.sent.start, name.sent.end)}
        if len(states) == 1 and not states & taken:
            actor.country = next(iter(states))


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
