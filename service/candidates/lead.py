"""What stands where in an article: its lead, the offices in it. One definition each."""

from __future__ import annotations

from itertools import islice
from typing import Final

from spacy.tokens import Doc, Span

from service.annotations import TITLE_END, TITLES
from service.candidates.evidence import is_aside
from service.candidates.memo import once

LEAD: Final = 3
"""Sentences after the headline that count as the lead."""


def lead(doc: Doc) -> tuple[Span, ...]:
    """The first sentences after the headline that are no page debris."""
    return tuple(doc[start:end] for start, end in _bounds(doc))


@once
def in_titles(doc: Doc) -> frozenset[int]:
    """Tokens of all offices."""
    return frozenset(token.i for span in doc.spans.get(TITLES, ()) for token in span)


@once
def _bounds(doc: Doc) -> tuple[tuple[int, int], ...]:
    title: int = doc._.get(TITLE_END)
    body = ((s.start, s.end) for s in doc.sents if s.end > title and not is_aside(s))
    return tuple(islice(body, LEAD))
