"""What the encoder's role head says of the main meeting: who takes part, where, when, on what occasion."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span

from service.annotations import MEETING_SCORES, ROLES, TITLE_END
from service.extract.actors import ActorIndex

_SHARE: Final = 0.5
_LEAD: Final = 3
"""Sentences after the headline that count as the lead."""


def spans(doc: Doc, role: str) -> tuple[Span, ...]:
    """Spans of one role (PARTICIPANT PLACE DATE OCCASION), in order of the text."""
    return tuple(span for span in doc.spans.get(ROLES, ()) if span.label_ == role)


def cast(doc: Doc, index: ActorIndex) -> tuple[str, ...]:
    """Keys of the actors at the main meeting, by first mention.

    Those with at least half of their named mentions marked, one of them near the start: further down, away
    from what headline and lead say of the meeting, the head marks whoever might meet.
    """
    marked = {i for span in spans(doc, "PARTICIPANT") for i in range(span.start, span.end)}
    reach = _reach(doc)
    found = []
    for key in index.ordered():
        roots = [m.root.i for m in index[key].mentions if m.root.pos_ != "PRON"]
        hits = [i for i in roots if i in marked]
        if hits and hits[0] < reach and len(hits) >= _SHARE * len(roots):
            found.append(key)
    return tuple(found)


def _reach(doc: Doc) -> int:
    """Token where headline and lead end."""
    start: int = doc._.get(TITLE_END)
    ends = [sent.end for sent in doc.sents if sent.end > start]
    return ends[min(_LEAD, len(ends)) - 1] if ends else 0


def score(doc: Doc, head: str, label: str) -> float | None:
    """Probability that the encoder gives one label of a meeting field, None where it has no such head."""
    scores: dict[str, dict[str, float]] = doc._.get(MEETING_SCORES) or {}
    return scores.get(head, {}).get(label)


def best(doc: Doc, head: str) -> tuple[str, float] | None:
    """Most probable label of a meeting field with its probability."""
    scores: dict[str, dict[str, float]] = doc._.get(MEETING_SCORES) or {}
    found = scores.get(head)
    return max(found.items(), key=lambda item: item[1]) if found else None
