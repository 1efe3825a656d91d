"""An annotated Doc as plain arrays: the words, candidates and cues that the record-level heads read.

Training and service build it by the same function, `document`, so that both see the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from service.annotations import QUOTES, TITLE_END
from service.candidates import dates
from service.candidates.entities import EntityIndex
from service.candidates.evidence import dateline, masked, whole_text
from service.candidates.issues import terms
from service.candidates.places import places
from service.encoder.wordpieces import word_shape
from service.grammar import preposition_of
from service.heads.mentions import Candidate, candidates_of, word_range

Array = NDArray[Any]


@dataclass(slots=True)
class Document:
    """Words are tokens that are no white space; all ranges are half-open and count words."""

    tokens: Array
    """Token index of each word ``[W]``."""
    texts: list[str]
    starts: Array
    ends: Array
    """Code points of the Doc ``[W]``."""
    shapes: Array
    sent: Array
    """Running number of each word's sentence ``[W]``."""
    head: Array
    """Word index of the syntactic head, the word itself for roots ``[W]``."""
    dep: list[str]
    pos: list[str]
    tag: list[str]
    case: list[str]
    """Preposition that marks each word, "" where none does."""
    quoted: Array
    masked: Array
    headline: int
    """Word where the headline ends, 0 where there is none."""
    dateline: tuple[int, int]
    candidates: list[Candidate]
    mentions: Array
    """``[M, 5]``: root, start, end, candidate, sort; by place."""
    dates: Array
    """``[D, 3]``: start, end, index of the expression."""
    places: Array
    """``[P, 4]``: start, end, index of the place, 0 country 1 region or water 2 city 3 venue."""
    hits: list[tuple[int, str, bool]]
    """Issue terms: word, category, strong."""
    listed: dict[str, float]
    """Category -> probability of the lexicon model that the article has the issue."""
    break_before: Array
    """Whether a paragraph begins at the word ``[W]``."""
    extra: dict[str, Any] = field(default_factory=dict)


def document(doc: Doc, index: EntityIndex) -> Document:
    """The arrays of an annotated Doc."""
    words, text = [token for token in doc if not token.is_space], whole_text(doc)
    at = {token.i: n for n, token in enumerate(words)}
    reading = terms.of(doc)
    sentences = {token.i: n for n, sent in enumerate(doc.sents) for token in sent}
    ends = np.array([token.idx + len(token) for token in words], np.int32)
    candidates, mentions = candidates_of(doc, index, at)
    title_end: int = doc._.get(TITLE_END)
    first, last = dateline(doc)
    return Document(
        tokens=np.array([token.i for token in words], np.int32),
        texts=[token.text for token in words],
        starts=np.array([token.idx for token in words], np.int32),
        ends=ends,
        shapes=np.array([word_shape(token.text) for token in words], np.int8),
        sent=np.array([sentences[token.i] for token in words], np.int32),
        head=np.array([at.get(token.head.i, at[token.i]) for token in words], np.int32),
        dep=[token.dep_ for token in words],
        pos=[token.pos_ for token in words],
        tag=[token.tag_ for token in words],
        case=[preposition_of(token) or "" for token in words],
        quoted=_flags(len(words), _words_of(((q.start, q.end) for q in doc.spans.get(QUOTES, ())), at)),
        masked=_flags(len(words), _words_of(masked(doc), at)),
        headline=sum(token.i < title_end for token in words),
        dateline=(sum(t.i < first for t in words), sum(t.i < last for t in words)),
        candidates=candidates,
        mentions=mentions,
        dates=np.array(
            [
                (n, m, k)
                for k, e in enumerate(dates.find(doc))
                for n, m in [word_range(e.start, e.end, at)]
                if n < m
            ],
            np.int32,
        ).reshape(-1, 3),
        places=np.array(
            [
                (n, m, k, 3 if p.venue else {"country": 0, "city": 2}.get(p.kind.value, 1))
                for k, p in enumerate(places(doc))
                for n, m in [word_range(p.start, p.site, at)]
                if n < m
            ],
            np.int32,
        ).reshape(-1, 4),
        hits=[
            (int(np.searchsorted(ends, h.start, side="right")), h.category, h.strong)
            for h in sorted(h for hits in reading.hits.values() for h in hits)
        ],
        listed=terms.probabilities(reading),
        break_before=np.array(
            [n == 0 or "\n\n" in text[words[n - 1].idx : t.idx] for n, t in enumerate(words)], bool
        ),
    )


def _words_of(ranges: Iterable[tuple[int, int]], at: dict[int, int]) -> Iterator[int]:
    return (at[i] for start, end in ranges for i in range(start, end) if i in at)


def _flags(count: int, words: Iterable[int]) -> Array:
    flags = np.zeros(count, bool)
    flags[list(words)] = True
    return flags
