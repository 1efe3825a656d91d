"""Cues in context: one stance for a verb and its modal or noun, and only what is asserted.

A cue under "if", in a question, or in what someone asks, promises or refuses is no stance of its subject
(veridicality after Saurí & Pustejovsky 2012, by syntax alone).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Token

from service.grammar import is_negated, is_passive
from service.lexicons.cues import LIGHT, NONE, SAY, CueEntry, cues_by_lemma, verb_lemma
from service.pipeline.frames import Frame

_OPEN: Final = frozenset({"xcomp", "advcl", "acl", "obl", "nmod", "ccomp"})
_WISHES: Final = frozenset(
    {"hope", "trust", "expect", "expectation", "confidence", "belief", "fear", "concern"}
)
_QUESTIONS: Final = frozenset({"if", "unless", "whether", "how", "why"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: `head` is the word of the lexicon, `light` the verb that lends a noun its subject."""

    head: Token
    entry: CueEntry | None
    label: str
    light: Token | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Token range from the verb (light or own) to the head word."""
        first, last = sorted((self.head.i, (self.light or self.head).i))
        return first, last + 1


def settle(found: dict[int, Cue]) -> dict[int, Cue]:
    """The cues that stand, by head word: doubles merged, those that are not asserted left out."""
    _settle_light_verbs(found)
    _settle_modals(found)
    _settle_reports(found)
    return {i: cue for i, cue in found.items() if not _is_unreal(cue, found)}


def is_asserted(cue: Cue, found: dict[int, Cue]) -> bool:
    """Whether a cue stands beside those `found`."""
    return not _is_unreal(cue, found)


def _settle_light_verbs(found: dict[int, Cue]) -> None:
    """A light verb whose object carries the stance has none of its own."""
    for cue in list(found.values()):
        if cue.light is None:
            continue
        if cue.label == "support" and _is_topic(cue.light):
            del found[cue.head.i]  # "discussed the importance of …" takes no side
            continue
        verb = found.get(cue.light.i)
        if verb is not None and verb.entry is not None and verb.entry.holder == "in":
            del found[cue.head.i]  # "raised alarms in Tokyo": the verb's row knows whose they are
        else:
            found.pop(cue.light.i, None)


def _is_topic(verb: Token) -> bool:
    rows = cues_by_lemma().get((verb_lemma(verb.lemma_, verb.lower_), "VERB"), ())
    return any(row.stance == LIGHT and row.holder == "topic" for row in rows)


def _settle_modals(found: dict[int, Cue]) -> None:
    """One cue for a modal and its verb: "will urge" urges, "should condemn" asks, "will send" promises."""
    for cue in list(found.values()):
        if cue.entry is None or cue.entry.pos != "AUX":
            continue
        verb = cue.head.head
        own = found.get(verb.i)
        if cue.label == "commit" and own is not None and _is_deed(own):
            del found[verb.i]
        elif cue.label == "commit" and (own is not None or _makes_no_promise(verb)):
            del found[cue.head.i]
        elif own is not None:
            del found[verb.i]


def _is_deed(cue: Cue) -> bool:
    """Support that is given and not voiced: who "will back" somebody promises it."""
    return cue.entry is not None and cue.label == "support" and not cue.entry.speech


def _makes_no_promise(verb: Token) -> bool:
    """A state, a passive or a mere event; whoever denies even that, refuses."""
    if is_negated(verb):
        return False
    rows = cues_by_lemma().get((verb_lemma(verb.lemma_, verb.lower_), "VERB"), ())
    return verb.pos_ != "VERB" or is_passive(verb) or any(row.stance == NONE for row in rows)


def _settle_reports(found: dict[int, Cue]) -> None:
    """ "Stressed that Iran must comply" asks; only where the clause is plain does "stressed" support it."""
    for i, cue in list(found.items()):
        if cue.entry is None or cue.label not in {"support", "commit"} or cue.entry.lemma in _WISHES:
            continue
        frame = "clause" if cue.label == "support" else "clause_will"
        if (frame, frozenset()) not in cue.entry.frame:
            continue
        if cue.entry.pos == "VERB" and any(_has_other(c, cue, found) for c in Frame(cue.head).clauses):
            found[i] = replace(cue, label=SAY)


def _has_other(clause: Token, above: Cue, found: dict[int, Cue]) -> bool:
    """Whether the clause has a stance; a promise is no other than the one that confirms it."""
    words = [clause, *(c for c in clause.children if c.dep_ in {"aux", "xcomp", "obj", "conj"})]
    inner = [found[word.i].label for word in words if word.i in found]
    return bool(inner) and (above.label != "commit" or any(label != "commit" for label in inner))


def _is_unreal(cue: Cue, found: dict[int, Cue]) -> bool:
    """Not asserted: under "if", or what someone is asked, promises or refuses to do."""
    predicate = cue.light or cue.head
    if cue.entry is not None and cue.entry.pos == "AUX":
        predicate = cue.head.head
    if _is_mere_purpose(cue, predicate) or _is_errand(cue):
        return True
    current = predicate
    for _ in range(6):
        if any(c.lower_ in _QUESTIONS and c.dep_ in {"mark", "advmod"} for c in current.children):
            return True
        if current.dep_ == "conj":
            current = current.head
            continue
        if current.dep_ not in _OPEN or current.pos_ not in {"VERB", "ADJ", "NOUN", "AUX"}:
            return False
        above = _cue_above(current, found)
        if above is not None and above.head.i != cue.head.i and _binds(current, above):
            return not _is_motive(cue, above)
        if current.dep_ != "xcomp":
            return False
        current = current.head
    return False


def _is_motive(cue: Cue, above: Cue) -> bool:
    """ "Cancelled the talks to protest the visit": a deed is done in order to say something."""
    predicate = cue.light or cue.head
    told = cue.entry is not None and cue.entry.speech and above.entry is not None and not above.entry.speech
    return told and predicate.dep_ == "advcl"


def _is_mere_purpose(cue: Cue, predicate: Token) -> bool:
    """ "Funds to support the army": a deed as the purpose of something, where nobody speaks."""
    if predicate.pos_ != "VERB" or predicate.dep_ not in {"advcl", "acl"}:
        return False
    marks = {c.lower_ for c in predicate.children if c.dep_ == "mark"}
    deed = cue.entry is not None and not cue.entry.speech
    return (deed and bool(marks)) or (predicate.dep_ == "acl" and "to" in marks)


def _is_errand(cue: Cue) -> bool:
    """ "Plans to visit": an intention that promises nothing."""
    if cue.label != "commit" or cue.entry is None or cue.entry.speech or cue.entry.pos != "VERB":
        return False
    infinitives = Frame(cue.head).infinitives
    return any(name == "inf" for name, _ in cue.entry.frame) and all(map(_makes_no_promise, infinitives))


def _cue_above(token: Token, found: dict[int, Cue]) -> Cue | None:
    """The cue on the governor of `token`, or on the governor's modal."""
    parent = token.head
    if parent.i in found:
        return found[parent.i]
    if token.dep_ == "acl" and parent.head.i in found and any(c.dep_ == "mark" for c in token.children):
        return found[parent.head.i]  # "accused Iran of arming …" with the gerund hung on the noun
    return next((found[c.i] for c in parent.children if c.dep_ == "aux" and c.i in found), None)


def _binds(token: Token, above: Cue) -> bool:
    """Whether the cue above makes `token` a thing wanted, promised, refused or feared rather than done."""
    if above.label == SAY or (token.pos_ == "NOUN" and token.dep_ in {"obl", "nmod"}):
        return False
    marks = {c.lower_ for c in token.children if c.dep_ in {"mark", "aux", "case"}}
    if token.dep_ == "ccomp" or (
        token.dep_ == "acl" and above.head.pos_ == "NOUN" and not _infinitive(token)
    ):
        wish = above.entry is not None and above.entry.lemma in _WISHES
        return wish or above.label in {"request", "oppose", "threaten", "commit", "concern"}
    return "to" in marks or token.dep_ == "xcomp" or (token.tag_ == "VBG" and bool(marks))


def _infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in token.children)
