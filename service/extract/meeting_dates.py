"""The day of a meeting: the phrase that the encoder saw, the one its clause gives, or the lead's only one."""

from __future__ import annotations

from datetime import date
from typing import Literal

from spacy.tokens import Doc

from service.annotations import PUBLISHED
from service.extract import dates, roles
from service.extract.evidence import evidence
from service.extract.meetings import MeetingCluster
from service.records import MeetingDate, Precision, Status

_PAST = frozenset({Status.HELD, Status.ONGOING})


def meeting_date(doc: Doc, cluster: MeetingCluster, status: Status, *, main: bool) -> MeetingDate:
    """Resolved where publication or the phrase itself allows it; null with its text where not."""
    found = _expression(doc, cluster, main=main)
    if found is None:
        return MeetingDate(start=None, end=None, precision=Precision.UNKNOWN, text=None, confidence=0.85)
    expression, confidence = found
    span = evidence(doc[expression.start : expression.end])
    interval = _resolved(doc, cluster, expression, status)
    return MeetingDate(
        start=interval.start if interval else None,
        end=interval.end if interval else None,
        precision=interval.precision if interval else Precision.UNKNOWN,
        text=span.text,
        confidence=confidence,
        evidence=(span,),
    )


def _expression(
    doc: Doc, cluster: MeetingCluster, *, main: bool
) -> tuple[dates.DateExpression, float] | None:
    """The phrase and how sure it is that it dates this meeting."""
    own = [d.expression for d in cluster.members if d.expression is not None]
    marked = _marked(doc) if main else []
    both = [e for e in marked if e in own]
    if both:
        return both[0], 0.9
    if marked:
        return marked[0], 0.8
    if own:
        resolved = [
            d.expression for d in cluster.members if d.expression is not None and d.interval is not None
        ]
        return (resolved or own)[0], 0.75
    return None


def _marked(doc: Doc) -> list[dates.DateExpression]:
    """Date expressions that overlap a span of the encoder's DATE role."""
    spans = roles.spans(doc, "DATE")
    return [e for e in dates.find(doc) if any(s.start < e.end and e.start < s.end for s in spans)]


def _resolved(
    doc: Doc, cluster: MeetingCluster, expression: dates.DateExpression, status: Status
) -> dates.Interval | None:
    for dated in cluster.members:
        if dated.expression == expression and dated.interval is not None:
            return dated.interval
    published: str | None = doc._.get(PUBLISHED)
    tense: Literal["past", "future"] = "past" if status in _PAST else "future"
    return dates.resolve(expression, anchor=date.fromisoformat(published) if published else None, tense=tense)
