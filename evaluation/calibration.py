"""Whether a confidence of 0.8 is right four times in five.

Expected calibration error over ten equal-width bins (Naeini, Cooper and Hauskrecht, AAAI 2015) and
Brier score (Brier, Monthly Weather Review 78, 1950). Lower is better for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evaluation.measures import Formula, Judged, Measure

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions with confidence in [low, high), the last bin including 1."""

    low: float
    high: float
    count: int
    mean_confidence: float
    share_right: float


def reliability(judged: Iterable[Judged], *, bins: int = BINS) -> tuple[Bin, ...]:
    """The non-empty bins, by rising confidence."""
    filled: dict[int, list[Judged]] = {}
    for item in judged:
        filled.setdefault(min(int(item.confidence * bins), bins - 1), []).append(item)
    return tuple(
        Bin(
            low=index / bins,
            high=(index + 1) / bins,
            count=len(items),
            mean_confidence=sum(item.confidence for item in items) / len(items),
            share_right=sum(item.right for item in items) / len(items),
        )
        for index, items in sorted(filled.items())
    )


def errors(judged: Sequence[Judged], *, suffix: str = "") -> tuple[Measure, Measure]:
    """ECE and Brier score. Numerators are sums over predictions, denominators their number."""
    gaps = sum(bin.count * abs(bin.mean_confidence - bin.share_right) for bin in reliability(judged))
    squares = sum((item.confidence - item.right) ** 2 for item in judged)
    return (
        Measure(f"calibration.ece{suffix}", Formula.ERROR, gaps, len(judged)),
        Measure(f"calibration.brier{suffix}", Formula.ERROR, squares, len(judged)),
    )


def is_field(item: Judged) -> bool:
    """Whether it is a field's value that was judged, not an object."""
    return "." in item.unit


def measures(judged: Sequence[Judged]) -> tuple[Measure, ...]:
    """Both errors over all objects, then for each unit of prediction; "meeting.status" is a field of one."""
    units = sorted({item.unit for item in judged})
    rows: tuple[Measure, ...] = errors([item for item in judged if not is_field(item)])
    for unit in units:
        rows += errors([item for item in judged if item.unit == unit], suffix=f" ({unit})")
    return rows
