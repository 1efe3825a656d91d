"""Weights by which the antecedent of a pronoun is chosen."""

from __future__ import annotations

from functools import cache

from service.lexicons.table import rows


@cache
def pronoun_weights() -> dict[str, float]:
    """Feature -> weight, in nats."""
    return {row[0]: float(row[1]) for row in rows("pronoun_weights")}
