"""Terms of the issue lexicon in a text, longest first.

Works on the text alone, no parser needed: words in normal form, a punctuation mark
ends a phrase, a full stop or an empty line ends a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from service.lexicons_issues import BLOCK, Term, cues, normal, terms, words

_JOINS: Final = re.compile(r"[\s\-‐‑–/'’“”\"*_]*")
_ALL: Final = "*"
_REACH: Final = 8
"""Words between a term and the cue that it needs."""
_SENTENCE_END: Final = re.compile(r"[.!?]|\n\s*\n|\n\s*[•*\-–]")


@dataclass(frozen=True, slots=True)
class WordList:
    """Words of a text. `starts`, `ends`: code points; `sentences`, `phrases`: running number of each word's
    sentence and of its stretch without punctuation."""

    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[int, ...]
    phrases: tuple[int, ...]


class Hit(NamedTuple):
    """A term found: code points [start, end), words [first, last), whether it stands without a second cue."""

    start: int
    end: int
    first: int
    last: int
    category: str
    strong: bool
    sentence: int


def read(text: str) -> WordList:
    """Words of `text` in normal form with their places."""
    norms, starts, ends, sentences, phrases = [], [], [], [], []
    sentence = phrase = previous = 0
    for match in words(text):
        start, end = match.span()
        gap, previous = text[previous:start], end
        if gap != " ":
            if not _JOINS.fullmatch(gap) or "\n\n" in gap:
                phrase += 1
                sentence += _SENTENCE_END.search(gap) is not None
            if gap in {"'", "’"} and match[0] in "sS":
                continue
        norms.append(normal(match[0]))
        starts.append(start)
        ends.append(end)
        sentences.append(sentence)
        phrases.append(phrase)
    return WordList(tuple(norms), tuple(starts), tuple(ends), tuple(sentences), tuple(phrases))


def find(text: WordList, cued: Mapping[str, Sequence[int]]) -> tuple[Hit, ...]:
    """All hits by place, given the places of the cues. A hit inside a longer one is left out, save where
    the longer one coordinates ("trade and investment" is both)."""
    found: list[Hit] = []
    cover: list[tuple[int, frozenset[str]]] = []
    index = _index()
    for first, norm in enumerate(text.norms):
        if norm not in index:
            continue
        cover = [(end, hides) for end, hides in cover if end > first]
        for last, matched in _matches(text, first, index):
            hidden = {category for end, hides in cover if end >= last for category in hides}
            shown = [t for t in matched if t.category not in hidden and _ALL not in hidden]
            cover.append((last, _hides(text.norms[first:last], matched)))
            found.extend(_hits(text, (first, last), shown, cued))
    return tuple(sorted(found))


def cue_places(text: WordList) -> dict[str, list[int]]:
    """First words of all cues, by group, in order of the text."""
    places: dict[str, list[int]] = {}
    index = _cue_index()
    for first, norm in enumerate(text.norms):
        if norm not in index:
            continue
        groups = {term.category for _, found in _matches(text, first, index) for term in found}
        for group in groups:
            places.setdefault(group, []).append(first)
    return places


def _hides(phrase: tuple[str, ...], matched: Sequence[Term]) -> frozenset[str]:
    """Categories whose shorter terms a phrase covers."""
    if len(phrase) > 1 and ("and" not in phrase or any(t.category == BLOCK for t in matched)):
        return frozenset({_ALL})
    return frozenset(term.category for term in matched)


def _hits(
    text: WordList, place: tuple[int, int], shown: Sequence[Term], cued: Mapping[str, Sequence[int]]
) -> Iterator[Hit]:
    """One hit a category, the strong one where there is one."""
    first, last = place
    sentence = text.sentences[first]
    strong: dict[str, bool] = {}
    for term in shown:
        if term.category != BLOCK:
            holds = term.strong or (term.needs is not None and _cued(text, place, cued.get(term.needs, ())))
            strong[term.category] = strong.get(term.category, False) or holds
    for category, holds in strong.items():
        yield Hit(text.starts[first], text.ends[last - 1], first, last, category, holds, sentence)


def _cued(text: WordList, place: tuple[int, int], cues: Sequence[int]) -> bool:
    """Whether one of the `cues` stands in the same sentence, at most `_REACH` words away."""
    first, last = place
    near = cues[bisect_left(cues, first - _REACH) : bisect_right(cues, last + _REACH)]
    sentence = text.sentences[first]
    return any(text.sentences[cue] == sentence and not first <= cue < last for cue in near)


_Index = Mapping[str, tuple[tuple[tuple[str, ...], tuple[Term, ...]], ...]]


def _matches(text: WordList, first: int, index: _Index) -> Iterator[tuple[int, tuple[Term, ...]]]:
    """(end, terms) of the phrases of `index` that begin at word `first`, longest first."""
    for phrase, found in index.get(text.norms[first], ()):
        last = first + len(phrase)
        if text.norms[first:last] == phrase and text.phrases[first] == text.phrases[last - 1]:
            yield last, found


@cache
def _index() -> _Index:
    return _by_first_word(terms())


@cache
def _cue_index() -> _Index:
    rows = [(phrase, group) for group, phrases in cues().items() for phrase in sorted(phrases)]
    return _by_first_word(tuple(Term(phrase, group, False, None) for phrase, group in rows))


def _by_first_word(rows: tuple[Term, ...]) -> _Index:
    phrases: dict[tuple[str, ...], list[Term]] = {}
    for term in rows:
        phrases.setdefault(term.words, []).append(term)
    index: dict[str, list[tuple[tuple[str, ...], tuple[Term, ...]]]] = {}
    for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
        index.setdefault(phrase[0], []).append((phrase, tuple(phrases[phrase])))
    return {word: tuple(entries) for word, entries in index.items()}
