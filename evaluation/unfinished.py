"""Docs up to the search for actors, for measures that watch it or give it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from service.annotations import NAMES, TITLES
from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.coreference import Entities
from service.pipeline.entities.persons import settled
from service.pipeline.entities.pronouns import Decide

SEARCH: Final = "readout_entities"
"""The component that finds actors."""
_TITLES: Final = "readout_titles"


def read(text: str, nlp: Language, *, names: Iterable[tuple[int, int]] = ()) -> Doc:
    """The text before the search; `names`, code points [start, end), are entered as persons."""
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name == SEARCH:
            break
        if name == _TITLES:
            _give(doc, names)
        doc = component(doc)
    return doc


def finish(doc: Doc, nlp: Language) -> Doc:
    """The same Doc with its actors."""
    found: Doc = nlp.get_pipe(SEARCH)(doc)
    return found


def search(doc: Doc, decide: Decide) -> ActorBook:
    """The actors, antecedents chosen by `decide`; changes nothing."""
    book, _, _ = Entities().find(list(settled(doc.spans[NAMES])), list(doc.spans[TITLES]), doc, decide=decide)
    return book


def _give(doc: Doc, names: Iterable[tuple[int, int]]) -> None:
    """Enter names as persons where the pipeline has none of that extent or more."""
    for start, end in names:
        given = doc.char_span(start, end, label="PERSON", alignment_mode="expand")
        if given is None:
            continue
        spans = list(doc.spans.get(NAMES, ()))
        over = [s for s in spans if s.start < given.end and given.start < s.end]
        if len(over) == 1 and _holds(over[0], given):
            continue
        kept = [s for s in spans if s not in over]
        doc.spans[NAMES] = SpanGroup(doc, name=NAMES, spans=sorted([*kept, given], key=lambda s: s.start))


def _holds(found: Span, given: Span) -> bool:
    return found.label_ == "PERSON" and found.start <= given.start and given.end <= found.end
