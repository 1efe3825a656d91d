"""Sides that a noun phrase of meeting names, and the states that a journey visits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.tokens import Span, Token

from service.annotations import NAMES
from service.candidates.entities import Entity, EntityIndex
from service.extract.envoys import meant, national, of_two, phrase_start, states
from service.extract.partners import across, involved, spelt_out
from service.extract.series import series
from service.grammar import (
    SUBJECTS,
    agents,
    children,
    governors,
    is_passive,
    noun_phrase,
    objects,
    obliques,
    possessors,
    subjects,
)
from service.lexicons import country_of, organization_by_name
from service.lexicons.meetings import around, blocked, known_verb

_WITH: Final = ("with", "between", "among", "amongst", "of", "by", "alongside")
_NAME: Final = 6
"""Words that may part a body from the noun for its gathering ("NATO's 75th Anniversary Summit")."""
_HIS: Final = frozenset({"his", "her"})
_HYPHENS: Final = frozenset({"-", "–"})
_RELATIVE: Final = frozenset({"acl", "acl:relcl"})
_RELATIVES: Final = frozenset({"that", "which", "who", "whom"})
_INSIDE: Final = frozenset({"'s", "’s", "'", "’", "and"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PUNCT"})


def of_noun(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """Sides that the noun phrase names: "Biden's call with Xi", "US-Russia summit", "talks between them"."""
    bodies = _gathering(noun, index)
    named = tuple(k for k in _owners(noun, index) if not bodies or index[k].kind != "group")
    named += _modifier_states(noun, index) + bodies
    if noun.lemma_.lower() in around("journey"):
        goers = obliques(noun, "by", "of")
        named += visited([p for word in (noun, *goers) for p in obliques(word, "to")], index)
        named += visited(_listed_stops(noun), index)
    partners: tuple[str, ...] = ()
    for preposition in _WITH:
        partners += meant(obliques(noun, preposition), index)
    if _is_courtesy(noun):
        partners += meant((n for head in (noun, noun.head) for n in obliques(head, "on", "upon")), index)
    named += across(noun, index, partners) + spelt_out(noun, index) + involved(noun, index)
    return named + _of_relative(noun, index)


def _of_relative(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """Sides that a relative clause names: "talks held with A", "a meeting that B has had with A"."""
    named: tuple[str, ...] = ()
    for relative in children(noun, _RELATIVE):
        named += index.of(agents(relative))
        if _is_held_by(relative):
            named += index.of(s for s in children(relative, SUBJECTS) if s.lower_ not in _RELATIVES)
        named += meant(obliques(relative, "with", "between"), index)
    return named


def _is_courtesy(call: Token) -> bool:
    """ "A courtesy call on the minister", "paid calls on": no telephone rings."""
    courtesy = any(c.lower_ == "courtesy" for c in call.children) or call.head.lemma_ == "pay"
    return courtesy and call.lemma_.lower() == "call"


def _is_held_by(relative: Token) -> bool:
    """Whether a relative clause says who holds the meeting, which is its object."""
    verb = known_verb(relative.lemma_, relative.lower_, around("carry"))
    return bool(verb) and not is_passive(relative) and all(o.lower_ in _RELATIVES for o in objects(relative))


def _listed_stops(noun: Token) -> list[Token]:
    """ "A tour, which included Chad and Mali", also where a parser hangs the clause on "end of a tour"."""
    clauses = (c for head in (noun, noun.head) for c in children(head, _RELATIVE) if c.i > noun.i)
    near = (c for c in clauses if c.i - noun.i < _NAME and c.lemma_.lower() in around("include"))
    return [place for clause in near for place in objects(clause)]


def _owners(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """Whose meeting it is; in "the President of X's visit" the president's, not the state's."""
    found: tuple[str, ...] = ()
    for owner in possessors(noun):
        mention = index.mention_at(owner.i)
        inner = mention is not None and mention.label_ == "person" and mention.root.i < owner.i
        found += index.meant(mention) if inner and mention is not None else _teller(owner, index)
    return tuple(dict.fromkeys(found))


def _teller(owner: Token, index: EntityIndex) -> tuple[str, ...]:
    """Whom a possessor means; in "Ann briefed Bo on her visit" the one who tells."""
    verb = next((w for w in governors(owner.head) if w.pos_ == "VERB"), None)
    tells = verb is not None and known_verb(verb.lemma_, verb.lower_, blocked("telling"))
    if owner.lower_ in _HIS and verb is not None and tells and objects(verb):
        tellers = index.of(subjects(verb))
        if len(tellers) == 1:
            return tellers
    return index.of([owner])


def visited(places: Iterable[Token], index: EntityIndex) -> tuple[str, ...]:
    """States that a visitor goes to, by name or by city, with those that the text enumerates after one."""
    found: list[str] = []
    for place in places:
        keys = [k for k in index.at(place) if index[k].kind == "state"]
        row = series(index, noun_phrase(place)[0], place.sent.end)
        found += keys[:1] + [k for k in row if index[k].kind == "state"]
        if not keys:
            names = [(country_of(n.kb_id_), n) for n in _names_at(place)]
            found += [index.state(code, name) for code, name in names if code]
    return tuple(dict.fromkeys(found))


def _names_at(token: Token) -> list[Span]:
    return [
        n for n in token.doc.spans.get(NAMES, ()) if n.start <= token.i < n.end and n.label_ in {"GPE", "LOC"}
    ]


def _gathering(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """The bodies whose summit it is ("the NATO summit", "the G7 Leaders' Summit")."""
    lemma = noun.lemma_.lower()
    if lemma not in around("gathering") | {"meeting"} and not (noun.is_title and lemma in around("process")):
        return ()
    keys = index.inside(max(noun.sent.start, noun.i - _NAME), noun.i) if noun.i else ()
    row = tuple(k for k in keys if index[k].kind == "organization" and _leads_to(noun, index[k]))
    if pair := _joint(noun, row, index):
        return pair
    return (*_hyphened(noun, row, index), *row) or _named_after(noun, index)


def _joint(noun: Token, bodies: tuple[str, ...], index: EntityIndex) -> tuple[str, ...]:
    """The states that have one body together: "the Norwegian-Finnish Council meeting"."""
    ends = [m.end for key in bodies for m in index[key].mentions if noun.i - _NAME < m.end <= noun.i]
    return of_two(noun.doc[ends[-1] - 1], index) if ends else ()


def _hyphened(noun: Token, bodies: tuple[str, ...], index: EntityIndex) -> tuple[str, ...]:
    """The state that stands before one body: "the Norwegian-EU summit", "the U.S.-NATO meeting"."""
    if len(bodies) != 1:
        return ()
    starts = [m.start for m in index[bodies[0]].mentions if noun.i - 2 * _NAME < m.start < noun.i]
    if not starts or starts[-1] < 2 or noun.doc[starts[-1] - 1].text not in _HYPHENS:
        return ()
    before = national(noun.doc[starts[-1] - 1], starts[-1] - 2)
    return states(before, index)


def _named_after(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """Known bodies in the name of an event: "the G20 Summit", "the African Union summit"."""
    doc, found, end = noun.doc, list[str](), noun.i
    first = end
    while first > max(noun.sent.start, noun.i - _NAME) and _is_nominal(doc[first - 1]):
        first -= 1
    while end > first:
        start = next((i for i in range(first, end) if _is_body(doc[i:end])), None)
        if start is not None:
            found.insert(0, index.body(doc[start:end]))
        end = start if start is not None else end - 1
    return tuple(found) or _format(noun, index)


def _is_nominal(token: Token) -> bool:
    return token.pos_ in _NOMINAL or token.lower_ in _INSIDE


def _is_body(name: Span) -> bool:
    return name[0].pos_ == "PROPN" and organization_by_name(name.text) is not None


def _format(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """A gathering with a name of its own: "the Normandy format summit", "at the Berlin Conference"."""
    doc = noun.doc
    last = noun.i - 1 if noun.i and doc[noun.i - 1].lower_ == "format" else noun.i
    start = last
    while start > noun.sent.start and doc[start - 1].pos_ in {"PROPN", "ADJ"} and doc[start - 1].is_title:
        start -= 1
    named = last < noun.i or (noun.text == "Conference" and not noun.sent.text.istitle())
    if not named or start in {last, noun.sent.start} or index.inside(start, last):
        return ()
    if doc[start - 1].lower_ != "the":
        return ()
    return (index.body(doc[start : last + 1]),)


def _leads_to(noun: Token, body: Entity) -> bool:
    """Whether only nominal words stand between a mention of the body and the noun."""
    return any(
        0 <= noun.i - m.end < _NAME
        and all(t.pos_ in _NOMINAL or t.lower_ in _INSIDE for t in noun.doc[m.end : noun.i])
        for m in body.mentions
    )


def _modifier_states(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """States in a compound or pair of demonyms before the noun ("Russian-Chinese talks")."""
    names = national(noun, noun.left_edge.i)
    names = names if len(names) > 1 else national(noun, phrase_start(noun))
    return states(names, index) if len(names) > 1 else ()
