"""ClearNLP's trees, which spaCy's own English pipelines write, in terms of Universal Dependencies.

Not only the labels differ (Choi & Palmer 2012; de Marneffe et al. 2021): ClearNLP hangs a nominal on its
preposition, a predicate on "be", "and" on what stands before it, and each conjunct on the one before. Here
the content word takes the place of the function word, so that one set of rules reads both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

Arc = tuple[int, str]
"""Token index of the head (a root is its own) and label."""

_LABELS: Final = {
    "acomp": "xcomp",
    "agent": "advmod",
    "attr": "xcomp",
    "auxpass": "aux:pass",
    "complm": "mark",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "hmod": "dep",
    "hyph": "punct",
    "infmod": "acl",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nn": "compound",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "num": "nummod",
    "oprd": "xcomp",
    "partmod": "acl",
    "pcomp": "advcl",
    "pobj": "obl",
    "poss": "nmod:poss",
    "possessive": "case",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "advmod",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "rcmod": "acl:relcl",
    "relcl": "acl:relcl",
    "subtok": "dep",
}
"""Labels that only ClearNLP has; function words whose content word is missing become adverbs."""
_OLDER: Final = {
    "flat:foreign": "flat",
    "flat:name": "flat",
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
    "root": "ROOT",
}
"""Labels of earlier treebanks of Universal Dependencies."""

LABELS: Final = frozenset(_LABELS)
"""Labels that no tree has which the rules read."""

_PREPOSITIONS: Final = frozenset({"prep", "agent"})
_MAY_BE: Final = frozenset({"dative", "conj", "pcomp"})
"""Labels of prepositions and of others: "to him" or "him", "in Lima and in Quito", "because of"."""
_OF_PREPOSITION: Final = ("pobj", "pcomp", "prep")
"""What a preposition's object is, best first; a second preposition leads on to its own."""
_PREDICATES: Final = ("attr", "acomp")
_AUXILIARY: Final = frozenset({"aux", "auxpass"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_COMPLEX: Final = frozenset({"ahead", "prior", "due", "instead", "along", "together", "thanks", "outside"})
"""Adverbs that are one preposition with the one after them: "ahead of the summit"."""


def is_clearnlp(doc: Doc) -> bool:
    """Whether the tree has labels that only ClearNLP has, or hangs "and" on what stands before it."""
    return any(t.dep_ in _LABELS or (t.dep_ == "cc" and t.head.i < t.i) for t in doc)


def universal(doc: Doc) -> list[Arc]:
    """The arc of each token by Universal Dependencies, with the labels that the rules know."""
    tree = _Tree(doc)
    if is_clearnlp(doc):
        tree.coordinate()
        tree.lift_objects()
        tree.lift_predicates()
        tree.relabel(_LABELS)
        tree.raise_subjects()
    tree.relabel(_OLDER)
    return list(zip(tree.heads, tree.labels, strict=True))


class _Tree:
    """Heads and labels of one Doc while they change; each step is one pass over all tokens."""

    def __init__(self, doc: Doc) -> None:
        self.tokens: list[Token] = list(doc)
        self.heads = [token.head.i for token in self.tokens]
        self.labels = [token.dep_ for token in self.tokens]
        self.below = self._below()

    def _below(self) -> list[list[int]]:
        below: list[list[int]] = [[] for _ in self.heads]
        for i, head in enumerate(self.heads):
            if head != i:
                below[head].append(i)
        return below

    def _first(self, head: int, *labels: str, after: int = -1) -> int | None:
        """The first dependent with the first of `labels` that any has, from token `after` on."""
        for label in labels:
            for i in self.below[head]:
                if self.labels[i] == label and i > after:
                    return i
        return None

    def coordinate(self) -> None:
        """ "And" goes to the conjunct after it, all conjuncts to the first."""
        heads = list(self.heads)
        for i, label in enumerate(self.labels):
            if label == "cc" and (after := self._first(self.heads[i], "conj", after=i)) is not None:
                heads[i] = after
        for i, label in enumerate(self.labels):
            above = heads[i]
            if label == "conj" and self.labels[above] == "conj" and above < i:
                heads[i] = heads[above]
        self.heads = heads
        self.below = self._below()

    def _is_preposition(self, i: int) -> bool:
        if self.labels[i] in _MAY_BE:
            return self.tokens[i].pos_ in {"ADP", "SCONJ"}
        return self.labels[i] in _PREPOSITIONS

    def lift_objects(self) -> None:
        """A preposition's object hangs where the preposition hung, and that on it as `case` or `mark`."""
        lifted = {i: o for i in range(len(self.heads)) if (o := self._object(i)) is not None}
        lifted |= {
            self.heads[i]: o
            for i, o in lifted.items()
            if self.tokens[self.heads[i]].lower_ in _COMPLEX and self.labels[self.heads[i]] == "advmod"
        }
        for word, top in self._lift(lifted).items():
            clausal = self.labels[word] == "pcomp" and self.tokens[word].pos_ in {"VERB", "AUX", "ADJ"}
            self.labels[word] = self._role(word, self.labels[top], clausal=clausal)
            for i in self._between(word, lifted):
                self.labels[i] = "mark" if clausal else "case"
        self.below = self._below()

    def _between(self, word: int, lifted: dict[int, int]) -> Iterator[int]:
        return (i for i in self.below[word] if i in lifted)

    def _object(self, i: int) -> int | None:
        """The word that the preposition `i` marks."""
        seen = 0
        while self._is_preposition(i) and seen < 6:
            below = self._first(i, *_OF_PREPOSITION)
            if below is None:
                return None
            if self.labels[below] == "pobj" or not self._is_preposition(below):
                return below
            i, seen = below, seen + 1
        return None

    def _role(self, word: int, label: str, *, clausal: bool) -> str:
        """What an object is to the word that its preposition hung on."""
        if label == "conj":
            return label
        nominal = self.tokens[self.heads[word]].pos_ in _NOMINAL
        if clausal:
            return "acl" if nominal else "advcl"
        return "obl:agent" if label == "agent" else "nmod" if nominal else "obl"

    def lift_predicates(self) -> None:
        """The predicate of "be" takes its place: "is president", "is ready", "is in Lima"."""
        lifted = {}
        for i, token in enumerate(self.tokens):
            if token.lemma_.lower() != "be" or self.labels[i] in _AUXILIARY:
                continue
            predicate = self._predicate(i)
            if self._first(i, "expl") is not None:
                if predicate is not None and self.labels[predicate] == "attr":
                    self.labels[predicate] = "nsubj"  # "there is a meeting"
            elif predicate is not None:
                lifted[i] = predicate
        for word, top in self._lift(lifted).items():
            self.labels[word] = self.labels[top]
        for i in lifted:
            self.labels[i] = "cop"

    def _predicate(self, verb: int) -> int | None:
        found = self._first(verb, *_PREDICATES)
        if found is not None or self._first(verb, "xcomp", "ccomp", "obj", "dobj") is not None:
            return found
        return self._first(verb, "obl", after=verb) if self._first(verb, "nsubj") is not None else None

    def _lift(self, lifted: dict[int, int]) -> dict[int, int]:
        """Put content words in the place of the function words above them: `lifted` has function -> content.

        Answers content word -> topmost function word that it replaces.
        """
        contents, tops = set(lifted.values()), {}
        heads = [_end(head, lifted) for head in self.heads]
        for word in sorted(contents):
            if word in lifted:
                continue
            top = word
            while self.heads[top] != top and _end(self.heads[top], lifted) == word:
                top = self.heads[top]
            tops[word] = top
            heads[word] = word if self.heads[top] == top else _end(self.heads[top], lifted)
        for i in lifted:
            heads[i] = _end(i, lifted)
        self.heads = heads
        self.below = self._below()
        return tops

    def relabel(self, table: dict[str, str]) -> None:
        """Labels of the other scheme where the label alone tells; "to" of an infinitive is a mark."""
        for i, label in enumerate(self.labels):
            infinitive = label == "aux" and self.tokens[i].lower_ == "to"
            self.labels[i] = "mark" if infinitive else table.get(label, label)

    def raise_subjects(self) -> None:
        """ "Wants him to go": whom the verb above has for its object, the infinitive for its subject."""
        for i, label in enumerate(list(self.labels)):
            verb = self.heads[i]
            if label != "nsubj" or self.labels[verb] != "ccomp" or not self.heads[verb] < i < verb:
                continue
            marks = {self.tokens[c].lower_ for c in self.below[verb] if self.labels[c] == "mark"}
            if marks == {"to"} and self.tokens[self.heads[verb]].pos_ == "VERB":
                self.heads[i], self.labels[i], self.labels[verb] = self.heads[verb], "obj", "xcomp"


def _end(i: int, lifted: dict[int, int]) -> int:
    """The content word that stands for token `i`."""
    while i in lifted:
        i = lifted[i]
    return i
