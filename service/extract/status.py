"""Whether a meeting took place: tense, aspect, modality, negation and lexical cues around its trigger."""

from __future__ import annotations

from itertools import islice
from typing import Final, Literal

from spacy.tokens import Token

from service.grammar import PASSIVE_SUBJECTS, SUBJECTS, auxiliaries, governors, is_negated, preposition_of
from service.records import Status

Tense = Literal["past", "present", "future"]

_CANCEL: Final = frozenset({"cancel", "scrap", "abort", "scuttle"})
_POSTPONE: Final = frozenset({"postpone", "delay", "defer", "reschedule", "suspend"})
PLAN: Final = frozenset(
    [
        "plan",
        "schedule",
        "expect",
        "agree",
        "set",
        "intend",
        "prepare",
        "arrange",
        "announce",
        "confirm",
        "due",
        "slate",
        "promise",
        "await",
        "anticipate",
        "accept",
        "be",
    ]
)
PROPOSE: Final = frozenset(
    [
        "propose",
        "offer",
        "want",
        "invite",
        "urge",
        "call",
        "hope",
        "wish",
        "ask",
        "seek",
        "suggest",
        "request",
        "refuse",
        "reject",
        "decline",
        "need",
        "demand",
        "appeal",
        "like",
        "consider",
        "ready",
        "willing",
        "open",
        "reiterate",
        "insist",
        "press",
        "push",
        "oppose",
        "rule",
    ]
)
_FAIL: Final = frozenset({"refuse", "reject", "decline", "cancel"})
_BEGIN: Final = frozenset({"begin", "start", "open", "continue", "resume", "underway", "under"})
_ARRIVALS: Final = frozenset({"arrive", "be", "begin", "start", "land"})
_JOURNEYS: Final = _ARRIVALS | frozenset({"head", "go", "travel", "fly", "leave", "depart", "come", "return"})
_IS: Final = frozenset({"is", "are", "'s", "’s", "'re", "’re"})
_FUTURE: Final = frozenset({"will", "'ll", "’ll", "shall"})
_MODAL: Final = frozenset({"would", "could", "may", "might", "should", "must", "can"})
_NOUN_PLANNED: Final = frozenset(
    {"upcoming", "planned", "scheduled", "forthcoming", "expected", "next", "coming", "future"}
)
_NOUN_PROPOSED: Final = frozenset({"proposed", "possible", "potential", "direct"})


def tense_of(verb: Token) -> Tense:
    """Tense of the clause of `verb`; participles and infinitives take their governor's."""
    helpers = {a.lower_ for a in auxiliaries(verb)}
    if helpers & _FUTURE:
        return "future"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "had", "did"}:
        return "past"
    if verb.tag_ == "VBN" and helpers & {"has", "have", "'ve", "’ve", "having", "'s", "’s"}:
        return "past"
    if verb.tag_ in {"VBP", "VBZ"} or helpers & {"is", "are", "am", "'s", "’s", "'re", "’re", "has", "have"}:
        return "present"
    if verb.head != verb and verb.head.pos_ in {"VERB", "AUX"}:
        return tense_of(verb.head)
    return "past" if verb.tag_ == "VBN" else "present"


def status_of(trigger: Token, carrier: Token, *, coming: bool | None) -> tuple[Status, bool]:
    """Status of the meeting that `trigger` evokes, and whether a cue (not the default) decided it.

    `carrier` is the verb that asserts it: the trigger itself, or the verb a noun hangs on.
    `coming` tells whether its date lies after publication (None: unknown).
    """
    if trigger.pos_ != "VERB" and (found := _from_noun(trigger, carrier)):
        return found, True
    for verb in _chain(carrier):
        if found := _lexical(verb, carrier, trigger):
            return found, True
    if carrier.pos_ not in {"VERB", "AUX"}:
        return (Status.PLANNED, True) if coming else (Status.HELD, False)
    return _from_tense(carrier, trigger, coming=coming)


def _from_noun(noun: Token, carrier: Token) -> Status | None:
    """What the noun's own modifiers say, where one is for it, what the journey to it says."""
    places = (carrier, *islice(governors(carrier), 2))
    return (
        _from_modifiers(noun)
        or next((found for place in places if (found := _there(place))), None)
        or _purpose(noun, carrier)
    )


def _from_modifiers(noun: Token) -> Status | None:
    words = {c.lower_ for c in noun.children if c.dep_ in {"amod", "compound", "acl"}}
    if words & {"cancelled", "canceled", "aborted"}:
        return Status.CANCELLED
    if words & {"postponed", "delayed", "suspended"}:
        return Status.POSTPONED
    if words & _NOUN_PLANNED:
        return Status.PLANNED
    return Status.PROPOSED if words & (_NOUN_PROPOSED - {"direct"}) else None


def _purpose(noun: Token, carrier: Token) -> Status | None:
    """ "Arrived in Jordan for talks" announces the talks; "arrived for a visit" has begun it."""
    goal = preposition_of(noun) in {"for", "on", "to"}
    if not goal or (
        carrier.lemma_.lower() not in _JOURNEYS and not any(c.dep_ == "cop" for c in carrier.children)
    ):
        return None
    if noun.lemma_.lower() not in {"visit", "trip", "tour"}:
        return Status.PLANNED
    return Status.ONGOING if tense_of(carrier) != "future" and carrier.lemma_.lower() in _ARRIVALS else None


def _there(place: Token) -> Status | None:
    """What one "is in Jordan" for has begun; what one "will be in Jordan" for is announced."""
    copulas = {c.lower_ for c in place.children if c.dep_ == "cop"}
    if not copulas or preposition_of(place) not in {"in", "at"} or is_negated(place):
        return None
    helpers = {a.lower_ for a in auxiliaries(place)}
    if helpers & _FUTURE:
        return Status.PLANNED
    return Status.ONGOING if copulas & _IS and not helpers & _MODAL else None


def _chain(carrier: Token) -> list[Token]:
    """The carrier and the verbs or adjectives that govern it as a complement, innermost first."""
    found = [carrier]
    while (
        found[-1].dep_ in {"xcomp", "ccomp", "advcl", "acl", "conj"}
        and found[-1].head != found[-1]
        and len(found) < 4
    ):
        if found[-1].dep_ == "conj" and any(c.dep_ in SUBJECTS for c in found[-1].children):
            break
        found.append(found[-1].head)
    return found


def _lexical(verb: Token, carrier: Token, trigger: Token) -> Status | None:
    """What the lemma of one verb in the chain says."""
    lemma = verb.lemma_.lower()
    about_it = verb == carrier and trigger != carrier
    if lemma in _CANCEL or (lemma in {"call", "break"} and _particle(verb) == "off"):
        return Status.CANCELLED if about_it or verb != carrier else None
    if lemma in _POSTPONE or (lemma == "put" and _particle(verb) in {"off", "back"}):
        return Status.POSTPONED if about_it else None
    if lemma == "pull" and _particle(verb) == "out":
        return Status.CANCELLED
    if verb == carrier and not about_it:
        return None
    infinitive = carrier.dep_ in {"xcomp", "advcl", "acl"} and any(c.lower_ == "to" for c in carrier.children)
    opens = lemma == "open" and verb.pos_ == "VERB"  # "opened talks", but "is open to talks"
    if lemma in PROPOSE and not opens and (about_it or infinitive or carrier.dep_ == "ccomp"):
        return _proposed(verb, about_it=about_it)
    if lemma in PLAN - {"be"} and (infinitive or about_it):
        return Status.PROPOSED if is_negated(verb) else Status.PLANNED
    if lemma == "be" and infinitive:
        return Status.PLANNED
    if about_it and lemma in _BEGIN:
        return None
    return None


def _proposed(verb: Token, *, about_it: bool) -> Status:
    if verb.lemma_.lower() in _FAIL and about_it and verb.lemma_.lower() == "cancel":
        return Status.CANCELLED
    return Status.PROPOSED


def _particle(verb: Token) -> str:
    return next(
        (
            c.lower_
            for c in verb.children
            if c.dep_ in {"compound:prt", "advmod"} and c.lower_ in {"off", "out", "back", "down"}
        ),
        "",
    )


def _from_tense(carrier: Token, trigger: Token, *, coming: bool | None) -> tuple[Status, bool]:
    """Status by tense and aspect of the asserting verb."""
    helpers = {a.lower_ for a in auxiliaries(carrier)}
    if is_negated(carrier) and not helpers & _FUTURE:
        return (Status.PROPOSED, True)
    if helpers & _MODAL:
        return Status.PROPOSED, True
    tense = tense_of(carrier)
    if tense == "future":
        return Status.PLANNED, True
    infinitive = any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in carrier.children)
    if infinitive:
        return (Status.HELD, False) if coming is False else (Status.PLANNED, True)
    if trigger != carrier and carrier.lemma_.lower() in _BEGIN and helpers & {"has", "have"} and not coming:
        return Status.ONGOING, True
    if tense == "past":
        return (
            (Status.PLANNED, True)
            if coming and carrier.lemma_ in {"schedule", "plan"}
            else (Status.HELD, True)
        )
    progressive = carrier.lower_.endswith("ing") and bool(helpers & _IS)
    if coming:
        return Status.PLANNED, True
    if progressive or any(c.dep_ in PASSIVE_SUBJECTS for c in carrier.children):
        return Status.ONGOING, True
    if carrier.tag_ == "VBG":
        return Status.HELD, False
    underway = trigger != carrier and carrier.lemma_.lower() in _BEGIN
    return (Status.ONGOING, True) if underway else (Status.HELD, False)
