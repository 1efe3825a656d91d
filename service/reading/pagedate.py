"""Dates as pages print them: on a line of their own, in a heading, before the first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from service.reading.days import Day, find_days
from service.reading.stamps import CLOCK, Standing, is_companion, standing_before

_LONGEST: Final = 200
_LONGEST_HEADING: Final = 300
_OPENING: Final = 100
_I: Final = re.IGNORECASE

_DOCUMENT: Final = (
    r"\b(?:remarks|(?:press|media|news) (?:conference|availability|briefing|release|note|stakeout)s?"
    r"|statement|briefing|read-?out|transcript|communiqu[eé]|list of outcomes|interview)"
)
_DOCUMENT_ON: Final = re.compile(rf"{_DOCUMENT}s? on$", _I)
_AHEAD: Final = re.compile(
    r"\b(?:to|will) (?:hold|give|deliver|host|make|issue|attend|address|join|meet)\b", _I
)
_NAMES_DOCUMENT: Final = re.compile(rf"{_DOCUMENT}\b", _I)
_SET_OFF: Final = re.compile(r"(?:[,:(\[–—]|\s-)$")
_PARTED: Final = re.compile(r"(?:[|•·\t]|\s{2,})\s*$")
_NUMBERED: Final = re.compile(r"(?:no|nr|№)\.?:?\s*[\d/-]+\s*,?", _I)
_STARTS_SET_OFF: Final = re.compile(r"\s*(?:[,:|•·–—\t]|-\s)")
_DASH: Final = re.compile(r"\s*(?:[–—|]|--|-(?=\s))\s*(?=[\"“‘'(]|[^\W\d_a-z])")
_HOUR: Final = re.compile(rf"\s*(?:[,|•·(–—-]|\bat\b)?\s*(?:{CLOCK.pattern})", _I)
_STOP: Final = re.compile(r"\s*[.:]\s+(?=[\"“‘'(]|[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date of the page and what it is there."""

    day: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class Opening:
    """A date with which a paragraph begins; `length` code points lie before its first sentence."""

    dated: PageDate
    length: int


def page_dates(line: str) -> tuple[PageDate, ...]:
    """The dates of which `line` is made up, beside label, place, hour, sender or number: "(Ottawa – June 4,
    2025)", "Published 3 June 2025 | Updated 4 June 2025". None where the line says anything else.
    """
    days = find_days(line) if len(line) <= _LONGEST else ()
    if not days or not is_companion(line[days[-1].end :]):
        return ()
    befores = zip((0, *(day.end for day in days)), days, strict=False)
    standings = [standing_before(line[start : day.start]) for start, day in befores]
    known = [standing for standing in standings if standing is not None]
    if len(known) < len(days):
        return ()
    return tuple(PageDate(day.day, standing) for day, standing in zip(days, known, strict=True))


def heading_date(line: str) -> PageDate | None:
    """The day of a document in its heading: "Remarks on June 4, 2025", "Joint Statement, 4 June 2025".

    A day of which the heading speaks is none: "Statement on the attack of June 4, 2025".
    """
    days = find_days(line) if len(line) <= _LONGEST_HEADING else ()
    if len(days) != 1:
        return None
    before, after = line[: days[0].start], line[days[0].end :]
    ends = not after.strip(" )].") and _ends_heading(before)
    return PageDate(days[0].day, Standing.HEADING) if ends or _begins_heading(before, after) else None


def names_document(line: str) -> bool:
    """Whether a line calls something remarks, a statement, a briefing or the like."""
    return _NAMES_DOCUMENT.search(line) is not None


def opening(line: str, *, prose: bool) -> Opening | None:
    """The stamp before the first sentence of `line`: "Update 06/06/2025 09:15 GMT. The ministers …".

    Before a paragraph (`prose`) a dash is enough: "4 June 2025 – The ministers …".
    """
    days: tuple[Day, ...] = find_days(line[:_OPENING])
    if not days:
        return None
    standing = standing_before(line[: days[0].start], named=False)
    hour = _HOUR.match(line, days[0].end)
    end = hour.end() if hour else days[0].end
    stamped = hour is not None or days[0].start > 0
    mark = (_DASH.match(line, end) if prose or stamped else None) or (stamped and _STOP.match(line, end))
    if standing is None or not mark:
        return None
    return Opening(PageDate(days[0].day, standing), mark.end())


def _ends_heading(before: str) -> bool:
    stripped, document = before.rstrip(), _DOCUMENT_ON.search(before.rstrip())
    if _AHEAD.search(before):
        return False
    if document:  # "Spokesperson’s remarks on", but not "minister rejects remarks on"
        return document.group()[0].isupper() or re.search(r"[’']s\b", before) is not None
    set_off = _SET_OFF.search(stripped) is not None and names_document(before)
    return set_off or _PARTED.search(before) is not None


def _begins_heading(before: str, after: str) -> bool:
    first = not before.strip() or _NUMBERED.fullmatch(before.strip()) is not None
    return first and bool(_STARTS_SET_OFF.match(after)) and _NAMES_DOCUMENT.search(after) is not None
