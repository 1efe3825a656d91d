"""The day of a meeting: the date expression that the head links to it, resolved by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

from spacy.tokens import Doc, Token

from service.annotations import PUBLISHED
from service.candidates import dates
from service.candidates.evidence import evidence
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
        interval = _finer(context, scores, interval) or interval
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


def _finer(context: Context, scores: EventScores, found: dates.Interval) -> dates.Interval | None:
    """The days within a month or year that another expression near the meeting's words gives."""
    if found.precision is Precision.DAY:
        return None
    rows, expressions = context.document.dates, dates.find(context.doc)
    inside = []
    for n in sorted(range(len(rows)), key=lambda n: -scores.dates[n]):
        expression = expressions[int(rows[n][2])]
        told = context.doc[expression.start].sent
        if scores.dates[n] < _FINER and not any(t.lemma_.lower() in trigger_nouns() for t in told):
            continue
        days = dates.resolve(expression, anchor=date.fromisoformat(found.start), tense="future")
        if days and days.precision is Precision.DAY and found.start <= days.start and days.end <= found.end:
            inside.append(days)
    return inside[0] if inside else None


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
        near = context.doc[max(token.i - _NEAR, token.sent.start) : min(token.i + _NEAR, token.sent.end)]
        for expression in dates.find(context.doc):
            value = dates.iso_duration(expression) or ""
            if near.start <= expression.start < near.end and (match := _SPAN.fullmatch(value)):
                return int(match[1])
    return 0


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
