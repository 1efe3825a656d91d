"""Who takes part in a meeting, and in what capacity."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from service.candidates.evidence import evidence
from service.extract import combine
from service.extract.context import Context
from service.heads.mentions import IMPLIED, NAME, PARTIES
from service.heads.scores import EventScores
from service.records import Capacity, Participant, Stakeholder

_LEAST_SIDES: Final = 2
_LIKELY: Final = 0.003
"""Least score of a candidate that is looked at: long articles have thousands."""


@dataclass(frozen=True, slots=True)
class Member:
    """A candidate at the table, with the probability that it is."""

    candidate: int
    confidence: float


def members(context: Context, scores: EventScores, *, main: bool) -> Iterator[Member]:
    """Candidates at the table, in order of first mention.

    A state beside its own person is the person's side, not one of its own.
    """
    kind = "participants" if main else "other_participants"
    likely = (int(n) for n in np.flatnonzero(scores.members >= _LIKELY) if n != PARTIES)
    found = [Member(n, combine.probability(kind, float(scores.members[n]))) for n in likely]
    least = combine.threshold(kind)
    kept = [m for m in found if m.confidence >= least]
    if len(kept) < _LEAST_SIDES:
        wanted = combine.threshold(f"{kind}_second")
        ranked = sorted((m for m in found if m not in kept), key=lambda m: -m.confidence)
        kept += [m for m in ranked[: _LEAST_SIDES - len(kept)] if m.confidence >= wanted]
    kept = list(_as_states(context, kept))
    candidates = context.candidates
    persons = {candidates[m.candidate].country for m in kept if candidates[m.candidate].kind == "person"}
    for member in sorted(kept, key=lambda m: (context.firsts.get(m.candidate, 1 << 30), m.candidate)):
        candidate = candidates[member.candidate]
        if candidate.kind == "state" and candidate.country in persons:
            continue
        yield member


def _as_states(context: Context, kept: Iterable[Member]) -> Iterator[Member]:
    """Members, unnamed officials replaced by the states whose they are ("Russian and Ukrainian negotiators").

    An actor that takes part in two ways is one member, with the greater confidence.
    """
    found: dict[int, Member] = {}
    for member in kept:
        states = _states_of(context, member.candidate) or [member.candidate]
        for n in states:
            known = found.get(n)
            if known is None or known.confidence < member.confidence:
                found[n] = Member(n, member.confidence)
    yield from found.values()


def _states_of(context: Context, candidate: int) -> list[int]:
    """Candidates of the states that unnamed officials act for, in order; [] for anybody else."""
    own = context.candidates[candidate]
    span = context.first_mention(candidate) if own.kind == "group" else None
    if span is None or not any(t.lower_.removesuffix("s") in _OFFICIALS for t in span):
        return []
    rows = context.document.mentions
    first, last = np.searchsorted(context.document.tokens, (span.start, span.end))
    inside = rows[(rows[:, 1] >= first) & (rows[:, 2] <= last) & np.isin(rows[:, 4], (NAME, IMPLIED)), 3]
    states = [n for n in dict.fromkeys(inside.tolist()) if context.candidates[n].kind == "state"]
    known = (n for n, c in enumerate(context.candidates) if c.kind == "state" and c.country == own.country)
    return states or [n for n in known if own.country][:1]


_OFFICIALS: Final = frozenset(
    {"official", "negotiator", "diplomat", "envoy", "delegate", "delegation", "team", "representative"}
    | {"mediator", "counterpart", "minister", "side", "commander", "expert"}
)
"""Words for those who act for a state, in the singular."""


def participants(
    context: Context, found: tuple[Member, ...], stakeholders: dict[int, Stakeholder], hosts: frozenset[int]
) -> tuple[Participant, ...]:
    """Entries of the record. `hosts`: candidates whose capacity is to host."""
    return tuple(
        Participant(
            stakeholder=stakeholders[m.candidate],
            capacity=_capacity(context, m.candidate, found, hosts),
            confidence=m.confidence,
            evidence=(evidence(span),) if (span := context.first_mention(m.candidate)) else (),
        )
        for m in found
    )


def _capacity(context: Context, candidate: int, found: tuple[Member, ...], hosts: frozenset[int]) -> Capacity:
    """Host by the article's words; a lower-ranking person beside a higher one of a state is a delegate."""
    if candidate in hosts:
        return Capacity.HOST
    candidates = context.candidates
    own = candidates[candidate]
    colleagues = (candidates[m.candidate] for m in found if m.candidate != candidate)
    above = any(c.country == own.country and own.country and c.rank > own.rank for c in colleagues)
    return Capacity.DELEGATE if above else Capacity.PRINCIPAL
