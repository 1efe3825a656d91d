"""From a date expression and the day of publication to an interval of days.

A weekday in a past-tense sentence is the latest such day up to and including publication; in a planned
one the first such day on or after it. A date without its year is the nearest in the direction of the tense.
Where more than one answer remains, or an anchor is needed and missing, there is none.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from dateutil.relativedelta import relativedelta

from service.candidates.dates.arithmetic import (
    Date,
    Days,
    Tense,
    distance,
    last_day,
    shifted,
    stepped,
    weekday,
    weekend,
)
from service.candidates.dates.finding import DateExpression
from service.candidates.dates.forms import (
    CalendarDay,
    Clock,
    Counted,
    Distance,
    Form,
    Holiday,
    Months,
    Numeric,
    OfMonth,
    Range,
    Shifted,
    Weekday,
    WeekdayOf,
    Weekend,
    Years,
)
from service.candidates.dates.holidays import of_year
from service.records import Precision

_DAY: Final = datetime.timedelta(days=1)
_NEAR: Final = datetime.timedelta(days=21)
"""News mostly speaks of days near its own; a date of two readings is the only one that lies there."""
_USUAL: Final = datetime.timedelta(days=300)
"""News leaves the year out within about a year; a farther reading in the tense's direction gives way."""
_YEARS: Final = 11
"""A weekday falls on the same day of the month again within eleven years."""


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, ISO 8601, both included. `precision` is that of the bounds."""

    start: str
    end: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression resolves against."""

    anchor: Date | None
    tense: Tense | None


def resolve(expression: DateExpression, *, anchor: Date | None, tense: Tense | None) -> Interval | None:
    """The days that the expression names, or None. `anchor` is the day of publication.

    A time of day alone is taken to be of that day; what is "since" another time is past in any sentence.
    """
    if expression.relation == "since":
        tense = "past"
    return resolve_form(expression.form, anchor=anchor, tense=tense)


def resolve_form(form: Form, *, anchor: Date | None, tense: Tense | None) -> Interval | None:
    """As `resolve`, for a form that `parse` gave."""
    try:
        days = _resolve(form, Context(anchor, tense))
    except (OverflowError, ValueError):
        # No such day ("February 30"), or beyond the calendar's years ("5000 years ago").
        return None
    if days is None or days[1] < days[0]:
        return None
    return Interval(days[0].isoformat(), days[1].isoformat(), days[2])


def _resolve(form: Form, context: Context) -> Days | None:
    match form:
        case CalendarDay():
            return _one(_calendar_day(form, context))
        case Numeric():
            return _one(_numeric(form, context))
        case Months():
            return _months(form, context)
        case Years():
            return Date(form.first, 1, 1), Date(form.last, 12, 31), Precision.YEAR
        case Range():
            return _range(form, context)
        case Counted():
            base = _resolve(form.base, context)
            return base and stepped(form.step, base)
        case Holiday():
            return _one(_in_year(form.year, lambda year: of_year(form.rule, year), context))
        case Clock() if form.day is not None:
            return _resolve(form.day, context)
    if context.anchor is None:
        return None
    match form:
        case Weekday() | WeekdayOf():
            return _one(_weekday(form, context.anchor, context.tense))
        case Weekend():
            return weekend(context.anchor, context.tense)
        case Shifted():
            return shifted(form, context.anchor, context.tense)
        case Distance():
            return distance(form, context.anchor, context.tense)
        case OfMonth():
            return _one(_of_month(form, context.anchor, context.tense))
        case Clock():
            return _one(context.anchor)
        case _:
            return None


def _one(day: Date | None) -> Days | None:
    return None if day is None else (day, day, Precision.DAY)


def _calendar_day(form: CalendarDay, context: Context) -> Date | None:
    def make(year: int) -> Date:
        return Date(year, form.month, form.day)

    anchor = context.anchor
    if form.year is None and form.weekday is not None and anchor is not None:
        fitting = [day for day in _each_year(anchor.year, make) if day.weekday() == form.weekday]
        return min(fitting, key=lambda day: abs(day - anchor), default=None)
    return _in_year(form.year, make, context)


def _in_year(year: int | None, make: Callable[[int], Date], context: Context) -> Date | None:
    """The day of the year that is said, else of the one that the tense gives."""
    if year is not None:
        return make(year)
    if context.anchor is None:
        return None
    return _nearest(list(_each_year(context.anchor.year, make)), context.anchor, context.tense)


def _weekday(form: Weekday | WeekdayOf, anchor: Date, tense: Tense | None) -> Date | None:
    if isinstance(form, Weekday):
        return weekday(form, anchor, tense)
    return anchor + _DAY * (7 * form.weeks + form.weekday - anchor.weekday())


def _of_month(form: OfMonth, anchor: Date, tense: Tense | None) -> Date | None:
    """The nearest day of that number in the direction of the tense."""
    first = anchor.replace(day=1)
    months = [first + relativedelta(months=shift) for shift in (-2, -1, 0, 1, 2)]
    days = [month + _DAY * (form.day - 1) for month in months]
    return _nearest([day for day in days if day.day == form.day], anchor, tense)


def _each_year(around: int, make: Callable[[int], Date]) -> Iterator[Date]:
    for year in range(around - _YEARS, around + _YEARS + 1):
        try:
            yield make(year)
        except ValueError:
            continue


def _nearest(candidates: list[Date], anchor: Date, tense: Tense | None) -> Date | None:
    """The nearest in the direction of the tense, if that is near; else the nearest."""
    if tense is not None:
        side = [day for day in candidates if (day <= anchor if tense == "past" else day >= anchor)]
        best = min(side, key=lambda day: abs(day - anchor), default=None)
        if best is not None and abs(best - anchor) <= _USUAL:
            return best
    return min(candidates, key=lambda day: (abs(day - anchor), day), default=None)


def _numeric(form: Numeric, context: Context) -> Date | None:
    """Stroke dates: month first or day first; where both readings hold, the only one near publication."""
    readings = set()
    for month, day in ((form.first, form.second), (form.second, form.first)):
        if 1 <= month <= 12:
            readings.add(Date(form.year, month, day))
    near = {day for day in readings if context.anchor and abs(day - context.anchor) <= _NEAR}
    found = near or readings
    return found.pop() if len(found) == 1 else None


def _months(form: Months, context: Context) -> Days | None:
    anchor, year = context.anchor, form.year
    if year is None and form.shift is not None and anchor is not None:
        year = anchor.year + form.shift
    start = Date(year, form.first, 1) if year is not None else _start_of(form, context)
    return (
        None if start is None else (start, last_day(start, relativedelta(months=form.count)), Precision.MONTH)
    )


def _start_of(form: Months, context: Context) -> Date | None:
    """First day of a month or season whose year is not said."""
    anchor = context.anchor
    if anchor is None:
        return None
    length = relativedelta(months=form.count)
    starts = list(_each_year(anchor.year, lambda year: Date(year, form.first, 1)))
    match form.which:
        case "last":
            return max(day for day in starts if day + length <= anchor)
        case "next" | "coming":
            return min(day for day in starts if day > anchor)
        case "this":
            return Date(anchor.year, form.first, 1)
    current = next((day for day in starts if day <= anchor < day + length), None)
    return current or _nearest(starts, anchor, context.tense)


def _range(form: Range, context: Context) -> Days | None:
    """The end that the tense settles first, then the other end nearest to it."""
    forward = context.tense == "future"
    settled = _resolve(form.first if forward else form.last, context)
    if settled is None:
        return None
    if forward:
        other = _resolve(form.last, Context(settled[1], "future"))
        return other and (settled[0], other[1], settled[2])
    other = _resolve(form.first, Context(settled[0], "past"))
    return other and (other[0], settled[1], settled[2])
