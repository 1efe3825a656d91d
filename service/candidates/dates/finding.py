"""Date expressions in running text.

A rule grammar in the manner of HeidelTime (Strötgen and Gertz 2013) and SUTime (Chang and Manning
2012): the longest rule that matches at a word wins, then neighbours join ("Tuesday" + "at 3 p.m.", "Monday" +
"to" + "Wednesday"). Only token texts are read; names found earlier veto a date inside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal

from spacy.tokens import Doc

from service.candidates.dates import anaphora, days, holidays, periods, spans
from service.candidates.dates.forms import (
    CalendarDay,
    Clock,
    Duration,
    Form,
    Months,
    Range,
    Recurring,
    Vague,
    Weekday,
)
from service.candidates.evidence import whole_text
from service.candidates.memo import once
from service.lexicons.calendar import calendar_words

Kind = Literal["DATE", "TIME", "DURATION", "SET", "VAGUE"]
Relation = Literal["on", "since", "until", "before", "after"]

_RULES: Final = (*days.RULES, *holidays.RULES, *periods.RULES, *anaphora.RULES, *spans.RULES)
_LOOKS: Final = tuple((rule.pattern.match, rule) for rule in _RULES)
_ARTICLE: Final = re.compile(r"(?:the|an?|in|that|this|some)\b", re.IGNORECASE)
_NOUNS: Final = frozenset(
    {"weekend", "quarter", "half", "century", "night", "morning", "evening", "afternoon", "midday", "noon"}
    | {"term", "future", "time", "fiscal", "financial", "period"}
)
_VETO: Final = frozenset({"PERSON", "ORG", "FAC", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_RELATIONS: Final[tuple[tuple[str, Relation], ...]] = (
    ("since|ever since|dating (?:back )?(?:to|from)|as of", "since"),
    ("until|till|through|up to|no later than", "until"),
    ("before|prior to|ahead of|by", "before"),
    ("after|following", "after"),
)
_RELATION_WORDS: Final = tuple(
    re.compile(rf"\b(?:{words})\s+(?:(?:the|about|around|at least|late|early)\s+)?$", re.IGNORECASE)
    for words, _ in _RELATIONS
)
_FROM: Final = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_TO: Final = re.compile(r"\s*[-‐‑–—]\s*|\s+(?:to|through|thru|till|until)\s+(?:the\s+)?")
_AND: Final = re.compile(r"\s+and\s+(?:on\s+)?")
_AT: Final = re.compile(
    r",?\s+(?:at|on|from|around|about|shortly (?:before|after))?\s*(?:the\s+)?|\s*[(,]\s*"
)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Tokens [start, end) of a Doc that name a time.

    `kind` is TIME only for a time of day without a day, VAGUE for what no calendar names ("recently").
    `relation` tells how what stands before it uses it: "since April" is no event's own date.
    """

    start: int
    end: int
    text: str
    kind: Kind
    form: Form
    relation: Relation = "on"


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    form: Form


@once
def find(doc: Doc) -> tuple[DateExpression, ...]:
    """Date expressions in order, without overlaps."""
    text = whole_text(doc)
    opening = {word for word in {token.text for token in doc} if _may_start(word)}
    starts = [token.idx for token in doc if token.text in opening and not _is_quote(text, token.idx)]
    found = _joined(text, list(_scan(text, starts, guarded=True)))
    names = _vetoed(doc)
    expressions = [_expression(doc, text, match) for match in found]
    kept = [e for e in expressions if e is not None and not _in_name(names, e)]
    forms = anaphora.bound([e.form for e in kept])
    return tuple(replace(e, form=form) for e, form in zip(kept, forms, strict=True))


def parse(phrase: str) -> Form | None:
    """What a phrase means that is known to be a date: no guards against other readings."""
    starts = [match.start() for match in re.finditer(r"(?<![\w,.])['’]?\w", phrase)]
    found = _joined(phrase, list(_scan(phrase, starts, guarded=False)))
    return max(found, key=lambda match: match.end - match.start).form if found else None


@cache
def _starts() -> frozenset[str]:
    """First words of all expressions, in lower case."""
    names = ("month", "month_short", "weekday", "weekday_short", "season", "holiday")
    kinds = (*names, "number", "ordinal", "start")
    words = {word.lower().split()[0] for kind in kinds for word in calendar_words(kind)}
    plurals = {f"{word.lower()}s" for word in calendar_words("weekday")}
    return frozenset(words | plurals)


def _is_quote(text: str, start: int) -> bool:
    """Whether an apostrophe stands before anything but a digit, as in the year "'24"."""
    return text[start] in _APOSTROPHES and not text[start + 1 : start + 2].isdigit()


_APOSTROPHES: Final = "'’"


def _may_start(token: str) -> bool:
    if token[0].isdigit() or token[0] in _APOSTROPHES:
        return True
    word = token.lower().rstrip(".")
    return word in _starts() or ("-" in word and word.split("-", 1)[0] in _starts())


@cache
def _ahead() -> re.Pattern[str]:
    """A word of the calendar or a number within the next words, without which an article begins no date."""
    kinds = ("month", "month_short", "weekday", "weekday_short", "season", "unit", "holiday")
    words = {word.lower() for kind in kinds for word in calendar_words(kind)} | _NOUNS
    listed = "|".join(
        rf"{re.escape(first)}(?:{'|'.join(re.escape(word[1:]) for word in group)})"
        for first, group in groupby(sorted(words), key=itemgetter(0))
    )
    # possessive: signs between words can be read in one way only, however many there are
    return re.compile(rf"\w++(?:\W++\w++){{0,12}}?\W++(?:\d|(?:{listed}))", re.IGNORECASE)


def _scan(text: str, starts: Iterable[int], *, guarded: bool) -> Iterator[_Match]:
    """The longest match at each start that no earlier match covers."""
    covered = 0
    for start in starts:
        if start < covered or (_ARTICLE.match(text, start) and not _ahead().match(text, start)):
            continue
        best = max(_at(text, start, guarded=guarded), key=lambda match: match.end, default=None)
        if best is not None:
            covered = best.end
            yield best


def _at(text: str, start: int, *, guarded: bool) -> Iterator[_Match]:
    for look, rule in _LOOKS:
        match = look(text, start)
        if match is None or (guarded and rule.guard is not None and not rule.guard(match)):
            continue
        try:
            form = rule.build(match)
        except (KeyError, ValueError):
            continue
        if form is not None:
            yield _Match(start, match.end(), form)


def _joined(text: str, found: list[_Match]) -> list[_Match]:
    """Neighbours that are one expression, joined."""
    joined: list[_Match] = []
    for match in found:
        form = _join(text, joined[-1], match) if joined else None
        if form is None:
            joined.append(match)
        else:
            joined[-1] = _Match(joined[-1].start, match.end, form)
    return joined


def _join(text: str, left: _Match, right: _Match) -> Form | None:
    gap = text[left.end : right.start]
    if isinstance(left.form, Clock) != isinstance(right.form, Clock) and _AT.fullmatch(gap):
        day = right.form if isinstance(left.form, Clock) else left.form
        return None if isinstance(day, Duration | Recurring | Vague) else day
    if not _same_sort(left.form, right.form):
        return None
    if _TO.fullmatch(gap):
        return _range(left.form, right.form)
    if _AND.fullmatch(gap) and (
        _FROM.search(text[max(0, left.start - 16) : left.start]) or _consecutive(left.form, right.form)
    ):
        return _range(left.form, right.form)
    return None


def _same_sort(left: Form, right: Form) -> bool:
    return type(left) is type(right) and isinstance(left, CalendarDay | Weekday | Months)


def _consecutive(left: Form, right: Form) -> bool:
    if isinstance(left, Weekday) and isinstance(right, Weekday):
        return (right.weekday - left.weekday) % 7 == 1
    return False


def _range(left: Form, right: Form) -> Form:
    """A range; its first end takes the year that only the last one gives."""
    if isinstance(left, CalendarDay | Months) and isinstance(right, CalendarDay | Months):
        months = [f.month if isinstance(f, CalendarDay) else f.first for f in (left, right)]
        if left.year is None and right.year is not None:
            left = replace(left, year=right.year - (months[0] > months[1]))
    return Range(left, right)


def _expression(doc: Doc, text: str, match: _Match) -> DateExpression | None:
    span = doc.char_span(match.start, match.end, alignment_mode="expand")
    if span is None:
        return None
    return DateExpression(
        span.start, span.end, span.text, _kind(match.form), match.form, _relation(text, match.start)
    )


def _kind(form: Form) -> Kind:
    match form:
        case Clock():
            return "TIME"
        case Duration():
            return "DURATION"
        case Recurring():
            return "SET"
        case Vague():
            return "VAGUE"
        case _:
            return "DATE"


def _relation(text: str, start: int) -> Relation:
    head = text[max(0, start - 32) : start]
    for words, (_, relation) in zip(_RELATION_WORDS, _RELATIONS, strict=True):
        if words.search(head):
            return relation
    return "on"


def _vetoed(doc: Doc) -> dict[int, tuple[int, int]]:
    """Token -> the name around it that may hold what looks like a date; names do not overlap."""
    return {i: (e.start, e.end) for e in doc.ents if e.label_ in _VETO for i in range(e.start, e.end)}


def _in_name(names: dict[int, tuple[int, int]], expression: DateExpression) -> bool:
    """Whether a longer name covers the expression ("October Revolution", "April Jones")."""
    start, end = names.get(expression.start, (0, 0))
    return expression.end <= end and end - start > expression.end - expression.start
