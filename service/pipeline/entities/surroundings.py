"""Where the words of one Doc stand for the reader of pronouns: sentence, quotation and its speaker."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import QUOTES
from service.grammar import OBJECTS, OBLIQUES, POSSESSIVES, SUBJECTS, is_passive, subjects

_VERBAL: Final = frozenset({"VERB", "AUX"})
_REPORTED: Final = frozenset({"ccomp", "parataxis", "obj"})
_HIGHEST: Final = 12
"""Arcs that are climbed at most."""


class Surroundings:
    """Answers for one Doc, computed once: number of the sentence of a token, its quotation, who is quoted."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.starts: list[int] = []
        self.sentence: list[int] = []
        for number, sent in enumerate(doc.sents):
            self.starts.append(sent.start)
            self.sentence.extend([number] * len(sent))
        self.quotation = [-1] * len(doc)
        self._quotes = [q for q in doc.spans.get(QUOTES, ()) if q.label_ == "direct"]
        for number, quote in enumerate(self._quotes):
            for token in quote:
                self.quotation[token.i] = number
        self._speakers: dict[int, list[Token]] = {}

    def window(self, token: Token, sentences: int) -> int:
        """Token at which the window of that many sentences, the token's own the last, begins."""
        return self.starts[max(0, self.sentence[token.i] - sentences + 1)]

    def end_of_sentence(self, token: Token) -> int:
        """Token after the last one of the sentence."""
        number = self.sentence[token.i] + 1
        return self.starts[number] if number < len(self.starts) else len(self.doc)

    def speakers(self, token: Token) -> list[Token]:
        """Head words of who speaks the direct quotation around `token`, [] where none or not known."""
        number = self.quotation[token.i]
        if number < 0:
            return []
        if number not in self._speakers:
            self._speakers[number] = self._find_speakers(self._quotes[number])
        return self._speakers[number]

    def _find_speakers(self, quote: Span) -> list[Token]:
        """Subject of the verb that the words hang on, or of a clause in parenthesis to them."""
        inside = range(quote.start, quote.end)
        root = quote.root
        for child in root.children:
            if child.dep_ == "parataxis" and child.i not in inside and child.pos_ in _VERBAL:
                return subjects(child)
        current = root
        for _ in range(_HIGHEST):
            head = current.head
            if head == current:
                break
            if current.dep_ in _REPORTED and head.i not in inside and head.pos_ in _VERBAL:
                return [] if is_passive(head) else subjects(head)
            current = head
        return []


def role(token: Token) -> str:
    """Grammatical function of a nominal: subj obj obl poss nmod appos other; that of the first conjunct."""
    first = first_conjunct(token)
    for name, labels in _ROLES:
        if first.dep_ in labels:
            return name
    return "other"


_ROLES: Final = (
    ("subj", SUBJECTS),
    ("obj", OBJECTS),
    ("poss", POSSESSIVES),
    ("nmod", frozenset({"nmod"})),
    ("obl", OBLIQUES),
    ("appos", frozenset({"appos"})),
)


def first_conjunct(token: Token) -> Token:
    """The head of the coordination that `token` is in; itself where it is in none."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token
