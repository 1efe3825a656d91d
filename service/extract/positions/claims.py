"""Segments become claims: one holder's stance on one issue, with the probability that the article says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from service.extract import combine
from service.extract.context import Context
from service.extract.events.clustering import Event
from service.heads.labels import CATEGORIES, STANCES
from service.heads.mentions import FIRST, PARTIES
from service.heads.scores import SegmentScores
from service.records import Stance

_PART: Final = 0.1
"""Least probability of a stance, a holder or a category by itself."""
_SECOND: Final = 0.5
"""What a second category of one statement must have of the first one's probability."""
_SHARED: Final = 5
"""Most parties that hold a common position each."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One position as one segment states it. `holder`, `target`: candidates; `category` None: on no issue."""

    segment: SegmentScores
    holder: int
    target: int | None
    stance: Stance
    category: str | None
    confidence: float


def claims(context: Context, main: Event | None) -> list[Claim]:
    """Claims that are likely enough, by place."""
    least = combine.threshold("positions")
    found = (c for segment in context.scores.segments for c in _claims(context, segment, main))
    return [claim for claim in found if claim.confidence >= least]


def _claims(context: Context, segment: SegmentScores, main: Event | None) -> Iterator[Claim]:
    holders = _holders(segment, main)
    first = float(segment.categories.max())
    for stance in np.flatnonzero(segment.stances >= _PART):
        for holder, held in holders.items():
            for n in np.flatnonzero(segment.categories >= max(_PART, _SECOND * first)):
                score = float(segment.stances[stance]) * held * float(segment.categories[n])
                yield Claim(
                    segment=segment,
                    holder=holder,
                    target=_target(context, segment, holder),
                    stance=STANCES[stance],
                    category=CATEGORIES[n] if n < len(CATEGORIES) else None,
                    confidence=combine.probability("positions", score),
                )


def _holders(segment: SegmentScores, main: Event | None) -> dict[int, float]:
    """Candidates that may hold the segment's stance; "both sides" are those at the main meeting.

    Where none is likely the likeliest stays, so that a statement with a lost holder is given with a low
    confidence.
    """
    table = [m.candidate for m in main.members][:_SHARED] if main is not None else []
    shared = float(segment.holders[PARTIES])
    found = {n: float(p) for n, p in enumerate(segment.holders) if n != PARTIES}
    for n in table:
        found[n] = max(found.get(n, 0.0), shared)
    kept = {n: p for n, p in found.items() if p >= _PART}
    if not kept and found:
        best = max(found, key=lambda n: (found[n], -n))
        kept = {best: found[best]}
    return kept


def _target(context: Context, segment: SegmentScores, holder: int) -> int | None:
    """The likeliest target, None where none is likelier; never the holder or its own state."""
    candidates = context.candidates
    own = candidates[holder]
    best = int(segment.targets.argmax())
    if best >= len(candidates) or best in (holder, PARTIES):
        return None
    other = candidates[best]
    if other.kind == "state" and other.country == own.country and own.country:
        return None
    return best


def spoken(context: Context, segment: SegmentScores) -> bool:
    """Whether the holder is named by a word of the first person."""
    rows = context.document.mentions
    return bool(len(rows)) and int(rows[int(segment.naming.argmax())][4]) == FIRST
