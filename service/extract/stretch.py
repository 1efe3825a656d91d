"""Meetings of several days of which the article names the first day or the last, and how many they were."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from spacy.tokens import Doc, Token

from service.candidates.dates import DateExpression
from service.grammar import clause, obliques
from service.lexicons.calendar import calendar_words
from service.lexicons.meetings import around, has_status_word, trigger_nouns
from service.records import MeetingDate, Precision

_DAYS: Final = re.compile(r"P(\d{1,2})D")
_ENDS: Final = frozenset({"close", "conclusion", "end"})
_MOST: Final = 14


def stretched(doc: Doc, when: MeetingDate, expression: DateExpression, lasts: str | None) -> MeetingDate:
    """With all its days: "ended two days of talks on Thursday", "a three-day visit that began on Tuesday",
    "on Friday, the second and last day of".
    """
    if when.start is None or when.start != when.end or when.precision is not Precision.DAY:
        return when
    named = doc[expression.start : expression.end].root
    verb = clause(named)
    day = date.fromisoformat(when.start)
    if before := _earlier_days(named):
        return replace(when, start=(day - timedelta(days=before)).isoformat())
    extra = timedelta(days=further_days(lasts) or 0)
    ending = any(o.lemma_.lower() in _ENDS for o in obliques(verb, "at"))  # "left at the close of a visit"
    if ending or has_status_word(verb.lemma_, verb.lower_, "end"):
        return replace(when, start=(day - extra).isoformat())
    if verb.lemma_.lower() in around("opens"):
        return replace(when, end=(day + extra).isoformat())
    return when


def further_days(lasts: str | None) -> int | None:
    """Days after the first one, of an ISO 8601 duration; None where it gives no number of days."""
    found = _DAYS.fullmatch(lasts or "")
    return int(found[1]) - 1 if found and int(found[1]) <= _MOST else None


def _earlier_days(named: Token) -> int:
    """How many days there were before: 1 for "the second day of the talks"."""
    for noun in named.sent:
        if noun.lower_ == "day" and any(o.lemma_.lower() in trigger_nouns() for o in obliques(noun, "of")):
            for child in noun.children:
                if child.i < noun.i and child.lower_ in calendar_words("ordinal"):
                    return int(calendar_words("ordinal")[child.lower_]) - 1
    return 0
