"""Collective and unnamed actors: "US officials", "the Chinese side", "human rights groups"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.grammar import noun_phrase
from service.lexicons.meetings import group_nouns
from service.pipeline.entities.actor_book import ActorBook, nearest
from service.pipeline.entities.persons import Actor
from service.pipeline.names.metonyms import country_code

_NUMERALS: Final = frozenset({"two", "three", "four"})
_PLURAL_REFERENCE: Final = _NUMERALS | {"both", "these", "those"}
"""What makes a plural refer back, but for a numeral without article before a name ("two U.S. envoys")."""


def add_groups(book: ActorBook, doc: Doc, names: list[Span], borne: Iterable[Span] = ()) -> None:
    """Find collective nouns as heads of noun phrases and enter them with their country.

    `borne`: titles whose bearers are known.
    """
    taken = {
        i for actor in book.actors if actor.kind == "person" for s, e in actor.mentions for i in range(s, e)
    }
    taken.update(i for title in borne for i in range(title.start, title.end))
    starts = {i: span for span in names for i in range(span.start, span.end)}
    for token in doc:
        kind = group_nouns().get(token.lower_)
        if (
            kind is None
            or token.i in taken
            or token.dep_ in {"compound", "amod", "flat"}
            or token.i in starts
        ):
            continue
        start, end = noun_phrase(token)
        modifiers = [starts[i] for i in range(start, token.i) if i in starts]
        counted = any(doc[i].lower_ in _PLURAL_REFERENCE for i in range(start, token.i))
        if counted and not (modifiers and doc[start].lower_ in _NUMERALS):
            continue
        _enter(book, token, kind, (start, end), modifiers)


def _enter(book: ActorBook, token: Token, kind: str, phrase: tuple[int, int], modifiers: list[Span]) -> None:
    country = next((code for code in map(country_code, modifiers) if code), "") or _country_of_person(
        book, modifiers
    )
    words = _words(token.doc, phrase)
    if kind == "state" and country:
        _take_over(book, book.state(country), phrase, modifiers)
    elif kind == "state" or (kind in {"person", "organization"} and not modifiers):
        return
    else:
        known = _counterpart(book, token, country) if token.lower_ == "counterpart" else None
        if known is not None:
            _take_over(book, known, phrase, modifiers)
            return
        label = "person" if kind == "person" else kind
        actor = book.by_words(words, label) or book.add(label, words=words, country=country, named=False)
        _take_over(book, actor, phrase, modifiers)


def _counterpart(book: ActorBook, token: Token, country: str) -> Actor | None:
    """ "His Afghan counterpart": the one named person of that country, or the one who holds an office of the
    kind that the last person before holds.
    """
    named = [a for a in book.persons(named=True) if a.country == country and country]
    if len(named) > 1:
        others = [a for a in book.persons(named=True) if a not in named and a.within(0, token.i)]
        last = nearest(others, token.i)
        named = [a for a in named if last and any(o.fits(p) for o in a.offices for p in last.offices)]
    return named[0] if len(named) == 1 else None


def _country_of_person(book: ActorBook, modifiers: list[Span]) -> str:
    """The "Obama administration" is that of his country."""
    return next(
        (a.country for m in modifiers for a in book.covering(m.start) if a.kind == "person" and a.country), ""
    )


def _take_over(book: ActorBook, actor: Actor, phrase: tuple[int, int], modifiers: list[Span]) -> None:
    """The phrase is the mention; a country inside it ("White House officials") is no mention of its own.

    An organisation is: "G7 leaders" are also how an article names the G7.
    """
    inner = {(m.start, m.end) for m in modifiers if not m.kb_id_.startswith("org:") or actor.country}
    for start, _ in inner:
        for other in book.covering(start):
            if other.kind in {"organization", "state"}:
                other.mentions = [m for m in other.mentions if m not in inner]
    actor.add(phrase)


def _words(doc: Doc, phrase: tuple[int, int]) -> tuple[str, ...]:
    """Lower-case words without the article."""
    words = [
        doc[i].lower_
        for i in range(*phrase)
        if doc[i].pos_ not in {"DET", "PUNCT"} and doc[i].lower_ not in {"the", "a", "an"}
    ]
    return tuple(words)
