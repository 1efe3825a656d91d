"""Countries and offices that a person has by the words around: where the scene is set, whose press office
writes, whose counterpart it is.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span

from service.grammar import (
    agents,
    is_passive,
    noun_phrase,
    objects,
    subjects,
)
from service.lexicons.meetings import known_verb
from service.pipeline.actor_book import ActorBook
from service.pipeline.metonyms import country_code
from service.pipeline.name_map import NameMap
from service.pipeline.office_names import OF_BODIES, office_of
from service.pipeline.persons import Actor

_LEADS: Final = frozenset({"lead", "head"})
_TEAMS: Final = frozenset({"delegation", "side", "team", "mission"})
_MILITARY: Final = frozenset({"general", "lieutenant", "major", "colonel", "marshal", "field", "admiral"})
_ALONE: Final = 2
"""Words up to which an office before "and" may be another's ("the Speaker and Minister <name>")."""


def take_from_delegation(book: ActorBook, names: NameMap) -> None:
    """Who leads a country's delegation is of that country: "The Thai side was led by Deputy Premier X"."""
    for verb in names.doc:
        if verb.pos_ != "VERB" or known_verb(verb.lemma_, verb.lower_, _LEADS) is None:
            continue
        passive = is_passive(verb)
        led, leaders = (subjects(verb), agents(verb)) if passive else (objects(verb), subjects(verb))
        codes = {
            country_code(n)
            for noun in led
            if noun.lower_ in _TEAMS
            for n in map(names.starting, range(noun_phrase(noun)[0], noun.i))
            if n is not None
        }
        if len(codes) == 1:
            # one token more: a parser often parts a title from the name behind it
            phrases = [(head.left_edge.i, head.right_edge.i + 2) for head in leaders]
            for actor in book.persons(named=True):
                if not actor.country and any(actor.within(*phrase) for phrase in phrases):
                    actor.country = next(iter(codes))


def take_from_press_office(book: ActorBook, titles: list[Span], bearers: dict[int, str]) -> None:
    """Where the text says "The President" of one state's only, offices that it ties to no country are that
    state's: a press office names the country of everybody else.
    """
    keys = {
        bearers[i]
        for i, title in enumerate(titles)
        if i in bearers and title.text in {"President", "Vice President"} and _is_bare(title)
    }
    states = {a.country for a in book.actors if a.key in keys and not a.placed and a.country}
    if len(states) != 1:
        return
    for actor in book.persons(named=True):
        bodies = any(office.head in OF_BODIES for office in actor.offices)
        if not actor.country and not bodies and any(o.generic or not o.leads for o in actor.offices):
            actor.country = next(iter(states))


def take_from_seat(book: ActorBook, names: NameMap, titles: list[Span], bearers: dict[int, str]) -> None:
    """Aides "to the President" are those of the one seat of government that the text names.

    "White House Meeting … Deputy Assistant to the President Ann Toll".
    """
    seats = {country_code(n) for n in names.names if n.kb_id_.startswith("seat:")}
    if len(seats) != 1:
        return
    aides = {bearers[i] for i, title in enumerate(titles) if i in bearers and _serves_president(title)}
    for actor in book.persons(named=True):
        if actor.key in aides and not actor.country:
            actor.country = next(iter(seats))


def _serves_president(title: Span) -> bool:
    """ "Assistant to the President", "Advisor to the Vice President for Trade", of no country."""
    words = " ".join(t.lower_ for t in title).replace("vice president", "president")
    _, served, rest = words.partition(" to the president")
    return bool(served) and not title.kb_id_ and not rest.startswith(" of ")


def _is_bare(title: Span) -> bool:
    """ "The President spoke": an article before it, no name after it."""
    doc = title.doc
    after = doc[title.end] if title.end < len(doc) else None
    return (
        title.start > 0
        and doc[title.start - 1].lower_ == "the"
        and (after is None or not after.is_title)
        and not title.kb_id_
    )


def counterparts(
    book: ActorBook, names: NameMap, titles: list[Span], bearers: dict[int, str]
) -> list[tuple[Span, str]]:
    """Titles that others bear too, with their keys: "Foreign Minister X told his Thai counterpart, Y"."""
    found = []
    borne = [(titles[i], key) for i, key in sorted(bearers.items())]
    for actor in book.persons(named=True):
        for start, _ in actor.mentions[:1] if not actor.offices else ():
            at = start - 2 if names.doc[start - 1].text == "," else start - 1
            before = [t for t, key in borne if t.end <= at and t.sent == names.doc[start].sent]
            if at > 0 and names.doc[at].lower_ == "counterpart" and before:
                actor.offices.add(office_of(before[-1]))
                found.append((before[-1], actor.key))
    return found


def add_further(
    actor: Actor, titles: list[Span], index: int, bearers: dict[int, str], *, after: bool
) -> None:
    """The other titles of the one whose title `index` stands beside the name, or follows it (`after`).

    "Supreme Leader Ayatollah <name>", "Director of the Office and Foreign Minister <name>", "<name>,
    Spokesperson and Chief Adviser to the President".
    """
    found = []
    while index and not after and _are_ones(titles[index - 1], titles[index], after=after):
        index -= 1
        found.append(index)
    if after and index + 1 < len(titles) and _are_ones(titles[index], titles[index + 1], after=after):
        found.append(index + 1)
    for i in found:
        bearers[i] = actor.key
        actor.offices.add(office_of(titles[i]))
        actor.country = actor.country or titles[i].kb_id_


def _are_ones(left: Span, right: Span, *, after: bool) -> bool:
    """Whether two titles are one person's: side by side, or capitalised and joined.

    Before a name the first must be longer than an office that could stand for its own bearer.
    """
    if left.end == right.start:
        return True
    between = [t.lower_ for t in left.doc[left.end : right.start]]
    if between == [","] and not after and all(t.lower_ in _MILITARY for t in right):
        return True  # "the President of Chad, General <name>"
    alone = left.label_ == "leaders" or (not after and len(left) <= _ALONE)
    return between == ["and"] and not alone and left[0].is_title and right[0].is_title
