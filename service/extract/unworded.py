"""A meeting that no known word tells: the encoder is sure that there is one.

"The two spent an hour closeted together", "had what aides called a tough exchange": the verbs of headline and
lead that have the encoder's cast about them stand for the word. Where it sees no cast, those whom the lead's
main clause has act on each other sit at the table: "Premier Toll swapped ideas with Peru's Lind over tea".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import TITLE_END
from service.candidates.entities import EntityIndex
from service.candidates.evidence import is_aside
from service.extract import roles
from service.extract.envoys import meant
from service.extract.grouping import countries
from service.extract.leading import LEAD
from service.extract.mentions import MeetingMention
from service.extract.roles import reports
from service.extract.status import tense_of
from service.grammar import POSSESSIVES, SUBJECTS, clause, objects, obliques, preposition_of, subjects
from service.lexicons.meetings import blocked

_SURE: Final = 0.6
_SUREST: Final = 0.95
"""Probability of a meeting from which its word is not needed: with the encoder's cast, and without."""
_COMPANY: Final = ("with", "to", "from", "alongside", "by")


def unworded(doc: Doc, found: Sequence[MeetingMention], index: EntityIndex) -> tuple[MeetingMention, ...]:
    """The meeting's mentions where headline and lead have none with anybody in it, else ()."""
    chance = roles.score(doc, "detected", "yes") or 0.0
    told = [m for m in found if m.headline or m.sentence <= LEAD]
    if chance < _SURE or any(m.sides for m in told):
        return ()
    near = [s for s in doc.sents if not is_aside(s)][: LEAD + 1]
    cast = tuple(k for k in roles.cast(doc, index) if not _names_members(k, index))
    if len(countries(cast, index)) > 1:
        return _telling(doc, near, cast, index)
    if chance < _SUREST:
        return ()
    return tuple(_known(m, told) for m in _acting(doc, near, index) or _visiting(doc, near, cast, index))


def _known(made: MeetingMention, told: Sequence[MeetingMention]) -> MeetingMention:
    """The mention by a known word in the same sentence, if there is one, with the sides that were found."""
    sentence = made.trigger.root.sent
    word = next((m for m in told if m.trigger.root.sent == sentence), None)
    return replace(word, sides=made.sides) if word is not None else made


def _telling(
    doc: Doc, near: Sequence[Span], cast: tuple[str, ...], index: EntityIndex
) -> tuple[MeetingMention, ...]:
    """The sentences that name two of the cast, the headline with the one below it."""
    telling = [s for s in near if _named(s, cast, index) > 1] or list(near[:1])
    title = doc._.get(TITLE_END)
    telling += [s for s in near[1:2] if s not in telling and telling[0].start < title <= s.start]
    return tuple(_mention(doc, s, near.index(s), cast, index) for s in telling)


def _acting(doc: Doc, near: Sequence[Span], index: EntityIndex) -> tuple[MeetingMention, ...]:
    """The first clause of the lead in which persons or envoys of two countries act on each other."""
    title = doc._.get(TITLE_END)
    for sentence in (s for s in near[:2] if s.start >= title):
        if pair := _pair(sentence, index):
            return (_mention(doc, sentence, near.index(sentence), pair, index),)
        for verb in (t for t in sentence if t.pos_ == "VERB" and t.dep_ in {"ROOT", "ccomp"}):
            company = meant(_company(verb), index)
            persons = tuple(k for k in company if index[k].kind == "person" and not reports(index, k))
            sides = persons if len(countries(persons, index)) > 1 else _sent(verb, index)
            if len({index[k].country for k in sides} - {""}) > 1:
                return (_made(doc, verb, near.index(sentence), sides),)
    return ()


def _visiting(
    doc: Doc, near: Sequence[Span], cast: tuple[str, ...], index: EntityIndex
) -> tuple[MeetingMention, ...]:
    """The one of the cast and the one foreign state that headline or lead has him or her go to or be in."""
    guests = [k for k in cast if index[k].kind == "person" and index[k].country]
    for sentence in near[:2] if len(guests) == 1 else ():
        states = [
            (key, m.root)
            for key, m in index.between(sentence.start, sentence.end)
            if index[key].kind == "state" and index[key].country != index[guests[0]].country
        ]
        if len(states) == 1 and preposition_of(states[0][1]) in {"in", "to"}:
            return (_made(doc, clause(states[0][1]), near.index(sentence), (guests[0], states[0][0])),)
    return ()


def _pair(sentence: Span, index: EntityIndex) -> tuple[str, ...]:
    """The two persons of two countries whom the lead names, none of whom tells it or is a mere owner."""
    found = {
        key: m.root
        for key, m in index.between(sentence.start, sentence.end)
        if index[key].kind == "person" and index[key].named and index.is_name(m)
    }
    if any(reports(index, k) or t.dep_ in POSSESSIVES or _is_told_by(t) for k, t in found.items()):
        return ()
    codes = {index[key].country for key in found} - {""}
    return tuple(found) if len(found) == len(codes) == 2 else ()


def _is_told_by(name: Token) -> bool:
    """ "…, Foreign Minister Toll said": who only tells."""
    return (
        name.dep_ in SUBJECTS
        and name.head.dep_ == "ROOT"
        and any(c.dep_ in {"ccomp", "parataxis"} for c in name.head.children)
    )


def _company(verb: Token) -> list[Token]:
    return [*subjects(verb), *objects(verb), *obliques(verb, *_COMPANY)]


def _sent(verb: Token, index: EntityIndex) -> tuple[str, ...]:
    """States whose unnamed ministers or officials are the clause's subject."""
    offices = [s for s in subjects(verb) if s.lower_ in blocked("office")]
    return tuple(k for k in meant(offices, index) if index[k].kind == "state")


def _names_members(key: str, index: EntityIndex) -> bool:
    """ "Mercosur presidents": a body that only says whose."""
    first = index[key].mentions[0]
    after = index.doc[first.end : first.end + 1].text.lower()
    return index[key].kind == "organization" and after in blocked("office")


def _named(sentence: Span, cast: Sequence[str], index: EntityIndex) -> int:
    return len(set(cast) & set(index.inside(sentence.start, sentence.end)))


def _mention(
    doc: Doc, sentence: Span, number: int, cast: tuple[str, ...], index: EntityIndex
) -> MeetingMention:
    first = next((m.root for k in cast for m in index[k].mentions if m.root.sent == sentence), sentence.root)
    return _made(doc, clause(first), number, cast)


def _made(doc: Doc, verb: Token, number: int, sides: tuple[str, ...]) -> MeetingMention:
    return MeetingMention(
        trigger=Span(doc, verb.i, verb.i + 1, label="meet"),
        carrier=verb,
        sides=sides,
        hosts=(),
        tense=tense_of(verb),
        headline=verb.i < doc._.get(TITLE_END),
        sentence=number,
    )
