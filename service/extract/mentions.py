"""Mentions of meetings: what one trigger word says of who meets, by syntax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import MEETINGS, TITLE_END
from service.candidates.entities import EntityIndex
from service.candidates.evidence import is_aside, is_masked
from service.extract.another import is_beyond
from service.extract.carriers import bound_for, carrier_of, is_argument, is_frame, is_place
from service.extract.envoys import meant
from service.extract.noun_sides import of_noun, visited
from service.extract.partners import across, opposite, singled_out
from service.extract.present import askers, convening, together
from service.extract.roles import in_titles, reports
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
    topics,
)
from service.lexicons.meetings import (
    around,
    blocked,
    has_status_word,
    known_verb,
    trigger_nouns,
    trigger_verbs,
)

_TOWARDS: Final = {"sit": ("from", "opposite", "across"), "call": ("on", "upon")}
"""By what else than "with" verbs name the other side: "sat across from X", "called on X"."""


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


def mentions(doc: Doc, index: EntityIndex) -> tuple[MeetingMention, ...]:
    """All mentions of meetings outside page debris, in order of the text."""
    numbers = {sent.start: n for n, sent in enumerate(s for s in doc.sents if not is_aside(s))}
    title_end: int = doc._.get(TITLE_END)
    found = []
    for trigger in doc.spans.get(MEETINGS, ()):
        token = trigger.root
        if is_masked(trigger) or token.i in in_titles(doc):
            continue  # "Director of the Conference on …" meets nobody
        carrier = token if token.pos_ == "VERB" else carrier_of(token)
        hosts, sides = (
            _verb_sides(token, index) if token.pos_ == "VERB" else _noun_sides(token, carrier, index)
        )
        sides = listed_with(sides, token.sent, index)
        kept = tuple(key for key in sides if not reports(index, key))
        number = numbers.get(token.sent.start, 0)
        groups = _stops(kept, trigger, index)
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
                    goal=_goal(group, trigger.label_, index) or _whereabouts(carrier, index),
                )
            )
    return tuple(found)


def is_separate(trigger: Token, carrier: Token) -> bool:
    """ "Met separately with", "held separate talks with": with each of them alone."""
    near = (c for token in (trigger, carrier) for c in token.children)
    return any(c.lower_ in around("each") for c in near)


def _each(sides: tuple[str, ...], index: EntityIndex) -> list[tuple[str, ...]]:
    """The one who meets with each of the states named in turn, as in `_stops`."""
    states = tuple(k for k in sides if index[k].kind == "state")
    return [(sides[0], state) for state in states] if states == sides[1:] and states else [sides]


def _goal(sides: tuple[str, ...], label: str, index: EntityIndex) -> str:
    states = [index[k].country for k in sides if index[k].kind == "state"]
    return states[0] if label == "visit" and len(states) == 1 else ""


def _whereabouts(carrier: Token, index: EntityIndex) -> str:
    """The state in which somebody is for the meeting: "she is in Oslo for talks"."""
    states = visited([carrier], index) if is_place(carrier) else ()
    return index[states[0]].country if len(states) == 1 else ""


def _stops(sides: tuple[str, ...], trigger: Span, index: EntityIndex) -> list[tuple[str, ...]]:
    """A journey to several states is as many visits: the travellers with each of them; "the NATO and EU
    summits" are two, "the summit of the EU and NATO" is one.
    """
    label = trigger.label_
    travellers = tuple(k for k in sides if index[k].kind != "state")
    homes = {index[k].country for k in travellers}
    states = [k for k in sides if index[k].kind == "state"]
    abroad = [k for k in states if index[k].country not in homes]
    if label == "visit" and travellers and len(states) > len(abroad) > 0:
        states, sides = abroad, (*travellers, *abroad)
    bodies = [k for k in sides if index[k].kind == "organization"]
    if (
        label == "summit"
        and len(bodies) == len(sides) > 1
        and not meant(obliques(trigger.root, "of", "between"), index)
    ):
        return [(body,) for body in bodies]
    if label != "visit" or not travellers or len(states) < 2:
        return [sides]
    return [(*travellers, state) for state in states]


def _verb_sides(verb: Token, index: EntityIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(hosts, all sides) of a verb trigger."""
    actors = agents(verb) or []
    first = meant(subjects(verb), index) + meant(actors, index)
    second = meant(objects(verb), index) if verb.lemma_.lower() != "discuss" else ()
    partners = [*objects(verb), *obliques(verb, "with", "alongside")]
    second += across(verb, index, meant(obliques(verb, "with", "alongside"), index))
    second += singled_out(partners, index)
    if verb.lemma_.lower() in {"speak", "talk", "sit", "consult"}:
        second += index.of(obliques(verb, "to", "between"))
    if verb.lemma_.lower() in _TOWARDS:
        second += meant(obliques(verb, *_TOWARDS[verb.lemma_.lower()]), index)
    if verb.lemma_.lower() == "discuss":
        second += meant((p for topic in topics(verb) for p in obliques(topic, "with")), index)
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


def inviters(token: Token, index: EntityIndex) -> tuple[str, ...]:
    """Who invites to the visit: subject of "invited her to visit", owner of "his invitation to visit"."""
    head = token.head
    if token.dep_ in {"xcomp", "advcl", "ccomp"} and head.lemma_.lower() == "invite":
        return meant(subjects(head), index)
    if token.dep_ in {"acl", "nmod", "xcomp"} and head.lemma_.lower() == "invitation":
        return meant(possessors(head), index)
    return ()


def _noun_sides(noun: Token, carrier: Token, index: EntityIndex) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(hosts, all sides) of a noun trigger: its modifiers and the subject of the verb that carries it."""
    own = of_noun(noun, index)
    outer: tuple[str, ...] = ()
    if is_frame(noun, carrier):
        return (), ()
    if carrier.lemma_.lower() in trigger_verbs() and any(index[k].kind == "organization" for k in own):
        return (), own  # "met ahead of the NATO summit"
    if is_beyond(noun) and carrier.lemma_.lower() in trigger_verbs():
        return (), own
    own += _teller(noun, carrier, index) + _attending(noun, own, index)
    if noun.lemma_.lower() in around("journey") and has_status_word(
        carrier.lemma_, carrier.lower_, "depart", "journey"
    ):
        own += visited(bound_for(carrier), index)
    own += askers(noun, carrier, index) + (
        () if own else together(noun, carrier, index) or convening(noun, carrier, index)
    )
    if noun.dep_ in PASSIVE_SUBJECTS and carrier.lemma_.lower() in around("carry"):
        outer = meant(agents(carrier), index)
    elif is_place(carrier) and is_argument(noun):
        host = () if own or noun.lemma_.lower() in around("gathering") else visited([carrier], index)
        outer = meant(subjects(carrier), index) + host
    elif carrier != noun and _carries(carrier, own, index) and is_argument(noun):
        outer = (
            meant(subjects(carrier), index)
            + index.of(agents(carrier))
            + meant(obliques(carrier, "with", "between"), index)
        )
    hosts = index.of(subjects(carrier)) if carrier.lemma_.lower() == "host" else ()
    return hosts, outer + own


def _teller(noun: Token, carrier: Token, index: EntityIndex) -> tuple[str, ...]:
    """Whose talks they were, where only the partners are named: "informed her about talks with A and B"."""
    tells = known_verb(carrier.lemma_, carrier.lower_, blocked("telling"))
    whole = possessors(noun) or obliques(noun, "between", "among")
    if not tells or whole or not opposite(noun, index):
        return ()
    tellers = index.of(subjects(carrier))
    return tellers if len(tellers) == 1 else ()


def _attending(noun: Token, own: tuple[str, ...], index: EntityIndex) -> tuple[str, ...]:
    """Whose meetings at a body's gathering are told of: "briefed him on her talks at the summit"."""
    beside = noun.head.lemma_.lower() in trigger_nouns() and preposition_of(noun) in {"at", "during"}
    bodies = bool(own) and all(index[k].kind == "organization" for k in own)
    return meant(possessors(noun.head), index) if beside and bodies else ()


def _carries(carrier: Token, own: tuple[str, ...], index: EntityIndex) -> bool:
    """Whether the subject takes part; who only announces or discusses does so where nobody else is named."""
    lemma = carrier.lemma_.lower()
    if lemma in around("agree"):
        return len({index[k].country or k for k in own}) < 2
    return lemma in around("carry")
