"""Journeys to see somebody: "will travel to Oslo to meet President Lind" tells of one meeting, not of two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from service.candidates.entities import EntityIndex
from service.extract.mentions import MeetingMention
from service.grammar import governors, preposition_of

_CLAUSES: Final = frozenset({"advcl", "xcomp", "acl", "acl:relcl", "advcl:relcl"})
_OPENERS: Final = frozenset({"to", "where"})
_REACH: Final = 3
"""Heads between a word for meeting and the clause that tells the purpose."""
_BEFORE: Final = 3
"""Tokens before a title in which the body stands whose office it is."""


def purposed(found: Sequence[MeetingMention], index: EntityIndex) -> tuple[MeetingMention, ...]:
    """The mentions, each journey to one state with those for its other side whom its purpose names.

    Whoever is a leader and is met there without a country of his or her own is of the state that is visited.
    """
    goals = Counter(m.trigger.start for m in found if m.goal)
    return tuple(
        _seeing(m, found, index) if m.label == "visit" and goals[m.trigger.start] == 1 else m for m in found
    )


def _seeing(journey: MeetingMention, found: Sequence[MeetingMention], index: EntityIndex) -> MeetingMention:
    states = [k for k in journey.sides if index[k].kind == "state" and index[k].country == journey.goal]
    persons = tuple(k for k in journey.sides if k not in states)
    for talks in found if persons else ():
        hosts = [k for k in talks.sides if k not in journey.sides]
        near = talks.sentence == journey.sentence and talks.trigger.start > journey.trigger.start
        if near and hosts and set(persons) & set(talks.sides) and _is_purpose(talks, journey):
            for host in hosts:
                if _leads_a_state(host, index):
                    index.place(host, journey.goal)
            return replace(journey, sides=(*persons, *hosts))
    return journey


def _is_purpose(talks: MeetingMention, journey: MeetingMention) -> bool:
    """ "Travelled to Oslo to meet her", "goes to Oslo, where she will meet her", "arrived for talks"."""
    ways = {journey.trigger.root, journey.carrier}
    noun = talks.trigger.root
    if noun.pos_ != "VERB" and noun.head in ways and preposition_of(noun) == "for":
        return True
    for word in (noun, *islice(governors(noun), _REACH)):
        if word.dep_ in _CLAUSES and (word.head in ways or word.head.head in ways):
            return any(c.lower_ in _OPENERS and c.i < word.i for c in word.children)
        if word in ways:
            return False
    return False


def _leads_a_state(key: str, index: EntityIndex) -> bool:
    """Whether a person is called by a leader's title that no body stands before."""
    actor = index[key]
    if actor.kind != "person" or actor.country:
        return False
    return any(
        title.label_ == "leaders"
        and not any(
            index[k].kind == "organization"
            for k in index.inside(max(title.sent.start, title.start - _BEFORE), title.end)
        )
        for title in actor.titles
    )
