"""A meeting that no known word tells: the encoder is sure that there is one and sees who sits at the table.

"The two spent an hour closeted together", "had what aides called a tough exchange": the verbs of headline and
lead that have the encoder's cast about them stand for the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Span

from service.annotations import TITLE_END
from service.extract import roles
from service.extract.actors import ActorIndex
from service.extract.evidence import is_aside
from service.extract.grouping import countries
from service.extract.leading import LEAD
from service.extract.mentions import MeetingMention
from service.extract.status import tense_of
from service.grammar import clause

_SURE: Final = 0.75
"""Probability of a meeting from which its word is not needed."""


def unworded(doc: Doc, found: Sequence[MeetingMention], index: ActorIndex) -> tuple[MeetingMention, ...]:
    """The meeting's mention where headline and lead have none with anybody in it, else ()."""
    if (roles.score(doc, "detected", "yes") or 0.0) < _SURE:
        return ()
    if any(m.sides for m in found if m.headline or m.sentence <= LEAD):
        return ()
    cast = roles.cast(doc, index)
    if len(countries(cast, index)) < 2:
        return ()
    near = [s for s in doc.sents if not is_aside(s)][: LEAD + 1]
    telling = [s for s in near if _named(s, cast, index) > 1] or near[:1]
    title = doc._.get(TITLE_END)
    telling += [s for s in near[1:2] if s not in telling and telling[0].start < title <= s.start]
    return tuple(_mention(doc, s, near.index(s), cast, index) for s in telling)


def _named(sentence: Span, cast: Sequence[str], index: ActorIndex) -> int:
    return len(set(cast) & set(index.inside(sentence.start, sentence.end)))


def _mention(
    doc: Doc, sentence: Span, number: int, cast: tuple[str, ...], index: ActorIndex
) -> MeetingMention:
    first = next((m.root for k in cast for m in index[k].mentions if m.root.sent == sentence), sentence.root)
    verb = clause(first)
    return MeetingMention(
        trigger=Span(doc, verb.i, verb.i + 1, label="meet"),
        carrier=verb,
        sides=cast,
        hosts=(),
        tense=tense_of(verb),
        headline=verb.i < doc._.get(TITLE_END),
        sentence=number,
    )
