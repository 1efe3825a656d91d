"""Rules for days: calendar dates and runs of them, weekdays, "today", "the weekend"."""

from __future__ import annotations

import re
from typing import Final

from service.candidates.dates import pieces
from service.candidates.dates.forms import (
    CalendarDay,
    Edge,
    Form,
    Numeric,
    OfMonth,
    Range,
    Shifted,
    Unit,
    Weekday,
    WeekdayOf,
    Weekend,
    Which,
)
from service.candidates.dates.rules import Rule, after, before, rule

_WHICH: Final[dict[str, Which]] = {
    "last": "last",
    "past": "last",
    "this past": "last",
    "this": "this",
    "next": "next",
    "coming": "coming",
    "this coming": "coming",
}
_DAYS: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NAMED_DAY: Final = re.compile(r"(?:Good|Bloody|Black|Ash|Super|Easter|Holy|Palm|Maundy|Cyber|Fat)\s$")
_PAPER: Final = re.compile(r"\s(?:Times|Telegraph|Mail|Mirror|Express|Herald|Post|Night Live)\b")


def which(text: str | None) -> Which | None:
    """ "this past" -> "last"."""
    return _WHICH[" ".join(text.lower().split())] if text else None


def _calendar_day(match: re.Match[str]) -> Form:
    return CalendarDay(
        pieces.month(match["m"]),
        pieces.day(match["d"]),
        pieces.year(match["y"]),
        pieces.weekday(match["w"]),
    )


def _run(match: re.Match[str]) -> Form | None:
    month, year = pieces.month(match["m"]), pieces.year(match["y"])
    first, last = pieces.day(match["a"]), pieces.day(match["b"])
    if first >= last or (match["to"].strip() == "and" and not _between(match) and last != first + 1):
        return None
    return Range(CalendarDay(month, first, year), CalendarDay(month, last, year))


def _between(match: re.Match[str]) -> bool:
    return bool(re.search(r"\bbetween (?:the )?$", before(match)))


def _iso(match: re.Match[str]) -> Form:
    return CalendarDay(int(match["m"]), int(match["d"]), int(match["y"]))


def _numeric(match: re.Match[str]) -> Form:
    year = int(match["y"])
    full = year if year > 99 else year + (2000 if year < 70 else 1900)
    first, second = int(match["a"]), int(match["b"])
    # With points the day always comes first; with strokes it depends on the writer's country.
    return CalendarDay(second, first, full) if match["by"] == "." else Numeric(first, second, full)


def _ordinal_day(match: re.Match[str]) -> Form:
    return CalendarDay(pieces.month(match["m"]), _within_month(match["n"]), pieces.year(match["y"]))


def _of_month(match: re.Match[str]) -> Form:
    return OfMonth(_within_month(match["n"]))


def _within_month(text: str) -> int:
    """ "fifth", "30th" -> day of the month."""
    number = pieces.ordinal(text)
    if not 1 <= number <= 31:
        raise ValueError(text)
    return number


def _stands_alone(match: re.Match[str]) -> bool:
    """ "On the 30th, …", "until the 5th of next month": no noun is counted."""
    ends = re.match(r"\s*(?:[.,;:)?!—–]|$|(?:and|but|to|until|when|at|in|for)\b)", after(match))
    return bool(ends and re.search(r"\b(?:on|by|until|till|since|from)\s(?:the\s)?$", before(match)))


def _weekday(match: re.Match[str]) -> Form | None:
    day = pieces.weekday(match["w"])
    return None if day is None else Weekday(day, which(match["which"]))


def _weekday_of(match: re.Match[str]) -> Form | None:
    day = pieces.weekday(match["w"])
    weeks = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}[match["week"].lower()]
    return None if day is None else WeekdayOf(day, weeks)


def _no_name(match: re.Match[str]) -> bool:
    """Not "Good Friday", not "the Sunday Times", not "Mondays"."""
    return not (_NAMED_DAY.search(before(match)) or _PAPER.match(after(match)))


def _day_word(match: re.Match[str]) -> Form:
    return Shifted(Unit.DAY, _DAYS[match["word"].lower()])


def _day_beyond(match: re.Match[str]) -> Form:
    return Shifted(Unit.DAY, -2 if match["word"].lower() == "yesterday" else 2)


def _today(_: re.Match[str]) -> Form:
    return Shifted(Unit.DAY, 0)


def _last_night(_: re.Match[str]) -> Form:
    return Shifted(Unit.DAY, -1)


def _weekend(match: re.Match[str]) -> Form:
    word = which(match["which"])
    if word is None:
        return Weekend()
    shift = {"last": -1, "this": 0, "coming": 0, "next": 1}[word]
    edge: Edge | None = "earlier" if word == "last" else None
    return Shifted(Unit.WEEKEND, shift, edge)


_WEEKDAY: Final = r"(?:(?P<w>{weekday}),? )?"
_YEAR: Final = r"(?:,? (?P<y>{year}))?"

RULES: Final[tuple[Rule, ...]] = (
    rule(_WEEKDAY + r"(?P<m>{month}) (?:the )?(?P<d>{day})" + _YEAR, _calendar_day),
    rule(_WEEKDAY + r"(?:the )?(?P<d>{day}) (?:of )?(?P<m>{month})" + _YEAR, _calendar_day),
    rule(r"(?:the )?(?P<n>{ordinal}) of (?P<m>{month})" + _YEAR, _ordinal_day),
    rule(r"(?:the )?(?P<n>\d{1,2}(?:st|nd|rd|th))", _of_month, guard=_stands_alone),
    rule(r"(?P<m>{month}) (?P<a>{day})(?P<to>{to})(?P<b>{day})" + _YEAR, _run),
    rule(r"(?:the )?(?P<a>{day})(?P<to>{to})(?:the )?(?P<b>{day}) (?:of )?(?P<m>{month})" + _YEAR, _run),
    rule(
        r"(?P<y>{year})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"
        r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
        _iso,
    ),
    rule(r"(?P<a>\d{1,2})(?P<by>[./])(?P<b>\d{1,2})(?P=by)(?P<y>\d{4}|\d\d)", _numeric),
    rule(
        r"(?:(?i:early|late) (?:on )?)?(?:(?P<which>(?i:last|next|this(?: coming| past)?|coming|past)) )?"
        r"(?:(?i:early|late) (?:on )?)?(?P<w>{longweekday})(?: {daypart})?",
        _weekday,
        guard=_no_name,
    ),
    rule(
        r"(?P<w>{longweekday})(?: {daypart})?,? (?:of |in )?(?:the )?"
        r"(?P<week>(?i:last|past|this|next|coming)) (?i:week)",
        _weekday_of,
        guard=_no_name,
    ),
    rule(
        r"(?:(?i:earlier|later|late|early) )?(?P<word>(?i:today|tonight|yesterday|tomorrow))(?: {daypart})?",
        _day_word,
    ),
    rule(r"(?i:the )?(?i:day (?:before|after)) (?P<word>(?i:yesterday|tomorrow))", _day_beyond),
    rule(r"(?:(?i:earlier|later|late|early) )?(?i:this) {daypart}", _today),
    rule(r"(?:(?i:late|early) )?(?i:last (?:night|evening))", _last_night),
    rule(r"(?i:the |(?P<which>last|next|this(?: coming| past)?|coming|past) )(?i:weekend)", _weekend),
)
