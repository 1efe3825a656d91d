"""What single words and their branch of the tree tell about a place."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from spacy.tokens import Doc, Token

from service import lexicons
from service.grammar import preposition_of

_HOSTING: Final = 8
"""Tokens behind a place in which it is told to host the meeting."""
_UNITS: Final = frozenset({"day", "week", "month", "year", "decade"})
_PHRASE: Final = 9
"""Words in which a phrase such as "for a three-day goodwill visit" ends."""


def is_word(token: Token, kind: str) -> bool:
    """Whether the token is a form of a word of that kind; where the lemma fails, the ending is tried."""
    return not forms(token).isdisjoint(lexicons.place_words(kind))


def forms(token: Token) -> frozenset[str]:
    """The word, its lemma, and what it may be a form of by its ending."""
    return _forms(token.lower_, token.lemma_.lower())


@lru_cache(maxsize=4096)
def _forms(word: str, lemma: str) -> frozenset[str]:
    endings = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
    return frozenset({word, lemma} | {word.removesuffix(e) + new for e, new in endings if word.endswith(e)})


@cache
def persons() -> frozenset[str]:
    """Nouns for persons and groups, by office or otherwise."""
    offices = {title.title.partition(" of ")[0].split()[-1].lower() for title in lexicons.titles()}
    return frozenset(offices | {noun for noun, _ in lexicons.group_nouns()})


def first_conjunct(token: Token) -> Token:
    """ "in Cairo and Amman": the second city hangs on the first."""
    while token.dep_ == "conj" and token.head != token and preposition_of(token) is None:
        token = token.head
    return token


def opened(doc: Doc, at: int, prepositions: tuple[str, ...]) -> Token | None:
    """The noun of a plain phrase that one of the prepositions opens at token `at`: "for a two-day visit"."""
    if at >= len(doc) or doc[at].lower_ not in prepositions:
        return None
    for token in doc[at + 1 : at + _PHRASE]:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else token
        if token.pos_ == "NOUN" and following.pos_ not in {"NOUN", "ADJ"} and following.text != "-":
            return token
        if token.pos_ not in {"NOUN", "ADJ", "DET", "NUM", "PRON"} and token.text != "-":
            return None
    return None
