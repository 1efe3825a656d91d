"""Words that report what somebody says."""

from __future__ import annotations

from functools import cache

from service.lexicons.table import rows


@cache
def speech_words() -> dict[str, str]:
    """Lemma -> ``say`` (a verb of mere speech: "tell") or ``stance`` (one that also takes a side: "urge")."""
    return {row[0]: row[1] for row in rows("speech_words")}


@cache
def said_verbs() -> frozenset[str]:
    """Verbs of mere speech."""
    return frozenset(lemma for lemma, sort in speech_words().items() if sort == "say")
