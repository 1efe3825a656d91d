"""Sides that a noun phrase of meeting names, and the states that a journey visits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Span, Token

from service.annotations import NAMES
from service.extract.actors import ActorIndex
from service.grammar import agents, children, obliques, possessors
from service.lexicons import country_of
from service.lexicons.meetings import blocked

_WITH: Final = ("with", "between", "among", "amongst", "of", "alongside")
JOURNEYS: Final = frozenset({"visit", "trip", "tour", "travel"})


def of_noun(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """Sides that the noun phrase names: "Biden's call with Xi", "US-Russia summit", "talks between them"."""
    named = index.of(possessors(noun))
    named += _modifier_states(noun, index) + _gathering(noun, index)
    if noun.lemma_.lower() in JOURNEYS:
        named += visited(obliques(noun, "to"), index)
    for preposition in _WITH:
        named += meant(obliques(noun, preposition), index)
    for relative in children(noun, frozenset({"acl", "acl:relcl"})):
        named += index.of(obliques(relative, "with", "between")) + index.of(agents(relative))
    return named


def meant(nominals: Iterable[Token], index: ActorIndex) -> tuple[str, ...]:
    """Actors that the nominals mean; "counterparts from Estonia and Latvia" are the states."""
    found: tuple[str, ...] = ()
    for nominal in nominals:
        found += _represented(nominal, index) or index.of([nominal])
    return tuple(dict.fromkeys(found))


def _represented(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """States for which unnamed officials act: "the presidents of Chad and Sudan", "Israeli officials"."""
    if noun.tag_ not in {"NNS", "NNPS"} or noun.ent_type_ == "PERSON":
        return ()
    states = index.of(obliques(noun, "of", "from"))
    if found := tuple(k for k in states if index[k].kind == "state"):
        return found
    if noun.lower_ not in blocked("office"):
        return ()
    codes = _codes(noun, noun.left_edge.i)
    plain = all(
        c.lower_ in blocked("standing") or c.ent_type_ or c.pos_ not in {"NOUN", "ADJ", "PROPN"}
        for c in noun.children
        if c.i < noun.i
    )
    return _states(codes, index) if plain else ()


def visited(places: Iterable[Token], index: ActorIndex) -> tuple[str, ...]:
    """States that a visitor goes to, by name or by city."""
    codes = []
    for place in places:
        keys = [k for k in index.at(place) if index[k].kind == "state"]
        if keys:
            codes.append(index[keys[0]].country)
        else:
            codes += [c for n in _names_at(place) if (c := country_of(n.kb_id_))]
    return _states(codes, index)


def _names_at(token: Token) -> list[Span]:
    return [
        n for n in token.doc.spans.get(NAMES, ()) if n.start <= token.i < n.end and n.label_ in {"GPE", "LOC"}
    ]


def _gathering(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """The body whose summit it is ("the NATO summit")."""
    if noun.lemma_.lower() != "summit":
        return ()
    keys = index.of(c for c in noun.children if c.i < noun.i)
    return tuple(k for k in keys if index[k].kind == "organization")


def _modifier_states(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """States in a compound or pair of demonyms before the noun ("Russian-Chinese talks")."""
    codes = _codes(noun, noun.left_edge.i)
    return _states(codes, index) if len(codes) > 1 else ()


def _codes(noun: Token, start: int) -> list[str]:
    """Countries named between token `start` and the noun, by name or demonym, each once."""
    found = [
        name.kb_id_.partition(":")[2]
        for name in noun.doc.spans.get(NAMES, ())
        if start <= name.start
        and name.end <= noun.i
        and name.kb_id_.partition(":")[0] in {"country", "demonym"}
    ]
    return list(dict.fromkeys(found))


def _states(codes: Iterable[str], index: ActorIndex) -> tuple[str, ...]:
    """Keys of the article's states with these codes."""
    return tuple(
        k for code in codes for k in index.ordered() if index[k].kind == "state" and index[k].country == code
    )
