"""Spans of a Doc become evidence in the client's own offsets."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from service.annotations import MASKED, TEXT_START
from service.records import Evidence


def evidence(span: Span) -> Evidence:
    """The span as evidence; a span in the separately sent title counts within `title`."""
    return evidence_at(span.doc, span.start_char, span.end_char)


def evidence_at(doc: Doc, start: int, end: int) -> Evidence:
    """Code points [start, end) of the Doc as evidence."""
    shift: int = doc._.get(TEXT_START)
    text = text_at(doc, start, end)
    if start < shift < end:  # a sentence end missed between title and text: the part in the text counts
        return evidence_at(doc, shift, end)
    if start < shift:
        return Evidence(start, end, text, "title")
    return Evidence(start - shift, end - shift, text)


def text_at(doc: Doc, start: int, end: int) -> str:
    """The text at code points [start, end): `doc.text` joins all tokens anew at each call, this does not."""
    covering = doc.char_span(start, end, alignment_mode="expand")
    if covering is None:
        return str(doc.text[start:end])
    return str(covering.text[start - covering.start_char : end - covering.start_char])


def is_masked(span: Span) -> bool:
    """Whether the span touches page debris."""
    return any(span.start < end and start < span.end for start, end in span.doc._.get(MASKED))
