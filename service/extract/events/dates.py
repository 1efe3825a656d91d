"""The day of a meeting: the date expression that the head links to it, resolved by rule."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

import numpy as np
from spacy.tokens import Doc, Token

from service.annotations import PUBLISHED
from service.candidates import dates
from service.candidates.dates.forms import CalendarDay, Form, Holiday, OfMonth, Range
from service.candidates.evidence import evidence
from service.candidates.memo import once
from service.extract import combine
from service.extract.context import Context
from service.grammar import auxiliaries, governors, is_predicate
from service.heads.scores import EventScores
from service.lexicons.meetings import status_words, trigger_nouns
from service.records import MeetingDate, Precision, Status

_PAST: Final = frozenset({Status.HELD, Status.ONGOING})
_PERFECT: Final = frozenset({"have", "has", "had", "having", "'ve", "’ve", "was", "were", "been"})
_AHEAD: Final = frozenset({"will", "'ll", "’ll", "shall", "should", "may", "might", "could", "would", "can"})


def published(doc: Doc) -> date | None:
    """Day of publication, if known."""
    value: str | None = doc._.get(PUBLISHED)
    return date.fromisoformat(value) if value else None


def meeting_date(context: Context, scores: EventScores, status: Status) -> MeetingDate:
    """Resolved where publication or the phrase itself allows it; null with its text where not."""
    rows, none = context.document.dates, float(scores.dates[-1])
    best = int(scores.dates[:-1].argmax()) if len(rows) else -1
    likely = float(scores.dates[best])
    if best < 0 or likely < none:
        sure = combine.probability("meeting.date", none)
        return MeetingDate(start=None, end=None, precision=Precision.UNKNOWN, text=None, confidence=sure)
    expression = dates.find(context.doc)[int(rows[best][2])]
    interval = _resolved(context.doc, expression, status)
    if interval is not None:
        interval = _finer(context, scores, interval, status) or interval
        interval = _lasting(context, scores, interval, status)
    span = evidence(context.doc[expression.start : expression.end])
    return MeetingDate(
        start=interval.start if interval else None,
        end=interval.end if interval else None,
        precision=interval.precision if interval else Precision.UNKNOWN,
        text=span.text,
        confidence=combine.probability("meeting.date", likely),
        evidence=(span,),
    )


def _finer(
    context: Context, scores: EventScores, found: dates.Interval, status: Status
) -> dates.Interval | None:
    """The days within a month or year that another expression near the meeting's words gives.

    A day without its month ("on the 12th") is one of that month; "Monday" or "today" is counted from the day
    of publication as ever, and lies in the month or does not.
    """
    if found.precision is Precision.DAY:
        return None
    rows, expressions = context.document.dates, dates.find(context.doc)
    likely, beside = scores.dates[: len(rows)], _beside_meetings(context.doc)
    for n in np.argsort(-likely, kind="stable").tolist():
        number = int(rows[n][2])
        if likely[n] < _FINER and not beside[number]:
            continue
        expression = expressions[number]
        if _is_unfinished(expression.form):
            days = dates.resolve(expression, anchor=date.fromisoformat(found.start), tense="future")
        else:
            days = _resolved(context.doc, expression, status)
        if days and days.precision is Precision.DAY and found.start <= days.start and days.end <= found.end:
            return days
    return None


@once
def _beside_meetings(doc: Doc) -> list[bool]:
    """Of each date expression whether its sentence has a noun for a meeting."""
    nouns = trigger_nouns()
    told = {
        sent.start: any(t.lemma_.lower() in nouns for t in sent)
        for sent in {e.start: doc[e.start].sent for e in dates.find(doc)}.values()
    }
    return [told[doc[e.start].sent.start] for e in dates.find(doc)]


def _is_unfinished(form: Form) -> bool:
    """Whether the month or year spoken of completes what an expression says: "the 4th", "4 to 11 March"."""
    if isinstance(form, Range):
        return _is_unfinished(form.first) and _is_unfinished(form.last)
    return isinstance(form, CalendarDay | Holiday | OfMonth)


_FINER: Final = 0.05
"""Least probability of an expression that makes a month exact, where no word for a meeting is beside it."""


def _lasting(context: Context, scores: EventScores, found: dates.Interval, status: Status) -> dates.Interval:
    """All days of a meeting of several: "ended a two-day summit on Monday", "a two-day visit from Monday"."""
    days = _days(context, scores)
    if not days or found.precision is not Precision.DAY or found.start != found.end:
        return found
    around = [t.lemma_.lower() for w in scores.words for t in _around(context.token(w))]
    if not _ENDING.isdisjoint(around):
        return dates.Interval(_moved(found.start, 1 - days), found.end, found.precision)
    if status is Status.PLANNED or not _BEGINNING.isdisjoint(around):
        return dates.Interval(found.start, _moved(found.start, days - 1), found.precision)
    return found


def _moved(day: str, days: int) -> str:
    """The day so many days later; the day itself where the calendar ends before."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return day


def _days(context: Context, scores: EventScores) -> int:
    """How many days the words of the meeting are said to last: "two-day", "three days of"; 0 for unknown."""
    for word in scores.words:
        token = context.token(word)
        start = max(token.i - _NEAR, token.sent.start)
        spans = _spans_of_days(context.doc)
        at = bisect_left(spans, (start,))
        if at < len(spans) and spans[at][0] < min(token.i + _NEAR, token.sent.end):
            return spans[at][1]
    return 0


@once
def _spans_of_days(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Start token and days of each "two-day" and "three days", in order."""
    values = ((e.start, dates.iso_duration(e) or "") for e in dates.find(doc))
    return tuple((start, int(match[1])) for start, value in values if (match := _SPAN.fullmatch(value)))


def _around(token: Token) -> Iterator[Token]:
    """A word and those that govern it, up to its clause."""
    yield token
    for head in governors(token):
        yield head
        if _heads_clause(head):
            return


_NEAR: Final = 8
_SPAN: Final = re.compile(r"P([2-9]|1\d)D")
_ENDING: Final = frozenset({"end", "conclude", "finish", "close", "wrap"})
_BEGINNING: Final = frozenset({"begin", "start", "open", "kick", "arrive"})


def _resolved(doc: Doc, expression: dates.DateExpression, status: Status) -> dates.Interval | None:
    tense = direction(doc, expression, status)
    return dates.resolve(expression, anchor=published(doc), tense=tense)


def direction(doc: Doc, expression: dates.DateExpression, status: Status) -> Literal["past", "future"]:
    """Which way a weekday or a day without its year points: by the tense of the verb to which it is attached,
    where that is plain, else by whether the meeting has taken place.
    """
    root = doc[expression.start : expression.end].root
    verb = next((head for head in governors(root) if _heads_clause(head)), None)
    if verb is not None and verb.lemma_.lower() not in status_words("plan") | {"be"}:
        helpers = {a.lower_ for a in auxiliaries(verb)}
        past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and helpers <= _PERFECT)
        if past and status in _PAST:
            return "past"
        if helpers & _AHEAD and "have" not in helpers:
            return "future"
    return "past" if status in _PAST else "future"


def _heads_clause(token: Token) -> bool:
    return token.head == token or is_predicate(token)
