"""One actor in the records of several articles, under whatever names they call it.

States are one by ISO code, bodies by name or acronym. Persons are one where their full names agree, whatever
country the records give them (a record may take it from the other side of the table), or where
the last name and the country do and nothing speaks against it: another given name than a short or missing
one, unless both hold the same office ("Joe Biden", "Joseph R. Biden, Jr."; "President Bill Clinton",
"President William Clinton"). Last names of the same country may differ by a transliteration ("Zelensky",
"Zelenskyy"). Two actors of one record are never one. Where an actor fits several, the closest, then the
first, has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final

from service.lexicons import organization_by_name

Entry = Mapping[str, Any]
"""A stakeholder of a dumped record."""

_GENERATIONS: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ALIKE: Final = 0.85
"""Least share of a last name that two transliterations have in common (`difflib`)."""
_BEGINNING: Final = 2
"""Letters that a given name and its short form have in common; an initial has one."""
_EQUAL, _FITTING, _SPELT = 3, 2, 1


@dataclass(slots=True)
class Actor:
    """One actor. `entries`: its stakeholder in each record that has it, by the record's place in the list."""

    number: int
    kind: str
    entries: dict[int, Entry] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The longest of its names; the first of equals."""
        return str(max((entry["name"] for entry in self.entries.values()), key=len))

    @property
    def country(self) -> Mapping[str, Any] | None:
        """The country that most records give it; the first of equals."""
        found = [entry["country"] for entry in self.entries.values() if entry["country"]]
        counts = Counter(country["alpha3"] for country in found)
        return max(found, key=lambda country: counts[country["alpha3"]], default=None)


def actors(records: Sequence[Mapping[str, Any]]) -> tuple[list[Actor], dict[tuple[int, str], Actor]]:
    """The actors of dumped `records` by first appearance; and each by record's place and stakeholder's id."""
    found: list[Actor] = []
    buckets: dict[str, list[Actor]] = defaultdict(list)
    where: dict[tuple[int, str], Actor] = {}
    for place, record in enumerate(records):
        for entry in record["stakeholders"]:
            actor = _closest(entry, place, buckets)
            if actor is None:
                actor = Actor(len(found), entry["kind"])
                found.append(actor)
            actor.entries[place] = entry
            where[place, entry["id"]] = actor
            for key in _keys(entry):
                if actor not in buckets[key]:
                    buckets[key].append(actor)
    return found, where


def _closest(entry: Entry, place: int, buckets: Mapping[str, list[Actor]]) -> Actor | None:
    best, likeness = None, 0
    for key in _keys(entry):
        for actor in buckets.get(key, ()):
            if place in actor.entries or actor.kind != entry["kind"]:
                continue
            close = max(_likeness(entry, known) for known in actor.entries.values())
            earlier = best is not None and close == likeness and actor.number < best.number
            if close > likeness or (close and earlier):
                best, likeness = actor, close
    return best


def _keys(entry: Entry) -> Iterator[str]:
    """Under these an entry is looked for; whoever shares none is another actor."""
    if entry["kind"] == "state":
        yield f"state:{_code(entry) or normalise(entry['name'])}"
    elif entry["kind"] == "person":
        last = _last(entry["name"])
        yield f"person:{last}"
        if country := _code(entry):
            yield f"person:{last[:2]}:{country}"
    else:
        yield f"{entry['kind']}:{_body(entry['name'])}"


def _likeness(one: Entry, other: Entry) -> int:
    if one["kind"] == "state":
        return _EQUAL
    if one["kind"] != "person":
        return _EQUAL if _body(one["name"]) == _body(other["name"]) else 0
    mine, theirs = _code(one), _code(other)
    equal = normalise(one["name"]) == normalise(other["name"])
    if equal and _given(one["name"]):
        return _EQUAL
    if mine and theirs and mine != theirs:
        return 0
    if equal:
        return _EQUAL
    if not mine or mine != theirs or not _given_fit(one, other):
        return 0
    a, b = _last(one["name"]), _last(other["name"])
    if a == b:
        return _FITTING
    return _SPELT if SequenceMatcher(None, a, b).ratio() >= _ALIKE else 0


def _given_fit(one: Entry, other: Entry) -> bool:
    """No given name, one that shortens the other, or the same office."""
    a, b = _given(one["name"]), _given(other["name"])
    shortest = min(len(a), len(b), _BEGINNING)
    if a[:shortest] == b[:shortest]:
        return True
    return bool(one["role"]) and normalise(one["role"] or "") == normalise(other["role"] or "")


def _code(entry: Entry) -> str | None:
    code: str | None = entry["country"]["alpha3"] if entry["country"] else None
    return code


def _words(name: str) -> list[str]:
    words = normalise(name).split()
    while len(words) > 1 and words[-1] in _GENERATIONS:
        words.pop()
    return words


def _last(name: str) -> str:
    words = _words(name)
    return words[-1] if words else ""


def _given(name: str) -> str:
    words = _words(name)
    return words[0] if len(words) > 1 else ""


def _body(name: str) -> str:
    known = organization_by_name(name)
    return normalise(known.name if known else name)


def normalise(name: str) -> str:
    """Lower case, without accents, punctuation and a leading article: "The Élysée" -> "elysee"."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", re.sub(r"[.'’‘ʼ`]", "", bare)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
