"""Persons whom the sentences after the lead bring in for the states or ministers that it names.

"The foreign ministers of Chad and Niger met. Chad's Ann Toll and Bo Lind of Niger signed a pact."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from spacy.tokens import Span, Token

from service.candidates.entities import EntityIndex
from service.candidates.evidence import is_aside
from service.extract.mentions import MeetingMention
from service.extract.status import tense_of
from service.grammar import SUBJECTS, possessors, subjects

_NEXT: Final = 3
"""Sentences after the one of the meeting in which they are introduced."""
_DOING: Final = frozenset({"past", "future"})


def introduced(
    mentions: Sequence[MeetingMention], sides: Sequence[str], index: EntityIndex
) -> tuple[str, ...]:
    """One person for each of the countries of a table on which a state sits, else ()."""
    states = [index[k].country for k in sides if index[k].kind == "state"]
    others = [k for k in sides if index[k].kind != "state"]
    if not states or not mentions or any(index[k].kind != "person" for k in others):
        return ()
    wanted = {*states, *(index[k].country for k in others if index[k].country)}
    first = min(mentions, key=lambda m: (m.headline, m.trigger.start)).trigger.root.sent
    near = list(_following(first))
    for verb in (t for s in near for t in s if t.pos_ == "VERB"):
        named = _persons(subjects(verb), index)
        if len(named) == len(wanted) > 1 and tense_of(verb) in _DOING:
            _place_in_order(named, states, index)
            if {index[k].country for k in named} == wanted:
                return tuple(named)
    alone = [
        k for s in near for t in s if t.dep_ in SUBJECTS and _is_sent(t, index) for k in _persons([t], index)
    ]
    by_country = {index[k].country: k for k in reversed(alone)}
    return tuple(by_country.values()) if set(by_country) == wanted and len(wanted) > 1 else ()


def _following(first: Span) -> Iterator[Span]:
    """The sentence and those behind it that are text."""
    rest = (s for s in first.doc.sents if s.start >= first.start and not is_aside(s))
    return islice(rest, _NEXT + 1)


def _persons(tokens: Sequence[Token], index: EntityIndex) -> list[str]:
    return [k for k in index.of(tokens) if index[k].kind == "person" and index[k].named]


def _is_sent(name: Token, index: EntityIndex) -> bool:
    """ "Chad's Ann Toll": a state's person, without a word on the office, as the lead has told it."""
    return any(index[k].kind == "state" for k in index.of(possessors(name)))


def _place_in_order(named: Sequence[str], states: Sequence[str], index: EntityIndex) -> None:
    """As many as there are states, tied to no country by the text, are of these in turn."""
    if len(named) == len(states) and not any(index[k].country or index[k].titles for k in named):
        for key, country in zip(named, states, strict=True):
            index.place(key, country)
