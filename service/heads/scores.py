"""What the record-level heads say of one article, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from numpy.typing import NDArray

Array = NDArray[Any]

MOST_OTHERS: Final = 400
"""Words, the likeliest, that are looked at as telling of further meetings."""


@dataclass(slots=True)
class EventScores:
    """A meeting that `words` tell of, with probability `present`.

    `members` ``[C]``: that each candidate takes part; `dates` ``[D + 1]`` and `places` ``[P + 1]``: which one
    is the meeting's, the last for none; `fields`: probabilities of the labels, by `service.heads.labels`.
    """

    words: list[int]
    present: float
    members: Array
    dates: Array
    places: Array
    fields: dict[str, Array]


@dataclass(slots=True)
class SegmentScores:
    """Words [start, end) that may state a position.

    `stances` ``[9]``; `holders` ``[C]``; `targets` ``[C + 1]``, the last for none; `categories` ``[38]``, the
    last for none; `cue`: words [start, end) that carry the stance; `naming` ``[M]``: scores of the mentions
    that may name the holder in the clause.
    """

    start: int
    end: int
    stances: Array
    holders: Array
    targets: Array
    categories: Array
    cue: tuple[int, int]
    naming: Array


@dataclass(slots=True)
class Scores:
    """All that the heads say of one article."""

    main: EventScores
    others: list[EventScores]
    issues: Array
    """Probabilities ``[37]`` that the article has each issue."""
    issue_words: Array
    """Scores ``[W, 37]`` that a word names an issue."""
    segments: list[SegmentScores]
    states: dict[int, dict[str, float]]
    """Person -> alpha-3 of each state that the text may give him or her -> probability."""
