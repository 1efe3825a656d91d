"""Meetings told without a word for one: "was in Oslo", "left for Oslo", "Toll and Lind signed a treaty".

They tell less than a visit or talks do: whether anybody met the traveller is left open. So they make a
further meeting only where the article tells of no other that they could be part of, and never the main one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import NAMES, TITLE_END
from service.candidates.entities import EntityIndex
from service.candidates.evidence import is_masked
from service.extract.mentions import MeetingMention
from service.extract.noun_sides import visited
from service.extract.roles import reports
from service.extract.status import tense_of
from service.grammar import auxiliaries, clause, objects, possessors, preposition_of, subjects
from service.lexicons.meetings import around, known_verb

_PLACES: Final = frozenset({"GPE", "LOC"})
_PAST: Final = frozenset({"VBD", "VBN"})
_HAVE: Final = frozenset({"has", "had", "have"})


def traces(doc: Doc, index: EntityIndex) -> list[MeetingMention]:
    """Stays of persons abroad, as a visit to each state, and what persons of two countries sign together."""
    numbers = {sent.start: n for n, sent in enumerate(s for s in doc.sents if not is_masked(s))}
    told = [*_stays(doc, index), *_signings(doc, index)]
    return [
        MeetingMention(
            trigger=Span(doc, word.i, word.i + 1, label="visit" if goal else "meet"),
            carrier=clause(word) if word.pos_ == "NOUN" else word,
            sides=sides,
            hosts=(),
            tense=tense_of(clause(word)),
            headline=word.i < doc._.get(TITLE_END),
            sentence=numbers.get(word.sent.start, 0),
            goal=goal,
        )
        for word, sides, goal in told
    ]


def _signings(doc: Doc, index: EntityIndex) -> Iterator[tuple[Token, tuple[str, ...], str]]:
    """ "President Toll and President Lind signed a treaty"."""
    for verb in doc:
        if verb.lemma_ in around("sign") and verb.tag_ in _PAST:
            persons = tuple(k for k in index.of(subjects(verb)) if _is_somebody(k, index))
            accord = any(o.lemma_.lower() in around("accord") for o in objects(verb))
            if accord and len({index[k].country for k in persons} - {""}) > 1:
                yield verb, persons, ""


def _stays(doc: Doc, index: EntityIndex) -> Iterator[tuple[Token, tuple[str, ...], str]]:
    for place, stay in _places(doc):
        persons = tuple(k for k in index.of(_travellers(stay)) if _is_somebody(k, index))
        homes = {index[k].country for k in persons}
        for state in visited([place], index) if persons else ():
            if index[state].country not in homes:
                yield stay, (*persons, state), index[state].country


def _places(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Places with the word that tells of the stay there: a verb, the noun "stop", or the place itself."""
    for name in doc.spans.get(NAMES, ()):
        if name.label_ in _PLACES and not is_masked(name):
            stay = _stay(name.root)
            if stay is not None:
                yield name.root, stay


def _stay(place: Token) -> Token | None:
    preposition, head = preposition_of(place), place.head
    if preposition == "in":
        if _is_past(place):
            return place
        nouns = [head, head.head] if preposition_of(head) == "for" else [head]
        for noun in nouns:
            if noun.lemma_.lower() in around("stay") and possessors(noun):
                return noun
        return head if _spends(head) or _is_expected(head) else None
    leads = preposition in {"for", "to"} and head.pos_ == "VERB"
    return head if leads and _departs(head, preposition or "") else None


def _is_past(place: Token) -> bool:
    """ "She was in Oslo": nothing but "was" or "has been" between a subject and the place."""
    copula = next((c for c in place.children if c.dep_ == "cop"), None)
    if copula is None:
        return False
    return copula.tag_ == "VBD" or any(a.lower_ in _HAVE for a in auxiliaries(place))


def _spends(verb: Token) -> bool:
    """ "Spent two days in Oslo"."""
    if verb.lemma_.lower() != "spend":
        return False
    return any(t.lower_ in around("spell") for o in verb.children for t in (o, *o.children) if o.i > verb.i)


def _is_expected(word: Token) -> bool:
    """ "Is due in Oslo on Friday", "is expected in Oslo"."""
    return word.lower_ in around("awaited") and any(c.lemma_ == "be" for c in word.children)


def _departs(verb: Token, preposition: str) -> bool:
    """ "Left for Oslo", "went to Oslo", "a tour that took her to Oslo"."""
    lemma = verb.lemma_.lower()
    if lemma == "take":
        return preposition == "to" and any(s.lemma_.lower() in around("journey") for s in subjects(verb))
    known = known_verb(lemma, verb.lower_, around("departure"))
    return bool(known) and (known != "go" or preposition == "to")


def _travellers(stay: Token) -> list[Token]:
    if stay.pos_ == "NOUN":
        return possessors(stay)
    return objects(stay) if stay.lemma_.lower() == "take" else subjects(stay)


def _is_somebody(key: str, index: EntityIndex) -> bool:
    return index[key].kind == "person" and index[key].named and not reports(index, key)
