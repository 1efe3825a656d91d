"""The verb that carries a noun for a meeting, and what the noun is to it: argument, frame, predicate."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from service.grammar import objects, preposition_of
from service.lexicons.meetings import around, trigger_nouns, trigger_verbs

_IN: Final = frozenset({"for", "in", "during", "at", "on", "to", "after", "following", "before", "ahead"})
_DEPARTURE: Final = 7
"""Tokens behind a verb of leaving in which its goal stands."""
_BY: Final = frozenset({"by", "via", "over"})


def carrier_of(noun: Token) -> Token:
    """The verb that asserts the meeting a noun names; the noun itself in a verbless line."""
    head = noun
    while (
        head.dep_ in {"conj", "appos", "compound", "nmod"}
        and head.head != head
        and head.head.pos_ in {"NOUN", "PROPN"}
    ):
        head = head.head
    if head.head != head and (head.head.pos_ in {"VERB", "AUX"} or is_place(head.head)):
        return head.head
    return head


def bound_for(journey: Token) -> list[Token]:
    """Where one leaves for, also where a parser hangs it on the day: "leaves on Sunday for Peru"."""
    near = journey.doc[journey.i + 1 : min(journey.i + _DEPARTURE, journey.sent.end)]
    bare = [t for t in near if t.pos_ == "PROPN" and preposition_of(t) in {"for", "to"}]
    return bare[:1]


def is_place(carrier: Token) -> bool:
    """ "She is in Oslo for talks": a place that is the clause's predicate."""
    return any(c.dep_ == "cop" for c in carrier.children) and preposition_of(carrier) in {"in", "at", "on"}


def is_argument(noun: Token) -> bool:
    """Object of the verb, or its goal or frame ("arrived for talks", "gathered at a summit")."""
    head = noun
    while head.dep_ in {"conj", "nmod", "compound"} and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
        if head.lemma_.lower() in around("matter"):
            return False
    if head.dep_ in {"obj", "iobj"}:
        return True
    preposition = preposition_of(head)
    if preposition in _BY and trigger_nouns().get(noun.lemma_.lower()) in {"call", "video"}:
        return True
    return preposition in _IN or (preposition == "of" and _measures(head))


def _measures(noun: Token) -> bool:
    """ "Two days of talks", of which a parser may hang the talks on the verb."""
    measured = [o for o in objects(noun.head) if noun.doc[o.i + 1].lower_ == "of"]
    return any(o.i + 2 <= noun.i and noun.left_edge.i == o.i + 1 for o in measured)


def is_frame(noun: Token, carrier: Token) -> bool:
    """The gathering at which another meeting takes place: "met on the sidelines of the summit"."""
    if noun.lemma_.lower() not in around("gathering") or carrier == noun:
        return False
    head = noun
    while head.dep_ in {"nmod", "compound", "conj"} and head.head.pos_ in {"NOUN", "PROPN"}:
        if head.dep_ == "nmod" and head.head.is_lower and not _is_scene(head.head):
            break  # "in anticipation of the summit"
        head = head.head
    meets = (
        carrier.lemma_.lower() in trigger_verbs() and carrier.lemma_.lower() not in around("carry")
    ) or carrier.lemma_.lower() == "meet"
    holds = any(o.lemma_.lower() in trigger_nouns() and o != noun for o in objects(carrier))
    return (meets or holds) and preposition_of(head) in {"at", "on", "during", "in"}


def _is_scene(noun: Token) -> bool:
    """The place or event beside which a meeting is: "the sidelines of the summit", "a session of it"."""
    return bool({noun.lower_, noun.lemma_.lower()} & (around("scene") | around("gathering")))
