"""Words of meeting: what evokes one, and what shows another sense; nouns for unnamed actors."""

from __future__ import annotations

from functools import cache

from service.lexicons.table import rows


@cache
def trigger_nouns() -> dict[str, str]:
    """Lemma -> label: how the sides of such a meeting come together, such as ``call`` or ``visit``."""
    return {lemma: label for lemma, pos, label in rows("meeting_words") if pos == "noun"}


@cache
def trigger_verbs() -> dict[str, str]:
    """Lemma -> label: how the sides of such a meeting come together, such as ``call`` or ``visit``."""
    return {lemma: label for lemma, pos, label in rows("meeting_words") if pos == "verb"}


@cache
def status_words(kind: str) -> frozenset[str]:
    """Lemmas of verbs that tell whether a meeting takes place: ``plan``, of what is still to come."""
    return frozenset(word for word, of in rows("meeting_status") if of == kind)


@cache
def blocked(block: str) -> frozenset[str]:
    """Words that show another sense: ``office``, nouns for those who act for their state."""
    return frozenset(word for word, kind in rows("meeting_blocks") if kind == block)


@cache
def around(sort: str) -> frozenset[str]:
    """Words around one for a meeting.

    Verbs: ``host``, ``attend``. Nouns: ``event`` (that frames a meeting), of which ``round`` (of something
    named) and ``chamber`` (a body too), ``margin`` ("the sidelines"), ``visiting`` with ``formal`` ("state")
    before it, ``home`` (a residence).
    """
    return frozenset(word for word, kind in rows("meeting_context") if kind == sort)


@cache
def group_nouns() -> dict[str, str]:
    """Noun -> ``state`` (its country acts), ``group``, ``person`` or ``organization``."""
    return {row[0]: row[1] for row in rows("groups")}
