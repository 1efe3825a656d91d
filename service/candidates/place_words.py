"""Whether a word is of a kind that tells about a place, whatever its form."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from spacy.tokens import Token

from service import lexicons


def is_word(token: Token, kind: str) -> bool:
    """Whether the token is a form of a word of that kind; where the lemma fails, the ending is tried."""
    return not forms(token).isdisjoint(lexicons.place_words(kind))


def forms(token: Token) -> frozenset[str]:
    """The word, its lemma, and what it may be a form of by its ending."""
    word, lemma = token.lower_, token.lemma_.lower()
    return _known(word, lemma) if len(word) <= _REMEMBERED else _forms(word, lemma)


_REMEMBERED: Final = 40
"""Characters of the longest word whose forms are remembered."""


def _forms(word: str, lemma: str) -> frozenset[str]:
    endings = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
    return frozenset({word, lemma} | {word.removesuffix(e) + new for e, new in endings if word.endswith(e)})


_known: Final = lru_cache(maxsize=1 << 12)(_forms)
