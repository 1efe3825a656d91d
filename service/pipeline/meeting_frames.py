"""In what frames a verb of meeting names one: "spoke with X" does, "spoke to reporters" does not."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from service.grammar import PASSIVE_SUBJECTS, POSSESSIVES, objects, obliques, subjects, topics
from service.lexicons import meetings as words
from service.pipeline import meeting_company as company
from service.pipeline.meeting_company import PERSON

_STATES: Final = frozenset({"GPE", "LOC"})
_HEARD: Final = ("to", "at", "in", "during", "before", "after", "from", "outside", "for", "of", "against")
_SHARED: Final = frozenset({"confer", "consult", "dine", "lunch", "negotiate"})
"""What several do with each other where nobody else is named."""
_BOTH: Final = frozenset({"two", "they", "leaders", "presidents", "both"})
_NATIONS: Final = frozenset({"GPE", "LOC", "NORP"})
_APART: Final = frozenset({"both", "each", "separately", "out"})
"""What else than each other those who "spoke" have before them, and words for speaking one by one."""


def partner_follows(token: Token, reach: int) -> bool:
    """Whether "with" stands among the next `reach` words."""
    return any(t.lower_ == "with" for t in token.doc[token.i + 1 : token.i + 1 + reach])


def is_beside_gathering(verb: Token) -> bool:
    """ "Spoke on the margins of the summit": face to face."""
    return any(
        not {scene.lower_, scene.lemma_.lower()}.isdisjoint(words.around("scene"))
        and any(o.lemma_.lower() in words.around("gathering") for o in obliques(scene, "of"))
        for scene in obliques(verb, "on", "at")
    )


def _meets(token: Token) -> bool:
    """ "Meets criteria", "meet the needs", "met with criticism" are no meetings."""
    heads = [*objects(token), *obliques(token, "with")]
    heads += [part for head in heads for part in obliques(head, "of")]
    things = {o.lemma_.lower() for o in heads} | {o.lower_ for o in heads}
    return not things & words.blocked("met")


def _speaks(token: Token) -> bool:
    """ "Spoke with X", "spoke by phone"; "spoke to reporters" and "speaks English" are none."""
    if _addresses(token) or _together(token):
        return True
    partners = obliques(token, "with") or (obliques(token, "to") if obliques(token, "by", "on") else [])
    partners += obliques(token, "by")
    return (bool(partners) or partner_follows(token, 3)) and not {p.lemma_.lower() for p in partners} & {
        "reporter",
        "journalist",
        "press",
        "medium",
        "condition",
    }


def _addresses(verb: Token) -> bool:
    """ "Roe spoke to President Poe": one person to another, who is nobody's correspondent."""
    speaks = any(_is_person(s) or company.is_titled(s) for s in subjects(verb))
    return speaks and any(
        (company.is_person(p) or any(t.ent_type_ in PERSON for t in p.doc[p.i : p.i + 2]))
        and not any(c.dep_ in POSSESSIVES for c in p.children)
        for p in obliques(verb, "to")
    )


def _together(verb: Token) -> bool:
    """ "Roe and Poe spoke today about …": with each other, where no hearers or occasion are named."""
    last = any(c.lower_ == "last" and c.i < verb.i for c in verb.children)
    if last and not obliques(verb, *_HEARD[:1]) and any(s.lower_ in _BOTH for s in subjects(verb)):
        return True
    both = [s for s in subjects(verb) if any(t.ent_type_ in PERSON for t in verb.doc[s.i : s.i + 2])]
    if len(both) < 2 or not any(t.lower_ == "and" for t in verb.doc[both[0].i : both[-1].i]):
        return False
    apart = any(c.lower_ in _APART or c.dep_ == "compound:prt" for c in verb.children)
    return not apart and not objects(verb) and not obliques(verb, *_HEARD)


def _talks(token: Token) -> bool:
    partners = {p.lemma_.lower() for p in obliques(token, "with")}
    if obliques(token, "in") and obliques(token, "in")[0].lower_ == "person" and company.are_together(token):
        return True
    return _together(token) or (bool(partners) and not partners & {"reporter", "journalist"})


def _phones(token: Token) -> bool:
    """ "Called Putin" (a person, perhaps by title and name), not "called it dangerous" or "called for"."""
    return (
        bool(objects(token))
        and not (token.dep_ == "acl" and token.tag_ == "VBN")
        and all(o.ent_type_ == "PERSON" or o.pos_ == "PROPN" for o in objects(token))
        and not any(c.dep_ in {"xcomp", "ccomp"} and not _is_purpose(c) for c in token.children)
        and not any(b.i - a.i > 1 for a, b in pairwise(objects(token)))
        and (token.lemma_.lower() != "call" or not obliques(token, "for", "on"))
    )


def _is_purpose(verb: Token) -> bool:
    """ "Telephoned her to discuss …": an infinitive that tells why, not what somebody is called."""
    return any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in verb.children)


def _convenes(token: Token) -> bool:
    """Persons are convened, or the unnamed ones of a group; a committee convenes itself."""
    return any(
        o.ent_type_ in {"PERSON", "PER"} or words.group_nouns().get(o.lower_) == "group"
        for o in objects(token)
    )


def _receives(token: Token) -> bool:
    """A person is received or welcomed, not a document, a decision, or a state into an alliance."""
    received = (c for c in token.children if c.dep_ in PASSIVE_SUBJECTS and c.pos_ == "PROPN")
    return any(o.ent_type_ not in _STATES for o in (*filter(_is_guest, objects(token)), *received))


def _is_guest(nominal: Token) -> bool:
    if nominal.ent_type_ in PERSON or nominal.pos_ == "PROPN" or nominal.lower_ in {"him", "her", "them"}:
        return True
    return words.group_nouns().get(nominal.lower_) == "person" and company.is_person(nominal)


def _sees(token: Token) -> bool:
    """ "Looks forward to seeing Prime Minister Roe", "to seeing each other"."""
    if company.sees(token):
        return True
    eager = any(v.lemma_.lower() == "look" for v in (token.head, token.head.head))
    seen = objects(token) if eager else []
    return any(o.ent_type_ in PERSON or o.pos_ == "PROPN" or o.lower_ == "other" for o in seen)


def _hosts(token: Token) -> bool:
    return bool(objects(token)) or any(c.dep_ in PASSIVE_SUBJECTS for c in token.children)


def _with_partner(token: Token) -> bool:
    if token.lemma_.lower() in _SHARED and not objects(token) and company.are_together(token):
        return True
    named = any(t.pos_ == "PROPN" for t in token.doc[token.i + 2 : token.i + 5])
    return any(p.pos_ == "PROPN" for p in obliques(token, "with")) or (named and partner_follows(token, 1))


def _discusses(token: Token) -> bool:
    """ "Discuss the crisis with X": the partner is a person, or stands right behind the verb."""
    heads = topics(token)
    partners = [p for head in heads for p in obliques(head, "with")]
    if any(s.pos_ == "NOUN" for s in subjects(token)):
        return False
    if any(map(_are_officials, partners)):
        return True
    partners = [p for p in partners if p.pos_ == "PROPN"]
    near = any(t.lower_ == "with" for t in token.doc[token.i + 1 : token.i + 2])
    return any(near or any(t.ent_type_ in {"PERSON", "PER"} for t in p.doc[p.i : p.i + 2]) for p in partners)


def _are_officials(noun: Token) -> bool:
    """ "U.S. officials": those who act for a country that is named."""
    return noun.lower_ in words.blocked("office") and any(
        c.ent_type_ in _NATIONS for c in noun.children if c.i < noun.i
    )


def _journeys(token: Token) -> bool:
    """Arrivals and journeys count where talks are their purpose or a person goes to a country."""
    if any(g.ent_type_ in {"GPE", "LOC"} for g in obliques(token, "to")):
        return any(map(_is_person, subjects(token)))
    return any(
        p.lemma_.lower() in {"talk", "meeting", "visit", "summit", "negotiation"}
        for p in obliques(token, "for", "on")
    )


def _exchanges(token: Token) -> bool:
    """ "Exchanged greetings by telephone", or what two exchange face to face."""
    by_wire = any(o.lower_ in {"phone", "telephone"} for o in obliques(token, "by", "over"))
    return by_wire or company.compares(token)


def _is_person(subject: Token) -> bool:
    return company.is_person(subject) or subject.pos_ in {"PROPN", "PRON"}


def _joins(token: Token) -> bool:
    return any(
        p.lemma_.lower() in {"talk", "meeting", "summit", "dinner", "lunch"}
        for p in obliques(token, "for", "in", "at")
    )


FRAMES: Final[dict[str, Callable[[Token], bool]]] = {
    "meet": _meets,
    "speak": _speaks,
    "talk": _talks,
    **dict.fromkeys(("phone", "telephone", "ring", "call"), _phones),
    **dict.fromkeys(("receive", "welcome", "greet"), _receives),
    "host": _hosts,
    "convene": _convenes,
    "sit": company.sits,
    **dict.fromkeys(("come", "get", "stand"), company.faces),
    "gather": company.gathers,
    "compare": company.compares,
    "discuss": _discusses,
    **dict.fromkeys(("engage", "consult", "negotiate", "dine", "lunch"), _with_partner),
    "join": _joins,
    **dict.fromkeys(("arrive", "travel", "fly"), _journeys),
    "exchange": _exchanges,
    "see": _sees,
}
