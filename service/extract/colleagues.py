"""Persons for the states that a table names: whom the visited state sends, who acts together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Final

from spacy.tokens import Token

from service.candidates.entities import EntityIndex
from service.extract.mentions import MeetingMention
from service.grammar import governors, obliques, preposition_of, subjects

_OFFICES: Final = frozenset({"leaders", "ministers"})
_AT: Final = frozenset({"at", "during", "in", "near", "throughout"})
_REACH: Final = 3
"""Nouns between one for a meeting and the clause it stands in: "near the end of a day of meetings"."""


def place_hosts(found: Sequence[MeetingMention], index: EntityIndex) -> None:
    """Who is a partner beside an office-holder of the state that is visited, and holds such an office, is of
    that state.

    "Ann Toll has arrived in Spain. Her schedule includes talks with King A and Spanish Premier B."
    """
    goals = {m.goal for m in found if m.goal}
    guests = {key for m in found if m.goal for key in m.sides if index[key].country != m.goal}
    for mention in found if len(goals) == 1 else ():
        partners = [index[key] for key in mention.sides]
        if guests & set(mention.sides):
            continue
        known = {p.country for p in partners if p.country}
        if known == goals and all(p.kind == "person" and _holds_office(p.key, index) for p in partners):
            for partner in partners:
                index.place(partner.key, next(iter(goals)))


def _holds_office(key: str, index: EntityIndex) -> bool:
    return any(title.label_ in _OFFICES for title in index[key].titles)


def acting(mentions: Iterable[MeetingMention], sides: Sequence[str], index: EntityIndex) -> tuple[str, ...]:
    """The persons of a table of states whom a clause with the meeting names together.

    "Indian-Peruvian talks. After the talks, Ann Toll and Bo Lind planted a tree": of each state one.
    """
    states = _states(sides, index)
    for mention in mentions if states else ():
        named = _persons(subjects(mention.carrier), index)
        if len(named) == len(states) and {index[k].country for k in named} == states:
            return tuple(named)
    return ()


def speaking(mentions: Iterable[MeetingMention], sides: Sequence[str], index: EntityIndex) -> tuple[str, ...]:
    """The persons of a table of states who speak or act at the meeting, where each state has one.

    "American and Peruvian officials met. Ann Toll said at the talks …; the meeting's opening remarks by Bo
    Lind": who is told of in the meeting's place and time has been there. Who has no known country is of the
    one state that nobody else speaks for.
    """
    states = _states(sides, index)
    found = [k for m in mentions if states for k in _persons(_present(m.trigger.root), index)]
    own = tuple(dict.fromkeys(k for k in found if index[k].country in {"", *states}))
    silent = states - {index[k].country for k in own}
    strangers = [key for key in own if not index[key].country]
    if len(silent) > 1 or (silent and not strangers):
        return ()
    for key in strangers if silent else ():
        index.place(key, next(iter(silent)))
    return tuple(key for key in own if index[key].country)


def _states(sides: Sequence[str], index: EntityIndex) -> set[str]:
    """Countries of a table where only states of two countries or more sit, else none."""
    states = {index[key].country for key in sides if index[key].kind == "state"}
    return states if len(states) > 1 and all(index[key].kind == "state" for key in sides) else set()


def _persons(tokens: Iterable[Token], index: EntityIndex) -> list[str]:
    return [k for k in index.of(tokens) if index[k].kind == "person" and index[k].named]


def _present(noun: Token) -> list[Token]:
    """Who does something at the meeting that `noun` stands for: "said at the opening of the talks"."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    below = noun
    for above in islice(governors(noun), _REACH + 1):
        if above.pos_ == "VERB":
            return subjects(above) if preposition_of(below) in _AT else []
        if speakers := obliques(above, "by"):
            return speakers
        below = above
    return []
