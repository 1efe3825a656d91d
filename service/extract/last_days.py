"""The last day of a meeting that goes on: "talks, set to end on Tuesday", "the summit runs until Friday".

What is told to end later has begun: such a meeting is under way. Its first day is the one that its own
mentions give, else the day of the news told before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Doc

from service.annotations import PUBLISHED
from service.candidates import dates
from service.candidates.evidence import evidence
from service.extract.ending import is_last_day
from service.extract.meetings import MeetingCluster
from service.extract.stretch import further_days
from service.records import Evidence, MeetingDate, Precision

_DAYS: Final = 7
"""The most that a meeting of several days lasts."""


@dataclass(frozen=True, slots=True)
class LastDay:
    """The phrase that names it, with its day where publication is known (ISO 8601)."""

    expression: dates.DateExpression
    day: str | None

    def evidence(self, doc: Doc) -> Evidence:
        """Where the article says so."""
        return evidence(doc[self.expression.start : self.expression.end])


def last_day(doc: Doc, cluster: MeetingCluster) -> LastDay | None:
    """The day to come on which the meeting is to end; None where the article gives none or it is past."""
    published: str | None = doc._.get(PUBLISHED)
    for expression in _told(cluster):
        anchor = date.fromisoformat(published) if published else None
        interval = dates.resolve(expression, anchor=anchor, tense="future")
        if published is None or interval is None:
            return LastDay(expression, None)
        if interval.precision is Precision.DAY and published <= interval.end:
            return LastDay(expression, interval.end)
    return None


def _told(cluster: MeetingCluster) -> Iterator[dates.DateExpression]:
    for member in cluster.members:
        trigger = member.mention.trigger.root
        yield from (e for e in cluster.dates.get(trigger.sent.start, ()) if is_last_day(e, trigger))


def lasting(
    doc: Doc, cluster: MeetingCluster, found: MeetingDate, last: LastDay, lasts: str | None
) -> MeetingDate:
    """`found`, of a meeting under way, with its last day; only the phrase where no first day is known.

    `lasts`: its ISO 8601 duration, None where the article gives none.
    """
    told = last.evidence(doc)
    start = found.start or _first_day(doc, cluster, last, lasts)
    if last.day is None or start is None or not _least(last.day) < start <= last.day:
        return found if found.text else replace(found, text=told.text, evidence=(told,))
    return replace(
        found,
        start=start,
        end=last.day,
        precision=Precision.DAY,
        text=found.text or told.text,
        evidence=(*found.evidence, told),
    )


def _least(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=_DAYS)).isoformat()


def _first_day(doc: Doc, cluster: MeetingCluster, last: LastDay, lasts: str | None) -> str | None:
    """By how long the meeting lasts, else by the news told of it."""
    before = further_days(lasts)
    if last.day is None:
        return None
    if before:
        return (date.fromisoformat(last.day) - timedelta(days=before)).isoformat()
    return _news_day(doc, cluster, last)


def _news_day(doc: Doc, cluster: MeetingCluster, last: LastDay) -> str | None:
    """The latest day, up to publication, of what is told before the phrase for the last one."""
    published = date.fromisoformat(doc._.get(PUBLISHED))
    before = (e for row in cluster.dates.values() for e in row if e.end <= last.expression.start)
    told = (dates.resolve(e, anchor=published, tense="past") for e in before if _is_day(e))
    days = (i.start for i in told if i is not None and i.precision is Precision.DAY and i.start == i.end)
    return max((day for day in days if day <= published.isoformat()), default=None)


def _is_day(expression: dates.DateExpression) -> bool:
    return expression.kind == "DATE" and expression.relation == "on"
