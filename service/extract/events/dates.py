"""The day of a meeting: the date expression that the head links to it, resolved by rule."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from spacy.tokens import Doc, Token

from service.annotations import PUBLISHED
from service.candidates import dates
from service.candidates.evidence import evidence
from service.extract import combine
from service.extract.context import Context
from service.grammar import auxiliaries, governors, is_predicate
from service.heads.scores import EventScores
from service.lexicons.meetings import status_words
from service.records import MeetingDate, Precision, Status

_PAST: Final = frozenset({Status.HELD, Status.ONGOING})
_COMING: Final = frozenset({Status.PLANNED, Status.PROPOSED})
_PERFECT: Final = frozenset({"have", "has", "had", "having", "'ve", "’ve", "was", "were", "been"})
_AHEAD: Final = frozenset({"will", "'ll", "’ll", "shall", "should", "may", "might", "could", "would", "can"})
_NEXT: Final = 0.1
"""Least probability of a second expression where the first contradicts the meeting's status."""


def published(doc: Doc) -> date | None:
    """Day of publication, if known."""
    value: str | None = doc._.get(PUBLISHED)
    return date.fromisoformat(value) if value else None


def meeting_date(context: Context, scores: EventScores, status: Status) -> MeetingDate:
    """Resolved where publication or the phrase itself allows it; null with its text where not."""
    none = float(scores.dates[-1])
    rows = context.document.dates
    expressions = dates.find(context.doc)
    ranked = sorted(range(len(rows)), key=lambda n: -scores.dates[n])
    for rank, n in enumerate(ranked):
        likely = float(scores.dates[n])
        if likely < (none if rank == 0 else _NEXT):
            break
        expression = expressions[int(rows[n][2])]
        interval = _resolved(context.doc, expression, status)
        if not _agrees(context.doc, interval, status):
            continue
        span = evidence(context.doc[expression.start : expression.end])
        return MeetingDate(
            start=interval.start if interval else None,
            end=interval.end if interval else None,
            precision=interval.precision if interval else Precision.UNKNOWN,
            text=span.text,
            confidence=combine.probability("meeting.date", likely),
            evidence=(span,),
        )
    sure = combine.probability("meeting.date", none)
    return MeetingDate(start=None, end=None, precision=Precision.UNKNOWN, text=None, confidence=sure)


def _resolved(doc: Doc, expression: dates.DateExpression, status: Status) -> dates.Interval | None:
    tense = direction(doc, expression, status)
    return dates.resolve(expression, anchor=published(doc), tense=tense)


def _agrees(doc: Doc, interval: dates.Interval | None, status: Status) -> bool:
    """What was held is not dated after publication, nor what is planned before it."""
    anchor: str | None = doc._.get(PUBLISHED)
    if interval is None or anchor is None:
        return True
    if status in _PAST:
        return interval.start <= anchor
    return status not in _COMING or anchor <= interval.end


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
