"""What a noun's own phrase says of whether the meeting took place.

Its modifiers, the preposition that ties it to the clause, the journey to it.
"""

from __future__ import annotations

from itertools import islice
from typing import Final

from spacy.tokens import Token

from service.grammar import auxiliaries, governors, is_negated, obliques, preposition_of
from service.lexicons.meetings import around, has_status_word, status_words
from service.records import Status

_BESIDE: Final = frozenset(
    {"after", "ahead", "amid", "at", "before", "during", "following", "in", "since", "throughout"}
)
"""Prepositions by which a meeting is the time or place of what a clause tells, not its content."""
_AFTER: Final = frozenset({"after", "following", "since"})
IS: Final = frozenset({"is", "are", "'s", "’s", "'re", "’re"})
_WAS: Final = frozenset({"was", "were"})
AHEAD: Final = frozenset({"will", "'ll", "’ll", "shall"})
MODAL: Final = frozenset({"would", "could", "may", "might", "should", "must", "can"})
ASKING: Final = frozenset(
    {"appeal", "bid", "call", "demand", "invitation", "offer", "plea", "proposal", "request"}
)
"""Nouns whose owner wants the meeting, and whose verb's subject is who is asked."""
_JOURNEYS: Final = frozenset({"visit", "trip", "tour"})
_GATHER: Final = frozenset({"convene", "gather", "meet"})
_UNDERWAY: Final = frozenset({"way", "progress", "session"})


def is_beside(noun: Token, carrier: Token) -> bool:
    """Whether the meeting is only the time or place of the clause: "urged restraint during talks"."""
    return noun != carrier and _marker(_top(noun)) in _BESIDE


def _marker(noun: Token) -> str:
    """The word that ties a noun to its clause; to taggers "following" and "ahead" are no prepositions."""
    return next((c.lower_ for c in noun.children if c.dep_ == "case"), "")


def told(noun: Token, carrier: Token, tense: str) -> Status | None:
    """Status by the noun's modifiers, else by its place in the clause, else by the journey to it.

    `tense` is that of the carrier.
    """
    places = (carrier, *islice(governors(carrier), 2))
    return (
        _from_modifiers(noun)
        or _asked(noun, carrier)
        or _from_preposition(noun, carrier, tense)
        or _predicate(noun)
        or next((found for place in places if (found := _there(place, noun))), None)
        or _purpose(noun, carrier, tense)
        or _bound(noun, carrier)
    )


def _top(noun: Token) -> Token:
    """The head of the coordination or measure that the noun is in ("a round of talks")."""
    while noun.dep_ in {"conj", "nmod", "compound"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        if noun.dep_ == "nmod" and preposition_of(noun) != "of":
            break
        noun = noun.head
    return noun


def _from_modifiers(noun: Token) -> Status | None:
    words = {c.lower_ for c in noun.children if c.dep_ in {"amod", "compound", "acl"}}
    if any(_is_set(c) for c in noun.children if c.dep_ == "acl"):
        return Status.PLANNED
    for kind, status in (
        ("cancelled", Status.CANCELLED),
        ("postponed", Status.POSTPONED),
        ("planned", Status.PLANNED),
        ("proposed", Status.PROPOSED),
    ):
        if words & status_words(kind):
            return status
    return None


def _is_set(participle: Token) -> bool:
    """ "Talks set for Saturday", "a summit due to open in May"."""
    arranged = participle.tag_ in {"VBN", "JJ"} and participle.lower_ in around("arranged") - {"held"}
    return arranged and not any(c.dep_ in {"aux", "aux:pass"} for c in participle.children)


def _asked(noun: Token, carrier: Token) -> Status | None:
    """ "Turned down a request for a meeting": what is asked for is not agreed, unless it is accepted."""
    if noun.head.lemma_.lower() not in ASKING or preposition_of(noun) not in {"for", "to"}:
        return None
    granted = carrier != noun and has_status_word(carrier.lemma_, carrier.lower_, "plan")
    return Status.PLANNED if granted and not is_negated(carrier) else Status.PROPOSED


def _from_preposition(noun: Token, carrier: Token, tense: str) -> Status | None:
    """What is told to have happened after a meeting comes from one held; ahead of it, from one to come."""
    preposition = _marker(_top(noun))
    if noun == carrier or carrier.pos_ not in {"VERB", "AUX"} or tense == "future":
        return None
    if preposition in _AFTER and not {a.lower_ for a in auxiliaries(carrier)} & MODAL:
        return Status.HELD
    gathers = carrier.lemma_.lower() in _GATHER  # for another meeting than the one they are ahead of
    return Status.PLANNED if preposition == "ahead" and not gathers else None


def _predicate(noun: Token) -> Status | None:
    """ "It will be the first meeting between …": the copula's tense."""
    copulas = {c.lower_ for c in noun.children if c.dep_ == "cop"}
    if not copulas or is_negated(noun):
        return None
    helpers = {a.lower_ for a in auxiliaries(noun)}
    if helpers & AHEAD:
        return Status.PLANNED
    if copulas & _WAS:
        return Status.HELD
    on_it = preposition_of(noun) == "on" and noun.lemma_.lower() in _JOURNEYS
    return Status.ONGOING if on_it and copulas & IS and not helpers & MODAL else None


def _there(place: Token, noun: Token) -> Status | None:
    """What one "is in Jordan" for has begun, and talks that "are under way"; what one "will be in Jordan" for
    is announced.
    """
    copulas = {c.lower_ for c in place.children if c.dep_ == "cop"}
    way = place != noun and place.lower_ in _UNDERWAY and preposition_of(place) in {"in", "under"}
    if not copulas or is_negated(place) or not (way or preposition_of(place) in {"in", "at"}):
        return None
    helpers = {a.lower_ for a in auxiliaries(place)}
    if helpers & AHEAD:
        return Status.PLANNED
    if helpers & MODAL:
        return None
    return Status.ONGOING if copulas & IS else Status.HELD if copulas & _WAS else None


def _purpose(noun: Token, carrier: Token, tense: str) -> Status | None:
    """ "Arrived in Jordan for talks" announces the talks, "left on a visit" the visit; "arrived for a visit"
    has begun it.
    """
    lemma, form = carrier.lemma_, carrier.lower_
    preposition = preposition_of(noun)
    arrives = has_status_word(lemma, form, "arrive")
    departs = has_status_word(lemma, form, "depart")
    travels = arrives or departs or has_status_word(lemma, form, "journey")
    if not travels and not any(c.dep_ == "cop" for c in carrier.children):
        return None
    journey = noun.lemma_.lower() in _JOURNEYS
    if preposition not in {"for", "on", "to"} and not (preposition == "in" and journey and arrives):
        return None
    if not journey or departs:
        return Status.PLANNED
    return Status.ONGOING if tense != "future" and arrives else None


def _bound(noun: Token, carrier: Token) -> Status | None:
    """A line without a verb: "Roe to Oslo for talks" announces them."""
    verbless = carrier.pos_ not in {"VERB", "AUX"} and not any(c.dep_ == "cop" for c in carrier.children)
    goal = verbless and carrier != noun and preposition_of(noun) == "for" and obliques(carrier, "to")
    return Status.PLANNED if goal else None
