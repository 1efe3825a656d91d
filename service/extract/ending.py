"""Whether a meeting is to end on a date: "talks, set to end on Tuesday", "the summit runs until Friday"."""

from __future__ import annotations

from itertools import islice
from typing import Final

from spacy.tokens import Token

from service.candidates import dates
from service.grammar import auxiliaries, governors, is_negated, obliques, subjects
from service.lexicons.meetings import has_status_word

_ASSERTED: Final = frozenset({"VB", "VBP", "VBZ", "VBG"})
_OPEN: Final = frozenset({"would", "could", "may", "might", "should", "must", "can", "have", "has", "had"})
_UNTIL: Final = ("until", "till", "through")
_KINDS: Final = {"on": "end", "until": "last"}
"""How a date stands under a verb -> the `status_words` that make it the last day."""


def is_to_end(noun: Token, carrier: Token) -> bool:
    """ "The talks will end on Friday", "are due to end", "go on until May": what is to end has begun."""
    below = (c for c in carrier.children if _follows_to(c))
    verbs = (v for v in (carrier, *below) if (_is_one(v, "end") or _has_limit(v)) and _is_ahead(v))
    return noun != carrier and any(noun in _subjects(verb) for verb in verbs)


def is_last_day(expression: dates.DateExpression, trigger: Token) -> bool:
    """Whether the date stands under a verb of ending, not in the past, with `trigger` as subject."""
    kind = _KINDS.get(expression.relation)
    if kind is None or expression.kind != "DATE" or trigger.pos_ == "VERB":
        return False
    root = trigger.doc[expression.start : expression.end].root
    verb = next((t for t in islice(governors(root), 2) if t.pos_ == "VERB" or _follows_to(t)), None)
    return verb is not None and _is_one(verb, kind) and _is_ahead(verb) and trigger in _subjects(verb)


def _is_one(verb: Token, *kinds: str) -> bool:
    return has_status_word(verb.lemma_, verb.lower_, *kinds)


def _has_limit(verb: Token) -> bool:
    return _is_one(verb, "last") and any(obliques(verb, *_UNTIL))


def _subjects(verb: Token) -> list[Token]:
    return subjects(verb) or (subjects(verb.head) if _follows_to(verb) else [])


def _follows_to(word: Token) -> bool:
    """ "Due to end Friday", where taggers see a noun."""
    return word.i > 0 and word.nbor(-1).lower_ == "to"


def _is_ahead(verb: Token) -> bool:
    due = [verb.head] if _follows_to(verb) else []  # "had been due to end"
    helpers = {a.lower_ for part in (verb, *due) for a in auxiliaries(part)}
    asserted = verb.tag_ in _ASSERTED or _follows_to(verb)
    return asserted and not helpers & _OPEN and not is_negated(verb)
