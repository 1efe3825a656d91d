"""`readout_quotes`: quotations, whatever marks they wear and however they are broken.

Marks are read from left to right with a stack. The context of a mark decides what its shape
leaves open: a straight mark opens after a space and before a letter. A paragraph closes
what is still open, so that no missing mark costs more than its paragraph; where the next
paragraph opens with a mark again, the two are parts of one quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from service.annotations import QUOTES, register
from service.grammar import SUBJECTS

DIRECT: Final = "direct"
SCARE: Final = "scare"

_MARK: Final = re.compile(r"''|``|[\"“”„‟«»‹›‘’‚‛'＂]")
_BREAK: Final = re.compile(r"\r?\n[ \t\u00a0]*\r?\n\s*|\Z")
_OPENING: Final = frozenset("“„‟«‹‘‚‛") | {"``"}
_CLOSING: Final = frozenset("”»›")
_SINGLE: Final = frozenset("‘’‚‛'‹›")
_BEFORE_OPENING: Final = frozenset("([{—–-/…:,;“„«‹‘\"'¿¡•")
_FREE_APOSTROPHE: Final = re.compile(r"['’](?:\d\ds?\b|em\b|til\b|tis\b|twas\b|cause\b|n['’])", re.IGNORECASE)
_DEPTH: Final = 8
"""Quotations within quotations; deeper marks are taken for debris."""
_REACH: Final = 2000
"""Characters in which a later mark is looked for, so that reading stays linear."""
_MIN_WORDS: Final = 5
"""Words from which a quotation that ends like a sentence is direct speech where there is no tree."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters [start, end) with the marks; `chain` numbers quotations, parts of one share it."""

    start: int
    end: int
    chain: int
    closed: bool


@Language.factory("readout_quotes", assigns=["doc.spans"])
def make_quotes(nlp: Language, name: str) -> Quotes:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("readout_quotes")`."""
    register()
    return Quotes()


class Quotes:
    """Writes ``doc.spans[QUOTES]``; id_ ``q1`` … is shared by the parts of one quotation."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        doc.spans[QUOTES] = SpanGroup(doc, name=QUOTES, spans=list(self.find(doc)))
        return doc

    def find(self, doc: Doc) -> Iterator[Span]:
        """Quotations in order of the text, an outer one before those inside it."""
        found = sorted(quotations(doc.text), key=lambda q: (q.start, -q.end))
        if not found:
            return
        starts = [token.idx for token in doc]
        for quotation in found:
            first = max(bisect_right(starts, quotation.start) - 1, 0)
            last = bisect_left(starts, quotation.end)
            if last > first:
                span = doc[first:last]
                yield Span(doc, first, last, label=_kind(span), span_id=f"q{quotation.chain}")


def quotations(text: str) -> Iterator[Quotation]:
    """Quotations of `text`, paragraph by paragraph, by their end."""
    chain, start = 0, 0
    carried: int | None = None
    for gap in _BREAK.finditer(text):
        found = list(_paragraph(text, start, gap.start()))
        for index, quotation in enumerate(found):
            if index == 0 and carried is not None and quotation.start == _first_mark(text, start):
                number: int = carried
            else:
                chain += 1
                number = chain
            found[index] = replace(quotation, chain=number)
        yield from found
        unclosed = [q.chain for q in found if not q.closed]
        carried = unclosed[0] if unclosed else None
        start = gap.end()


def _first_mark(text: str, start: int) -> int:
    """Where a paragraph's text begins."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    """Quotations of one paragraph by their start, what is open at its end unclosed; empty ones left out."""
    stack: list[tuple[str, int]] = []
    found: list[Quotation] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if _is_apostrophe(text, at, mark):
            continue
        if _opens(text, match, stack):
            if len(stack) < _DEPTH:
                stack.append((mark, at))
            continue
        depth = next((i for i in range(len(stack) - 1, -1, -1) if _pairs(stack[i][0], mark)), None)
        if depth is None or (mark in _SINGLE and _is_possessive(text, match, end)):
            continue
        opened = stack[depth][1]
        del stack[depth:]
        if text[opened + 1 : at].strip():
            found.append(Quotation(opened, match.end(), 0, True))
    for first in [at for mark, at in stack if mark not in _SINGLE][:1]:
        stop = first + len(text[first:end].rstrip())
        if stop - first > 1:
            found.append(Quotation(first, stop, 0, False))
    yield from sorted(found, key=lambda q: (q.start, -q.end))


def _pairs(opening: str, closing: str) -> bool:
    """Single marks close single ones, all others each other ("“ … \"" occurs)."""
    return (opening in _SINGLE) == (closing in _SINGLE)


def _opens(text: str, match: re.Match[str], stack: list[tuple[str, int]]) -> bool:
    """Whether a mark opens: by its shape, else by its context."""
    mark = match.group()
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    fits = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    is_open = any(_pairs(opening, mark) for opening, _ in stack)
    if mark in "“‘" and stack and stack[-1][0] in "„‚":
        return False
    if mark in _OPENING:
        return mark not in "«‹" or fits or not is_open
    if mark in _CLOSING or mark == "’":
        return fits and before.isspace() and not is_open and mark != "’"
    if before.isdigit() and not is_open:
        return False
    if any(opening == mark for opening, _ in stack):
        return False
    return fits


def _is_apostrophe(text: str, at: int, mark: str) -> bool:
    """Inside a word, or one that stands for left-out letters ("'90s")."""
    if mark not in "'’‘‛":
        return False
    inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
    return inside or (
        mark in "'’" and bool(_FREE_APOSTROPHE.match(text, at)) and not text[at - 1 : at].isalnum()
    )


def _is_possessive(text: str, match: re.Match[str], end: int) -> bool:
    """A plural's apostrophe ("the leaders’ talks") while a mark that follows punctuation is still to come."""
    at = match.start()
    if match.group() not in "'’" or text[at - 1] not in "sS":
        return False
    for later in _MARK.finditer(text, match.end(), min(end, at + _REACH)):
        if later.group() in "‘" or (later.group() == "'" and text[later.start() - 1].isspace()):
            return False
        if later.group() == match.group() and not _is_apostrophe(text, later.start(), later.group()):
            return True
    return False


def _kind(span: Span) -> str:
    """`direct` where a clause is inside: a finite verb with its subject, or a full sentence's look."""
    for token in span:
        if token.dep_ in SUBJECTS and span.start <= token.head.i < span.end:
            return DIRECT
    words = [token for token in span if token.is_alpha]
    if span.doc.has_annotation("DEP"):
        return DIRECT if words and words[0].is_title and _is_sentence(span) else SCARE
    return DIRECT if len(words) >= _MIN_WORDS and _ends_like_sentence(span) else SCARE


def _is_sentence(span: Span) -> bool:
    """An imperative or a verbless sentence on its own."""
    verbs = [token for token in span if token.pos_ in {"VERB", "AUX"}]
    return bool(verbs) and _ends_like_sentence(span)


def _ends_like_sentence(span: Span) -> bool:
    tail = span.text.rstrip("\"”»›’'＂ \n")
    return tail.endswith((".", "!", "?", ",", "…"))
