"""Persons who are of none of the states that the head can choose: it always finds one named in the text.

A rule that ties a person to a state by the words beside the name is never overruled here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Span

from service.annotations import NAMES
from service.candidates.memo import once
from service.extract.context import Context
from service.lexicons import country_of

_GENERAL: Final = "secretary general"
_BUSINESS: Final = frozenset({"ceo", "cfo", "coo", "chief executive", "chief executive officer"})


def without_bodies(context: Context) -> Context:
    """The context in which those who speak for a body of several states, or a company, have no country."""
    found = list(context.candidates)
    for n in _unsettled(context):
        if _serves_body(context, n):
            found[n] = replace(found[n], country="")
    return replace(context, candidates=tuple(found))


def _unsettled(context: Context) -> Iterator[int]:
    """Persons whose country only the head has given."""
    for n, candidate in enumerate(context.candidates):
        if candidate.kind == "person" and candidate.country and not context.document.candidates[n].country:
            yield n


def _serves_body(context: Context, candidate: int) -> bool:
    entity = context.entities.get(context.candidates[candidate].key)
    return entity is not None and any(_is_of_body(title) for title in entity.titles)


def _is_of_body(title: Span) -> bool:
    """A secretary general, an office with the name of a body of several states, or one of business."""
    words = title.text.lower().replace("-", " ")
    return words.startswith(_GENERAL) or words in _BUSINESS or _names_body(title)


def _names_body(title: Span) -> bool:
    """ "EU Commissioner", "NATO" before "Secretary General"; not "ambassador to the United Nations"."""
    for start, end in _bodies(title.doc):
        beside = title.start <= start < title.end or end == title.start
        if beside and "to" not in {t.lower_ for t in title.doc[title.start : start]}:
            return True
    return False


@once
def _bodies(doc: Doc) -> list[tuple[int, int]]:
    """Tokens [start, end) of the names of listed bodies that are no state's, in order."""
    named = ((n, n.kb_id_) for n in doc.spans.get(NAMES, ()))
    return [(n.start, n.end) for n, key in named if key.startswith("org:") and not country_of(key)]
