"""Who takes part in a meeting, and in what capacity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.candidates.evidence import evidence
from service.extract import combine
from service.extract.context import Context
from service.heads.mentions import PARTIES
from service.heads.scores import EventScores
from service.records import Capacity, Participant, Stakeholder

_LEAST_SIDES: Final = 2


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
    found = [
        Member(n, combine.probability(kind, float(p))) for n, p in enumerate(scores.members) if n != PARTIES
    ]
    least = combine.threshold(kind)
    kept = [m for m in found if m.confidence >= least]
    if main and len(kept) < _LEAST_SIDES:
        wanted = combine.threshold("participants_second")
        ranked = sorted((m for m in found if m not in kept), key=lambda m: -m.confidence)
        kept += [m for m in ranked[: _LEAST_SIDES - len(kept)] if m.confidence >= wanted]
    candidates = context.candidates
    persons = {candidates[m.candidate].country for m in kept if candidates[m.candidate].kind == "person"}
    first = _firsts(context)
    for member in sorted(kept, key=lambda m: (first.get(m.candidate, 1 << 30), m.candidate)):
        candidate = candidates[member.candidate]
        if candidate.kind == "state" and candidate.country in persons:
            continue
        yield member


def _firsts(context: Context) -> dict[int, int]:
    """Word at which each candidate is first mentioned."""
    found: dict[int, int] = {}
    for _, start, _, key, _ in context.document.mentions:
        found.setdefault(int(key), int(start))
    return found


def participants(
    context: Context, found: tuple[Member, ...], stakeholders: dict[int, Stakeholder], hosts: frozenset[int]
) -> tuple[Participant, ...]:
    """Entries of the record. `hosts`: candidates whose capacity is to host."""
    return tuple(
        Participant(
            stakeholder=stakeholders[m.candidate],
            capacity=_capacity(context, m.candidate, found, hosts),
            confidence=m.confidence,
            evidence=tuple(evidence(span) for span in context.mentions(m.candidate)[:1]),
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
