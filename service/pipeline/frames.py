"""What stands around a cue word: objects, obliques, infinitives, clauses; the conditions of the cue lexicon.

The conditions are those of verb frames in VerbNet's manner (Kipper et al. 2008), cut to what tells
one sense of a diplomatic verb from another.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Final

from spacy.tokens import Token

from service.grammar import OBLIQUES, SUBJECTS, children, conjuncts, is_passive, objects, subjects
from service.lexicons.cues import CueEntry

_CLAUSAL: Final = frozenset({"ccomp", "xcomp", "advcl", "acl", "obl", "nmod"})
_PARTICLES: Final = frozenset({"compound:prt", "prt", "advmod", "case", "obl"})
_MARKS: Final = frozenset({"mark", "case"})


class Frame:
    """The surroundings of one verb, noun or adjective, read from the tree once."""

    def __init__(self, head: Token) -> None:
        self.head = head
        self.children = list(head.children)

    @cached_property
    def passive(self) -> bool:
        """Passive voice, reduced relatives included ("measures agreed in May")."""
        if is_passive(self.head):
            return True
        return self.head.tag_ == "VBN" and self.head.dep_ in {"acl", "advcl"} and not self.objects

    @cached_property
    def objects(self) -> list[Token]:
        """Objects, or a passive's subjects."""
        found = objects(self.head)
        if not found and is_passive(self.head):
            return [t for c in children(self.head, SUBJECTS) for t in conjuncts(c)]
        if not found and self.head.dep_ in {"acl:relcl", "relcl"} and self._gap:
            return conjuncts(self.head.head)
        return found

    @property
    def _gap(self) -> bool:
        """A relative clause with a subject of its own, whose noun is then the object: "the plan he backs"."""
        own = children(self.head, SUBJECTS)
        return bool(own) and all(t.lower_ not in {"who", "which", "that"} for t in own)

    @cached_property
    def obliques(self) -> dict[str, list[Token]]:
        """Preposition -> heads of nominals and gerunds; "because of" by its first word."""
        found: dict[str, list[Token]] = {}
        for child in self.children:
            if child.dep_ == "prep":
                found.setdefault(child.lower_, []).extend(t for c in child.children for t in conjuncts(c))
            elif child.dep_ in OBLIQUES or child.dep_ in _CLAUSAL:
                for mark in child.children:
                    if mark.dep_ in _MARKS and mark.i < child.i and mark.pos_ in {"ADP", "SCONJ"}:
                        found.setdefault(mark.lower_, []).extend(conjuncts(child))
                        break
        return found

    @cached_property
    def infinitives(self) -> list[Token]:
        """Verbs of "to" infinitives below the head, without a subject of their own after "for"."""
        return [c for c in self.children if c.dep_ in _CLAUSAL and _is_infinitive(c)]

    @cached_property
    def clauses(self) -> list[Token]:
        """Heads of content clauses; the quoted clause where the verb is a parenthesis in it."""
        found = [c for c in self.children if c.dep_ == "ccomp" and not _is_infinitive(c)]
        if not found and self.head.pos_ == "NOUN":
            found = [c for c in self.children if c.dep_ == "acl" and _has_mark(c, "that")]
        if not found and self.head.dep_ == "parataxis" and children(self.head, SUBJECTS):
            found = [self.head.head]
        if not found:
            found = [c for c in self.children if c.dep_ == "parataxis" and c.i > self.head.i]
        return found

    @cached_property
    def copula(self) -> bool:
        """Predicate of "be"."""
        return any(c.dep_ == "cop" for c in self.children)


def _is_infinitive(verb: Token) -> bool:
    return _has_mark(verb, "to") or (verb.dep_ == "xcomp" and verb.tag_ == "VB")


def _has_mark(verb: Token, word: str) -> bool:
    return any(c.lower_ == word and c.dep_ in {"mark", "aux"} for c in verb.children)


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
    return any(s.ent_type_ in {"PERSON", "GPE", "ORG", "NORP"} for s in found) and _clause(frame, words)


def _about_actor(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """The clause has an actor for its subject, by name or by a word for those in power."""
    found = subjects(frame.head)
    return any(s.ent_type_ in {"GPE", "ORG", "NORP", "PERSON"} or s.lemma_.lower() in _POWERS for s in found)


def _clause_about_self(frame: Frame, words: frozenset[str]) -> bool:
    """The content clause goes on with a pronoun ("warned that it would …")."""
    found = [s for c in frame.clauses for s in children(c, SUBJECTS)]
    return any(s.lower_ in _SELF for s in found) and _clause(frame, words)


def _clause_about_future(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """The content clause says what will be done ("agreed that their teams would meet")."""
    return any(aux.lower_ in _WILL for content in frame.clauses for aux in children(content, _AUX))


def _conditional_clause(frame: Frame, words: frozenset[str]) -> bool:  # noqa: ARG001
    """The content clause makes its warning depend on something ("… if it goes on")."""
    return any(
        mark.lower_ in _CONDITIONAL
        for content in frame.clauses
        for inner in content.children
        if inner.dep_ == "advcl"
        for mark in inner.children
        if mark.dep_ == "mark"
    )


def _for_infinitive(frame: Frame, words: frozenset[str]) -> bool:
    """ "Need for Russia to reduce …": an infinitive with "for" and its subject."""
    if not frame.infinitives:
        return False
    named = any(_has_mark(v, "for") for v in frame.infinitives)
    return (named or "for" in frame.obliques) and _lemma_in(frame.infinitives, words)


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
    "clause_will": _clause_about_future,
    "clause_if": _conditional_clause,
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
