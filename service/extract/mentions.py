"""Mentions of meetings: what one trigger word says of who meets, by syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import MEETINGS, TITLE_END
from service.extract.actors import ActorIndex
from service.extract.evidence import is_masked
from service.extract.noun_sides import meant, of_noun, visited
from service.extract.partners import across, opposite
from service.extract.roles import reports
from service.extract.series import listed_with
from service.extract.status import Tense, tense_of
from service.grammar import (
    PASSIVE_SUBJECTS,
    agents,
    clause,
    objects,
    obliques,
    possessors,
    preposition_of,
    subjects,
)
from service.lexicons.meetings import around, blocked, known_verb, trigger_nouns, trigger_verbs

_IN: Final = frozenset({"for", "in", "during", "at", "on", "to", "after", "following", "before", "ahead"})


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """One trigger with its arguments. `sides` are actor keys in order, `hosts` those who receive, `goal` is
    the alpha-3 of the state that is visited, or "".
    """

    trigger: Span
    carrier: Token
    sides: tuple[str, ...]
    hosts: tuple[str, ...]
    tense: Tense
    headline: bool
    sentence: int
    goal: str = ""

    @property
    def label(self) -> str:
        """Kind of trigger, as in `annotations.MEETINGS`."""
        return self.trigger.label_


def mentions(doc: Doc, index: ActorIndex) -> tuple[MeetingMention, ...]:
    """All mentions of meetings outside page debris, in order of the text."""
    numbers = {sent.start: n for n, sent in enumerate(s for s in doc.sents if not is_masked(s))}
    title_end: int = doc._.get(TITLE_END)
    found = []
    for trigger in doc.spans.get(MEETINGS, ()):
        if is_masked(trigger):
            continue
        token = trigger.root
        carrier = token if token.pos_ == "VERB" else carrier_of(token)
        hosts, sides = (
            _verb_sides(token, index) if token.pos_ == "VERB" else _noun_sides(token, carrier, index)
        )
        sides = listed_with(sides, token.sent, index)
        kept = tuple(key for key in sides if not reports(index, key))
        number = numbers.get(token.sent.start, 0)
        groups = _stops(kept, trigger.label_, index)
        if number > 1 and is_separate(token, carrier):
            groups = _each(kept, index)
        for group in groups:
            found.append(
                MeetingMention(
                    trigger=trigger,
                    carrier=carrier,
                    sides=group,
                    hosts=hosts,
                    tense=tense_of(clause(carrier)),
                    headline=token.i < title_end,
                    sentence=number,
                    goal=_goal(group, trigger.label_, index),
                )
            )
    return tuple(found)


def is_separate(trigger: Token, carrier: Token) -> bool:
    """ "Met separately with", "held separate talks with": with each of them alone."""
    near = (c for token in (trigger, carrier) for c in token.children)
    return any(c.lower_ in around("each") for c in near)


def _each(sides: tuple[str, ...], index: ActorIndex) -> list[tuple[str, ...]]:
    """The one who meets with each of the states named in turn, as in `_stops`."""
    states = tuple(k for k in sides if index[k].kind == "state")
    return [(sides[0], state) for state in states] if states == sides[1:] and states else [sides]


def _goal(sides: tuple[str, ...], label: str, index: ActorIndex) -> str:
    states = [index[k].country for k in sides if index[k].kind == "state"]
    return states[0] if label == "visit" and len(states) == 1 else ""


def _stops(sides: tuple[str, ...], label: str, index: ActorIndex) -> list[tuple[str, ...]]:
    """A journey to several states is as many visits: the travellers with each of them."""
    travellers = tuple(k for k in sides if index[k].kind != "state")
    states = [k for k in sides if index[k].kind == "state"]
    bodies = [k for k in sides if index[k].kind == "organization"]
    if label == "summit" and len(bodies) == len(sides) > 1:
        return [(body,) for body in bodies]
    if label != "visit" or not travellers or len(states) < 2:
        return [sides]
    return [(*travellers, state) for state in states]


def carrier_of(noun: Token) -> Token:
    """The verb that asserts the meeting a noun names; the noun itself in a verbless line."""
    head = noun
    while (
        head.dep_ in {"conj", "appos", "compound", "nmod"}
        and head.head != head
        and head.head.pos_ in {"NOUN", "PROPN"}
    ):
        head = head.head
    if head.head != head and (head.head.pos_ in {"VERB", "AUX"} or is_place(head.head)):
        return head.head
    return head


def _verb_sides(verb: Token, index: ActorIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(hosts, all sides) of a verb trigger."""
    actors = agents(verb) or []
    first = meant(subjects(verb), index) + meant(actors, index)
    second = meant(objects(verb), index)
    second += across(verb, index, meant(obliques(verb, "with", "alongside"), index))
    if verb.lemma_.lower() in {"speak", "talk", "sit", "consult"}:
        second += index.of(obliques(verb, "to", "between"))
    if verb.lemma_.lower() == "discuss":
        second += meant((p for noun in objects(verb) for p in obliques(noun, "with")), index)
    for noun in objects(verb):
        held = of_noun(noun, index) if noun.lemma_.lower() in trigger_nouns() else ()
        if len({index[k].country or k for k in held}) > 1 and verb.lemma_.lower() == "host":
            return first, held
        second += held
    first += inviters(verb, index)
    if verb.lemma_.lower() in {"visit", "travel", "fly", "arrive"}:
        second += visited([*objects(verb), *obliques(verb, "to", "in")], index)
    hosts = (index.of(actors) or first) if verb.lemma_.lower() in around("host") else ()
    return hosts, first + second


def inviters(token: Token, index: ActorIndex) -> tuple[str, ...]:
    """Who invites to the visit: subject of "invited her to visit", owner of "his invitation to visit"."""
    head = token.head
    if token.dep_ in {"xcomp", "advcl", "ccomp"} and head.lemma_.lower() == "invite":
        return meant(subjects(head), index)
    if token.dep_ in {"acl", "nmod", "xcomp"} and head.lemma_.lower() == "invitation":
        return meant(possessors(head), index)
    return ()


def _noun_sides(noun: Token, carrier: Token, index: ActorIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(hosts, all sides) of a noun trigger: its modifiers and the subject of the verb that carries it."""
    own = of_noun(noun, index)
    outer: tuple[str, ...] = ()
    if is_frame(noun, carrier):
        return (), ()
    if carrier.lemma_.lower() in trigger_verbs() and any(index[k].kind == "organization" for k in own):
        return (), own  # "met ahead of the NATO summit"
    own += _teller(noun, carrier, index)
    if noun.dep_ in PASSIVE_SUBJECTS and carrier.lemma_.lower() in around("carry"):
        outer = meant(agents(carrier), index)
    elif is_place(carrier) and _is_argument(noun):
        outer = meant(subjects(carrier), index) + (() if own else visited([carrier], index))
    elif carrier != noun and _carries(carrier, own, index) and _is_argument(noun):
        outer = (
            meant(subjects(carrier), index)
            + index.of(agents(carrier))
            + meant(obliques(carrier, "with", "between"), index)
        )
    hosts = index.of(subjects(carrier)) if carrier.lemma_.lower() == "host" else ()
    return hosts, outer + own


def _teller(noun: Token, carrier: Token, index: ActorIndex) -> tuple[str, ...]:
    """Whose talks they were, where only the partners are named: "informed her about talks with A and B"."""
    tells = known_verb(carrier.lemma_, carrier.lower_, blocked("telling"))
    whole = possessors(noun) or obliques(noun, "between", "among")
    if not tells or whole or not opposite(noun, index):
        return ()
    tellers = index.of(subjects(carrier))
    return tellers if len(tellers) == 1 else ()


def is_frame(noun: Token, carrier: Token) -> bool:
    """The gathering at which another meeting takes place: "met on the sidelines of the summit"."""
    if noun.lemma_.lower() not in around("gathering") or carrier == noun:
        return False
    head = noun
    while head.dep_ in {"nmod", "compound", "conj"} and head.head.pos_ in {"NOUN", "PROPN"}:
        if head.dep_ == "nmod" and head.head.is_lower and not _is_scene(head.head):
            break  # "in anticipation of the summit"
        head = head.head
    meets = (
        carrier.lemma_.lower() in trigger_verbs() and carrier.lemma_.lower() not in around("carry")
    ) or carrier.lemma_.lower() == "meet"
    holds = any(o.lemma_.lower() in trigger_nouns() and o != noun for o in objects(carrier))
    return (meets or holds) and preposition_of(head) in {"at", "on", "during", "in"}


def _is_scene(noun: Token) -> bool:
    """The place or event beside which a meeting is: "the sidelines of the summit", "a session of it"."""
    return bool({noun.lower_, noun.lemma_.lower()} & (around("scene") | around("gathering")))


def is_place(carrier: Token) -> bool:
    """ "She is in Oslo for talks": a place that is the clause's predicate."""
    return any(c.dep_ == "cop" for c in carrier.children) and preposition_of(carrier) in {"in", "at", "on"}


def _carries(carrier: Token, own: tuple[str, ...], index: ActorIndex) -> bool:
    """Whether the subject takes part; who only announces or discusses does so where nobody else is named."""
    lemma = carrier.lemma_.lower()
    if lemma in around("agree"):
        return len({index[k].country or k for k in own}) < 2
    return lemma in around("carry")


def _is_argument(noun: Token) -> bool:
    """Object of the verb, or its goal or frame ("arrived for talks", "gathered at a summit")."""
    head = noun
    while head.dep_ in {"conj", "nmod", "compound"} and head.head.pos_ in {"NOUN", "PROPN"}:
        head = head.head
    if head.dep_ in {"obj", "iobj"}:
        return True
    preposition = preposition_of(head)
    return preposition in _IN or (preposition == "of" and _measures(head))


def _measures(noun: Token) -> bool:
    """ "Two days of talks", of which a parser may hang the talks on the verb."""
    measured = [o for o in objects(noun.head) if noun.doc[o.i + 1].lower_ == "of"]
    return any(o.i + 2 <= noun.i and noun.left_edge.i == o.i + 1 for o in measured)
