"""How long a meeting lasts: a duration tied to its trigger ("50-minute meeting", "two days of talks")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token

from service.candidates import dates
from service.candidates.evidence import evidence
from service.candidates.lead import lead
from service.candidates.memo import once
from service.extract.context import Context
from service.extract.events.clustering import Event
from service.grammar import subjects
from service.lexicons.meetings import trigger_nouns, trigger_verbs
from service.records import Evidence

_YEARS: Final = re.compile(r"^P\d+[YM]")
"""No meeting lasts for months: "the first talks in six years"."""
_LASTING: Final = frozenset({"last", "run", "continue", "go"})
_LONGEST: Final = 40
"""Tokens that a duration has at most."""
_SURE: Final = 0.7
"""Chance that the duration is the meeting's: 14 of 21 found in articles set apart for tuning were right."""
_BEFORE: Final = 3
"""Tokens between a duration and the noun that it counts: "two days of close talks"."""


class Lasting(NamedTuple):
    """An ISO 8601 duration, with how sure it is that the meeting lasts so long, and the words that say so."""

    iso: str
    confidence: float
    evidence: tuple[Evidence, ...]


def duration(context: Context, event: Event) -> Lasting | None:
    """The duration of the first mention with one in its noun phrase or as its verb's modifier.

    Of the main meeting also what the lead says of any word for one ("in an hour-long discussion, they …").
    """
    found = _durations(context.doc)
    for trigger in _triggers(context, event) if found else ():
        for expression, value in _around(found, trigger):
            if _lasts(trigger, expression):
                span = context.doc[expression.start : expression.end]
                return Lasting(value, _SURE, (evidence(span),))
    return None


@once
def _durations(doc: Doc) -> tuple[tuple[dates.DateExpression, str], ...]:
    """Durations that a meeting can have, in order, with their values."""
    values = ((e, dates.iso_duration(e)) for e in dates.find(doc))
    return tuple((e, value) for e, value in values if value and not _YEARS.search(value))


def _around(
    found: Sequence[tuple[dates.DateExpression, str]], trigger: Token
) -> Sequence[tuple[dates.DateExpression, str]]:
    """Those in the trigger's sentence, and those just before it, of which alone `_lasts` can be true."""
    sent = trigger.sent
    first = bisect_left(found, min(sent.start, trigger.i) - _LONGEST, key=_start)
    return found[first : bisect_left(found, sent.end, key=_start)]


def _start(found: tuple[dates.DateExpression, str]) -> int:
    return found[0].start


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
