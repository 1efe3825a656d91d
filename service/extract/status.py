"""Whether a meeting took place: tense, aspect, modality, negation and lexical cues around its trigger."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Literal

from spacy.tokens import Token

from service.extract import status_nouns
from service.extract.ending import is_to_end
from service.extract.status_nouns import AHEAD, IS, MODAL
from service.grammar import (
    OBJECTS,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    auxiliaries,
    children,
    governors,
    is_negated,
    is_passive,
    preposition_of,
)
from service.lexicons.meetings import around, has_status_word
from service.records import Status

Tense = Literal["past", "present", "future"]

_HAVE: Final = frozenset({"has", "have", "'ve", "’ve", "having", "'s", "’s"})


def tense_of(verb: Token) -> Tense:
    """Tense of the clause of `verb`; participles and infinitives take their governor's."""
    helpers = {a.lower_ for a in auxiliaries(verb)}
    if helpers & AHEAD:
        return "future"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "had", "did"}:
        return "past"
    if verb.tag_ == "VBN" and helpers & _HAVE:
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
    noun = trigger.pos_ != "VERB"
    if not noun and _is_one(trigger, "arrive") and tense_of(trigger) == "past":
        return Status.ONGOING, False
    chain = _chain(carrier)
    beside = noun and status_nouns.is_beside(trigger, carrier)
    for verb in chain:
        if found := _called_off(verb, trigger, carrier, beside=beside):
            return found, True
    if noun and (found := status_nouns.told(trigger, carrier, tense_of(carrier))):
        return found, True
    if noun and is_to_end(trigger, carrier):
        return Status.ONGOING, True
    for verb in chain:
        if found := _announced(verb, carrier, trigger, beside=beside):
            return found, True
    if carrier.pos_ not in {"VERB", "AUX"}:
        return (Status.PLANNED, True) if coming else (Status.HELD, False)
    return _from_tense(carrier, trigger, coming=coming)


def _chain(carrier: Token) -> list[Token]:
    """The carrier and the verbs or adjectives that govern it as a complement, innermost first."""
    found = [carrier]
    while len(found) < 4 and found[-1].head != found[-1] and (_complements(found[-1]) or _held_by(found[-1])):
        if found[-1].dep_ == "conj" and any(c.dep_ in SUBJECTS for c in found[-1].children):
            break
        found.append(found[-1].head)
    return found


def _complements(word: Token) -> bool:
    return word.dep_ in {"xcomp", "ccomp", "advcl", "acl", "conj"}


def _held_by(noun: Token) -> bool:
    """The noun that an infinitive hangs on, as what a verb is done to: "scrapped plans to visit"."""
    plan = noun.pos_ == "NOUN" and _is(noun, "plan")
    return plan and noun.dep_ in {"obj", "nsubj:pass"} and any(c.dep_ == "acl" for c in noun.children)


def _called_off(verb: Token, trigger: Token, carrier: Token, *, beside: bool) -> Status | None:
    """What a verb in the chain says of a meeting that will not be, or later."""
    about_it = verb == carrier and trigger != carrier and not beside
    particle = _particle(verb)
    if _is(verb, "cancel") or (_is_one(verb, "call", "break") and particle == "off"):
        return Status.CANCELLED if about_it or verb != carrier else None
    if _is(verb, "postpone") or (_is_one(verb, "put", "push") and particle in {"off", "back"}):
        return Status.POSTPONED if about_it else None
    if idiom := _idiom(verb):
        return idiom if about_it or verb != carrier else None
    if _is_one(verb, "fail") and carrier.head == verb and _is_infinitive(carrier) and not beside:
        return Status.PROPOSED if tense_of(verb) == "future" else Status.CANCELLED
    if _is_one(verb, "pull") and particle == "out" and not _is_one(trigger, "talk", "negotiation"):
        return Status.CANCELLED
    if _is_one(verb, "rule") and particle == "out" and not is_negated(verb):
        return Status.CANCELLED if about_it or verb != carrier else None
    ahead = {a.lower_ for a in auxiliaries(verb)} & (AHEAD | {"would"})
    off = about_it and ahead and is_negated(verb) and _is(verb, "event")
    return Status.CANCELLED if off and any(_stem(trigger) == s for s in _own_subjects(verb)) else None


def _idiom(verb: Token) -> Status | None:
    """ "Put the summit on hold", "on ice"; "pulled the plug on the talks"."""
    near = {(a.lower_, b.lower_) for a, b in pairwise(t for t in verb.subtree if t.i > verb.i)}
    if _is_one(verb, "put", "place") and near & {("on", "hold"), ("on", "ice")}:
        return Status.POSTPONED
    return Status.CANCELLED if _is_one(verb, "pull") and ("the", "plug") in near else None


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in verb.children)


def _stem(noun: Token) -> Token:
    """The head of the coordination or measure that the noun for a meeting is in ("a round of talks")."""
    while noun.dep_ in {"conj", "nmod", "compound"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def _own_subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in SUBJECTS]


def _announced(verb: Token, carrier: Token, trigger: Token, *, beside: bool) -> Status | None:
    """What the lemma of one verb in the chain says of a meeting wanted or agreed."""
    about_it = verb == carrier and trigger != carrier and not beside
    if verb == carrier and not about_it:
        return Status.PLANNED if beside and _is(verb, "plan") and is_passive(verb) else None
    infinitive = carrier.dep_ in {"xcomp", "advcl", "acl"} and any(c.lower_ == "to" for c in carrier.children)
    gerund = carrier.lower_.endswith("ing") and carrier.dep_ in {"xcomp", "ccomp"}
    opens = _is_one(verb, "open") and verb.pos_ == "VERB"  # "opened talks", but "is open to talks"
    if _is(verb, "propose") and not opens and (about_it or infinitive or gerund or carrier.dep_ == "ccomp"):
        return Status.PROPOSED
    if _is(verb, "plan") and (infinitive or about_it):
        return Status.PROPOSED if is_negated(verb) else Status.PLANNED
    return Status.PLANNED if _is_one(verb, "be") and infinitive else None


def _is(verb: Token, *kinds: str) -> bool:
    return has_status_word(verb.lemma_, verb.lower_, *kinds)


def _is_one(verb: Token, *lemmas: str) -> bool:
    return verb.lemma_.lower() in lemmas


def _particle(verb: Token) -> str:
    """ "Off" in "called off the visit" and "called it off"; a parser may hang it on the noun."""
    own = [c for c in verb.children if c.dep_ in {"compound:prt", "advmod"}]
    near = [*own, *verb.doc[verb.i + 1 : verb.i + 2]]
    return next((t.lower_ for t in near if t.lower_ in {"off", "out", "back", "down"}), "")


def _from_tense(carrier: Token, trigger: Token, *, coming: bool | None) -> tuple[Status, bool]:
    """Status by tense and aspect of the asserting verb."""
    helpers = {a.lower_ for a in auxiliaries(carrier)}
    if _is_later_then(carrier, helpers) and not _is_aside(trigger, carrier):
        return Status.PLANNED, True
    if helpers & MODAL or is_negated(carrier):
        return Status.PROPOSED, True
    if carrier.tag_ == "VBG" and "been" in helpers and helpers & _HAVE - {"having"}:
        return Status.ONGOING, True  # "have been negotiating"
    tense = tense_of(carrier)
    if tense == "future":
        return Status.PLANNED, True
    tried = (
        carrier.dep_ == "xcomp" and _is(carrier.head, "manage") and status_nouns.is_beside(trigger, carrier)
    )
    if _is_infinitive(carrier) and tried and tense_of(carrier.head) == "past":
        return Status.HELD, True  # "failed to win support at a meeting"
    if _is_infinitive(carrier) and {a.lower_ for a in auxiliaries(carrier.head)} & MODAL:
        return Status.PROPOSED, True  # "would be glad to meet"
    if _is_infinitive(carrier):
        return (Status.HELD, False) if coming is False else (Status.PLANNED, True)
    underway = trigger != carrier and _is(carrier, "begin")
    if underway and helpers & {"has", "have"} and not coming:
        return Status.ONGOING, True
    if tense == "past":
        scheduled = coming and carrier.lemma_ in {"schedule", "plan"}
        return (Status.PLANNED if scheduled else Status.HELD), True
    return _from_present(carrier, helpers, coming=coming, underway=underway)


def _is_later_then(carrier: Token, helpers: set[str]) -> bool:
    """A future seen from the past: "said that he would visit Ankara in April", without a condition."""
    if "would" not in helpers or carrier.dep_ != "ccomp" or is_negated(carrier):
        return False
    told = tense_of(carrier.head) == "past" and not _is(carrier.head, "propose")
    return told and not any(c.lower_ in {"if", "unless"} for part in carrier.children for c in part.children)


def _is_aside(noun: Token, carrier: Token) -> bool:
    """ "Would impose no conditions on a visit": the meeting stands beside what would be done."""
    return noun != carrier and preposition_of(noun) == "on" and bool(children(carrier, OBJECTS))


def _is_listed(gerund: Token) -> bool:
    """ "The tour includes attending the summit": what a journey has before it."""
    above = next((t for t in governors(gerund) if t.tag_ in {"VBZ", "VBP"}), None)
    return above is not None and above.lemma_.lower() in around("include")


def _from_present(
    carrier: Token, helpers: set[str], *, coming: bool | None, underway: bool
) -> tuple[Status, bool]:
    if coming:
        return Status.PLANNED, True
    progressive = carrier.lower_.endswith("ing") and bool(helpers & IS)
    if progressive or any(c.dep_ in PASSIVE_SUBJECTS for c in carrier.children):
        return Status.ONGOING, True
    if carrier.tag_ == "VBG":
        return (Status.PLANNED, True) if _is_listed(carrier) else (Status.HELD, False)
    return (Status.ONGOING, True) if underway else (Status.HELD, False)
