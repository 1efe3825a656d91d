"""Names that follow their bearers' offices a sentence later, as agencies write leads.

"Chad's president put off a trip, her office said. Ann Toll had been due in Oslo": who opens the next sentence
by a bare name that the text has not brought in before is the one whom the lead told of.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span

from service.grammar import SUBJECTS
from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import Actor
from service.pipeline.offices.office_names import office_of

_NEXT: Final = 2
"""Sentences behind the office in which the name may follow."""
_OPENING: Final = 3
"""Words from the sentence's beginning within which the name is its topic."""
_HIGH: Final = frozenset({"leaders", "ministers"})


def named_later(book: ActorBook, names: NameMap, title: Span) -> Actor | None:
    """The person without office and country whom one of the next sentences opens with, else None."""
    subject = title.root.dep_ in SUBJECTS or title.sent.start == 0
    if not title.kb_id_ or title.label_ not in _HIGH or not subject:
        return None
    sentence = title.sent
    for _ in range(_NEXT):
        if sentence.end >= len(title.doc):
            return None
        sentence = title.doc[sentence.end].sent
        for at in range(sentence.start, min(sentence.start + _OPENING, sentence.end)):
            name = names.starting(at)
            if name is not None and name.label_ == "PERSON":
                return _newcomer(book, name, title)
    return None


def _newcomer(book: ActorBook, name: Span, title: Span) -> Actor | None:
    """The bearer of a name of several words that the text gives here first, as the clause's subject."""
    if name.root.dep_ not in SUBJECTS or len(name) < 2:
        return None
    for actor in book.covering(name.start):
        new = actor.mentions[0][0] == name.start or actor.mentions[0][0] < title.start
        if actor.kind == "person" and not actor.offices and not actor.country and new:
            actor.offices.add(office_of(title))
            return actor
    return None
