"""How the article reports a statement: quoted or not, by whom, under negation or with reserve.

Source, cue and content after PARC 3 (Pareti 2016); the verb that governs the words, a parenthesis to them,
and "according to" name the source.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import QUOTES
from service.candidates.entities import EntityIndex
from service.candidates.memo import once
from service.grammar import agents, auxiliaries, is_negated, is_passive, subjects
from service.lexicons.speech import said_verbs, speech_words
from service.records import QuoteKind

_CONTENT: Final = frozenset({"ccomp", "parataxis", "csubj", "csubj:pass", "nsubj:pass", "xcomp", "obj"})
_CLIMB: Final = 8
"""Arcs that are climbed at most from a statement to the verb that reports it."""
_HEDGES: Final = frozenset({"may", "might", "could"})
_RESERVED: Final = frozenset({"expected", "likely", "reportedly", "apparently", "possibly", "perhaps"})
_NEAR: Final = 3
"""Tokens around a cue in which a reserve counts."""


def quote_kind(statement: Span, cue: Span) -> QuoteKind:
    """Whether the statement stands in quotation marks, wholly or in part, is reported, or a deed."""
    quoted = _quoted(statement.doc)
    inside = [t.i in quoted for t in statement if not t.is_punct and not t.is_space]
    if inside and all(inside):
        return QuoteKind.DIRECT
    if any(inside):
        return QuoteKind.MIXED
    speaks = any(t.lemma_.lower() in speech_words() for t in cue) or reporter(statement) is not None
    return QuoteKind.INDIRECT if speaks else QuoteKind.NONE


@once
def _quoted(doc: Doc) -> frozenset[int]:
    """Tokens within quotation marks."""
    return frozenset(i for quote in doc.spans.get(QUOTES, ()) for i in range(quote.start, quote.end))


def reporter(statement: Span) -> Token | None:
    """The verb of speech above the statement."""
    current = statement.root
    for _ in range(_CLIMB):
        head = current.head
        if head == current:
            return None
        if current.dep_ in _CONTENT and head.lemma_.lower() in said_verbs():
            return head
        current = head
    return None


def sources(statement: Span, index: EntityIndex) -> tuple[str, ...]:
    """Keys of those whom the article names as saying it."""
    verb = reporter(statement)
    if verb is None:
        return ()
    return index.of(agents(verb) if is_passive(verb) else subjects(verb))


def is_denied(cue: Span) -> bool:
    """Whether the cue stands under a negation: "did not rule out"."""
    return any(is_negated(t) for t in cue if t.pos_ in {"VERB", "AUX", "ADJ", "NOUN"})


def is_hedged(cue: Span) -> bool:
    """Whether the cue stands under a modal of possibility or beside a word of reserve."""
    if any(a.lower_ in _HEDGES for t in cue if t.pos_ == "VERB" for a in auxiliaries(t)):
        return True
    first = max(cue.start - _NEAR, cue[0].sent.start)
    return any(t.lower_ in _RESERVED for t in cue.doc[first : cue.end])
