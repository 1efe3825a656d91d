"""How long a meeting lasts: a duration tied to its trigger ("50-minute meeting", "two days of talks")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from service.candidates import dates
from service.candidates.lead import lead
from service.extract.context import Context
from service.extract.events.clustering import Event
from service.grammar import subjects
from service.lexicons.meetings import trigger_nouns, trigger_verbs

_YEARS: Final = re.compile(r"^P\d+[YM]")
"""No meeting lasts for months: "the first talks in six years"."""
_LASTING: Final = frozenset({"last", "run", "continue", "go"})
_BEFORE: Final = 3
"""Tokens between a duration and the noun that it counts: "two days of close talks"."""


def duration(context: Context, event: Event) -> str | None:
    """ISO 8601 duration of the first mention with one in its noun phrase or as its verb's modifier.

    Of the main meeting also what the lead says of any word for one ("in an hour-long discussion, they …").
    """
    found = [e for e in dates.find(context.doc) if dates.iso_duration(e)]
    for trigger in _triggers(context, event) if found else ():
        for expression in found:
            value = dates.iso_duration(expression)
            if value and not _YEARS.search(value) and _lasts(trigger, expression):
                return value
    return None


def _triggers(context: Context, event: Event) -> Iterator[Token]:
    """Words for this meeting, then those of the lead."""
    yield from map(context.token, event.words)
    words = trigger_nouns().keys() | trigger_verbs().keys()
    if event.main:
        yield from (t for sentence in lead(context.doc) for t in sentence if t.lemma_.lower() in words)


def _lasts(trigger: Token, expression: dates.DateExpression) -> bool:
    """Whether the duration modifies the trigger or its verb, or counts it."""
    doc = trigger.doc
    root = doc[expression.start : expression.end].root
    if root.head.lemma_.lower() in _LASTING and trigger.sent == root.sent:
        return any(s.lemma_.lower() in trigger_nouns() or s.lower_ == "it" for s in subjects(root.head))
    near = expression.end < trigger.i <= expression.end + _BEFORE
    counted = near and doc[expression.end].lower_ == "of"
    return counted or trigger in (root.head, root.head.head)
