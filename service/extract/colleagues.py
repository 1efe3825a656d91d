"""Persons for the states that a table names: whom the visited state sends, who acts together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from service.extract.actors import ActorIndex
from service.extract.mentions import MeetingMention
from service.grammar import subjects

_OFFICES: Final = frozenset({"leaders", "ministers"})


def place_hosts(found: Sequence[MeetingMention], index: ActorIndex) -> None:
    """Who is a partner beside an office-holder of the state that is visited, and holds such an office, is of
    that state.

    "Ann Toll has arrived in Spain. Her schedule includes talks with King A and Spanish Premier B."
    """
    goals = {m.goal for m in found if m.goal}
    for mention in found if len(goals) == 1 else ():
        partners = [index[key] for key in mention.sides]
        known = {p.country for p in partners if p.country}
        if known == goals and all(p.kind == "person" and _holds_office(p.key, index) for p in partners):
            for partner in partners:
                index.place(partner.key, next(iter(goals)))


def _holds_office(key: str, index: ActorIndex) -> bool:
    return any(title.label_ in _OFFICES for title in index[key].titles)


def acting(mentions: Iterable[MeetingMention], sides: Sequence[str], index: ActorIndex) -> tuple[str, ...]:
    """The persons of a table of states whom a clause with the meeting names together.

    "Indian-Peruvian talks. After the talks, Ann Toll and Bo Lind planted a tree": of each state one.
    """
    states = {index[key].country for key in sides}
    if len(states) < 2 or any(index[key].kind != "state" for key in sides):
        return ()
    for mention in mentions:
        persons = [k for k in index.of(subjects(mention.carrier)) if index[k].kind == "person"]
        named = [k for k in persons if index[k].named]
        if len(named) == len(states) and {index[k].country for k in named} == states:
            return tuple(named)
    return ()
