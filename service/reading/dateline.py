"""The dateline: "LIMA, Peru (AP) —" before the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Final

from service.reading.days import find_days
from service.reading.lines import Line, Range

_CAPITALS: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ -](?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]*|de|al|el|sur|am)){0,4}"
_TITLE_CASE: Final = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]+|de|da|of|and|al|el|the)){0,4}"
_REGION: Final = r"(?:, ?[A-ZÀ-Þ][\w.'’-]*(?: (?:[A-ZÀ-Þ][\w.'’-]*|and|of|the)){0,3})"
_AGENCY: Final = r"(?P<agency{0}>[(\[][^()\[\]\r\n]{{1,60}}[)\]])"
_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_YEAR: Final = r",? (?:19|20)\d\d"
_MONTH_DAY: Final = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})"
_WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?)?"
_DATE: Final = rf"(?:,? ?{_WEEKDAY}{_MONTH_DAY}(?:{_YEAR})?)"
_FULL: Final = rf"{_WEEKDAY}{_MONTH_DAY}{_YEAR}"
# Agencies set off by strokes or a full stop: "MOSCOW, March 23. /TASS/.", "ASTANA. March 25. KAZINFORM -"
_SLASHED: Final = r"(?P<agency1>/[A-Za-z][\w-]{1,30}/)(?P<dash>\.\s+|\s*(?:--|—|–|-)\s*|\s+)(?=[\w\"'“‘«])"
_NAMED: Final = r"(?P<agency1>[A-Z]{3,12})"
_SENTENCE: Final = r"(?=[\"“‘'«]|[^\W\d_a-z])"
_DASH: Final = r"\s*(?P<dash>—|–|--|-|:|/)\s*(?=[\w\"'“‘«(\[])"
_PLACE: Final = rf"(?P<place>(?:{_TITLE_CASE}|{_CAPITALS}){_REGION}?)"
# A place in capitals needs no more; in lower case it needs a region, an agency or a date beside it, or else
# "Talks — the first in years" would be one. A region alone asks for a long dash.
_FORMS: Final = (
    rf"(?P<place>{_CAPITALS}{_REGION}?){_DATE}\.?\s*{_SLASHED}",
    rf"(?P<place>{_CAPITALS}{_REGION}?(?:/{_CAPITALS}{_REGION}?)?)(?:\s*{_AGENCY.format(1)})?{_DATE}?"
    rf"(?:\s*{_AGENCY.format(2)})?{_DASH}",
    rf"(?P<place>{_TITLE_CASE}{_REGION}?(?:/{_TITLE_CASE}{_REGION}?)?)"
    rf"(?:\s*{_AGENCY.format(1)}{_DATE}?|{_DATE}(?:\s*{_AGENCY.format(2)})?){_DASH}",
    rf"(?P<place>{_TITLE_CASE}{_REGION})\s*(?P<dash>—|–|--)\s*(?=[\w\"'“‘«(\[])",
    rf"(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ'’ -]+)\.?{_DATE}\.?\s*{_NAMED}{_DASH}",
    # the day first: "September 4, 2025 (NAIROBI) -", "4 September 2025, Nairobi –"
    rf"{_FULL},?\s*[(\[]{_PLACE}[)\]]{_DASH}",
    rf"{_FULL}\s*[,|]\s*{_PLACE}(?:\s*{_AGENCY.format(1)})?\s*(?P<dash>—|–|--|-)\s+{_SENTENCE}",
    # no dash: "(Ottawa – September 4, 2025) The", "New Delhi, Sep 4 (PTI) The", "Brussels, 24 June 2025. The"
    rf"\({_PLACE}\s?[,–—-]\s?{_FULL}\)(?P<dash>:?\s+){_SENTENCE}",
    rf"{_PLACE}{_DATE}\s*(?P<agency1>\([A-Z]{{2,10}}\))(?P<dash>\s+){_SENTENCE}",
    rf"{_PLACE},?\s{_FULL}(?P<dash>\.\s+){_SENTENCE}",
)
_OPENERS: Final = re.compile(
    r"(?:on|by|since|from|until|before|after|between|in|at|as|but|and|the|this|it|he|she|they|born|died"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.I,
)
"""Words in which a sentence may begin before a date: "On May 20, 1932—years later"."""
_DATELINES: Final = tuple(re.compile(form) for form in _FORMS)
_SEARCHED_LINES: Final = 6
_HEAD_LENGTH: Final = 160


@dataclass(frozen=True, slots=True)
class Dateline:
    """`span` covers place, agency and date, not the dash; `agency` and `place` lie within it."""

    span: Range
    place: Range
    agency: Range | None
    day: date | None


def find_dateline(lines: Iterable[Line]) -> Dateline | None:
    """The dateline at the start of one of the first lines of the article."""
    for index, line in enumerate(lines):
        if index == _SEARCHED_LINES:
            break
        found = dateline_of(line)
        if found:
            return found
    return None


def dateline_of(line: Line) -> Dateline | None:
    """The dateline with which `line` begins."""
    if line.bullet:
        return None
    head = line.text[:_HEAD_LENGTH]
    for form in _DATELINES:
        match = form.match(head)
        if match and _is_place(match) and (line.is_prose or _is_more_than_capitals(match)):
            return _dateline(match, line.start)
    return None


def _is_more_than_capitals(match: re.Match[str]) -> bool:
    """A region, an agency or a date stands beside the place: "KYIV: " alone may begin a headline."""
    return match.group().rstrip(" —–-:/") != match["place"] or "," in match["place"]


@cache
def _not_places() -> frozenset[str]:
    """Words in capitals that head a line and name no place."""
    table = (resources.files("service") / "data" / "dateline_not_places.tsv").read_text(encoding="utf-8")
    return frozenset(table.splitlines()[1:])


def _is_place(match: re.Match[str]) -> bool:
    words = re.findall(r"[\w'’.]+", match["place"])
    if any(word in _not_places() for word in words) or _OPENERS.fullmatch(match["place"]):
        return False
    # "US - China talks" and "U.S.-China": a hyphen parts a dateline only between blanks, or beside more
    dash = match["dash"]
    return (
        dash in ("—", "–", "--")
        or match.string[match.start("dash") - 1].isspace()
        or _agency(match) is not None
        or bool(find_days(match.group()))
    )


def _agency(match: re.Match[str]) -> Range | None:
    """Where the agency stands; "GENEVA (4 September 2025) –" names none there."""
    groups = match.re.groupindex
    spans = [match.span(name) for name in ("agency1", "agency2") if name in groups]
    return next((span for span in spans if span[0] >= 0 and not find_days(match.string[slice(*span)])), None)


def _dateline(match: re.Match[str], offset: int) -> Dateline:
    before_dash = match.string[: match.start("dash")].rstrip()
    agency = _agency(match)
    days = find_days(before_dash)
    return Dateline(
        span=(offset, offset + len(before_dash)),
        place=(offset + match.start("place"), offset + match.end("place")),
        agency=(offset + agency[0], offset + agency[1]) if agency else None,
        day=days[0].day if days else None,
    )
