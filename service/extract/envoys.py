"""Whom a nominal at the table stands for: officials for their states, a body for the two that have it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import NAMES
from service.candidates.entities import EntityIndex
from service.candidates.memo import once
from service.extract.series import states_behind
from service.grammar import obliques, possessors
from service.lexicons import country_by_demonym, country_by_name
from service.lexicons.meetings import around, blocked

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PUNCT"})


def meant(nominals: Iterable[Token], index: EntityIndex) -> tuple[str, ...]:
    """Actors that the nominals mean; "counterparts from Estonia and Latvia" are the states."""
    found: tuple[str, ...] = ()
    for nominal in nominals:
        found += (
            of_two(nominal, index)
            or _bearer(nominal, index)
            or _apposed(nominal, index)
            or _represented(nominal, index)
            or tuple(state for key in index.of([nominal]) for state in sent_by(key, index))
        )
    return tuple(dict.fromkeys(found))


def _bearer(nominal: Token, index: EntityIndex) -> tuple[str, ...]:
    """The person whose office ends in a state that a parser takes for its head ("the President of Chad")."""
    outer = index.mention_at(nominal.i)
    if outer is None or outer.label_ != "person" or outer.start >= nominal.i:
        return ()
    within = any(t.lower_ in {"of", "'s", "’s"} for t in nominal.doc[outer.start : nominal.i])
    return index.meant(outer) if within else ()


def _apposed(nominal: Token, index: EntityIndex) -> tuple[str, ...]:
    """The name beside an office, who is of its country: "the U.S. envoy to Chad, Ann Toll"."""
    keys = [k for k in index.at(nominal) if index[k].kind == "person" and not index[k].named]
    named = [
        k
        for child in nominal.children
        if child.dep_ == "appos"
        for k in index.at(child)
        if index[k].kind == "person" and index[k].named
    ]
    if len(keys) != 1 or len(named) != 1:
        return ()
    if index[keys[0]].country:
        index.place(named[0], index[keys[0]].country)
    return (named[0],)


def sent_by(key: str, index: EntityIndex) -> tuple[str, ...]:
    """A crowd by the states that its first mention says it acts for ("They" for "officials from A and B")."""
    if index[key].kind != "group" or not index[key].mentions:
        return (key,)
    return _represented(index[key].mentions[0].root, index) or (key,)


def of_two(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """Two states after which a body of theirs is named: "the Russian-Turkish Cooperation Council"."""
    if noun.lower_ not in around("body"):
        return ()
    found: dict[str, Span] = {}
    for i in range(phrase_start(noun), noun.i):
        token = noun.doc[i]
        country = country_by_demonym(token.text) or country_by_name(token.text)
        if country is not None:
            found.setdefault(country.alpha3, noun.doc[i : i + 1])
    return states(found, index) if len(found) == 2 else ()


def _represented(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """States for which unnamed officials act: "the presidents of Chad and Sudan", "Israeli officials"."""
    if noun.tag_ not in {"NNS", "NNPS"} or noun.ent_type_ == "PERSON":
        return ()
    behind = states_behind(noun, index) + index.of([*obliques(noun, "of", "from"), *possessors(noun)])
    if found := tuple(k for k in dict.fromkeys(behind) if index[k].kind == "state"):
        return found
    if noun.lower_ not in blocked("office"):
        return ()
    names = national(noun, noun.left_edge.i)
    plain = all(
        c.lower_ in blocked("standing") or c.ent_type_ or c.pos_ not in {"NOUN", "ADJ", "PROPN"}
        for c in noun.children
        if c.i < noun.i
    )
    known = {index[k].country for k in index.ordered() if index[k].kind == "state"}
    if len(names) < 2:
        names = {code: name for code, name in names.items() if code in known}
    return states(names, index) if plain else ()


def phrase_start(noun: Token) -> int:
    """The first of the nominal words and hyphens right before the noun."""
    doc, start, first = noun.doc, noun.i, noun.sent.start
    while start > first and (doc[start - 1].pos_ in _NOMINAL or doc[start - 1].text in "-–"):
        start -= 1
    return start


@once
def _telling(doc: Doc) -> list[tuple[int, int, int, str]]:
    """Names of countries, demonyms and events by place: tokens [start, end), number, alpha-3 or ""."""
    found = []
    for number, name in enumerate(doc.spans.get(NAMES, ())):
        prefix, _, code = name.kb_id_.partition(":")
        national = prefix in {"country", "demonym"}
        if national or name.label_ == "EVENT":
            found.append((name.start, name.end, number, code if national else ""))
    return sorted(found)


def national(noun: Token, start: int) -> dict[str, Span]:
    """Countries with the names or demonyms between token `start` and the noun, in order."""
    found: dict[str, Span] = {}
    telling = _telling(noun.doc)
    for first, end, number, code in telling[bisect_left(telling, (start,)) :]:
        if first > noun.i:
            break
        name = noun.doc.spans[NAMES][number]
        if code and end <= noun.i:
            found.setdefault(code, name)
        elif name.label_ == "EVENT":
            for token in name:
                if token.i < noun.i and (country := country_by_name(token.text)) is not None:
                    found.setdefault(country.alpha3, token.doc[token.i : token.i + 1])
    return found


def states(names: Mapping[str, Span], index: EntityIndex) -> tuple[str, ...]:
    """Keys of the states with these codes, each by its first name here where the text has no other."""
    return tuple(index.state(code, name) for code, name in names.items())
