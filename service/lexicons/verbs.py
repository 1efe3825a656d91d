"""Base forms of English verbs."""

from __future__ import annotations

from functools import cache

from service.lexicons.table import rows


@cache
def base_forms() -> frozenset[str]:
    """All verbs of one word, in lower case."""
    return frozenset(lemma for (lemma,) in rows("verbs"))
