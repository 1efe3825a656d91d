"""Where scores become probabilities and decisions.

What a head says is calibrated by a logistic map fitted on annotated articles that the head was not trained on
(Platt 1999; ``python -m training.calibrate``); the thresholds are those of best F1 there. Both lie in
``service/data/decisions.tsv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp, log
from typing import Final

from service.lexicons.table import rows

LIMIT: Final = 0.99
"""Nothing is surer than this, nor less sure than its complement."""


@cache
def _decisions() -> dict[str, tuple[float, float, float]]:
    """Decision -> slope and offset of its map, threshold on its outcome."""
    return {row[0]: (float(row[1]), float(row[2]), float(row[3])) for row in rows("decisions")}


def probability(decision: str, score: float) -> float:
    """Probability that a decision with this score in [0, 1] is right, three decimals."""
    slope, offset, _ = _decisions().get(decision, (1.0, 0.0, 0.5))
    inside = min(max(score, 1e-4), 1 - 1e-4)
    total = slope * log(inside / (1 - inside)) + offset
    return round(min(max(1 / (1 + exp(-total)), 1 - LIMIT), LIMIT), 3)


def threshold(decision: str) -> float:
    """Probability from which a decision is taken."""
    return _decisions().get(decision, (1.0, 0.0, 0.5))[2]


def country(told: str, likely: Mapping[str, float]) -> str:
    """Alpha-3 of a person's state, or "": what the head is sure of before what a rule has found.

    `told`: the rule's, "" where it found none; `likely`: the head's probabilities of the states named in the
    text. A rule may know a state that the text does not name, among which the head can't choose: it stands.
    """
    if told and told not in likely:
        return told
    best = max(likely, key=lambda code: (likely[code], code), default="")
    if best and likely[best] >= threshold("country"):
        return best
    denied = bool(told) and likely[told] < 1 - threshold("country")
    return "" if denied and sum(likely.values()) < 1 - threshold("country") else told
