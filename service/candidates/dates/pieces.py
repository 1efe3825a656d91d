"""Pieces of the grammar as regular expressions, and words to values.

Patterns are written with single spaces, which stand for white space within a paragraph, and with
names of pieces in braces; `pattern` compiles them. Months and short weekdays must be capitalised.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from service.lexicons.calendar import calendar_words

_SPACE: Final = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?=\S))"


_CLASS_OR_SPACE: Final = re.compile(r"\[[^\]]*\]| ")


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def _capitalised(full: str, short: str) -> str:
    long = list(calendar_words(full))
    brief = list(calendar_words(short))
    return f"(?:{_any(long + [w.upper() for w in long])}|{_any(brief + [w.upper() for w in brief])}\\b\\.?)"


@cache
def _pieces() -> dict[str, str]:
    numbers, ordinals = _any(list(calendar_words("number"))), _any(list(calendar_words("ordinal")))
    units = _any([unit for unit in calendar_words("unit") if unit not in ("min", "hr")])
    return {
        "month": _capitalised("month", "month_short"),
        "longmonth": _any(list(calendar_words("month"))),
        "weekday": _capitalised("weekday", "weekday_short"),
        "longweekday": _any(
            [w for day in calendar_words("weekday") for w in (day, day.upper(), day.lower())]
        ),
        "day": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%])(?![.,:]\d)",
        "year": r"(?:1\d\d\d|2[01]\d\d)(?![\d%])(?![.,]\d)",
        "number": rf"(?:\d{{1,3}}|(?i:{numbers}))",
        "ordinal": rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{ordinals}|final|last))",
        "season": f"(?i:{_any(list(calendar_words('season')))})",
        "unit": f"(?i:{units}s?)",
        "dash": r"(?:[^\S\n]?[-‐‑–—−][^\S\n]?)",
        "to": r"(?: (?:to|through|thru|till|until|and) |[^\S\n]?[-‐‑–—−/][^\S\n]?)",
        "part": r"(?:(?i:early|late|mid|middle)(?: in)?[- ](?:the )?)",
        "which": "(?i:last|next|this(?: coming| past)?|coming|past)",
        "vague": "(?i:several|many|some|a few|few|half an?|dozens of)",
        "holiday": _any([word.replace("'", "['’]") for word in calendar_words("holiday")]),
        "period": "(?i:hour|day|week|weekend|month|quarter|year|morning|evening|night)",
        "edge": "(?:(?i:the )?(?i:end|beginning|start|middle|close|turn) (?i:of ))",
        "daypart": r"(?i:(?:early |late |mid-)?(?:morning|afternoon|evening|night|midday|noon))",
    }


def pattern(source: str) -> re.Pattern[str]:
    """Compile a rule's pattern; it matches whole words only."""
    filled = re.sub(r"\{([a-z]+)\}", lambda match: _pieces()[match[1]], source)
    spaced = _CLASS_OR_SPACE.sub(lambda match: _SPACE if match[0] == " " else match[0], filled)
    return re.compile(rf"(?<![\w$€£#/]){spaced}(?![\w/])")


def number(text: str) -> int:
    """ "three", "12", "a" -> int."""
    return int(text) if text.isdigit() else int(_value("number", text))


def ordinal(text: str) -> int:
    """ "third", "3rd" -> 3; "last", "final" -> -1."""
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    return -1 if text.lower() in ("last", "final") else int(_value("ordinal", text))


def day(text: str) -> int:
    """ "16th" -> 16."""
    return int(re.sub(r"\D", "", text))


def month(text: str) -> int:
    """ "November", "NOV." -> 11."""
    word = text.rstrip(".").capitalize()
    return int(calendar_words("month").get(word) or calendar_words("month_short")[word])


def weekday(text: str | None) -> int | None:
    """ "Saturday", "SAT." -> 5; None for None."""
    if text is None:
        return None
    word = text.rstrip(".").capitalize()
    return int(calendar_words("weekday").get(word) or calendar_words("weekday_short")[word])


def season(text: str) -> int:
    """First month of a season of the northern hemisphere; winter begins in December."""
    return int(_value("season", text))


def year(text: str | None) -> int | None:
    """Year in digits; None for None."""
    return int(text) if text else None


def _value(kind: str, text: str) -> str:
    word = " ".join(text.lower().split())
    return calendar_words(kind)[word]
