"""When a place name means a government: "Beijing condemned", "talks between Washington and Seoul".

A capital or seat stands for its government where it acts or is addressed (subject, possessor,
party of "between" and "with") and for a place where a locative preposition marks it or where
it hosts.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span, Token

from service import lexicons
from service.grammar import POSSESSIVES, SUBJECTS, preposition_of
from service.lexicons.meetings import blocked

_LOCATIVE: Final = frozenset(
    {"in", "at", "near", "outside", "around", "from", "into", "to", "through", "via", "across", "of", "for"}
)
_PARTY: Final = frozenset({"between", "with", "by", "against", "toward", "towards"})
_PLACE_VERBS: Final = frozenset({"host", "be", "lie", "become", "see", "witness", "stage", "wake"})
_PRESENT: Final = frozenset({"VBZ", "VBP"})
"""Governments see a reason; cities saw clashes."""


def country_code(span: Span) -> str:
    """Alpha-3 of the country that a name, demonym, seat, city or institution belongs to, or ""."""
    return lexicons.country_of(span.kb_id_)


def state_meant(span: Span) -> str:
    """Alpha-3 of the state that the name refers to as an actor, or "" for a mere place."""
    prefix, _, value = span.kb_id_.partition(":")
    if prefix in {"country", "seat"}:
        return value if prefix == "country" or not _is_place(span) else ""
    if prefix == "city" and (city := lexicons.city(int(value))) is not None and city.capital:
        return city.country if _acts(span.root) else ""
    if prefix == "demonym" and span.root.dep_ in SUBJECTS and span.root.pos_ in {"NOUN", "PROPN"}:
        return value if span.start and span[0].nbor(-1).lower_ == "the" else ""
    return ""


def _is_place(span: Span) -> bool:
    """A seat behind a locative preposition ("at the White House") is a building."""
    return preposition_of(span.root) in _LOCATIVE


def _acts(token: Token) -> bool:
    """Whether the capital is in an actor's role."""
    head = _first_conjunct(token)
    if head.dep_ in SUBJECTS:
        sees = head.head.lemma_ == "see" and head.head.tag_ in _PRESENT
        return sees or head.head.lemma_ not in _PLACE_VERBS
    if head.dep_ in POSSESSIVES:
        return True
    preposition = preposition_of(head)
    sent = preposition == "of" and head.head.lower_ in blocked("office")  # "envoys of Moscow and Kyiv"
    return sent or preposition in _PARTY


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token
