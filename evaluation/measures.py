"""What is counted: one article's contribution to a measure, sums over articles, and misses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Formula(StrEnum):
    """How a measure's value follows from its counts."""

    ACCURACY = "accuracy"
    F1 = "F1"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Counts:
    """`hits` of `gold` items, out of `predicted` ones. For an accuracy both are the judged items."""

    hits: int
    predicted: int
    gold: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.predicted + other.predicted, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure in [0, 1] with its numerator and denominator; None where nothing was judged.

    For an F1 the fraction is 2 * hits / (predicted + gold).
    """

    name: str
    formula: Formula
    numerator: float
    denominator: int
    precision: float | None = None
    recall: float | None = None

    @property
    def value(self) -> float | None:
        return self.numerator / self.denominator if self.denominator else None

    @property
    def lower_is_better(self) -> bool:
        return self.formula is Formula.ERROR


class MissKind(StrEnum):
    """`missed`: in gold only; `spurious`: predicted only; `wrong`: both, but not equal."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Miss:
    """One error, as a reader of the record would name it."""

    record: str
    measure: str
    kind: MissKind
    gold: str | None
    predicted: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A prediction's confidence and whether it was right; `unit` says what was predicted."""

    unit: str
    confidence: float
    right: bool


@dataclass(slots=True)
class Tally:
    """Counts, misses and judged confidences of one article, filled measure by measure."""

    record: str
    counts: dict[str, tuple[Formula, Counts]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def accuracy(self, measure: str, *, right: bool, gold: object, predicted: object) -> None:
        """Count one judged item."""
        self._add(measure, Formula.ACCURACY, Counts(int(right), 1, 1))
        if not right:
            self.misses.append(Miss(self.record, measure, MissKind.WRONG, show(gold), show(predicted)))

    def share(self, measure: str, counts: Counts) -> None:
        """Count several judged items at once; misses are the caller's to name."""
        self._add(measure, Formula.ACCURACY, counts)

    def f1(
        self, measure: str, *, hits: int, missed: Iterable[object] = (), spurious: Iterable[object] = ()
    ) -> None:
        """Count hits beside the items left over on either side."""
        gold_only, predicted_only = list(missed), list(spurious)
        counts = Counts(hits, hits + len(predicted_only), hits + len(gold_only))
        self._add(measure, Formula.F1, counts)
        for item in gold_only:
            self.misses.append(Miss(self.record, measure, MissKind.MISSED, show(item), None))
        for item in predicted_only:
            self.misses.append(Miss(self.record, measure, MissKind.SPURIOUS, None, show(item)))

    def judge(self, unit: str, confidence: float | None, *, right: bool) -> None:
        """Keep a prediction's confidence where it carries one."""
        if confidence is not None:
            self.judged.append(Judged(unit, confidence, right))

    def _add(self, measure: str, formula: Formula, counts: Counts) -> None:
        earlier = self.counts.get(measure, (formula, Counts(0, 0, 0)))[1]
        self.counts[measure] = (formula, earlier + counts)


def show(item: object) -> str | None:
    """A value as the list of misses prints it."""
    if item is None or isinstance(item, str):
        return item
    if isinstance(item, tuple | list):
        return " / ".join(show(part) or "–" for part in item)
    return str(item)


def total(tallies: Iterable[Tally]) -> Mapping[str, tuple[Formula, Counts]]:
    """Counts summed over articles (micro-average), by measure."""
    summed: dict[str, tuple[Formula, Counts]] = {}
    for tally in tallies:
        for name, (formula, counts) in tally.counts.items():
            earlier = summed.get(name, (formula, Counts(0, 0, 0)))[1]
            summed[name] = (formula, earlier + counts)
    return summed


def measure(name: str, formula: Formula, counts: Counts) -> Measure:
    """The figure that the counts give."""
    if formula is Formula.F1:
        return Measure(
            name,
            formula,
            2 * counts.hits,
            counts.predicted + counts.gold,
            precision=counts.hits / counts.predicted if counts.predicted else None,
            recall=counts.hits / counts.gold if counts.gold else None,
        )
    return Measure(name, formula, counts.hits, counts.gold)
