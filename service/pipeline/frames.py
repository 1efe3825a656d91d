"""What stands around a cue word: objects, obliques, infinitives, clauses."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from spacy.tokens import Token

from service.grammar import OBJECTS, OBLIQUES, SUBJECTS, agents, children, conjuncts, is_passive, objects

_CLAUSAL: Final = frozenset({"ccomp", "xcomp", "advcl", "acl", "obl", "nmod"})
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
        return self.head.tag_ == "VBN" and self.head.dep_ in {"acl", "advcl"} and not objects(self.head)

    @cached_property
    def objects(self) -> list[Token]:
        """Objects, or a passive's subjects."""
        found = objects(self.head)
        if not found and is_passive(self.head):
            return [t for c in children(self.head, SUBJECTS) for t in conjuncts(c)]
        if not found and ((self.head.dep_ == "acl:relcl" and self._gap) or self._reduced):
            return conjuncts(self.head.head)
        return found

    @property
    def _reduced(self) -> bool:
        """A reduced relative clause in the passive that names who acts: "a move opposed by Peru"."""
        return self.head.dep_ == "acl" and self.head.tag_ == "VBN" and bool(agents(self.head))

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
            if child.dep_ in OBLIQUES or child.dep_ in _CLAUSAL:
                for mark in child.children:
                    if mark.dep_ in _MARKS and mark.i < child.i and mark.pos_ in {"ADP", "SCONJ"}:
                        found.setdefault(mark.lower_, []).extend(conjuncts(child))
                        break
        return found

    @cached_property
    def infinitives(self) -> list[Token]:
        """Verbs of "to" infinitives below the head; a noun's may hang on the verb whose object it is."""
        found = [c for c in self.children if c.dep_ in _CLAUSAL and is_infinitive(c)]
        if found or self.head.pos_ != "NOUN":
            return found
        return [c for c in self._beside({"advcl", "xcomp"}) if is_infinitive(c)]

    def _beside(self, labels: set[str]) -> list[Token]:
        """Clauses right after an object that hang on its verb: "denied accusations | that …"."""
        if self.head.dep_ not in OBJECTS:
            return []
        found = (c for c in self.head.head.children if c.dep_ in labels)
        return [c for c in found if c.left_edge.i == self.head.right_edge.i + 1]

    @cached_property
    def clauses(self) -> list[Token]:
        """Heads of content clauses; the quoted clause where the verb is a parenthesis in it."""
        found = [c for c in self.children if c.dep_ == "ccomp" and (_is_finite(c) or not is_infinitive(c))]
        if not found and self.head.pos_ == "NOUN":
            found = [c for c in self.children if c.dep_ == "acl" and has_mark(c, "that")]
            found = found or [c for c in self._beside({"ccomp"}) if has_mark(c, "that")]
        if not found and self.head.dep_ == "parataxis" and children(self.head, SUBJECTS):
            found = [self.head.head]
        if not found:
            found = [c for c in self.children if c.dep_ == "parataxis" and c.i > self.head.i]
        return found

    @cached_property
    def copula(self) -> bool:
        """Predicate of "be"."""
        return any(c.dep_ == "cop" for c in self.children)


def _is_finite(verb: Token) -> bool:
    """ "Are to meet": an infinitive that an auxiliary makes a clause of its own."""
    return any(c.dep_ == "aux" and c.tag_ in {"VBP", "VBZ", "VBD", "MD"} for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    """A verb with "to", or a bare one that completes another."""
    return has_mark(verb, "to") or (verb.dep_ == "xcomp" and verb.tag_ == "VB")


def has_mark(verb: Token, word: str) -> bool:
    """Whether `word` marks the clause of `verb`."""
    return any(c.lower_ == word and c.dep_ in {"mark", "aux"} for c in verb.children)
