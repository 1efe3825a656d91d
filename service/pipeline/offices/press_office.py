"""Readouts of a government's own press office, which names the country of everybody but its own people."""

from __future__ import annotations

from datetime import date
from typing import Final

from spacy.tokens import Doc, Span

from service import lexicons
from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import Actor
from service.pipeline.names.metonyms import country_code

_LEGISLATURE: Final = frozenset({"caucus", "committee", "congress", "congressional", "house", "senate"})
"""Words by which a body without a country is one of the house's own parliament."""


def take_from_press_office(
    book: ActorBook, names: NameMap, titles: list[Span], bearers: dict[int, str], published: str | None
) -> None:
    """Where the text says "The President" of one state's only, offices and committees that it ties to no
    country are that state's: a press office names the country of everybody else.
    """
    bare = [i for i, title in enumerate(titles) if title.text in _HEADS and _is_bare(title)]
    keys = {bearers[i] for i in bare if i in bearers}
    states = {a.country for a in book.actors if a.key in keys and not a.placed and a.country}
    if not states and any(i not in bearers for i in bare):
        states = _administrations(names.doc, published)
    if len(states) != 1:
        return
    country = next(iter(states))
    for actor in book.actors:
        own = actor.kind == "organization" and not actor.entry and _LEGISLATURE & set(actor.words)
        if not actor.country and (own or (actor.kind == "person" and _is_official(actor))):
            actor.country = country


_HEADS: Final = frozenset({"President", "Vice President"})


def _is_official(actor: Actor) -> bool:
    """Whether someone named holds an office of state, none of the highest and none of a body's."""
    stated = [office for office in actor.offices if office.level != "other"]
    bodies = any(office.of_body for office in stated)
    return actor.named and not bodies and any(office.generic or not office.leads for office in stated)


def _administrations(doc: Doc, published: str | None) -> set[str]:
    """Countries of the leaders by whom the text calls an administration: "the Lind Administration"."""
    day = date.fromisoformat(published) if published else None
    named = (t.i for t in doc if t.i and t.lower_ == "administration" and doc[t.i - 1].is_title)
    words = {doc[at].text for i in named for at in (i - 1, i - 3) if at >= 0 and doc[at].is_title}
    return {leader.country for word in words if (leader := lexicons.leader(word, on=day))}


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
