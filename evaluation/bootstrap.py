"""How much a figure owes to the articles that happen to be in the corpus.

Percentile bootstrap (Efron and Tibshirani 1993), articles drawn with replacement, so that the errors of one
article stay together. The seed is fixed: the same tallies give the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from evaluation.measures import Formula, Tally

ROUNDS: Final = 1000
SEED: Final = 20261130
_SHARE: Final = 0.95


def intervals(tallies: Sequence[Tally], *, rounds: int = ROUNDS) -> dict[str, tuple[float, float]]:
    """Measure -> bounds of its 95 % interval; measures that no article was judged by are left out."""
    if len(tallies) < 2:
        return {}
    rng = np.random.default_rng(SEED)
    weights = rng.multinomial(len(tallies), np.full(len(tallies), 1 / len(tallies)), size=rounds)
    names = {name: formula for tally in tallies for name, (formula, _) in tally.counts.items()}
    found = {}
    for name, formula in names.items():
        counts = [tally.counts.get(name) for tally in tallies]
        rows = np.array([(c[1].hits, c[1].predicted, c[1].gold) if c else (0, 0, 0) for c in counts])
        hits, predicted, gold = (weights @ rows).T
        above, below = (2 * hits, predicted + gold) if formula is Formula.F1 else (hits, gold)
        kept = below > 0
        if kept.any():
            values = above[kept] / below[kept]
            edge = (1 - _SHARE) / 2
            low, high = np.quantile(values, [edge, 1 - edge])
            found[name] = (float(low), float(high))
    return found
