"""Events that are named beside a meeting and are not it: the next one, one prepared, one talked about."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from service import lexicons
from service.candidates.place_words import is_word
from service.grammar import OBJECTS, governors, preposition_of

_REACH: Final = 8
"""Tokens before an event in which "preparations for" is looked for."""
_INSIDE: Final = frozenset({"nmod", "conj", "appos", "compound", "nmod:poss"})
"""Dependencies by which a noun is part of what is talked about."""


def is_another(token: Token) -> bool:
    """ "the next meeting in X", "preparations for the summit in X" are not the meeting itself.

    An event during which the meeting is held is its frame: "to meet at an upcoming summit in X".
    """
    framing = preposition_of(token) in {"during", "at"}
    qualities = {c.lower_ for c in token.children if c.dep_ == "amod"}
    if not framing and not qualities.isdisjoint(lexicons.place_words("another")):
        return True
    if any(is_word(governor, "courtesy") for governor in governors(token)):
        return True
    if token.pos_ == "VERB":
        return False
    words = {c.lower_ for c in token.children if c.dep_ in {"case", "fixed", "mark", "advmod"}}
    if not words.isdisjoint({"ahead", "before", "until", "since"}):
        return True
    if preposition_of(token) in {"on", "upon"} and is_word(token.head, "basis"):
        return True  # "building on the summit in X"
    return is_word(token.head, "before") or _is_ahead(token.doc, token.i) or _is_topic(token)


def is_beyond(noun: Token) -> bool:
    """Whether a noun tells before what something takes place: "met ahead of the summit"."""
    return noun.pos_ != "VERB" and preposition_of(noun) in {"ahead", "before"}


def _is_ahead(doc: Doc, at: int) -> bool:
    """Whether "preparations for", "ahead of" stand before the noun phrase of the event."""
    for token in reversed(doc[max(0, at - _REACH) : at]):
        if is_word(token, "before"):
            return True
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _is_topic(token: Token) -> bool:
    """Whether the event is part of what somebody talks about: "discussed plans for the summit in X"."""
    while token.dep_ in _INSIDE and token.head != token:
        if preposition_of(token) in {"during", "at", "in"}:
            return False
        token = token.head
    return token.dep_ in OBJECTS and is_word(token.head, "topic")
