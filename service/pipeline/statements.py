"""What is said and how: the words of a statement, direct or not, negated, hedged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import QUOTES, STANCES
from service.grammar import OBJECTS, SUBJECTS, auxiliaries, children, is_negated, is_passive
from service.lexicons.cues import HEDGE, CueEntry, cues_by_lemma
from service.pipeline.frames import Frame

_CONTENT: Final = frozenset(
    {
        "ccomp",
        "xcomp",
        "obj",
        "iobj",
        "obl",
        "nmod",
        "acl",
        "advcl",
        "acl:relcl",
    }
)
_OBLIQUE: Final = frozenset({"obl", "nmod", "prep", "ccomp", "xcomp", "advcl", "acl"})


class Site:
    """A cue taken apart: head word, light verb, lexicon row, predicate."""

    def __init__(self, span: Span, row: CueEntry | None) -> None:
        self.span, self.row, self.key = span, row, span.id_
        self.doc = span.doc
        self.head = span.doc[int(span.id_)]
        ends = {span.start, span.end - 1} - {self.head.i}
        self.light = span.doc[min(ends)] if ends else None
        self.is_modal = row is not None and row.pos == "AUX"
        self.predicate = self.head.head if self.is_modal else self.light or self.head
        self.frame = Frame(self.predicate)

    @property
    def model_span(self) -> Span | None:
        """The stance head's span around a cue that has no row."""
        spans = self.doc.spans.get(STANCES, ()) if self.row is None else ()
        return next((s for s in spans if s.start <= self.head.i < s.end), None) or next(
            (s for s in spans if s.root.is_ancestor(self.head) or self.head.is_ancestor(s.root)), None
        )


def statement(site: Site) -> tuple[int, int]:
    """Token range of the content: complements of the cue, the clause quoted, a predicate's clause."""
    span = site.model_span
    if span is not None:
        return span.start, span.end
    head, predicate, row = site.head, site.predicate, site.row
    if site.is_modal or (row is not None and row.holder == "speaker"):
        return _clause_range(predicate)
    if head.dep_ == "parataxis" and site.frame.clauses == [head.head]:
        return _without(head.head, head)
    if site.light is None and is_passive(head) and (subject := children(head, SUBJECTS)) and not _after(head):
        return subject[0].left_edge.i, subject[0].right_edge.i + 1
    end = max((c.right_edge.i + 1 for c in _after(head)), default=head.i + 1)
    start = min((c.left_edge.i for c in _after(head)), default=head.i)
    if site.light is not None:
        start = min(head.left_edge.i, head.i) if site.light.i < head.i else head.left_edge.i
        start = start if start > site.light.i or site.light.i > head.i else site.light.i + 1
        end = _further(site.light, max(end, start + 1))
    return _trim(site.doc, start, max(end, start + 1))


def _after(head: Token) -> list[Token]:
    """Complements and modifiers to the right that are content; a participle after a comma is not."""
    return [
        c
        for c in head.children
        if c.i > head.i and c.dep_.split(":")[0] in _CONTENT and not (c.dep_ == "advcl" and _is_aside(c))
    ]


def _further(light: Token, end: int) -> int:
    """End of what goes on right after the noun though it hangs on the verb: "voiced concern | over …"."""
    for child in sorted(_after(light), key=lambda c: c.i):
        if child.left_edge.i == end and child.dep_.split(":")[0] in _OBLIQUE:
            end = child.right_edge.i + 1
    return end


def _is_aside(clause: Token) -> bool:
    return clause.tag_ == "VBG" and clause.left_edge.i > 0 and clause.doc[clause.left_edge.i - 1].text == ","


def _clause_range(predicate: Token) -> tuple[int, int]:
    """The clause of `predicate` without what hangs on beside it."""
    parts = [
        c
        for c in predicate.children
        if c.dep_ not in {"parataxis", "conj", "cc", "punct", "discourse", "mark"}
    ]
    start = min((c.left_edge.i for c in parts), default=predicate.i)
    end = max((c.right_edge.i + 1 for c in parts), default=predicate.i + 1)
    return _trim(predicate.doc, min(start, predicate.i), max(end, predicate.i + 1))


def _without(clause: Token, parenthesis: Token) -> tuple[int, int]:
    """The clause around a parenthesis: the side that is longer."""
    left, right = clause.left_edge.i, clause.right_edge.i + 1
    before = (left, parenthesis.left_edge.i)
    after = (parenthesis.right_edge.i + 1, right)
    longer = max(before, after, key=lambda r: r[1] - r[0])
    return _trim(clause.doc, *longer) if longer[1] > longer[0] else (left, right)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without punctuation and space at the edges; a closing quotation mark stays with its opening one."""
    while end - 1 > start and (
        doc[end - 1].is_space or (doc[end - 1].is_punct and not doc[end - 1].is_quote)
    ):
        end -= 1
    while start < end - 1 and (doc[start].is_space or (doc[start].is_punct and not doc[start].is_quote)):
        start += 1
    return start, end


def quoted_tokens(doc: Doc) -> dict[int, str]:
    return {token.i: quote.label_ for quote in doc.spans.get(QUOTES, ()) for token in quote}


def quote_kind(site: Site, statement: tuple[int, int], inside: dict[int, str], reported: bool) -> str:
    """direct, mixed, indirect, or none where no speech verb is about."""
    words = [i for i in range(*statement) if not site.doc[i].is_punct]
    quoted = [i for i in words if i in inside]
    if quoted:
        whole = len(quoted) == len(words) and any(inside[i] == "direct" for i in quoted)
        return "direct" if whole else "mixed"
    speech = site.row.speech if site.row is not None else False
    return "indirect" if speech or reported else "none"


def flags(site: Site, holders: list[Token]) -> Iterator[str]:
    if is_negated_cue(site):
        yield "negated"
    if _hedged(site):
        yield "hedged"
    if not holders and is_passive(site.predicate):
        yield "unnamed"


def is_negated_cue(site: Site) -> bool:
    predicate = site.predicate
    if is_negated(predicate) or (site.light is not None and is_negated(site.head)):
        return True
    if site.light is None and any(_has_no(noun) for noun in children(site.head, OBJECTS)):
        return True  # "will accept no delay"
    shares = predicate.dep_ == "conj" and not children(predicate, SUBJECTS | frozenset({"aux"}))
    return shares and is_negated(predicate.head)


def _has_no(noun: Token) -> bool:
    return any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children)


def _hedged(site: Site) -> bool:
    """A modal of possibility, an adverb of hearsay, or "is expected to" and its like above."""
    table = cues_by_lemma()
    verb = site.predicate
    for word in (*auxiliaries(verb), *children(verb, frozenset({"advmod"}))):
        if any(row.stance == HEDGE for row in table.get((word.lower_, word.pos_), ())):
            return True
    if verb.dep_ != "xcomp":
        return False
    return any(row.stance == HEDGE for row in table.get((verb.head.lemma_.lower(), verb.head.pos_), ()))
