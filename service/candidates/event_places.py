"""The city that an event bears in its name: "the Munich Security Conference", "Astana EXPO 2017"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Span, Token

from service import lexicons
from service.candidates.place_words import is_word

_LONGEST: Final = 3
"""Words of the longest city name looked for."""
_LARGE: Final = 300_000
"""People in a city that needs no other sign of being meant."""


def host_city(span: Span) -> tuple[str, lexicons.City] | None:
    """The large or known city, as the text spells it, with which the name of a fair or conference begins.

    The event's own word stands last, before a year: a body ("the Shanghai Cooperation Organisation") or a
    treaty bears the city of its foundation.
    """
    return next(_cities(_words(span)[:-1]), None) if names_event(span) else None


def names_event(span: Span) -> bool:
    """Whether the last word, before a year, is one for a fair, conference or games."""
    words = _words(span)
    return len(words) > 1 and is_word(words[-1], "event")


def _words(span: Span) -> list[Token]:
    return [token for token in span if not _counts(token)]


def _counts(token: Token) -> bool:
    """A year or edition, and what ties it to the name: "EXPO-2017", "COP 28"."""
    return token.pos_ in {"NUM", "PUNCT"} or token.like_num or token.is_punct


def _cities(words: list[Token]) -> Iterator[tuple[str, lexicons.City]]:
    for length in range(min(_LONGEST, len(words)), 0, -1):
        name = words[0].doc[words[0].i : words[length - 1].i + 1].text
        for city in lexicons.cities_named(name)[:1]:
            if city.capital or city.known or city.population >= _LARGE:
                yield name, city
