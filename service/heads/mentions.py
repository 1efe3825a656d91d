"""Who may act in an article, and every place where the text means them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from service import lexicons
from service.annotations import ACTORS, FIRST_PERSON, NAMES
from service.candidates.collectives import is_collective, is_reference
from service.candidates.entities import EntityIndex
from service.candidates.memo import once
from service.candidates.naming import PRONOUNS, clean, name_of, spelt_out, uncounted
from service.grammar import SUBJECTS, noun_phrase, preposition_of

Array = NDArray[Any]

NAME, PRONOUN, TITLE, PLURAL, COLLECTIVE, NOMINAL, IMPLIED, FIRST = range(8)
"""Sorts of mentions."""

PARTIES: Final = 0
"""The candidate that stands for all at the main meeting: "both sides", "the leaders", "they"."""


@dataclass(slots=True)
class Candidate:
    """One actor that may take part, hold a position or be its target."""

    key: str
    name: str
    kind: str
    country: str
    named: bool
    rank: int
    """0 unknown, 1 other, 2 officials, 3 ministers, 4 leaders."""


RANKS: Final = {"leaders": 4, "ministers": 3, "officials": 2, "other": 1}


def candidates_of(doc: Doc, index: EntityIndex, at: dict[int, int]) -> tuple[list[Candidate], Array]:
    """All candidates, `PARTIES` first, and their mentions as rows of `Document.mentions`.

    `at`: token -> word.
    """
    covered = {i for s in doc.spans.get(ACTORS, ()) for i in range(s.start, s.end)}
    candidates = [Candidate("*", "", "group", "", named=False, rank=0), *_candidates(doc, index)]
    keys = {candidate.key: n for n, candidate in enumerate(candidates)}
    nominals = list(_nominals(doc, at, covered))
    for span in nominals:
        key = f"n:{_phrase(span).lower()}"
        if key not in keys:
            keys[key] = len(candidates)
            candidates.append(Candidate(key, _phrase(span), "group", _country(span), named=False, rank=0))
    implied = list(_implied(doc, index, keys, candidates))
    more = [*implied, *_spoken(doc, candidates, index), *_collective(doc)]
    return candidates, _mentions(doc, index, keys, nominals, more, at)


def _country(span: Span) -> str:
    """Alpha-3 of the one country that an unnamed actor's phrase names, or ""."""
    names = _countries_named(span.doc)
    inside = names[bisect_left(names, (span.start,)) : bisect_left(names, (span.end,))]
    codes = {code for _, end, code in inside if end <= span.end}
    return codes.pop() if len(codes) == 1 else ""


@once
def _countries_named(doc: Doc) -> list[tuple[int, int, str]]:
    """Names of countries, in order: start, end, alpha-3."""
    names = ((n.start, n.end, lexicons.country_of(n.kb_id_)) for n in doc.spans.get(NAMES, ()))
    return sorted((start, end, code) for start, end, code in names if code)


def _candidates(doc: Doc, index: EntityIndex) -> Iterator[Candidate]:
    for key in index.ordered():
        actor = index[key]
        ranks = [RANKS.get(title.label_, 0) for title in actor.titles]
        yield Candidate(
            key, name_of(doc, actor), actor.kind, actor.country, actor.named, max(ranks, default=0)
        )


def _collective(doc: Doc) -> Iterator[tuple[Span, str, int]]:
    """Words for all at the table that name none of them."""
    covered = {i for span in doc.spans.get(ACTORS, ()) for i in range(span.start, span.end)}
    for token in doc:
        if is_collective(token) or (is_reference(token) and token.i not in covered):
            yield doc[token.i : token.i + 1], "*", COLLECTIVE


def _spoken(doc: Doc, candidates: list[Candidate], index: EntityIndex) -> Iterator[tuple[Span, str, int]]:
    """Words of the first person with the speaker; the author's with the state that is named most often."""
    states = [c.key for c in candidates if c.kind == "state" and c.key in index]
    author = max(states, key=lambda key: len(index[key].mentions), default="")
    for span in doc.spans.get(FIRST_PERSON, ()):
        if span.id_ != "?":
            yield span, span.id_ or author, FIRST


_ROLES: Final = SUBJECTS | {"obl:agent"}
_COMPANY: Final = frozenset({"with", "between", "of", "among"})


def _nominals(doc: Doc, at: dict[int, int], covered: set[int]) -> Iterator[Span]:
    """Noun phrases without a name that may act: subjects, agents, partners."""
    for token in doc:
        if token.i in covered or token.pos_ not in {"NOUN", "PROPN"} or token.i not in at:
            continue
        head = token
        while head.dep_ in {"conj", "appos"} and head.head != head:
            head = head.head
        if head.dep_ in _ROLES or (
            head.dep_ in {"obl", "nmod", "obj"} and (preposition_of(head) in _COMPANY or head.dep_ == "obj")
        ):
            start, end = noun_phrase(token)
            if start <= token.i < end:
                yield doc[start:end]


def _implied(
    doc: Doc, index: EntityIndex, keys: dict[str, int], candidates: list[Candidate]
) -> Iterator[tuple[Span, str, int]]:
    """States that a demonym or name inside another phrase implies: "British and French negotiators".

    A state that nothing else names becomes a candidate.
    """
    states = {index[key].country: key for key in reversed(index.ordered()) if index[key].kind == "state"}
    known = {(m.start, m.end) for key in states.values() for m in index[key].mentions}
    for name in doc.spans.get(NAMES, ()):
        code = lexicons.country_of(name.kb_id_)
        entry = lexicons.country(code) if code else None
        if entry is None or name.label_ == "PERSON" or (name.start, name.end) in known:
            continue
        key = states.setdefault(code, f"s:{code}")
        if key not in keys:
            keys[key] = len(candidates)
            candidates.append(Candidate(key, entry.name, "state", code, named=True, rank=0))
        yield name, key, IMPLIED


def _phrase(span: Span) -> str:
    """What an unnamed actor is called: its words without article, possessive and number."""
    start = span.start
    while start < span.end - 1 and (span.doc[start].lower_ in _LEADING or span.doc[start].is_punct):
        start += 1
    return spelt_out(clean(uncounted(span.doc[start : span.end])))


_LEADING: Final = frozenset({"the", "a", "an", "other", "his", "her", "their", "its", "our", "my"})


def _mentions(
    doc: Doc,
    index: EntityIndex,
    keys: dict[str, int],
    nominals: Iterable[Span],
    more: Iterable[tuple[Span, str, int]],
    at: dict[int, int],
) -> Array:
    rows = set()

    def enter(start: int, end: int, root: Token, key: str, sort: int) -> None:
        n, m = word_range(start, end, at)
        if key in keys and root.i in at and n < m:
            rows.add((at[root.i], n, m, keys[key], sort))

    for key in index.ordered():
        actor = index[key]
        for span in actor.mentions:
            sort = PRONOUN if span.text.lower() in PRONOUNS else NAME
            enter(span.start, span.end, span.root, key, sort)
        for span in actor.titles:
            enter(span.start, span.end, span.root, key, TITLE)
    for span in doc.spans.get(ACTORS, ()):
        members = span.id_.split(",")
        if len(members) > 1:
            for key in members:
                enter(span.start, span.end, span.root, key, PLURAL)
    for span in nominals:
        enter(span.start, span.end, span.root, f"n:{_phrase(span).lower()}", NOMINAL)
    for span, key, sort in more:
        enter(span.start, span.end, span.root, key, sort)
    return np.array(sorted(rows), np.int32).reshape(-1, 5)


def word_range(start: int, end: int, at: dict[int, int]) -> tuple[int, int]:
    """Tokens [start, end) as words; an empty range where all are white space."""
    inside = [at[i] for i in range(start, end) if i in at]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)
