"""The date that a clause gives a meeting, by syntax: attached to its trigger, to the verb that carries it, or
to the verb under which these stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

from spacy.tokens import Doc, Token

from service.candidates import dates
from service.candidates.evidence import dateline, overlaps_masked
from service.extract import status_nouns
from service.extract.another import is_beyond
from service.extract.ending import is_last_day
from service.grammar import COMPLEMENTS, auxiliaries, governors, is_predicate, subjects
from service.lexicons.cues import said_verbs
from service.lexicons.meetings import has_status_word, status_words, trigger_nouns
from service.records import Status

DatesBySentence = Mapping[int, tuple[dates.DateExpression, ...]]
"""Token where a sentence begins -> the date expressions in it."""

_INSIDE: Final = frozenset({"xcomp", "advcl", "conj", "obl", "nmod", "obj"})
"""Dependencies by which what happens lies within the time of its governor ("arrived Monday to meet Li")."""
_OWN: Final = frozenset({"acl", "acl:relcl"})
_PERFECT: Final = frozenset({"have", "has", "had", "having", "'ve", "’ve", "was", "were", "been"})
_AHEAD: Final = frozenset({"will", "'ll", "’ll", "shall", "should", "may", "might", "could", "would", "can"})
_REPORTERS: Final = 4
"""Tokens that may stand between a verb of speech and its date: "told the state news agency Friday"."""


def by_sentence(doc: Doc) -> DatesBySentence:
    """All date expressions, in order, without those that only tell when the report was made."""
    found: dict[int, list[dates.DateExpression]] = {}
    first, last = dateline(doc)
    for expression in dates.find(doc):
        if first <= expression.start < last or overlaps_masked(doc, expression.start, expression.end):
            continue
        found.setdefault(doc[expression.start].sent.start, []).append(expression)
    return {start: tuple(expressions) for start, expressions in found.items()}


def date_of(trigger: Token, carrier: Token, expressions: DatesBySentence) -> dates.DateExpression | None:
    """The date that the syntax gives the meeting of a trigger word and the verb that carries it (itself where
    none does), the closest attachment first.
    """
    near = expressions.get(trigger.sent.start, ())
    arrival = carrier != trigger and has_status_word(carrier.lemma_, carrier.lower_, "arrive", "journey")
    ranked = [
        (rank, arrival and e.start < trigger.i, abs(e.start - trigger.i), number)
        for number, e in enumerate(near)
        if e.kind == "DATE" and e.relation == "on" and not is_last_day(e, trigger)
        if (rank := _attachment(e, trigger, carrier)) is not None
    ]
    return near[min(ranked)[-1]] if ranked else None


def _attachment(expression: dates.DateExpression, trigger: Token, carrier: Token) -> int | None:
    """How directly a date belongs to a meeting, 0 first; None where it belongs to something else."""
    doc = trigger.doc
    if _of_words(expression, trigger, carrier):
        return None
    root = doc[expression.start : expression.end].root
    if of_speech(expression, trigger) or (is_beyond(trigger) and expression.start < trigger.i):
        return None
    if root.head in (trigger, carrier):
        return 0
    for head in governors(root):
        if head in (trigger, carrier):
            return 1
        if any(c.lower_ == "since" for c in head.children):
            return None
        if _heads_clause(head):
            own = head.dep_ in _OWN and head.head == trigger
            return 2 if own or _lies_in(trigger, head) else None
    return None


def _heads_clause(token: Token) -> bool:
    return token.head == token or is_predicate(token)


def _lies_in(trigger: Token, predicate: Token) -> bool:
    """Whether the trigger stands below a predicate and nothing between them opens another time."""
    for token in (trigger, *governors(trigger)):
        if token == predicate:
            return True
        if token.dep_ not in _INSIDE:
            return False
    return False


def of_speech(expression: dates.DateExpression, trigger: Token) -> bool:
    """Whether the date tells when someone spoke of the meeting or agreed to it: "said Monday the talks will
    be in Oslo", "on Monday the two agreed to meet".
    """
    if expression.start > trigger.i:
        return False
    head = trigger.doc[expression.start : expression.end].root.head
    below = trigger
    for verb in governors(trigger):
        if verb.lemma_.lower() in _speech():
            if verb == head and below.dep_ in COMPLEMENTS:
                return True
            if verb.i < expression.start <= verb.i + _REPORTERS:
                between = trigger.doc[verb.i + 1 : expression.start]
                return not any(t.pos_ in {"VERB", "AUX", "PUNCT"} for t in between)
        below = verb
    return False


def _of_words(expression: dates.DateExpression, trigger: Token, carrier: Token) -> bool:
    """Whether the date tells when one spoke of the meeting, which is no time or place of what was said.

    "People with knowledge of the talks said on Monday", "invited her on Monday to a summit".
    """
    head = trigger.doc[expression.start : expression.end].root.head
    if head != carrier or carrier == trigger or status_nouns.is_beside(trigger, carrier):
        return False
    lemma = carrier.lemma_.lower()
    if lemma in status_words("propose"):
        return expression.start < trigger.i
    return lemma in said_verbs() and any(trigger == s or s.is_ancestor(trigger) for s in subjects(carrier))


def direction(doc: Doc, expression: dates.DateExpression, status: Status) -> Literal["past", "future"]:
    """Which way a weekday or a day without its year points: by the tense of the verb to which it is attached,
    where that is plain, else by whether the meeting has taken place.
    """
    root = doc[expression.start : expression.end].root
    verb = next((head for head in governors(root) if _heads_clause(head)), None)
    if verb is not None and status is Status.PLANNED and _is_goals(expression, verb):
        return "future"
    if verb is not None and verb.lemma_.lower() not in status_words("plan") | {"be"}:
        helpers = {a.lower_ for a in auxiliaries(verb)}
        if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and helpers <= _PERFECT):
            return "past"
        if expression.relation == "until" and verb.tag_ in {"VB", "VBP", "VBZ"}:
            return "future"
        if helpers & _AHEAD and "have" not in helpers:
            return "future"
    return "past" if status in {Status.HELD, Status.ONGOING} else "future"


def _is_goals(expression: dates.DateExpression, verb: Token) -> bool:
    """Whether the day is that of the talks one has come for: "landed on Monday for talks on Friday"."""
    arrives = has_status_word(verb.lemma_, verb.lower_, "arrive", "journey")
    between = verb.doc[verb.i + 1 : expression.start]
    return arrives and any(t.lemma_.lower() in trigger_nouns() for t in between)


@cache
def _speech() -> frozenset[str]:
    """Verbs of what is said and done before a meeting."""
    return said_verbs() | status_words("propose") | {"accept", "agree", "announce", "confirm", "promise"}
