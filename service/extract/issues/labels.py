"""The article's own noun phrase around a term of an issue."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import ACTORS, TITLES
from service.candidates import dates
from service.candidates.memo import once
from service.lexicons.meetings import trigger_nouns

WORDS: Final = 10
"""Longest label, in tokens."""
_CLIMB: Final = frozenset({"compound", "amod", "nummod", "flat", "nmod:desc"})
_LEFT: Final = frozenset({"amod", "compound", "flat", "nummod", "nmod:poss", "nmod:desc", "advmod", "punct"})
_RIGHT: Final = frozenset({"nmod", "flat", "compound", "nmod:desc", "obl"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_TRIM: Final = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "SCONJ", "SPACE", "PRON", "AUX", "PART"})


def noun_phrase(term: Span) -> Span:
    """Phrase around `term`: its noun with modifiers and prepositional phrases, no relative clause, no
    determiner, at most `WORDS` tokens; the term itself where there is no tree or its head is no noun."""
    if not term[-1].dep:
        return term
    head = _climbed(term[-1]) if term[-1].dep_ in _CLIMB else _climbed(term.root)
    if head.pos_ not in {"NOUN", "PROPN", "ADJ", "X", "NUM"}:
        return _trimmed(term)
    start = min(term.start, _left(head))
    end = max(term.end, head.i + 1)
    for child in head.rights:
        reach = child.right_edge.i + 1
        if child.dep_ not in _RIGHT or reach - start > WORDS:
            break
        end = max(end, reach)
    return _trimmed(term.doc[start:end]) if end - start <= WORDS else _trimmed(term)


def holds_noun(phrase: Span) -> bool:
    """Whether a noun, or a verb used as one ("fighting"), is in the phrase."""
    return any((t.pos_ in _NOUNS or t.tag_ == "VBG") and any(c.isalpha() for c in t.text) for t in phrase)


def names_matter(phrase: Span) -> bool:
    """Whether a noun of the phrase can name a matter: not a person, an office, a time or the meeting itself.

    A country or body can ("Taiwan", "NATO").
    """
    taken = _others(phrase.doc)
    return any(t.pos_ in _NOUNS and t.i not in taken and any(c.isalpha() for c in t.text) for t in phrase)


@once
def _others(doc: Doc) -> frozenset[int]:
    """Tokens of persons, offices, times and words for meetings."""
    spans = [s for s in doc.spans.get(ACTORS, ()) if s.label_ == "person"]
    spans += [*doc.spans.get(TITLES, ()), *(doc[e.start : e.end] for e in dates.find(doc))]
    told = (t.i for t in doc if t.lemma_.lower() in trigger_nouns())
    return frozenset({t.i for s in spans for t in s}).union(told)


def clean(text: str) -> str:
    """White space collapsed, stray marks at the ends removed."""
    return " ".join(text.split()).strip(" ,;:.'\"“”‘*_-–—")


def span_at(doc: Doc, start: int, end: int) -> Span:
    """Smallest span of tokens that covers code points [start, end)."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        raise ValueError("the offsets are not of this Doc's text")
    return span


def _climbed(token: Token) -> Token:
    """Head noun of the phrase that the token modifies; the token itself where it modifies none."""
    while token.dep_ in _CLIMB and token.head != token and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token


def _left(head: Token) -> int:
    """First token of the unbroken run of modifiers before `head`."""
    start = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _LEFT or child.right_edge.i + 1 != start or head.i - child.left_edge.i >= WORDS:
            break
        start = child.left_edge.i
    return start


def _trimmed(span: Span) -> Span:
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].pos_ in _TRIM:
        start += 1
    while end > start + 1 and span.doc[end - 1].pos_ in _TRIM:
        end -= 1
    return span.doc[start:end]
