"""Who keeps company in a clause: with each other, face to face, with a person named. Frames of verbs that
mean a meeting only then ("they dined", "she will see the president").
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from service.grammar import CLAUSES, SUBJECTS, children, objects, obliques, subjects
from service.lexicons import meetings as words

PERSON: Final = frozenset({"PERSON", "PER"})
_OFFICES: Final = frozenset(
    {"counterpart", "president", "premier", "chancellor", "minister", "king", "queen", "pope", "emir"}
)
_TALKED_OF: Final = ("as", "off", "through", "about", "for")
_NEAR: Final = 5
"""Tokens behind a verb in which "face to face" or "together" belongs to it."""


def is_person(nominal: Token) -> bool:
    """A person's name, or an office with the name behind it ("her adviser, Ann Toll")."""
    named = any(c.ent_type_ in PERSON for c in nominal.children if c.dep_ in {"appos", "flat", "nmod:desc"})
    return named or nominal.ent_type_ in PERSON


def is_office(nominal: Token) -> bool:
    """Unnamed persons who act for their states: "the ministers", "their teams"."""
    return nominal.lower_ in words.blocked("office") or nominal.lower_ == "pair"


def are_together(verb: Token) -> bool:
    """Whether those whom the subject names can do it with each other: two persons, ministers, "the two"."""
    found = subjects(verb)
    joined = len(found) > 1 and any(t.lower_ == "and" for t in verb.doc[found[0].i : found[-1].i])
    if joined and all(is_person(s) or is_office(s) or s.ent_type_ in {"GPE", "ORG"} for s in found):
        return True
    each = any(
        t.lower_ == "each" and t.nbor().lower_ == "other" for t in verb.subtree if t.i + 1 < len(t.doc)
    )
    return each or any(is_office(s) or s.lower_ in {"two", "both"} for s in found)


def sits(verb: Token) -> bool:
    """ "Sat down with X", "sat across the table from X", "sat down together"."""
    near = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 1 + _NEAR]}
    if near & {"across", "opposite"}:
        return bool(obliques(verb, "from", "opposite", "across")) or are_together(verb)
    down = any(c.lower_ == "down" for c in verb.children)
    if down and obliques(verb, "with", "for"):
        return True
    return bool(near & {"down", "together"}) and are_together(verb)


def faces(verb: Token) -> bool:
    """ "Will come face to face", "got together with X"."""
    near = verb.doc[verb.i + 1 : verb.i + 1 + _NEAR].text.lower()
    if "face to face" in near or "face-to-face" in near:
        return are_together(verb) or bool(obliques(verb, "with"))
    together = verb.lemma_.lower() in {"come", "get"} and near.split()[:1] == ["together"]
    return together and bool(obliques(verb, "with") or any(map(is_office, subjects(verb))))


def sees(verb: Token) -> bool:
    """ "Will see President X in Oslo": one person another, of whom nothing else is said."""
    seen = objects(verb)
    clause = any(c.dep_ in CLAUSES - {"conj", "parataxis"} and c.i > verb.i for c in verb.children)
    return (
        bool(seen)
        and all(map(is_titled, seen))
        and not clause
        and not obliques(verb, *_TALKED_OF)
        and all(c.dep_ != "compound:prt" and c.lower_ not in {"as", "off"} for c in verb.children)
        and any(map(_is_somebody, subjects(verb)))
    )


def is_titled(nominal: Token) -> bool:
    """An office-holder, by the office beside the name or without one."""
    if nominal.lower_ in _OFFICES:
        return True
    before = nominal.nbor(-1) if nominal.i else nominal
    beside = (
        before.pos_ == "PROPN" and before.head in (nominal, nominal.head) and before.ent_type_ not in PERSON
    )
    return is_person(nominal) and (beside or any(c.dep_ == "appos" for c in nominal.children))


def _is_somebody(nominal: Token) -> bool:
    return is_person(nominal) or nominal.pos_ in {"PROPN", "PRON"} or nominal.lower_ in words.group_nouns()


def gathers(verb: Token) -> bool:
    """ "Ministers gathered in Oslo", "heads of state will gather": persons of office, of themselves."""
    return not objects(verb) and any(map(is_office, children(verb, SUBJECTS)))


def compares(verb: Token) -> bool:
    """ "Compared notes with X", "exchanged views with X"."""
    things = {o.lemma_.lower() for o in objects(verb)}
    return bool(things & {"note", "view", "opinion"}) and bool(obliques(verb, "with"))


def calls_on(verb: Token) -> bool:
    """ "Called on the Speaker, Ann Toll": a visit; "called on Ann Toll to act" is none."""
    called = obliques(verb, "on", "upon")
    asks = any(c.dep_ in CLAUSES and c.i > verb.i and c.dep_ != "conj" for c in verb.children)
    beyond = any(c.dep_ in {"acl"} for o in called for c in o.children)
    return bool(called) and not asks and not beyond and not objects(verb) and all(map(is_titled, called))
