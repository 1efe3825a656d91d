"""What the encoder's role head says of the main meeting: who takes part, where, when, on what occasion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Span

from service.annotations import MEETING_SCORES, ROLES, TITLE_END, TITLES
from service.candidates.entities import EntityIndex
from service.candidates.evidence import is_aside
from service.candidates.memo import once

_SHARE: Final = 0.5
_ROSTER: Final = 4
_PAGE: Final = 8
"""Marked names that make a sentence a list of participants, and sentences in which lists are looked for."""
_LEAD: Final = 3
"""Sentences after the headline that count as the lead."""


def spans(doc: Doc, role: str) -> tuple[Span, ...]:
    """Spans of one role (PARTICIPANT PLACE DATE OCCASION), in order of the text."""
    return tuple(span for span in doc.spans.get(ROLES, ()) if span.label_ == role)


def cast(doc: Doc, index: EntityIndex) -> tuple[str, ...]:
    """Keys of the actors at the main meeting, by first mention.

    Those with at least half of their named mentions in headline and lead marked: further down, away from
    what these say of the meeting, the head marks whoever might meet.
    """
    marked = {i for span in spans(doc, "PARTICIPANT") for i in range(span.start, span.end)}
    reach, rosters = _reach(doc), _rosters(doc)
    found = []
    for key in index.ordered():
        roots = [m.root.i for m in index[key].mentions if m.root.pos_ != "PRON"]
        near = [i for i in roots if i < reach or (rosters and doc[i].sent.start in rosters)]
        hits = sum(i in marked for i in near)
        if hits and hits >= _SHARE * len(near) and not reports(index, key):
            found.append(key)
    return tuple(found)


def reports(index: EntityIndex, key: str) -> bool:
    """A spokesperson announces a meeting, and does not take part."""
    actor = index[key]
    forms = (*actor.mentions, *actor.titles)
    return any(span.root.lower_.startswith("spokes") and not _joined(span) for span in forms)


@once
def in_titles(doc: Doc) -> frozenset[int]:
    """Tokens of all offices."""
    return frozenset(token.i for span in doc.spans.get(TITLES, ()) for token in span)


def _joined(office: Span) -> bool:
    """ "Spokesperson and Chief Adviser": who holds a second office may come for that one."""
    after = office.doc[office.end : office.end + 2]
    return len(after) > 1 and after[0].lower_ == "and" and after[1].is_title


def _rosters(doc: Doc) -> frozenset[int]:
    """Starts of sentences that list participants: at least `_ROSTER` marked names in one."""
    near = {start for start, _ in _bounds(doc)[:_PAGE]}
    counts = Counter(span[0].sent.start for span in spans(doc, "PARTICIPANT"))
    return frozenset(start for start, count in counts.items() if count >= _ROSTER and start in near)


def _reach(doc: Doc) -> int:
    """Token where headline and lead end."""
    ends = [end for _, end in _bounds(doc)[:_LEAD]]
    return ends[-1] if ends else len(doc)


def body(doc: Doc) -> Iterator[Span]:
    """Sentences after the headline that are no page debris."""
    return (doc[start:end] for start, end in _bounds(doc))


@once
def _bounds(doc: Doc) -> tuple[tuple[int, int], ...]:
    title: int = doc._.get(TITLE_END)
    return tuple((s.start, s.end) for s in doc.sents if s.end > title and not is_aside(s))


def score(doc: Doc, head: str, label: str) -> float | None:
    """Probability that the encoder gives one label of a meeting field, None where it has no such head."""
    scores: dict[str, dict[str, float]] = doc._.get(MEETING_SCORES) or {}
    return scores.get(head, {}).get(label)


def best(doc: Doc, head: str) -> tuple[str, float] | None:
    """Most probable label of a meeting field with its probability."""
    scores: dict[str, dict[str, float]] = doc._.get(MEETING_SCORES) or {}
    found = scores.get(head)
    return max(found.items(), key=lambda item: item[1]) if found else None
