"""Tables of measures, reliability and misses, as text or Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from evaluation.calibration import Bin
from evaluation.measures import Measure, Miss, MissKind

Row = tuple[str, ...]

_HEAD: Row = ("measure", "value", "95 %", "numerator", "denominator", "precision", "recall", "formula")
_RELIABILITY: Row = ("confidence", "predictions", "mean confidence", "share right")


Intervals = Mapping[str, tuple[float, float]]


def table(measures: Iterable[Measure], intervals: Intervals | None = None, *, markdown: bool = False) -> str:
    """One line a measure: value with its interval, numerator, denominator, for F1 precision and recall."""
    rows = [_row(measure, (intervals or {}).get(measure.name)) for measure in measures]
    return _grid([_HEAD, *rows], markdown=markdown)


def reliability(bins: Iterable[Bin], *, markdown: bool = False) -> str:
    """One line a bin of confidence: how many predictions, and how many of them are right."""
    rows = [
        (f"{b.low:.1f}–{b.high:.1f}", str(b.count), f"{b.mean_confidence:.3f}", f"{b.share_right:.3f}")
        for b in bins
    ]
    return _grid([_RELIABILITY, *rows], markdown=markdown)


def misses(found: Sequence[Miss], *, order: Sequence[str]) -> str:
    """All errors, record by record, measures in `order`; then how many of each kind there are."""
    lines = [*_by_record(found, {name: place for place, name in enumerate(order)}), ""]
    kinds = Counter((miss.measure, miss.kind) for miss in found)
    lines += [f"{count:5d}  {name} {kind}" for (name, kind), count in kinds.most_common()]
    return "\n".join(lines)


def _by_record(found: Sequence[Miss], place: dict[str, int]) -> Iterator[str]:
    ordered = sorted(found, key=lambda miss: (miss.record, place.get(miss.measure, len(place))))
    for record, group in groupby(ordered, key=lambda miss: miss.record):
        yield f"{record}"
        yield from (f"  {miss.measure:26} {_described(miss)}" for miss in group)


def _described(miss: Miss) -> str:
    if miss.kind is MissKind.MISSED:
        return f"missed    {miss.gold}"
    if miss.kind is MissKind.SPURIOUS:
        return f"spurious  {miss.predicted}"
    return f"wrong     gold {miss.gold or '–'} · predicted {miss.predicted or '–'}"


def _row(measure: Measure, interval: tuple[float, float] | None) -> Row:
    numerator = f"{measure.numerator:g}" if measure.numerator == int(measure.numerator) else ""
    return (
        measure.name,
        _figure(measure.value),
        f"{interval[0]:.3f}–{interval[1]:.3f}" if interval else "",
        numerator or f"{measure.numerator:.2f}",
        str(measure.denominator),
        _figure(measure.precision),
        _figure(measure.recall),
        measure.formula,
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _grid(rows: Sequence[Row], *, markdown: bool) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    padded = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    if not markdown:
        return "\n".join("  ".join(row).rstrip() for row in padded)
    rule = ["-" * width for width in widths]
    return "\n".join("| " + " | ".join(row) + " |" for row in [padded[0], rule, *padded[1:]])
