"""Annotated text on its way into training: raw text with layers, then spaCy tokens with label arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MASK = -100
"""Label of a token that no loss looks at."""


@dataclass(frozen=True)
class GoldWord:
    """One word of a treebank: character span, syntax; `head` counts in the document, -1 the root."""

    start: int
    end: int
    upos: str
    xpos: str
    feats: str
    lemma: str
    head: int
    relation: str


@dataclass(frozen=True)
class GoldSpan:
    """A labelled character span."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Text:
    """Raw text of a document with whichever layers its corpus annotates; None where it says nothing."""

    corpus: str
    id: str
    text: str
    words: tuple[GoldWord, ...] | None = None
    sentences: tuple[int, ...] | None = None
    """Character offsets where sentences begin."""
    names: tuple[GoldSpan, ...] | None = None
    issues: tuple[GoldSpan, ...] | None = None
    stances: tuple[GoldSpan, ...] | None = None
    roles: tuple[GoldSpan, ...] | None = None
    meeting: Mapping[str, str] | None = None


@dataclass
class Tokens:
    """spaCy's tokens of a document (no white space) with label arrays, MASK where nothing is known.

    `labels` are strings or sets still, or numbers once encoded; `cuts` are the token indices where a
    window may begin.
    """

    corpus: str
    id: str
    words: list[str]
    breaks: list[bool]
    """True where a paragraph begins at the token."""
    cuts: list[int]
    labels: dict[str, list[object]] = field(default_factory=dict)
    meeting: dict[str, str] | None = None
    offsets: list[tuple[int, int]] = field(default_factory=list)
