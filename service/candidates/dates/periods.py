"""Rules for longer periods: weeks, months, quarters, seasons, years, decades, and distances from today."""

from __future__ import annotations

import re
from typing import Final

from service.candidates.dates import pieces
from service.candidates.dates.days import which
from service.candidates.dates.forms import (
    Anaphoric,
    Distance,
    Edge,
    Fiscal,
    Form,
    Months,
    Shifted,
    Unit,
    Years,
)
from service.candidates.dates.rules import Rule, after, before, got, rule

_SHIFTS: Final = {"last": -1, "past": -1, "this": 0, "current": 0, "the": 0, "next": 1, "coming": 1}
_EDGES: Final[dict[str, Edge]] = {"earlier": "earlier", "later": "later"}
_IN: Final = re.compile(r"\b(?:in|of|since|until|till|during|by)\s$", re.IGNORECASE)
_BEFORE_MONTH: Final = re.compile(
    r"\b(?:from|to|through|before|after|between|and|for|on|around|about)\s$",
    re.IGNORECASE,
)
_BEFORE_YEAR: Final = re.compile(
    r"(?:\b(?:in|of|since|until|till|by|from|to|through|during|before|after|between|and|for|around|about"
    r"|circa|year|late|early|mid|than|or)\s|\(|[-–/,]\s?)$",
    re.IGNORECASE,
)
_DETERMINER: Final = re.compile(r"\b(?:the|this|his|her|its|their|our|[A-Za-z]['’]s?)\s$", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\s(?!(?:was|is|has|as|this|its|his)\b)[a-z]+s\b")
_NAME_FOLLOWS: Final = re.compile(r"\s[A-Z][a-z]")
_WHOSE: Final = re.compile(r"\b(?:his|her|their|my|your|our)\s$", re.IGNORECASE)
_VERB_LIKE: Final = frozenset({"may", "march"})


def _month(match: re.Match[str]) -> Form:
    shift = _SHIFTS[match["rel"].lower()] if match["rel"] else None
    return Months(pieces.month(match["m"]), 1, pieces.year(got(match, "y")), shift, which(match["which"]))


def _no_verb(match: re.Match[str]) -> bool:
    """A bare "May" or "March" needs a preposition; any other month must not begin a name ("June Allen")."""
    if any(match[group] for group in ("which", "part", "y", "rel")) or _IN.search(before(match)):
        return True
    if _BEFORE_MONTH.search(before(match)) and not _NAME_FOLLOWS.match(after(match)):
        return True
    return match["m"].lower() not in _VERB_LIKE and not _NAME_FOLLOWS.match(after(match))


def _quarter(match: re.Match[str]) -> Form | None:
    year, rel = pieces.year(got(match, "y")), match["rel"]
    shift = _SHIFTS[rel.lower()] if rel else None
    digit = match["q"]
    number = int(digit) if digit else pieces.ordinal(match["n"])
    if number == -1 and year is None and shift is None:
        return Shifted(Unit.QUARTER, -1)
    number = 4 if number == -1 else number
    return Months(3 * number - 2, 3, year, shift) if 1 <= number <= 4 else None


def _half(match: re.Match[str]) -> Form:
    shift = _SHIFTS[match["rel"].lower()] if match["rel"] else None
    return Months(1 if match["n"].lower() == "first" else 7, 6, pieces.year(got(match, "y")), shift)


def _season(match: re.Match[str]) -> Form:
    shift = _SHIFTS[match["rel"].lower()] if match["rel"] else None
    word = match["which"]
    when = None if word is None or word.lower() == "the" else which(word)
    return Months(pieces.season(match["s"]), 3, pieces.year(got(match, "y")), shift, when)


def _no_fall(match: re.Match[str]) -> bool:
    """A bare season needs a determiner or preposition; "the fall of Rome" is no season."""
    if match["y"] or match["rel"]:
        return True
    if re.match(r"\s(?:of|in|from)\b", after(match)):
        return False
    return bool(match["which"] or re.search(r"\b(?:in|by|since|until|during)\s$", before(match)))


def _shifted(match: re.Match[str]) -> Form:
    edge = _EDGES.get((got(match, "edge") or "").lower())
    return Shifted(Unit(match["unit"].lower()), _SHIFTS[match["rel"].lower()], edge)


def _year(match: re.Match[str]) -> Form:
    number = int(match["y"])
    return Years(number, number)


def _no_count(match: re.Match[str]) -> bool:
    """A bare year needs a preposition, comma or bracket before it, and no plural noun after it."""
    if got(match, "part"):
        return True
    if _COUNTED.match(after(match)):
        return False
    modifies = _DETERMINER.search(before(match)) and re.match(r"\s[A-Za-z][\w-]+", after(match))
    return bool(_BEFORE_YEAR.search(before(match)) or modifies)


def _early_year(match: re.Match[str]) -> Form:
    """Years before 1000 or with their era; those before the common era are beyond the calendar."""
    if (match["era"] or "").startswith("B"):
        return Anaphoric()
    if not _has_era(match) and (len(match["y"]) < 3 or re.match(r"\s\w+s? ago", after(match))):
        raise ValueError(match[0])
    return Years(int(match["y"]), int(match["y"]))


def _has_era(match: re.Match[str]) -> bool:
    return bool(match["era"] or match["ad"])


def _short_year(match: re.Match[str]) -> Form:
    number = int(match["y"])
    full = number + (2000 if number < 40 else 1900)
    return Years(full, full)


def _years(match: re.Match[str]) -> Form | None:
    first = int(match["a"])
    last = int(match["b"]) if len(match["b"]) == 4 else first - first % 100 + int(match["b"])
    return Years(first, last) if first < last else None


def _decade(match: re.Match[str]) -> Form:
    first = int(match["d"]) if match["d"] else 1900 + int(match["s"])
    return Years(first, first + 9)


def _no_age(match: re.Match[str]) -> bool:
    """ "The 80s" and "'80s" are years; "in his 80s" and "temperatures in 80s" are not."""
    full = match["d"] or match["det"] or match["mark"]
    return bool(full) and not _WHOSE.search(before(match))


def _century(match: re.Match[str]) -> Form | None:
    number = pieces.ordinal(match["n"])
    return Years(100 * number - 99, 100 * number) if number > 0 else None


def _fiscal(match: re.Match[str]) -> Form:
    return Fiscal(pieces.year(got(match, "y")))


def _ago(match: re.Match[str]) -> Form:
    if not got(match, "n"):
        return Anaphoric()
    return _distance(match, sign=-1)


def _ahead(match: re.Match[str]) -> Form:
    return _distance(match, sign=1, coming=not match["sure"])


def _distance(match: re.Match[str], *, sign: int, coming: bool = False) -> Form:
    count, word = pieces.number(match["n"]), match["u"].lower().removesuffix("s")
    if word in ("second", "minute", "hour"):
        if sign > 0 and not match["sure"]:
            raise ValueError(word)  # "in thirty minutes": how long it takes, as often as when
        return Anaphoric()
    return Distance(sign * count * (10 if word == "decade" else 1), _UNITS[word], coming)


_UNITS: Final = {
    "day": Unit.DAY,
    "week": Unit.WEEK,
    "month": Unit.MONTH,
    "year": Unit.YEAR,
    "decade": Unit.YEAR,
}
_REL_YEAR: Final = r"(?:(?: of|,)? (?P<y>{year})|(?: of)? (?P<rel>(?i:this|last|next)) (?i:year))?"

RULES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?P<part>{edge}|{part})?(?:(?P<which>{which}) )?(?P<m>{month})" + _REL_YEAR,
        _month,
        guard=_no_verb,
    ),
    rule(r"(?i:the )?(?:(?P<n>{ordinal})[- ](?i:quarter)|Q(?P<q>[1-4]))" + _REL_YEAR, _quarter),
    rule(
        r"(?i:the )?(?P<n>(?i:first|second|latter|last))[- ](?i:half) of "
        r"(?:(?P<y>{year})|(?P<rel>(?i:this|last|next|the)) year)",
        _half,
    ),
    rule(
        r"(?:{edge}|{part})?(?:(?P<which>{which}|(?i:the)) )?(?:{part})?(?P<s>{season})" + _REL_YEAR,
        _season,
        guard=_no_fall,
    ),
    rule(
        r"(?:(?P<edge>(?i:earlier|later|early|late))(?: in)? )?{edge}?(?i:the )?"
        r"(?P<rel>(?i:this|last|next|current|coming)) (?P<unit>(?i:week|month|quarter|year|decade|century))",
        _shifted,
    ),
    rule(r"(?P<edge>(?i:earlier|later)) in (?P<rel>(?i:the)) (?P<unit>(?i:week|month|year))", _shifted),
    rule(r"{edge}(?P<rel>(?i:the)) (?P<unit>(?i:week|month|year))", _shifted),
    rule(r"(?P<part>{edge}|{part})?(?P<y>{year})", _year, guard=_no_count),
    rule(
        r"(?:{part})?(?P<ad>A\.?D\.? )?(?P<y>[1-9]\d{0,3})(?![,.]?\d)"
        r"(?: (?P<era>(?:B\.?C|C|A\.?D)\.?(?:E\b\.?)?))?",
        _early_year,
        guard=_has_era,
    ),
    rule(r"['’](?P<y>\d\d)", _short_year, guard=lambda match: bool(_BEFORE_YEAR.search(before(match)))),
    rule(r"(?P<a>{year})[-‐‑–—](?P<b>{year}|\d\d)", _years),
    rule(r"(?P<a>{year}) (?:to|and|until|till|through) (?P<b>{year})", _years),
    rule(
        r"(?P<det>(?i:the ))?(?:{part})?(?:(?P<d>(?:1[5-9]|20)\d0)['’]?s|(?P<mark>['’])?(?P<s>[2-9]0)s)",
        _decade,
        guard=_no_age,
    ),
    rule(r"(?i:the )?(?:{part})?(?P<n>{ordinal})[- ](?i:century)", _century),
    rule(r"(?i:the )?(?i:fiscal(?: year)?|financial year|FY)[- ]?(?P<y>{year})(?:[-–/]\d{2,4})?", _fiscal),
    rule(r"(?i:(?:(?:the|this|last|next|current) ){0,2}(?:fiscal|financial) year)", _fiscal),
    rule(r"(?:(?P<n>{number})|{vague}|{number} and a half) (?P<u>{unit}) (?i:ago)", _ago),
    rule(r"(?i:in) (?P<n>{number}) (?P<u>{unit})(?P<sure>['’]s? time)?(?! of|-)", _ahead),
    rule(r"(?P<n>{number}) (?P<u>{unit}) (?P<sure>(?i:from (?:now|today)|hence))", _ahead),
)
