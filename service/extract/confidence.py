"""Evidence of an object becomes the probability that it is right.

One logistic model per kind of object. Its weights lie in ``service/data/confidence.tsv`` and are fitted by
``python -m training.confidence``; a case without a row weighs nothing.
"""

from __future__ import annotations

from functools import cache
from math import exp, log
from typing import Final

from service.lexicons.table import rows

BIAS: Final = "bias"
LIMIT: Final = 0.98
"""Nothing is surer than this, nor less sure than its complement."""


@cache
def _weights() -> dict[tuple[str, str], float]:
    """(kind, case) -> weight, in nats."""
    return {(row[0], row[1]): float(row[2]) for row in rows("confidence")}


def of(kind: str, *cases: str, **amounts: float) -> float:
    """Probability that an object of `kind` is right, three decimals.

    `cases` hold of it ("head=agree"); `amounts` are numbers by name, in the size that they were fitted with.
    """
    weights = _weights()
    total = weights.get((kind, BIAS), 0.0) + sum(weights.get((kind, case), 0.0) for case in cases)
    total += sum(weights.get((kind, name), 0.0) * amount for name, amount in amounts.items())
    return round(min(max(1 / (1 + exp(-total)), 1 - LIMIT), LIMIT), 3)


def logit(probability: float) -> float:
    """Log odds, of probabilities within one in a thousand of certainty as if they were that sure."""
    inside = min(max(probability, 0.001), 0.999)
    return log(inside / (1 - inside))


def doublings(number: int, *, of: int, most: float) -> float:
    """How often `of` doubles to `number`, at most `most`; less than `of` counts as `of`."""
    return min(log(max(number, of) / of, 2), most)


def some(number: int, most: int) -> str:
    """A count as a case: "0", "1", … and "`most`+"."""
    return f"{most}+" if number >= most else str(number)
