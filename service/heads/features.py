"""Numbers beside the encoder's states: where a span stands to a focus, in text and tree, and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from service.heads.document import Document
from service.heads.labels import CATEGORIES
from service.heads.mentions import NAME

Array = NDArray[Any]

CATEGORY: Final = {category: n for n, category in enumerate(CATEGORIES)}
KINDS: Final = ("person", "state", "organization", "group")
_DEPS: Final = {
    **{"nsubj": 0, "nsubj:pass": 0, "csubj": 0, "nsubj:outer": 0, "obj": 1, "iobj": 1, "obl": 2},
    **{"obl:agent": 2, "nmod": 3, "nmod:poss": 4, "conj": 5, "appos": 6, "flat": 6, "compound": 6},
}
_CASES: Final = (
    ("with",), ("between", "among"), ("to", "into", "toward", "towards"), ("of",), ("from",),
    ("in", "at", "near", "inside", "outside"), ("on", "during"), ("by",), ("for",),
)  # fmt: skip
_CASE: Final = {word: n for n, words in enumerate(_CASES) for word in words}
_NAMING: Final = frozenset({"conj", "appos", "flat"})

SORTS: Final = 8
STATIC: Final = 8 + SORTS + len(KINDS) + 17
RELATIVE: Final = 6 + 4 + 9 + len(_CASES) + 5
PAIR: Final = STATIC + RELATIVE
"""Features of one (focus, span) pair."""
REACH: Final = 400
"""Words from a focus beyond which no span is looked at, so that long articles cost no more a word."""
LEXICAL: Final = 8
"""Features of one (segment, category) pair."""
ISSUE: Final = 5
"""Features of one category in an article."""
_TAGS: Final = ("VBD", "VBZ", "VBP", "VBG", "VBN", "VB", "NN", "NNS", "NNP")
_AHEAD: Final = frozenset({"will", "'ll", "’ll", "to", "shall", "would", "may", "could"})
_HAVE: Final = frozenset({"has", "have", "had", "'s", "’s", "'ve", "’ve"})
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_VIDEO: Final = frozenset(
    {"video", "videoconference", "virtual", "virtually", "online", "teleconference", "videolink", "zoom"}
)
_PHONE: Final = frozenset(
    {"phone", "telephone", "telephoned", "phoned", "call", "called", "calls", "rang", "conversation"}
)
_RANKS, _COUNTS = 5, 6
EVENT: Final = len(_TAGS) + 4 + 4 + _RANKS + _COUNTS
"""Features of one meeting."""


@dataclass(slots=True)
class Spans:
    """Spans that may be chosen: ``[N]`` roots, starts, ends (words), own features ``[N, STATIC]``."""

    root: Array
    start: Array
    end: Array
    static: Array
    top: Array
    """Word that stands for the span in the tree: of a conjunct or apposition the noun it hangs on."""

    def at(self, rows: Array) -> Spans:
        """Some of the spans."""
        return Spans(self.root[rows], self.start[rows], self.end[rows], self.static[rows], self.top[rows])


_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "no", "without"})


class Reading:
    """A Document with what several heads ask of it, worked out once."""

    def __init__(self, document: Document) -> None:
        self.document = d = document
        self.dep = np.array([_DEPS.get(dep, 7) for dep in d.dep], np.int8)
        self.subject = self.dep == 0
        self.oblique = np.array([dep in {"obl", "obl:agent"} for dep in d.dep], bool)
        self.case = np.array([_CASE.get(case, -1) for case in d.case], np.int8)
        self.punct = np.array([dep == "punct" for dep in d.dep], bool)
        bounds = np.flatnonzero(np.diff(d.sent)) + 1
        self.sentence_start = np.concatenate([[0], bounds]).astype(np.int64)
        self.sentence_end = np.concatenate([bounds, [len(d.sent)]]).astype(np.int64)
        self.sentence = np.cumsum(np.concatenate([[0], np.diff(d.sent) != 0])) if len(d.sent) else d.sent

    def sentence_of(self, word: int) -> tuple[int, int]:
        """Words [start, end) of the sentence around `word`."""
        n = self.sentence[word]
        return int(self.sentence_start[n]), int(self.sentence_end[n])

    def top(self, start: int, end: int) -> int:
        """The word of [start, end) that stands highest in the tree, the first of equals."""
        d = self.document
        inside = d.head[start:end]
        outer = (inside < start) | (inside >= end) | (inside == np.arange(start, end))
        outer &= ~self.punct[start:end]
        return start + int(outer.argmax()) if outer.any() else start

    def _tops(self, root: Array) -> Array:
        d = self.document
        top = root.copy()
        for _ in range(4):
            hang = np.array([d.dep[q] in _NAMING for q in top], bool)
            hang &= d.head[top] != top
            top = np.where(hang, d.head[top], top)
        return top

    @cached_property
    def mentions(self) -> Spans:
        """Mentions of candidates."""
        d = self.document
        rows = d.mentions
        root, start, end, key, sort = rows.T if len(rows) else np.zeros((5, 0), np.int32)
        f = np.zeros((len(rows), STATIC), np.float32)
        top = self._tops(root)
        if len(rows):
            n = np.arange(len(rows))
            f[n, self.dep[root]] = 1
            f[n, 8 + sort] = 1
            kinds = np.array([KINDS.index(c.kind) for c in d.candidates])
            base = 8 + SORTS
            f[n, base + kinds[key]] = 1
            base += len(KINDS)
            count = np.bincount(key, minlength=len(d.candidates))
            first = np.full(len(d.candidates), 1 << 30)
            np.minimum.at(first, key, start)
            f[:, base] = np.array([c.named for c in d.candidates])[key]
            f[:, base + 1] = np.log1p(count[key]) / 2
            f[:, base + 2] = self.sentence[first[key]] == 0
            f[:, base + 3] = np.exp(-first[key] / 60)
            f[:, base + 4] = first[key] < d.headline
            f[:, base + 5] = np.array([bool(c.country) for c in d.candidates])[key]
            f[:, base + 6] = d.quoted[root]
            ranks = np.array([c.rank for c in d.candidates])[key]
            f[n, base + 7 + ranks] = 1
            f[:, base + 12] = self.subject[top]
            f[:, base + 13] = self.sentence[root] <= 2
            f[:, base + 14] = d.masked[root]
            f[:, base + 15] = sort == NAME
            order = np.argsort(np.argsort(first, kind="stable"), kind="stable")
            f[:, base + 16] = 1 / (1 + order[key])
        return Spans(root, start, end, f, top)

    def _plain(self, rows: Array, columns: int) -> Spans:
        """Spans without actors: dates or places, the sort in column `columns`."""
        start, end = (rows[:, 0], rows[:, 1]) if len(rows) else (np.zeros(0, np.int32),) * 2
        d = self.document
        root = np.array([self.top(int(a), int(b)) for a, b in zip(start, end, strict=True)], np.int64)
        f = np.zeros((len(rows), STATIC), np.float32)
        top = self._tops(root) if len(rows) else root
        if len(rows):
            n = np.arange(len(rows))
            f[n, self.dep[root]] = 1
            if columns >= 0:
                f[n, 8 + rows[:, columns]] = 1
            base = 8 + SORTS + len(KINDS)
            f[:, base] = (start >= d.dateline[0]) & (start < d.dateline[1])
            f[:, base + 1] = start < d.headline
            f[:, base + 2] = self.sentence[root] == 0
            f[:, base + 3] = np.exp(-start / 60)
            f[:, base + 6] = d.quoted[root]
            f[:, base + 13] = self.sentence[root] <= 2
            f[:, base + 14] = d.masked[root]
        return Spans(root, start, end, f, top)

    @cached_property
    def states(self) -> Array:
        """Rows of mentions of states."""
        d = self.document
        kinds = np.array([c.kind == "state" for c in d.candidates], bool)
        return np.flatnonzero(kinds[d.mentions[:, 3]]) if len(d.mentions) else np.zeros(0, np.int64)

    def first_name(self, candidate: int) -> tuple[int, int] | None:
        """Words of a candidate's first mention by name, None where it has none."""
        return self._first_names.get(candidate)

    @cached_property
    def _first_names(self) -> dict[int, tuple[int, int]]:
        found: dict[int, tuple[int, int]] = {}
        for _, start, end, key, sort in self.document.mentions:
            if sort == NAME:
                found.setdefault(int(key), (int(start), int(end)))
        return found

    @cached_property
    def state_codes(self) -> tuple[Array, list[str]]:
        """Number of the country of each of the mentions `states`, and the countries, by first mention."""
        d = self.document
        known: dict[str, int] = {}
        keys = d.mentions[self.states, 3].tolist() if len(self.states) else []
        numbers = [known.setdefault(d.candidates[k].country, len(known)) for k in keys]
        return np.array(numbers, np.int64), list(known)

    def of_state(self, candidate: int) -> Array:
        """Whether a rule has given the candidate the state that each of the mentions `states` means."""
        numbers, codes = self.state_codes
        own = self.document.candidates[candidate].country
        if not own or own not in codes:
            return np.zeros(len(numbers), bool)
        told: Array = numbers == codes.index(own)
        return told

    @cached_property
    def dates(self) -> Spans:
        """Date expressions."""
        return self._plain(self.document.dates, -1)

    @cached_property
    def places(self) -> Spans:
        """Places."""
        return self._plain(self.document.places, 3)

    def near(self, start: int, end: int, spans: Spans) -> Array:
        """Rows of the spans within reach of the focus [start, end), in order."""
        return np.flatnonzero((spans.root >= start - REACH) & (spans.root < end + REACH))

    def pairs(
        self, start: int, end: int, spans: Spans, *, main: bool = False, told: Array | None = None
    ) -> Array:
        """Features ``[N, PAIR]`` of `spans` as seen from the focus [start, end).

        `main`: the focus is the main meeting's; `told` ``[N]``: whether a rule has chosen the span.
        """
        d = self.document
        count = len(spans.root)
        f = np.zeros((count, PAIR), np.float32)
        if not count:
            return f
        f[:, :STATIC] = spans.static
        n, r = np.arange(count), spans.root
        b = STATIC
        f[n, b + np.clip(self.sentence[r] - self.sentence[start], -3, 2) + 3] = 1
        b += 6
        inside, before = (r >= start) & (r < end), r < start
        distance = np.where(before, start - r, np.where(inside, 0, r - end + 1))
        f[:, b], f[:, b + 1] = inside, before
        f[:, b + 2] = np.log1p(distance) / 4
        f[:, b + 3] = before * np.log1p(distance) / 4
        b += 4
        chain = self._chain(self.top(start, end))
        subject, above = self.subject[spans.top], d.head[spans.top]
        for k, node in enumerate(chain[:4]):
            f[:, b + k] = (above == node) & subject
        below = above == chain[0]
        f[:, b + 4] = self.oblique[spans.top] & (below | (above == chain[min(1, len(chain) - 1)]))
        f[:, b + 5] = (above >= start) & (above < end)
        same = (self.sentence[r] == self.sentence[start]) & before & subject
        if same.any():
            f[:, b + 6] = same & (r == r[same].max())
        f[:, b + 7] = d.quoted[start:end].mean()
        f[:, b + 8] = subject & (self.sentence[r] == self.sentence[start] - 1)
        b += 9
        case = self.case[spans.top]
        marked = case >= 0
        f[n[marked], b + case[marked]] = 1
        b += len(_CASES)
        f[:, b] = distance <= 3
        f[:, b + 1] = below & marked
        f[:, b + 2] = main
        f[:, b + 3] = start < d.headline
        if told is not None:
            f[:, b + 4] = told
        return f

    def _chain(self, word: int) -> list[int]:
        chain = [word]
        for _ in range(4):
            head = int(self.document.head[chain[-1]])
            if head == chain[-1]:
                break
            chain.append(head)
        return chain

    def event(self, words: Sequence[int], members: Array) -> Array:
        """Features ``[EVENT]`` of the meeting that `words` tell of, the clearest first.

        `members` ``[C]``: probabilities that candidates take part. Tense and form of the clearest word, words
        for remote forms near it and in the lead, offices at the table, how many countries are there.
        """
        d = self.document
        f = np.zeros(EVENT, np.float32)
        first = words[0]
        if d.tag[first] in _TAGS:
            f[_TAGS.index(d.tag[first])] = 1
        b = len(_TAGS)
        start, end = self.sentence_of(first)
        helpers = {d.texts[i].lower() for i in np.flatnonzero(d.head[start:end] == first) + start}
        for k, known in enumerate((_AHEAD, _HAVE, _BE, _NEGATIONS)):
            f[b + k] = bool(helpers & known)
        b += 4
        near = {d.texts[i].lower() for w in words for i in range(*self.sentence_of(w))}
        lead = {d.texts[i].lower() for i in range(self.lead_end)}
        for k, (where, known) in enumerate(((near, _VIDEO), (near, _PHONE), (lead, _VIDEO), (lead, _PHONE))):
            f[b + k] = bool(where & known)
        b += 4
        countries: dict[str, float] = {}
        for candidate, p in zip(d.candidates, members.tolist(), strict=True):
            if p < 0.1 or candidate.key == "*":
                continue
            f[b + candidate.rank] = max(f[b + candidate.rank], p)
            side = candidate.country or (candidate.key if candidate.kind == "organization" else "")
            countries[side] = max(countries.get(side, 0.0), p)
        b += _RANKS
        ranked = sorted((p for side, p in countries.items() if side), reverse=True)
        f[b : b + min(len(ranked), 4)] = ranked[:4]
        f[b + 4] = countries.get("", 0.0)
        f[b + 5] = min(sum(ranked), 8.0) / 4
        return f

    @cached_property
    def lead_end(self) -> int:
        """Word where headline and the first two sentences after it end."""
        d = self.document
        last = self.sentence[min(d.headline, len(self.sentence) - 1)] + 2
        return max(int(np.searchsorted(self.sentence, last)), 1)

    @cached_property
    def issue_features(self) -> Array:
        """Features ``[37, ISSUE]`` of each category by the issue lexicon."""
        d = self.document
        f = np.zeros((len(CATEGORIES), ISSUE), np.float32)
        for category, p in d.listed.items():
            p = min(max(p, 0.02), 0.98)
            f[CATEGORY[category], 0] = np.log(p / (1 - p)) / 2
            f[CATEGORY[category], 1] = 1
        for _, category, strong in d.hits:
            f[CATEGORY[category], 2 if strong else 3] += 1
        f[:, 2:4] = np.log1p(f[:, 2:4])
        f[:, 4] = f[:, 2] * f[:, 0]
        return f

    @cached_property
    def _hits(self) -> dict[int, list[tuple[int, str, bool]]]:
        """Issue terms by the number of their sentence."""
        found: dict[int, list[tuple[int, str, bool]]] = {}
        for hit in self.document.hits:
            if hit[0] < len(self.sentence):
                found.setdefault(int(self.sentence[hit[0]]), []).append(hit)
        return found

    def lexical(self, start: int, end: int) -> Array:
        """Features ``[38, LEXICAL]`` of each category (the last: none) for a segment."""
        f = np.zeros((len(CATEGORIES) + 1, LEXICAL), np.float32)
        own = int(self.sentence[start])
        for s in (own - 1, own, own + 1):
            for word, category, strong in self._hits.get(s, ()):
                c = CATEGORY[category]
                if start <= word < end:
                    f[c, 0 if strong else 1] += 1
                elif s == own:
                    f[c, 2 if strong else 3] += 1
                elif strong:
                    f[c, 4 if s < own else 5] += 1
        f[:, :6] = np.log1p(f[:, :6])
        f[:-1, 6] = self.issue_features[:, 0]
        f[:-1, 7] = self.issue_features[:, 2]
        return f
