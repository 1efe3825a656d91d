"""The event that frames a meeting: the gathering beside which it is held, or is; the visit by its kind.

"On the sidelines of the APEC summit", "during the UN General Assembly", "attend the Eastern Economic Forum";
a conference that is the meeting itself; "is in Peru on a state visit". A body is no event, whatever its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import NAMES
from service.candidates.evidence import evidence, is_masked
from service.candidates.lead import in_titles, lead
from service.candidates.memo import once
from service.extract.context import Context
from service.extract.events.clustering import Event
from service.grammar import noun_phrase
from service.lexicons.meetings import around, trigger_nouns
from service.records import Occasion

_FAIR: Final = 0.7
"""Chance that an occasion is right, set by hand: gold names too few to fit it."""
_SMALL: Final = frozenset(
    {"the", "a", "an", "this", "its", "their", "his", "her", "that", "upcoming", "recent"}
)
_LARGE: Final = 2
"""Countries at a table of two sides: a summit of more is an event."""


def occasion(context: Context, event: Event) -> Occasion | None:
    """The first of: a gathering around the meeting, the meeting as one, a formal visit."""
    doc, near = context.doc, _near(context, event)
    found = (
        (t for s in near for t in s if _is_event(t) and _frames(t)),
        _itself(context, event),
        (t for s in near for t in s if _is_visit(t)),
    )
    for heads in found:
        for head in heads:
            span = _kind_of_visit(head) if _is_visit(head) else _named(head)
            if not is_masked(span) and head.i not in in_titles(doc):
                name = _text(span)
                return Occasion(
                    name=name.lower() if _is_visit(head) else name,
                    acronym=_acronym(span),
                    confidence=_FAIR,
                    evidence=(evidence(span),),
                )
    return None


def _near(context: Context, event: Event) -> list[Span]:
    """Sentences that tell of the meeting, for the main one those of the lead too."""
    starts = [context.token(w).sent.start for w in event.words]
    starts += [sentence.start for sentence in lead(context.doc)[:2] if event.main]
    return [context.doc[start].sent for start in dict.fromkeys(starts)]


_REACH: Final = 12


def _is_event(token: Token) -> bool:
    """A noun for a gathering; a body's ("the National Assembly") only behind what makes it a time."""
    if token.pos_ not in {"NOUN", "PROPN"} or not {token.lemma_.lower(), token.lower_} & around("event"):
        return False
    return token.dep_ != "compound" or (token.text[0].isupper() and token.head.is_lower)


def _is_specific(head: Token) -> bool:
    """Whether the phrase says which: a name in it for what has sessions and ceremonies, else any modifier."""
    start, _ = _phrase(head)
    before = [t for t in head.doc[start : head.i] if t.pos_ in {"ADJ", "NOUN", "PROPN"} and not t.like_num]
    after = head.i + 1 < len(head.doc) and head.nbor().lower_ in {"of", "on"}
    if {head.lemma_.lower(), head.lower_} & around("round"):
        names = {t for t in before if t.text[0].isupper() and t.ent_type_ not in {"DATE", "TIME", "PERSON"}}
        return bool(names)
    return bool(before) or after


def _frames(head: Token) -> bool:
    """Whether what stands before the phrase puts the meeting at, beside or within the event."""
    doc, (start, _) = head.doc, _phrase(head)
    while start > 1 and (doc[start - 1].lower_ in _SMALL or doc[start - 1].like_num):
        start -= 1
    if start < 2 or not _is_specific(head):
        return False
    before, outer = doc[start - 1], doc[start - 2]
    if before.lower_ == "of":
        return outer.lower_ in around("margin") or (_is_round(outer) and _is_named_event(head))
    if before.text == "," and outer.lemma_.lower() in trigger_nouns():
        return _is_named_event(head)
    if before.lower_ in {"at", "during", "alongside"}:
        return before.lower_ != "at" or head.lemma_.lower() not in around("chamber")
    if before.lower_ == "in":
        return outer.lower_ == "part" or outer.lemma_.lower() in around("attend")
    return before.pos_ == "VERB" and before.lemma_.lower() in around("attend")


def _is_round(token: Token) -> bool:
    return bool({token.lemma_.lower(), token.lower_} & around("round"))


def _is_named_event(head: Token) -> bool:
    return head.text[0].isupper() and head.lemma_.lower() not in around("chamber")


def _itself(context: Context, event: Event) -> Iterator[Token]:
    """The meeting's own noun, where it is a gathering of more than two sides or of a body's members."""
    members = [context.candidates[m.candidate] for m in event.members]
    sides = {c.country for c in members} - {""}
    if len(sides) > _LARGE or any(c.kind == "organization" for c in members) or not sides:
        for head in map(context.token, event.words):
            if _is_event(head) and not _is_round(head) and _is_specific(head):
                yield head


def _is_visit(token: Token) -> bool:
    """ "A state visit", "an official three-day visit", not one held before or due later."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.lemma_.lower() not in around("visiting"):
        return False
    kinds = [t for t in token.doc[_phrase(token)[0] : token.i] if t.lower_ in around("formal")]
    return bool(kinds) and not any(t.lower_ in _DUE for t in token.doc[max(token.i - _REACH, 0) : token.i])


_DUE: Final = frozenset({"planned", "previous", "future", "last", "result", "results", "invited"})


def _kind_of_visit(head: Token) -> Span:
    """ "State visit" of "the Chinese President's three-day state visit"."""
    start = next(t.i for t in head.doc[_phrase(head)[0] : head.i] if t.lower_ in around("formal"))
    return head.doc[start : head.i + 1]


def _phrase(head: Token) -> tuple[int, int]:
    """The noun phrase, with names that reach into it and what is written as one with it."""
    start, end = noun_phrase(head)
    names = _events_and_bodies(head.doc)
    before = _further(head, start, names)
    while before < start:
        start, before = before, _further(head, before, names)
    return start, max([end, *(b for a, b in names if a <= head.i < b)])


@once
def _events_and_bodies(doc: Doc) -> list[tuple[int, int]]:
    return [(n.start, n.end) for n in doc.spans.get(NAMES, ()) if n.label_ in {"EVENT", "ORG"}]


def _further(head: Token, start: int, names: list[tuple[int, int]]) -> int:
    """Where the phrase starts that goes on to the left of `start`; `start` where none does."""
    over = next((a for a, b in names if a < start <= b), start)
    if over < start or not start:
        return over
    before, first = head.doc[start - 1], head.doc[start]
    if before.is_space and "\n" not in before.text:
        return start - 1
    if before.text in _INNER:
        return start - 1 if not before.whitespace_ or before.text in {")", "’"} else max(start - 2, 0)
    return start - 1 if start < head.i and first.text in _INNER and before.text[0].isupper() else start


_INNER: Final = frozenset({")", "(", "’", "'", "'s", "’s", "-", "–"})
"""Marks that a name may have within it: "Economic Forum (EF) Leaders' Week"."""


def _named(head: Token) -> Span:
    """The event's name: from the first capital, with what it is a conference of or on."""
    doc, (start, end) = head.doc, _phrase(head)
    while start < end - 1 and (doc[start].lower_ in _SMALL or doc[start].pos_ in {"DET", "PRON", "NUM"}):
        start += 1
    capital = next((t.i for t in doc[start:end] if t.text[0].isupper()), None)
    start = capital if capital is not None else start
    joints = {"of", "on"} if start == head.i or doc[start].is_lower else {"on"}
    while end + 1 < len(doc) and doc[end].lower_ in joints:
        inner = next((t for t in doc[end + 1 : end + _REACH] if t.pos_ in {"NOUN", "PROPN"}), None)
        if inner is None:
            break
        top = inner.head if inner.dep_ in {"compound", "amod"} and inner.head.i < end + _REACH else inner
        name = next((n.end for n in doc.spans.get(NAMES, ()) if top.i < n.start <= top.i + 1), top.i + 1)
        end, joints = max(name, noun_phrase(top)[1]), {"of"}
    return doc[start:end]


def _text(span: Span) -> str:
    return " ".join(span.text.split())


def _acronym(span: Span) -> str | None:
    return next((t.text for t in span if t.text.isupper() and len(t.text) > 2 and t.is_alpha), None)
