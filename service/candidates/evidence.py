"""Spans of a Doc become evidence in the client's own offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter

from spacy.tokens import Doc, Span

from service.annotations import DATELINE, MASKED, ORIGINS, SENT, TEXT_START
from service.candidates.memo import once
from service.records import Evidence


def evidence(span: Span) -> Evidence:
    """The span as evidence; a span in the separately sent title counts within `title`."""
    return evidence_at(span.doc, span.start_char, span.end_char)


def evidence_at(doc: Doc, start: int, end: int) -> Evidence:
    """Code points [start, end) of the Doc as evidence, in code points of what the client sent."""
    shift = text_start(doc)
    start, end = _trimmed(text_at(doc, start, end), start, end)
    if start < shift < end:  # a sentence end missed between title and text: the part in the text counts
        return evidence_at(doc, shift, end)
    name, offset = ("title", 0) if start < shift else ("text", shift)
    sent: dict[str, str] | None = doc._.get(SENT)
    if sent is None:
        return Evidence(start - offset, end - offset, text_at(doc, start, end), name)
    starts, ends = doc._.get(ORIGINS)
    first, last = (starts[start], ends[end - 1]) if start < end else (0, 0)
    return Evidence(first, last, sent[name][first:last], name)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends, behind which dropped marks may lie."""
    inner = text.strip()
    if not inner:
        return start, end
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def text_at(doc: Doc, start: int, end: int) -> str:
    """The text at code points [start, end)."""
    return whole_text(doc)[start:end]


def is_masked(span: Span) -> bool:
    """Whether the span touches page debris."""
    return overlaps_masked(span.doc, span.start, span.end)


def overlaps_masked(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens [start, end) touch page debris."""
    return bool(_masked_over(doc, start, end))


def is_aside(sentence: Span) -> bool:
    """Whether a sentence is page debris or a dateline for the greater part.

    What follows a dateline may be read as one sentence with it: "OSLO (AP) - The ministers met".
    """
    start, end = sentence.start, sentence.end
    aside = (*_masked_over(sentence.doc, start, end), dateline(sentence.doc))
    covered = sum(max(0, min(last, end) - max(first, start)) for first, last in aside)
    return (
        covered * 2 > sum(not token.is_space and not token.is_punct for token in sentence)
        if covered
        else False
    )


def _masked_over(doc: Doc, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The ranges of page debris that touch tokens [start, end): they are in order and apart."""
    ranges = masked(doc)
    first = bisect_right(ranges, start, key=itemgetter(1))
    return ranges[first : max(first, bisect_left(ranges, end, key=itemgetter(0)))]


@once
def dateline(doc: Doc) -> tuple[int, int]:
    """Token range [start, end) of the dateline, (0, 0) where there is none."""
    start, end = doc._.get(DATELINE)
    return start, end


@once
def whole_text(doc: Doc) -> str:
    """The Doc's text, which spaCy joins from all tokens anew at each call."""
    return str(doc.text)


@once
def text_start(doc: Doc) -> int:
    """Code point where the client's text begins, behind its title."""
    start: int = doc._.get(TEXT_START)
    return start


@once
def masked(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Token ranges [start, end) of page debris."""
    return tuple((start, end) for start, end in doc._.get(MASKED))
