"""What a meeting resulted in: documents signed, agreements reached, talks ended without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from service.candidates.evidence import evidence, is_masked
from service.extract.context import Context
from service.grammar import PASSIVE_SUBJECTS, noun_phrase, objects, preposition_of
from service.records import Evidence, Outcome, OutcomeKind

_OUTCOMES: Final = {
    **dict.fromkeys(
        ("agreement", "deal", "treaty", "accord", "memorandum", "document", "contract", "protocol"),
        OutcomeKind.AGREEMENT,
    ),
    **dict.fromkeys(("statement", "communique", "communiqué"), OutcomeKind.JOINT_STATEMENT),
    "declaration": OutcomeKind.DECLARATION,
}
_SIGNING: Final = frozenset(
    {
        "sign",
        "reach",
        "conclude",
        "adopt",
        "issue",
        "approve",
        "release",
        "seal",
        "strike",
        "initial",
        "ink",
        "make",
    }
)
_FAILING: Final = frozenset({"end", "conclude", "finish", "fail", "close", "break"})


def outcomes(context: Context, words: Sequence[int]) -> Iterator[Outcome]:
    """Documents signed, agreements reached, talks ended without one, in the sentences of the meeting's
    `words` and the next.
    """
    doc = context.doc
    for token in _neighbourhood(context, words):
        if token.pos_ != "VERB":
            continue
        lemma = token.lemma_.lower()
        if lemma not in _FAILING | _SIGNING or is_masked(doc[token.i : token.i + 1]):
            continue
        if lemma in _FAILING and (failed := _without_agreement(token)):
            yield Outcome(kind=OutcomeKind.NO_AGREEMENT, text=failed.text, confidence=0.7, evidence=(failed,))
        elif lemma in _SIGNING:
            yield from _signed(token)


def _neighbourhood(context: Context, words: Sequence[int]) -> Iterator[Token]:
    """Tokens of the sentences that mention the meeting and of those right after them."""
    own = {context.token(word).sent.start for word in words}
    before = False
    for sent in context.doc.sents:
        if sent.start in own or before:
            yield from sent
        before = sent.start in own


def _without_agreement(verb: Token) -> Evidence | None:
    for child in verb.subtree:
        if (
            child.lemma_.lower() in {"agreement", "deal", "breakthrough", "result"}
            and preposition_of(child) == "without"
        ):
            return evidence(verb.doc[min(verb.i, child.i) : max(verb.i, child.i) + 1])
    return None


def _signed(verb: Token) -> Iterator[Outcome]:
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "aux:pass"}}
    if verb.tag_ not in {"VBD", "VBN", "VBG"} or helpers & {
        "will",
        "would",
        "could",
        "may",
        "might",
        "be",
        "to",
    }:
        return
    heads = objects(verb) + [c for c in verb.children if c.dep_ in PASSIVE_SUBJECTS]
    for head in heads:
        kind = _OUTCOMES.get(head.lemma_.lower())
        if kind is not None:
            start, end = noun_phrase(head)
            span = evidence(verb.doc[start : max(end, head.right_edge.i + 1)])
            yield Outcome(kind=kind, text=span.text, confidence=0.7, evidence=(span,))
