"""Offices and jobs with their level; honorifics; dated leaders."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from service.lexicons.table import fold, rows
from service.records import Level

_GLUED = re.compile(r"(?<=[a-z])[A-Z][a-z]+$")
"""A word that a page has run together with the one before it."""
_MARGIN = datetime.timedelta(days=548)
"""How far around the recorded visits a leader is taken to hold office: a year and a half."""


@dataclass(frozen=True, slots=True)
class Title:
    """An office or job; `gender` is ``m``, ``f`` or empty. `strict`: an ordinary word too ("head")."""

    title: str
    level: Level
    gender: str
    strict: bool


@dataclass(frozen=True, slots=True)
class Leader:
    """Who held an office of which country, by the days on which visits are recorded."""

    name: str
    country: str
    title: str
    first: datetime.date
    last: datetime.date


@cache
def titles() -> tuple[Title, ...]:
    """All titles, by name."""
    return tuple(Title(row[0], Level(row[1]), row[2], row[3] == "yes") for row in rows("titles"))


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word for title in titles() for word in title.title.lower().split())


def glued_office(word: str) -> str:
    """A word of an office that a page has run together with the name before it: "unChairman"; else ""."""
    tail = _GLUED.search(word)
    return tail[0] if tail and tail[0].lower() in _title_words() else ""


def singular(word: str) -> str:
    """The office that one of several holds: "presidents" -> "president", "spokeswomen" -> "spokeswoman"."""
    pairs = (("men", "man"), ("ies", "y"), ("s", ""))
    tail, own = next(((tail, own) for tail, own in pairs if word.endswith(tail)), ("", ""))
    return word.removesuffix(tail) + own


@cache
def honorifics() -> dict[str, str]:
    """Forms of address before a name -> gender ``m``, ``f`` or empty."""
    return {row[0]: row[1] for row in rows("honorifics")}


@cache
def given_names() -> dict[str, str]:
    """Given names in lower case, without accents -> gender ``m`` or ``f`` of all but few of their bearers."""
    return {row[0]: row[1] for row in rows("given_names")}


@cache
def group_nouns() -> tuple[tuple[str, str], ...]:
    """Nouns for collective and unnamed actors; kind ``state`` ``organization`` ``group`` ``person``."""
    return tuple((row[0], row[1]) for row in rows("groups"))


@cache
def leaders() -> tuple[Leader, ...]:
    """All leaders, by name."""
    day = datetime.date.fromisoformat
    return tuple(Leader(r[0], r[1], r[2], day(r[3]), day(r[4])) for r in rows("leaders"))


@cache
def _leaders_by_word() -> dict[str, list[tuple[frozenset[str], Leader]]]:
    found: dict[str, list[tuple[frozenset[str], Leader]]] = {}
    for entry in leaders():
        words = _words(entry.name)
        for word in words:
            found.setdefault(word, []).append((words, entry))
    return found


def _words(name: str) -> frozenset[str]:
    """Words of a name without initials, in any order: "Kishida Fumio" and "Fumio Kishida" are one."""
    return frozenset(word for word in fold(name).lower().split() if len(word.rstrip(".")) > 1)


def leader(name: str, *, on: datetime.date | None = None) -> Leader | None:
    """The leader of that name in office around a day; None where none or more than one country fits.

    A surname alone is enough. Without a day, the bearers of all times must agree on the country. The
    lexicon knows who visited or was visited, not whole terms of office, so take the answer only where
    the article is silent, and at low confidence.
    """
    words = _words(name)
    candidates = [
        entry for word in words for known, entry in _leaders_by_word().get(word, ()) if words <= known
    ]
    around = [e for e in candidates if on is None or e.first - _MARGIN <= on <= e.last + _MARGIN]
    if len({entry.country for entry in around}) != 1:
        return None
    return max(around, key=lambda entry: (entry.last, entry.name))
