"""What all extractors read of one article: the Doc, its entities, and what the heads say of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from service.candidates.entities import EntityIndex
from service.extract.combine import country
from service.heads.document import Document
from service.heads.features import Reading
from service.heads.mentions import Candidate
from service.heads.scores import Scores


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

    @classmethod
    def of(cls, doc: Doc, entities: EntityIndex, reading: Reading, scores: Scores) -> Context:
        """The context of an article, countries settled."""
        candidates = (
            replace(c, country=country(c.country, scores.states.get(n, {})))
            for n, c in enumerate(reading.document.candidates)
        )
        firsts: dict[int, int] = {}
        for _, start, _, key, _ in reading.document.mentions:
            firsts.setdefault(int(key), int(start))
        return cls(doc, entities, reading, scores, tuple(candidates), firsts)

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
        rows = self.document.mentions
        found = {(int(r[1]), int(r[2])) for r in rows[rows[:, 3] == candidate]}
        return [self.span(*bounds) for bounds in sorted(found)]
