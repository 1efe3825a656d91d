"""Who speaks: the subject of the verb that reports a clause, or the one quoted.

The order is that of rule-based quote attribution (Pareti 2015; O'Keefe et al. 2012): the verb that governs
the words, a parenthesis in their sentence, "according to", then the neighbouring quotation.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import CUES, QUOTES
from service.grammar import POSSESSIVES, SUBJECTS, agents, children, is_passive, obliques, subjects
from service.lexicons.cues import SAY, cue_index

FIRST_PERSON: Final = frozenset({"i", "we", "us", "me", "our", "my", "ours", "mine", "ourselves", "myself"})
_ACCORDING: Final = frozenset({"according"})
_NEAR: Final = 400
"""Characters between two quotations of one speaker, at most."""


class Speakers:
    """Answers `of(token)` for one Doc with cues and quotations."""

    def __init__(self, doc: Doc) -> None:
        rows = cue_index()
        self.doc = doc
        self._reports: set[int] = set()
        self._judges: set[int] = set()
        for span in doc.spans.get(CUES, ()):
            row, head = rows.get(span.kb_id_), int(span.id_)
            if span.label_ == SAY or (row is not None and row.speech and row.pos == "VERB"):
                self._reports.add(head)
            if span.label_ == SAY:
                self._judges.add(head)
        self._quotes = list(doc.spans.get(QUOTES, ()))
        self._quoted: dict[int, list[Token]] = {}
        self._attribute_quotes()

    def of(self, token: Token) -> list[Token]:
        """Head words of who says the clause of `token`, [] where it is the article's own."""
        found = self.by_syntax(token)
        return found or self._quoted.get(token.i, [])

    def by_syntax(self, token: Token) -> list[Token]:
        """The reporting verb above the clause or in parenthesis to it, or "according to"."""
        current = token
        for _ in range(12):
            if found := self._parenthesis(current, token):
                return found
            head = current.head
            if head == current:
                return []
            if self._reports_clause(head, current):
                return self._subjects(head)
            current = head
        return []

    def _reports_clause(self, verb: Token, clause: Token) -> bool:
        if verb.i in self._reports and clause.dep_ in {
            "ccomp",
            "parataxis",
            "csubj",
            "csubj:pass",
            "nsubj:pass",
        }:
            return True
        return verb.i in self._judges and clause.dep_ in {"xcomp", "obl"}

    def _parenthesis(self, current: Token, token: Token) -> list[Token]:
        for child in current.children:
            if (
                child.dep_ == "parataxis"
                and child.i in self._reports
                and not child.is_ancestor(token)
                and child != token
            ):
                return self._subjects(child)
            if child.dep_ in {"obl", "nmod"} and any(
                c.lower_ in _ACCORDING for c in child.children if c.dep_ == "case"
            ):
                return [child]
        return []

    def _subjects(self, verb: Token) -> list[Token]:
        """Who says: the agent of a passive, else the subject; "as saying" belongs to the one quoted."""
        if is_passive(verb):
            return agents(verb)
        if verb.dep_ in {"advcl", "obl", "xcomp"} and any(c.lower_ == "as" for c in verb.children):
            named = [t for t in verb.head.children if t.dep_ in {"obj", "nsubj:pass"}]
            if named:
                return named
        return subjects(verb)

    def _attribute_quotes(self) -> None:
        """Speakers of all quotations, in order; one without its own goes on with the speaker before."""
        last: tuple[int, str, list[Token]] = (-_NEAR, "", [])
        for quote in self._quotes:
            found = self.by_syntax(quote.root) or self._beside(quote)
            near = quote.start_char - last[0] <= _NEAR or quote.id_ == last[1]
            if not found and near and quote.label_ == "direct":
                found = last[2]
            for token in quote:
                if found:
                    self._quoted.setdefault(token.i, found)
            if found:
                last = (quote.end_char, quote.id_, found)

    def _beside(self, quote: Span) -> list[Token]:
        """Subject of the reporting verb nearest to the quotation in its sentence or the one before."""
        first, last = quote[0].sent, quote[-1].sent
        before = (
            self.doc[first.start - 1].sent.start if first.start and quote.label_ == "direct" else first.start
        )
        inside = range(quote.start, quote.end)
        near = sorted(
            (i for i in self._judges if before <= i < last.end and i not in inside),
            key=lambda i: (not first.start <= i < last.end, min(abs(i - quote.start), abs(i - quote.end))),
        )
        for i in near:
            found = [t for t in self._subjects(self.doc[i]) if t.lower_ not in FIRST_PERSON]
            if found:
                return found
        return []


def noun_holders(noun: Token) -> list[Token]:
    """Whose concern, call or support it is: genitive, demonym before it, "from" or "by" after it."""
    found = [t for t in children(noun, POSSESSIVES) if t.pos_ != "PUNCT"]
    found += obliques(noun, "from", "by", "among")
    if not found:
        found = [
            t
            for t in children(noun, frozenset({"amod", "compound", "nmod:desc"}))
            if t.ent_type_ in {"NORP", "GPE", "LOC", "ORG", "PERSON"}
        ]
    return [t for t in found if t.dep_ not in SUBJECTS]
