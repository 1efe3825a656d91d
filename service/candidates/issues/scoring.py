"""Logistic models over the features: is a category an issue of the article, does the meeting treat it.

Weights are learnt offline by `training/issues.py` and read from `data/issue_weights.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from service.lexicons_issues import weights


def probability(model: str, features: Mapping[str, float], category: str | None = None) -> float:
    """Probability by the logistic model; `category` adds that category's own bias."""
    table = weights()[model]
    score = table["bias"] + sum(table.get(name, 0.0) * value for name, value in features.items())
    if category is not None:
        score += table.get(f"is:{category}", 0.0)
    return 1.0 / (1.0 + exp(-score))


def threshold(model: str) -> float:
    """Probability from which `model` says yes; learnt for best F1."""
    return weights()[model].get("threshold", 0.5)
