"""Calendar arithmetic from the day of publication: weekdays, weekends, units and distances."""

from __future__ import annotations

import datetime
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

from service.candidates.dates.forms import Anaphoric, Distance, Shifted, Unit, Weekday
from service.records import Precision

Tense = Literal["past", "future"]
Date = datetime.date
Days = tuple[Date, Date, Precision]
"""First and last day, both included, and how exactly they are meant."""

_DAY: Final = datetime.timedelta(days=1)


def weekday(form: Weekday, anchor: Date, tense: Tense | None) -> Date:
    """The day meant; "next Friday" is next week's, "this Friday" this week's."""
    back = (anchor.weekday() - form.weekday) % 7
    ahead = (form.weekday - anchor.weekday()) % 7
    match form.which:
        case "last":
            return anchor - _DAY * (back or 7)
        case "coming":
            return anchor + _DAY * (ahead or 7)
        case "next":
            return anchor + _DAY * (form.weekday - anchor.weekday() + 7)
        case "this":
            return anchor + _DAY * (form.weekday - anchor.weekday())
    return anchor + _DAY * ahead if tense == "future" else anchor - _DAY * back


def weekend(anchor: Date, tense: Tense | None) -> Days:
    """Saturday and Sunday of "the weekend"."""
    saturday = anchor + _DAY * (5 - anchor.weekday())
    if tense != "future" and saturday > anchor:
        saturday -= 7 * _DAY
    return saturday, saturday + _DAY, Precision.DAY


def shifted(form: Shifted, anchor: Date, tense: Tense | None) -> Days:
    """The anchor's own unit moved by the offset; "earlier" ends and "later" begins with the anchor."""
    if form.unit is Unit.WEEKEND:
        return _named_weekend(form, anchor, tense)
    start, length, precision = _unit(form.unit, anchor)
    start += length * form.offset
    end = last_day(start, length)
    if form.offset == 0 and form.edge == "earlier":
        return start, min(anchor, end), Precision.DAY
    if form.offset == 0 and form.edge == "later":
        return max(anchor, start), end, Precision.DAY
    return start, end, precision


def _named_weekend(form: Shifted, anchor: Date, tense: Tense | None) -> Days:
    saturday = anchor + _DAY * (5 - anchor.weekday() + 7 * form.offset)
    # "This weekend" of what has happened, said on a weekday, is the one just past.
    if form.offset == 0 and tense == "past" and saturday > anchor:
        saturday -= 7 * _DAY
    return saturday, saturday + _DAY, Precision.DAY


def _unit(unit: Unit, anchor: Date) -> tuple[Date, relativedelta, Precision]:
    """First day, length and precision of the unit that holds the anchor."""
    match unit:
        case Unit.DAY:
            return anchor, relativedelta(days=1), Precision.DAY
        case Unit.WEEK | Unit.WEEKEND:
            return anchor - _DAY * anchor.weekday(), relativedelta(days=7), Precision.DAY
        case Unit.MONTH:
            return anchor.replace(day=1), relativedelta(months=1), Precision.MONTH
        case Unit.QUARTER:
            month = 3 * ((anchor.month - 1) // 3) + 1
            return Date(anchor.year, month, 1), relativedelta(months=3), Precision.MONTH
        case Unit.YEAR:
            return Date(anchor.year, 1, 1), relativedelta(years=1), Precision.YEAR
        case Unit.DECADE:
            return Date(anchor.year - anchor.year % 10, 1, 1), relativedelta(years=10), Precision.YEAR
        case Unit.CENTURY:
            return Date(anchor.year - (anchor.year - 1) % 100, 1, 1), relativedelta(years=100), Precision.YEAR


def distance(form: Distance, anchor: Date, tense: Tense | None) -> Days | None:
    """Days and weeks to the day; months and years to the month and year."""
    if form.coming and tense != "future":
        return None
    match form.unit:
        case Unit.MONTH:
            start = anchor.replace(day=1) + relativedelta(months=form.count)
            return start, last_day(start, relativedelta(months=1)), Precision.MONTH
        case Unit.YEAR:
            start = Date(anchor.year + form.count, 1, 1)
            return start, last_day(start, relativedelta(years=1)), Precision.YEAR
    day = anchor + _DAY * form.count * (7 if form.unit is Unit.WEEK else 1)
    return day, day, Precision.DAY


def stepped(step: Anaphoric, base: Days) -> Days | None:
    """What is counted from the days of another date; None where these are too long to count from."""
    start, end, precision = base
    if step.like:
        years = relativedelta(years=step.count)
        return start + years, end + years, precision
    if step.month is not None:
        first = Date(start.year + step.count, step.month, 1)
        return first, last_day(first, relativedelta(months=1)), Precision.MONTH
    if step.weekday is not None:
        return _weekday_beside(step, start) if start == end else None
    match step.unit:
        case Unit.MONTH | Unit.YEAR:
            unit, length, exactness = _unit(step.unit, start)
            first = unit + length * step.count
            return first, last_day(first, length), exactness
        case Unit.WEEK if not step.exact and start == end:
            first = start + _DAY * (7 * step.count - start.weekday())
            return first, first + 6 * _DAY, Precision.DAY
        case Unit.DAY | Unit.WEEK if start == end:
            day = start + _DAY * step.count * (7 if step.unit is Unit.WEEK else 1)
            return day, day, Precision.DAY
    return None


def _weekday_beside(step: Anaphoric, day: Date) -> Days:
    """The first such weekday after the day, the last before it, or the one of its week."""
    weekday = step.weekday or 0
    if step.count > 0:
        found = day + _DAY * ((weekday - day.weekday() - 1) % 7 + 1)
    elif step.count < 0:
        found = day - _DAY * ((day.weekday() - weekday - 1) % 7 + 1)
    else:
        found = day + _DAY * (weekday - day.weekday())
    return found, found, Precision.DAY


def last_day(start: Date, length: relativedelta) -> Date:
    """Last day of what begins with `start` and is `length` long."""
    return start + length - _DAY
