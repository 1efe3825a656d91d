"""Full calendar dates in a line of text, never one that could be read two ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY: Final = r"(?P<day{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year{0}>(?:19|20)\d\d)"
_FULL: Final = (
    rf"(?:{_MONTH.format(1)}\s+{_DAY.format(1)}(?:,\s*|\s+){_YEAR.format(1)}"
    rf"|{_DAY.format(2)}(?:\s+(?:of\s+)?|-){_MONTH.format(2)}(?:,?\s+|-){_YEAR.format(2)}"
    rf"|{_YEAR.format(3)}(?P<mark3>[-/.])(?P<month3>0?[1-9]|1[0-2])(?P=mark3)(?P<day3>0?[1-9]|[12]\d|3[01])"
    rf"|(?P<one4>\d{{1,2}})(?P<mark4>[-/.])(?P<two4>\d{{1,2}})(?P=mark4){_YEAR.format(4)})"
)
# Pages run a date and the hour together: "2025-09-04T10:15", "September 4, 20252:05 PM"
_CLOCK_AHEAD: Final = r"T\d\d:?\d\d|\d{1,2}:\d\d\s?[ap]\.?m"
FULL_DATE: Final = re.compile(
    rf"(?<![\w/-])(?<!\d[.–—]){_FULL}(?:(?={_CLOCK_AHEAD})|(?![\w/-])(?!\.\d))", re.IGNORECASE
)
"""A full calendar date anywhere. `calendar_day` says which; "03/04/2024" means two days, so none."""

_NAME: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TO: Final = r"\s*(?:-|–|—|\bto\b|\band\b|&|\buntil\b|\bthrough\b)\s*"
_STRETCH_BEFORE: Final = re.compile(
    rf"(?:(?<![\d:.])\d{{1,2}}(?:st|nd|rd|th)?(?:\s+{_NAME})?|{_NAME}\s+\d{{1,2}}){_TO}$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(_TO, re.IGNORECASE)
_STRETCH_AFTER: Final = re.compile(rf"{_TO}(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_NAME}\s*\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """Code points [start, end) of a line that state a day in full."""

    start: int
    end: int
    day: date


def find_days(line: str) -> tuple[Day, ...]:
    """The days that `line` states in full; none where one of them bounds a stretch of days ("8–11 June 2024")
    or could be read two ways.
    """
    found: list[Day] = []
    for match in FULL_DATE.finditer(line):
        day = calendar_day(match)
        before = line[max(0, match.start() - 30) : match.start()]
        if day is None or _STRETCH_BEFORE.search(before) or _STRETCH_AFTER.match(line, match.end()):
            return ()
        if found and _BETWEEN.fullmatch(line, found[-1].end, match.start()):
            return ()
        found.append(Day(match.start(), match.end(), day))
    return tuple(found)


def calendar_day(match: re.Match[str]) -> date | None:
    """The day of a match of `FULL_DATE`; None for 31 June and for what could be read two ways."""
    groups = match.groupdict()
    for form in "123":
        if groups[f"year{form}"]:
            year, month, day = (groups[f"{part}{form}"] for part in ("year", "month", "day"))
            return _make(int(year), _month(month), int(day))
    one, two, year4 = (int(groups[name]) for name in ("one4", "two4", "year4"))
    # between full stops the day stands first; between strokes and hyphens only the numbers can tell
    if one > 12 or one == two or (groups["mark4"] == "." and two <= 12):
        return _make(year4, two, one)
    return _make(year4, one, two) if two > 12 else None


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(name[:3].casefold()) + 1


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
