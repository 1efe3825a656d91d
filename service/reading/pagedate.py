"""Publication dates as pages print them: full calendar dates only, never one that could be read two ways."""

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
    rf"(?:{_MONTH.format(1)}\s+{_DAY.format(1)},?\s+{_YEAR.format(1)}"
    rf"|{_DAY.format(2)}\s+{_MONTH.format(2)},?\s+{_YEAR.format(2)}"
    rf"|{_YEAR.format(3)}[-/](?P<month3>0[1-9]|1[0-2])[-/](?P<day3>0[1-9]|[12]\d|3[01]))"
)
FULL_DATE: Final = re.compile(rf"(?<![\w/-]){_FULL}(?![\w/-])", re.IGNORECASE)
"""A full calendar date anywhere. "03/04/2024" is none: it means two days."""

_LABEL: Final = (
    r"(?P<label>(?:first |last |originally )?(?:published|posted|released|issued|created|date|updated"
    r"|modified|last updated|last modified|last update|update)(?: (?:on|at|date|time))?\s*[:|]?\s*)?"
)
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK: Final = (
    r"(?:\s*(?:[T,|·•—–-]|\bat\b|\())*\s*\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\.?)?\s*"
    r"(?:Z|UTC|GMT|[A-Z]{2,4}T?|[+-]\d{2}:?\d{2})?\)?"
)
_LINE: Final = re.compile(rf"{_LABEL}{_WEEKDAY}{_FULL}(?:{_CLOCK})?\s*\.?", re.IGNORECASE)
_SEPARATOR: Final = re.compile(r"\s*(?:\||•|·|\t|\s[–—-]\s|\s/\s)\s*")
_REVISED: Final = ("update", "modif")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date that stands alone on a line of the page. `revised`: the page calls it an update."""

    day: date
    labelled: bool
    revised: bool


def page_date(line: str) -> PageDate | None:
    """The date that `line` is, or that one of its parts is ("By Ana Ruiz | 3 December 2024"); else None."""
    parts = [part for part in _SEPARATOR.split(line) if part]
    found = [dated for part in (line, *parts) if (dated := _whole(part))]
    return found[0] if found else None


def calendar_day(match: re.Match[str]) -> date | None:
    """The day of a match of `FULL_DATE`; None for 31 June and the like."""
    groups = match.groupdict()
    for form in "123":
        if groups[f"year{form}"]:
            year, month, day = (groups[f"{part}{form}"] for part in ("year", "month", "day"))
            return _make(int(year), _month(month), int(day))
    return None


def _whole(part: str) -> PageDate | None:
    match = _LINE.fullmatch(part.strip())
    day = calendar_day(match) if match else None
    if match is None or day is None:
        return None
    label = (match["label"] or "").casefold()
    return PageDate(day, labelled=bool(label), revised=any(word in label for word in _REVISED))


def _month(name: str) -> int:
    return int(name) if name.isdigit() else _MONTHS.index(name[:3].casefold()) + 1


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
