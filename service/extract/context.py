"""What all extractors read of one article: the Doc, its entities, and what the heads say of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc, Span, Token

from service.candidates.entities import EntityIndex
from service.candidates.places import Place, places
from service.extract.combine import country
from service.heads.document import Array, Document
from service.heads.features import Reading
from service.heads.mentions import Candidate
from service.heads.scores import Scores


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """The places that the heads know, one a row of `Document.places`."""

    places: tuple[Place, ...]
    value: Array
    """``[P]``: the same number for places of one name, country and venue."""
    country: Array
    """``[P]``: number of the country, 0 where there is none."""

    @classmethod
    def of(cls, doc: Doc, rows: Array) -> PlaceTable:
        """The table of a Doc."""
        known = places(doc)
        found = tuple(known[n] for n in rows[:, 2].tolist())
        values: dict[tuple[str | None, str, str | None], int] = {}
        codes = {"": 0}
        return cls(
            found,
            np.array([values.setdefault((p.name, p.country, p.venue), len(values)) for p in found], np.int64),
            np.array([codes.setdefault(p.country, len(codes)) for p in found], np.int64),
        )


@dataclass(frozen=True, slots=True)
class Context:
    """One article. Words and candidates are numbered as in `document`; nothing here is changed any more."""

    doc: Doc
    entities: EntityIndex
    reading: Reading
    scores: Scores
    candidates: tuple[Candidate, ...]
    """Those of `document`, each with its settled country."""
    firsts: dict[int, int]
    """Candidate -> word at which it is first mentioned."""
    ranges: dict[int, list[tuple[int, int]]]
    """Candidate -> words [start, end) of its mentions, in order, each once."""
    places: PlaceTable

    @classmethod
    def of(cls, doc: Doc, entities: EntityIndex, reading: Reading, scores: Scores) -> Context:
        """The context of an article, countries settled."""
        candidates = (
            replace(c, country=country(c.country, scores.states.get(n, {})))
            for n, c in enumerate(reading.document.candidates)
        )
        firsts: dict[int, int] = {}
        ranges: dict[int, set[tuple[int, int]]] = {}
        for _, start, end, key, _ in reading.document.mentions.tolist():
            firsts.setdefault(key, start)
            ranges.setdefault(key, set()).add((start, end))
        ordered = {key: sorted(found) for key, found in ranges.items()}
        table = PlaceTable.of(doc, reading.document.places)
        return cls(doc, entities, reading, scores, tuple(candidates), firsts, ordered, table)

    @property
    def document(self) -> Document:
        """The arrays."""
        return self.reading.document

    def token(self, word: int) -> Token:
        """The token of a word."""
        return self.doc[int(self.document.tokens[word])]

    def span(self, start: int, end: int) -> Span:
        """The tokens of words [start, end)."""
        tokens = self.document.tokens
        return self.doc[int(tokens[start]) : int(tokens[end - 1]) + 1]

    def mentions(self, candidate: int) -> list[Span]:
        """Spans by which the text names a candidate, in order, each once."""
        return [self.span(*bounds) for bounds in self.ranges.get(candidate, ())]

    def first_mention(self, candidate: int) -> Span | None:
        """The first of `mentions`, None where there is none."""
        ranges = self.ranges.get(candidate)
        return self.span(*ranges[0]) if ranges else None
