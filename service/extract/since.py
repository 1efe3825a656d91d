"""The meeting before this one: "their first talks since April" says that the same sides met in April."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.candidates import dates
from service.candidates.entities import EntityIndex
from service.extract.grouping import Dated, countries
from service.extract.mention_dates import DatesBySentence
from service.extract.mentions import MeetingMention
from service.lexicons.meetings import around, trigger_nouns
from service.records import Status

_REACH: Final = 12
"""Tokens before "since" in which "first" and the noun stand."""
_JOURNEY: Final = "visit"


def earlier(
    doc: Doc,
    told: Sequence[MeetingMention],
    expressions: DatesBySentence,
    anchor: date | None,
    index: EntityIndex,
) -> Iterator[Dated]:
    """The meetings since which the text counts, each with the sides that its sentence names last."""
    for start, near in expressions.items():
        for expression in near:
            noun = _first(doc, start, expression) if expression.relation == "since" else None
            if noun is None:
                continue
            interval = dates.resolve(expression, anchor=anchor, tense="past")
            mention = _sides(noun, told, index)
            if mention is not None:
                yield Dated(
                    replace(mention, trigger=Span(doc, noun.i, noun.i + 1, label="meet"), carrier=noun),
                    expression,
                    interval,
                    Status.HELD,
                    decided=True,
                )


def _first(doc: Doc, start: int, expression: dates.DateExpression) -> Token | None:
    """The noun of "first meeting (between … ) since"; journeys are one side's own count."""
    before = doc[max(start, expression.start - _REACH) : expression.start]
    for token in reversed(before):
        if token.pos_ in {"VERB", "AUX"}:
            return None
        label = trigger_nouns().get(token.lemma_.lower())
        if label == _JOURNEY:
            return None
        if label is not None or token.lemma_.lower() in around("contact"):
            ahead = {t.lower_ for t in doc[max(start, token.i - 4) : token.i]}
            return token if "first" in ahead else None
    return None


def _sides(noun: Token, told: Sequence[MeetingMention], index: EntityIndex) -> MeetingMention | None:
    """The mention in the noun's sentence, the nearest before it, that names two sides."""
    sent = noun.sent
    near = [
        m
        for m in told
        if sent.start <= m.trigger.start < sent.end and m.trigger.start <= noun.i
        if len(countries(m.sides, index)) > 1
    ]
    return near[-1] if near else None
