"""How long a meeting lasts: a duration tied to its trigger ("50-minute meeting", "two days of talks")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import MEETINGS
from service.candidates import dates
from service.extract.meetings import MeetingCluster
from service.extract.roles import body

_VISIT: Final = "visit"
_YEARS: Final = re.compile(r"^P\d+[YM]")
"""No meeting lasts for months: "the first talks in six years"."""


def duration(doc: Doc, cluster: MeetingCluster, *, main: bool) -> str | None:
    """ISO 8601 duration of the first mention with one in its noun phrase or as its verb's modifier.

    Of the main meeting also what any mention in the lead says ("in an hour-long discussion, they …"). A
    visit lasts longer than the talks held on it.
    """
    for trigger in _triggers(doc, cluster, main=main):
        for expression in cluster.dates.get(trigger.sent.start, ()):
            value = dates.iso_duration(expression)
            if value and not _YEARS.search(value) and _lasts(trigger, expression):
                return value
    return None


def _triggers(doc: Doc, cluster: MeetingCluster, *, main: bool) -> Iterator[Token]:
    """Words for this meeting: those of its mentions, then those of the lead."""
    own: list[Span] = [d.mention.trigger for d in cluster.members]
    lead = [sent.start for sent, _ in zip(body(doc), range(_LEAD), strict=False)]
    near = [span for span in doc.spans.get(MEETINGS, ()) if main and span.root.sent.start in lead]
    visit = own[0].label_ == _VISIT
    for span in (*own, *near):
        if visit or span.label_ != _VISIT or span.root.sent.start in lead[:1]:
            yield span.root


_LEAD: Final = 4
"""Sentences, headline included, that tell of the main meeting."""


def _lasts(trigger: Token, expression: dates.DateExpression) -> bool:
    """Whether the duration modifies the trigger or its verb, or counts it ("two days of close talks")."""
    doc = trigger.doc
    head = doc[expression.start : expression.end].root
    counted = expression.end < trigger.i <= expression.end + 3 and doc[expression.end].lower_ == "of"
    return counted or trigger in (head.head, head.head.head)
