"""Sides that a noun phrase of meeting names, and the states that a journey visits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Span, Token

from service.annotations import NAMES
from service.extract.actors import ActorIndex
from service.grammar import agents, children, obliques, possessors
from service.lexicons import country_of

_WITH: Final = ("with", "between", "among", "amongst", "of", "alongside")
JOURNEYS: Final = frozenset({"visit", "trip", "tour", "travel"})


def of_noun(noun: Token, index: ActorIndex) -> tuple[str, ...]:
    """Sides that the noun phrase names: "Biden's call with Xi", "US-Russia summit", "talks between them"."""
    named = index.of(possessors(noun))
    named += _modifier_states(noun, index) + _gathering(noun, index)
    if noun.lemma_.lower() in JOURNEYS:
        named += visited(obliques(noun, "to"), index)
    for preposition in _WITH:
        named += partners(obliques(noun, preposition), index)
    for relative in children(noun, frozenset({"acl", "acl:relcl", "relcl"})):
        named += index.of(obliques(relative, "with", "between")) + index.of(agents(relative))
    return named


def partners(nominals: Iterable[Token], index: ActorIndex) -> tuple[str, ...]:
    """Actors that the nominals mean; "counterparts from Estonia and Latvia" are the states."""
    found: tuple[str, ...] = ()
    for nominal in nominals:
        states = index.of(obliques(nominal, "of", "from")) if nominal.tag_ == "NNS" else ()
        found += tuple(k for k in states if index[k].kind == "state") or index.of([nominal])
    return found


def visited(places: Iterable[Token], index: ActorIndex) -> tuple[str, ...]:
    """States that a visitor goes to, by name or by city."""
    codes = []
    for place in places:
        keys = [k for k in index.at(place) if index[k].kind == "state"]
        if keys:
            codes.append(index[keys[0]].country)
        else:
            codes += [c for n in _names_at(place) if (c := country_of(n.kb_id_))]
    return tuple(
        k for code in codes for k in index.ordered() if index[k].kind == "state" and index[k].country == code
    )


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
    start = noun.left_edge.i
    codes = []
    for name in noun.doc.spans.get(NAMES, ()):
        if (
            start <= name.start
            and name.end <= noun.i
            and name.kb_id_.partition(":")[0] in {"country", "demonym"}
        ):
            codes.append(name.kb_id_.partition(":")[2])
    if len(set(codes)) < 2:
        return ()
    return tuple(
        key
        for code in dict.fromkeys(codes)
        for key in index.ordered()
        if index[key].kind == "state" and index[key].country == code
    )
