"""Persons who are of none of the states that the head can choose: it always finds one named in the text.

A rule that ties a person to a state by the words beside the name is never overruled here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Span

from service.annotations import NAMES
from service.extract.context import Context
from service.extract.events.clustering import Event
from service.heads.mentions import RANKS
from service.lexicons import country_of

_GENERAL: Final = "secretary general"
_BUSINESS: Final = frozenset({"ceo", "cfo", "coo", "chief executive", "chief executive officer"})
_MINISTERS: Final = RANKS["ministers"]


def without_bodies(context: Context) -> Context:
    """The context in which those who speak for a body of several states, or a company, have no country."""
    taken = [n for n in _unsettled(context) if _serves_body(context, n)]
    return _stateless(context, taken)


def without_counterparts(context: Context, events: Iterable[Event]) -> Context:
    """The context in which nobody has the country of a counterpart.

    Two at the table who hold offices of one rank, leaders or ministers, are of two states where the text ties
    only one of them to a state and names no other for the other.
    """
    unsettled = set(_unsettled(context))
    taken = [n for event in events for n in _borrowed(context, event, unsettled)]
    return _stateless(context, taken)


def _borrowed(context: Context, event: Event, unsettled: set[int]) -> Iterator[int]:
    candidates = context.candidates
    persons = [m.candidate for m in event.members if candidates[m.candidate].kind == "person"]
    guessed = [n for n in persons if n in unsettled]
    if len(guessed) != 1:
        return
    own = candidates[guessed[0]]
    colleagues = (candidates[n] for n in persons if n not in unsettled)
    if own.rank >= _MINISTERS and any(c.country == own.country and c.rank == own.rank for c in colleagues):
        yield guessed[0]


def _unsettled(context: Context) -> Iterator[int]:
    """Persons whose country only the head has given."""
    for n, candidate in enumerate(context.candidates):
        if candidate.kind == "person" and candidate.country and not context.document.candidates[n].country:
            yield n


def _stateless(context: Context, taken: Iterable[int]) -> Context:
    found = list(context.candidates)
    for n in taken:
        found[n] = replace(found[n], country="")
    return replace(context, candidates=tuple(found))


def _serves_body(context: Context, candidate: int) -> bool:
    entity = context.entities.get(context.candidates[candidate].key)
    return entity is not None and any(_is_of_body(title) for title in entity.titles)


def _is_of_body(title: Span) -> bool:
    """A secretary general, an office with the name of a body of several states, or one of business."""
    words = title.text.lower().replace("-", " ")
    return words.startswith(_GENERAL) or words in _BUSINESS or _names_body(title)


def _names_body(title: Span) -> bool:
    """ "EU Commissioner", "NATO" before "Secretary General"; not "ambassador to the United Nations"."""
    doc = title.doc
    for name in doc.spans.get(NAMES, ()):
        beside = title.start <= name.start < title.end or name.end == title.start
        listed = name.kb_id_.startswith("org:") and not country_of(name.kb_id_)
        if beside and listed and "to" not in {t.lower_ for t in doc[title.start : name.start]}:
            return True
    return False
