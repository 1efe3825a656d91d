"""Rules for times of day, durations and what recurs."""

from __future__ import annotations

import re
from typing import Final

from service.candidates.dates import pieces
from service.candidates.dates.forms import Clock, Duration, Form, Recurring, Vague
from service.candidates.dates.rules import Rule, before, got, rule
from service.lexicons.calendar import calendar_words

_TIME_UNITS: Final = frozenset({"S", "H"})
_PERIODS: Final = {
    "annual": "P1Y",
    "year": "P1Y",
    "month": "P1M",
    "week": "P1W",
    "day": "P1D",
    "dai": "P1D",
    "quarter": "P3M",
    "hour": "PT1H",
}
_NOON: Final = {"noon": 720, "midday": 720, "midnight": 0}


def _clock(match: re.Match[str]) -> Form:
    hour, minute = int(match["h"]), int(match["min"] or 0)
    half = match["half"][0].lower()
    return Clock(60 * (hour % 12 + (12 if half == "p" else 0)) + minute)


def _clock24(match: re.Match[str]) -> Form:
    return Clock(60 * int(match["h"]) + int(match["min"]))


def _noon(match: re.Match[str]) -> Form:
    return Clock(_NOON[match[0].lower()])


def _duration(match: re.Match[str]) -> Form:
    parts = [(pieces.number(match["n"]), match["u"])]
    if more := got(match, "n2"):
        parts.append((pieces.number(more), match["u2"]))
    return Duration(_iso(parts, half=got(match, "half") is not None))


def _half(match: re.Match[str]) -> Form:
    return Duration(_iso([(0, match["u"])], half=True))


def _one(match: re.Match[str]) -> Form:
    return Duration(_iso([(1, match["u"])]))


def _unknown(_: re.Match[str]) -> Form:
    return Duration(None)


def _recurring(match: re.Match[str]) -> Form:
    word = (got(match, "u") or match[0]).lower().removesuffix("ly").removesuffix("s")
    return Recurring(_PERIODS.get(word))


def _every_other(_: re.Match[str]) -> Form:
    return Recurring()


def _vague(_: re.Match[str]) -> Form:
    return Vague()


def _no_second(match: re.Match[str]) -> bool:
    """ "a second meeting" has no length; "a day" after "twice" or an amount is a rate."""
    if match["n"].lower() in ("a", "an") and match["u"].lower() == "second":
        return False
    return not re.search(r"(?:\b(?:once|twice|times)\s|[\d$€£]\s)$", before(match))


def _iso(parts: list[tuple[int, str]], *, half: bool = False) -> str | None:
    """ISO 8601 duration of counted units; `half` adds half of the first unit."""
    amounts: dict[str, int] = {}
    for count, word in parts:
        code, size = _unit(word)
        amounts[code] = amounts.get(code, 0) + count * size
    if half:
        code, size = _smaller(parts[0][1])
        amounts[code] = amounts.get(code, 0) + size
    if any(code == "W" for code in amounts) and len(amounts) > 1:
        amounts["D"] = amounts.get("D", 0) + 7 * amounts.pop("W")
    date = "".join(f"{amounts[code]}{code}" for code in "YMWD" if amounts.get(code))
    time = "".join(f"{amounts[code]}{code[1]}" for code in ("TH", "TM", "TS") if amounts.get(code))
    return f"P{date}" + (f"T{time}" if time else "") if date or time else None


def _unit(word: str) -> tuple[str, int]:
    """Code of a unit ("TM" minutes, "M" months) and how many of it the word means."""
    name = word.lower().removesuffix("s")
    value = calendar_words("unit")[name]
    in_day = value in _TIME_UNITS or name in ("minute", "min")
    return ("T" if in_day else "") + value, 10 if name == "decade" else 1


def _smaller(word: str) -> tuple[str, int]:
    """Half of one unit in the next smaller one."""
    return {
        "TS": ("TS", 0),
        "TM": ("TS", 30),
        "TH": ("TM", 30),
        "D": ("TH", 12),
        "W": ("D", 3),
        "M": ("D", 15),
        "Y": ("M", 60 if word.lower().startswith("decade") else 6),
    }[_unit(word)[0]]


_ZONE: Final = (
    r"(?: \(?(?:GMT|UTC|EST|EDT|ET|PST|PDT|PT|CET|CEST|BST|MSK|JST|KST|[A-Z][a-z]+ time"
    r"|(?i:local time|hours|hrs))"
    r"(?: ?[+-]\d{1,2}(?::?\d\d)?)?\)?)?"
)
_MORE: Final = (
    r"(?:(?P<half> and a half)"
    r"| (?:and )?(?P<n2>{number}) (?P<u2>(?i:minutes?|hours?|seconds?|days?|months?)))?"
)

RULES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<min>[0-5]\d))?[^\S\n]?(?P<half>(?i:[ap]\.?m\b)\.?)" + _ZONE, _clock
    ),
    rule(r"(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)" + _ZONE, _clock24),
    rule(r"(?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d) (?:GMT|UTC|hours|hrs|local time)", _clock24),
    rule(r"(?i:noon|midday|midnight)", _noon),
    rule(r"(?P<n>{number})[- ](?P<u>{unit})" + _MORE, _duration, guard=_no_second),
    rule(r"(?P<n>{number})[- ](?i:and[- ]a[- ])(?P<half>(?i:half))[- ](?P<u>{unit})", _duration),
    rule(r"(?i:half)[- ](?i:an?[- ])?(?P<u>{unit})", _half),
    rule(r"(?P<u>(?i:hour|day|week|month|year|decade))-?(?i:long)", _one),
    rule(r"(?:{vague}|(?i:multi))[- ]{unit}", _unknown),
    rule(r"(?i:the past) (?P<u>(?i:hour|day|week|month|year|decade))", _one),
    rule(r"(?i:every|each) (?:{longweekday}|(?P<u>{period}))", _recurring),
    rule(r"(?i:every (?:other|second)) (?:{longweekday}|{period})", _every_other),
    rule(r"{longweekday}s", _recurring),
    rule(r"(?i:annual(?:ly)?|weekly|monthly|daily|quarterly|yearly)", _recurring),
    rule(
        r"(?i:(?:more |very |until |just )?recently|lately|nowadays|currently|presently|(?:right )?now"
        r"|(?:very )?soon|at present|the time being|(?:the )?(?:near |foreseeable |distant )?future"
        r"|the (?:near|long|short|medium) term|(?:in )?recent (?:years|months|weeks|days|times))",
        _vague,
    ),
    rule(r"(?i:days|weeks|months|years|decades|minutes|hours)-long", _unknown),
    rule(r"(?i:once|twice|{number} times) (?i:a|an|every|each|per) (?i:day|week|month|year)", _recurring),
)
