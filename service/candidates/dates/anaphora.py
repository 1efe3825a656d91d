"""Rules for what is counted from another date of the text, and the search for that date.

The base is the latest date before that is as fine as what is counted: "the same day" needs a day, "two years
later" any date. What is counted from an event ("two days before the vote") has no base.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from service.candidates.dates import pieces
from service.candidates.dates.forms import (
    Anaphoric,
    CalendarDay,
    Counted,
    Distance,
    Form,
    Holiday,
    Months,
    Numeric,
    OfMonth,
    Range,
    Shifted,
    Unit,
    Weekday,
    Years,
)
from service.candidates.dates.rules import Rule, after, before, got, rule

_STEPS: Final = {"same": 0, "that": 0, "the": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1}
_ORDER: Final = (Unit.DAY, Unit.MONTH, Unit.QUARTER, Unit.YEAR)
"""From fine to coarse: what a base may be."""
_DEEPEST: Final = 4
"""Steps over which an error may be carried on."""
_EVENT: Final = re.compile(
    r"\s(?:than|the|a|an|his|her|its|their|our|my|this|that|these|those|he|she|it|they|we|you|I|[A-Z]\w+|\w+ing)\b"
)
_ENDS: Final = re.compile(
    r"(?:\b(?:end|clos|finish|start|beg[aiu]n|open)\w*\s(?:of\s|for\s)?|^For\s|[.”\n]\s*For\s)$"
)


def _unit(word: str) -> Unit:
    """A unit's word; parts of the day are the day itself."""
    name = word.lower().removesuffix("s")
    return Unit(name) if name in {"day", "week", "month", "quarter", "year"} else Unit.DAY


def _named(match: re.Match[str]) -> Form:
    word = match["u"]
    step = _STEPS[match["rel"].lower().split()[-1]] or _STEPS[match["rel"].lower().split()[0]]
    if word.lower() == "weekend":
        return Anaphoric()
    if word.lower().removesuffix("s") in {"day", "week", "month", "year"} or word.islower():
        return Anaphoric(step, _unit(word))
    return Anaphoric(step, Unit.DAY, weekday=pieces.weekday(word))


def _month(match: re.Match[str]) -> Form:
    return Anaphoric(_STEPS[match["rel"].lower().split()[-1]], Unit.YEAR, month=pieces.month(match["m"]))


def _beside(match: re.Match[str]) -> Form:
    """ "the day before", "a year later", "two weeks earlier"."""
    count = pieces.number(match["n"]) if got(match, "n") else 1
    word, side = match["u"].lower().removesuffix("s"), match["side"].lower()
    if _EVENT.match(after(match)) and side in {"before", "after", "prior"}:
        if got(match, "n") or match[0].lower().startswith("a"):
            raise ValueError(match[0])  # "three years after the vote" gives a length
        return Anaphoric()
    if word in {"second", "minute", "min", "hour", "hr"} or re.match(r"\sthan\b", after(match)):
        return Anaphoric()
    sign = -1 if side in {"before", "earlier", "prior", "previous"} else 1
    return Anaphoric(sign * count * (10 if word == "decade" else 1), _stretch(word), exact=True)


def _stretch(word: str) -> Unit:
    return Unit.YEAR if word == "decade" else _unit(word)


def _vague(_: re.Match[str]) -> Form:
    return Anaphoric()


def _within(match: re.Match[str]) -> Form:
    return Anaphoric(0, _unit(match["u"]))


def _like(_: re.Match[str]) -> Form:
    return Anaphoric(-1, Unit.YEAR, like=True)


def _closes(match: re.Match[str]) -> bool:
    """ "To end the day": the day that is spoken of."""
    return bool(_ENDS.search(before(match)))


_YEAR_BACK: Final = (
    r"(?:(?:of |in )?(?:the )?(?:last|previous|preceding|prior) year|(?:a|one) year (?:ago|earlier|before))"
)

RULES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?:(?i:(?:earlier|later|late|early)(?: in| on)?) )?"
        r"(?P<rel>(?i:the (?:next|following|previous|preceding|(?:very )?same)|that(?: same| very)?))"
        r" (?P<u>(?i:day|week|weekend|month|year)|{daypart}|{longweekday})",
        _named,
    ),
    rule(
        r"(?P<m>{month}) (?:of )?(?:the )?"
        r"(?P<rel>(?i:that(?: same)?|same|following|next|previous)) (?i:year)",
        _month,
    ),
    rule(
        r"(?i:the|an?) (?P<u>(?i:day|night|evening|morning|week|month|year))"
        r" (?P<side>(?i:before|after|earlier|later|afterwards|previous|prior))",
        _beside,
    ),
    rule(
        r"(?P<n>{number}) (?P<u>{unit}) (?P<side>(?i:earlier|later|before|after|afterwards|prior))", _beside
    ),
    rule(r"{vague} {unit} (?i:earlier|later|before|after|afterwards|prior)", _vague),
    rule(
        r"(?i:earlier|later|late|early) (?i:in|on|that) (?i:the )?(?P<u>(?i:day|evening|morning|afternoon))",
        _within,
    ),
    rule(r"(?i:the )?(?i:same (?:period|month|quarter|week|day|time)) (?i:" + _YEAR_BACK + ")", _like),
    rule(r"(?i:the (?:entire |whole |full )?(?P<u>day|month|year))", _within, guard=_closes),
)


def bound(forms: Iterable[Form]) -> Iterator[Form]:
    """The forms of one text in order, what is counted from another date with that date as its base.

    One pass: of each unit only the latest date is kept.
    """
    latest: dict[Unit, tuple[int, Form]] = {}
    for number, form in enumerate(forms):
        if isinstance(form, Anaphoric):
            form = _counted(form, latest)
        yield form
        unit = _grain(form)
        if unit is not None:
            latest[unit] = number, form


def _counted(step: Anaphoric, latest: dict[Unit, tuple[int, Form]]) -> Form:
    if step.unit is None:
        return step
    coarsest = Unit.DAY if step.unit is Unit.WEEK or step.weekday is not None else step.unit
    fine = _ORDER[: _ORDER.index(coarsest) + 1]
    bases = [latest[unit] for unit in fine if unit in latest]
    if not bases:
        return step
    base = max(bases, key=lambda pair: pair[0])[1]
    depth = base.depth + 1 if isinstance(base, Counted) else 1
    return step if depth > _DEEPEST else Counted(step, base, depth)


def _grain(form: Form) -> Unit | None:
    """How fine a date is that others may be counted from; None for what is none."""
    match form:
        case CalendarDay() | Numeric() | Weekday() | Holiday() | OfMonth():
            return Unit.DAY
        case Months():
            return Unit.MONTH if form.count == 1 else Unit.QUARTER
        case Years():
            return Unit.YEAR if form.first == form.last else None
        case Shifted() | Distance():
            return _ORDER_OF.get(form.unit)
        case Counted():
            return _grain(form.base) if form.step.like else _ORDER_OF.get(form.step.unit or Unit.CENTURY)
        case Range():
            return Unit.QUARTER
    return None


_ORDER_OF: Final = {
    Unit.DAY: Unit.DAY,
    Unit.MONTH: Unit.MONTH,
    Unit.QUARTER: Unit.QUARTER,
    Unit.YEAR: Unit.YEAR,
}
