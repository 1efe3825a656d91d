"""The conditions of the cue lexicon on what stands around a word.

They are those of verb frames in VerbNet's manner (Kipper et al. 2008), cut to what tells
one sense of a diplomatic verb from another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from spacy.tokens import Token

from service.grammar import SUBJECTS, auxiliaries, children, is_reported, preposition_of, subjects
from service.lexicons.cues import CueEntry
from service.pipeline.frames import Frame, has_mark, is_infinitive

_PARTICLES: Final = frozenset({"compound:prt", "advmod", "case", "obl"})


def _lemma_in(tokens: list[Token], words: frozenset[str]) -> bool:
    if not words:
        return bool(tokens)
    return any(t.lemma_.lower() in words or t.lower_ in words for t in tokens)


def _object(frame: Frame, words: frozenset[str]) -> bool:
    return _lemma_in(frame.objects, words)


def _own_infinitive(frame: Frame, words: frozenset[str]) -> bool:
    own = [v for v in frame.infinitives if not children(v, SUBJECTS)]
    return (not frame.objects or frame.passive) and _lemma_in(own, words)


def _object_infinitive(frame: Frame, words: frozenset[str]) -> bool:
    verbs = frame.infinitives
    other = bool(frame.objects) or any(children(v, SUBJECTS) for v in verbs)
    return other and _lemma_in(verbs, words)


def _clause(frame: Frame, words: frozenset[str]) -> bool:
    return _lemma_in(frame.clauses, words)


def _clause_about_other(frame: Frame, words: frozenset[str]) -> bool:
    """The content clause has a named actor for its subject."""
    found = [s for c in frame.clauses for s in children(c, SUBJECTS)]
    return any(s.ent_type_ in _ACTORS for s in found) and _clause(frame, words)


def _about_actor(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """The clause has an actor for its subject, by name or by a word for those in power."""
    found = subjects(frame.head)
    return any(s.ent_type_ in _ACTORS or s.lemma_.lower() in _POWERS for s in found)


def _about_thing(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """The clause has a thing or deed for its subject: no name, no person, nobody in power."""
    found = subjects(frame.head)
    things = [s for s in found if s.pos_ in {"NOUN", "VERB", "DET"} and not s.ent_type_]
    return bool(found) and found == [s for s in things if s.lemma_.lower() not in _POWERS]


def _clause_about_self(frame: Frame, words: frozenset[str]) -> bool:
    """The content clause goes on with a pronoun ("warned that it would …")."""
    found = [s for c in frame.clauses for s in children(c, SUBJECTS)]
    return any(s.lower_ in _SELF for s in found) and _clause(frame, words)


def _clause_about_future(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """The content clause says what will be done ("agreed that their teams would meet")."""
    return any(aux.lower_ in _WILL for content in frame.clauses for aux in children(content, _AUX))


def _bare_clause(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """The content clause is a subjunctive: what is to be done ("insisted that the talks be held")."""
    for verb in frame.clauses:
        first = next((c for c in verb.children if c.dep_ in {"aux", "aux:pass", "cop"}), verb)
        if first.tag_ == "VB" and not has_mark(verb, "to"):
            return True
    return False


def _possible(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """What somebody is reported to do perhaps: "says it may cancel the visit"."""
    may = any(aux.lower_ in _MAY for aux in auxiliaries(frame.head))
    return may and is_reported(frame.head)


def _conditional_clause(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """The content clause makes its warning depend on something ("… if it goes on")."""
    return any(
        mark.lower_ in _CONDITIONAL
        for inner in (frame.head.subtree if frame.clauses else ())
        if inner.dep_ == "advcl"
        for mark in inner.children
        if mark.dep_ == "mark"
    )


def _for_infinitive(frame: Frame, words: frozenset[str]) -> bool:
    """ "Need for Russia to reduce …", "importance of Iran taking …": another's deed, with its subject."""
    verbs = frame.infinitives
    if verbs and (any(_for_subject(v) for v in verbs) or "for" in frame.obliques):
        return _lemma_in(verbs, words)
    deeds = [v for n in frame.obliques.get("for", []) for v in n.children if v.dep_ == "acl"]
    deeds = [v for v in deeds if is_infinitive(v)]
    for noun in frame.obliques.get("of", []):
        if noun.ent_type_ in _ACTORS:
            deeds += [v for v in noun.children if v.dep_ == "acl" and v.tag_ == "VBG"]
        elif noun.tag_ == "VBG" and children(noun, SUBJECTS):
            deeds.append(noun)
    return bool(deeds) and _lemma_in(deeds, words)


def _for_subject(verb: Token) -> bool:
    """ "For Russia to reduce": whether the parser hangs "for" on the verb or on its subject."""
    return has_mark(verb, "for") or any(preposition_of(s) == "for" for s in children(verb, SUBJECTS))


def _on_infinitive(frame: Frame, words: frozenset[str]) -> bool:
    """ "Called on X to act"."""
    return ("on" in frame.obliques or "upon" in frame.obliques) and _lemma_in(frame.infinitives, words)


def _particle(frame: Frame, words: frozenset[str]) -> bool:
    return any(c.lower_ in words and c.dep_ in _PARTICLES and c.i > frame.head.i for c in frame.children)


def _word(frame: Frame, words: frozenset[str]) -> bool:
    return any(c.lower_ in words for c in frame.children)


def _predicate(frame: Frame, words: frozenset[str]) -> bool:
    """Of "be", of "call … dangerous", of "describe as dangerous"; or coordinated with such."""
    head = frame.head
    if head.dep_ == "conj" and head.head.i < head.i:
        return _predicate(Frame(head.head), words)
    return frame.copula or head.dep_ == "xcomp" or (head.dep_ == "obl" and _word(frame, _AS))


def _gerund(frame: Frame, words: frozenset[str]) -> bool:
    return _lemma_in([c for c in frame.children if c.dep_ in {"xcomp", "ccomp"} and c.tag_ == "VBG"], words)


def _complement(frame: Frame, words: frozenset[str]) -> bool:
    return _lemma_in([c for c in frame.children if c.dep_ == "xcomp"], words)


_ACTORS: Final = frozenset({"PERSON", "GPE", "LOC", "ORG", "NORP"})
_POWERS: Final = frozenset(
    {
        "government",
        "force",
        "troop",
        "authority",
        "regime",
        "army",
        "military",
        "police",
        "official",
        "leader",
    }
)
_WILL: Final = frozenset({"will", "would", "'ll", "’ll", "shall"})
_MAY: Final = frozenset({"may", "might", "could"})
_AUX: Final = frozenset({"aux"})
_CONDITIONAL: Final = frozenset({"if", "unless", "until", "before", "should"})
_SELF: Final = frozenset({"i", "we", "it", "he", "she", "they"})
_AS: Final = frozenset({"as"})
_CONDITIONS: Final[dict[str, Callable[[Frame, frozenset[str]], bool]]] = {
    "obj": _object,
    "inf": _own_infinitive,
    "obj_inf": _object_infinitive,
    "for_inf": _for_infinitive,
    "on_inf": _on_infinitive,
    "clause": _clause,
    "clause_other": _clause_about_other,
    "clause_self": _clause_about_self,
    "actor": _about_actor,
    "thing": _about_thing,
    "clause_will": _clause_about_future,
    "clause_bare": _bare_clause,
    "clause_if": _conditional_clause,
    "may": _possible,
    "prt": _particle,
    "word": _word,
    "pred": _predicate,
    "xcomp": _complement,
    "xcomp_ing": _gerund,
    "passive": lambda frame, _: frame.passive,
}


def holds(entry: CueEntry, frame: Frame) -> bool:
    """Whether all conditions of `entry` are met; a condition of no name here is a preposition."""
    return all(_holds(name, words, frame) for name, words in entry.frame)


def _holds(name: str, words: frozenset[str], frame: Frame) -> bool:
    condition = _CONDITIONS.get(name)
    if condition is not None:
        return condition(frame, words)
    if name.startswith("no-"):
        return name[3:] not in frame.obliques
    if name.startswith("obj_"):
        return bool(frame.objects) and _lemma_in(frame.obliques.get(name[4:], []), words)
    return _lemma_in(frame.obliques.get(name, []), words)
