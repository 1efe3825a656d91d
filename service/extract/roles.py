"""What the encoder's role head says of the main meeting: who takes part, where, when, on what occasion."""

from __future__ import annotations

from collections import Counter
from typing import Final

from spacy.tokens import Doc, Span

from service.annotations import MEETING_SCORES, ROLES
from service.extract.actors import ActorIndex

_SHARE: Final = 0.5


def spans(doc: Doc, role: str) -> tuple[Span, ...]:
    """Spans of one role (PARTICIPANT PLACE DATE OCCASION), in order of the text."""
    return tuple(span for span in doc.spans.get(ROLES, ()) if span.label_ == role)


def cast(doc: Doc, index: ActorIndex) -> tuple[str, ...]:
    """Keys of the actors at the main meeting: those with at least half of their named mentions marked."""
    return tuple(key for key, share in shares(doc, index).items() if share >= _SHARE)


def shares(doc: Doc, index: ActorIndex) -> dict[str, float]:
    """Actor key -> share of its named mentions that the head calls a participant, by first mention."""
    seen: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    inside = {i for span in spans(doc, "PARTICIPANT") for i in range(span.start, span.end)}
    for key in index.ordered():
        for mention in index[key].mentions:
            if mention.root.pos_ == "PRON":
                continue
            seen[key] += 1
            marked[key] += mention.root.i in inside
    return {key: marked[key] / seen[key] for key in seen if marked[key]}


def score(doc: Doc, head: str, label: str) -> float | None:
    """Probability that the encoder gives one label of a meeting field, None where it has no such head."""
    scores: dict[str, dict[str, float]] = doc._.get(MEETING_SCORES) or {}
    return scores.get(head, {}).get(label)


def best(doc: Doc, head: str) -> tuple[str, float] | None:
    """Most probable label of a meeting field with its probability."""
    scores: dict[str, dict[str, float]] = doc._.get(MEETING_SCORES) or {}
    found = scores.get(head)
    return max(found.items(), key=lambda item: item[1]) if found else None
