"""Holidays with a date of their own in any year.

A rule of calendar.tsv is ``MM-DD``, ``MM/weekday/n`` (the n-th such weekday of the month, Monday 0),
``easter`` with a distance in days from Easter Sunday (western), or a full date where one day is meant.
"""

from __future__ import annotations

import datetime
import re
from typing import Final

from dateutil.easter import easter

from service.candidates.dates import pieces
from service.candidates.dates.forms import CalendarDay, Form, Holiday
from service.candidates.dates.rules import Rule, after, rule
from service.lexicons.calendar import calendar_words

_NAME_FOLLOWS: Final = re.compile(r"\s[A-Z][a-z]")


def _holiday(match: re.Match[str]) -> Form:
    rule_of = calendar_words("holiday")[" ".join(match["h"].replace("’", "'").split())]
    year = pieces.year(match["y"])
    if fixed := re.fullmatch(r"(?:(\d{4})-)?(\d\d)-(\d\d)", rule_of):
        return CalendarDay(int(fixed[2]), int(fixed[3]), int(fixed[1]) if fixed[1] else year)
    return Holiday(rule_of, year)


def _no_name(match: re.Match[str]) -> bool:
    """Not "the Good Friday Agreement"."""
    return not _NAME_FOLLOWS.match(after(match))


def of_year(holiday: str, year: int) -> datetime.date:
    """The day on which a moving holiday falls."""
    if holiday.startswith("easter"):
        return easter(year) + datetime.timedelta(days=int(holiday.removeprefix("easter") or 0))
    month, weekday, number = (int(part) for part in holiday.split("/"))
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


RULES: Final[tuple[Rule, ...]] = (rule(r"(?P<h>{holiday})(?:,? (?P<y>{year}))?", _holiday, guard=_no_name),)
