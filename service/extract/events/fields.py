"""Kind, level, mode, setting and title of a meeting; kind and level follow from who takes part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from service.annotations import TITLES
from service.candidates.evidence import evidence
from service.candidates.memo import once
from service.extract.context import Context
from service.extract.events.clustering import Event
from service.heads.labels import KINDS, LEVELS, MODES, SETTINGS
from service.heads.mentions import RANKS
from service.lexicons.meetings import trigger_nouns, trigger_verbs
from service.records import (
    Evidence,
    FieldSupport,
    Level,
    Location,
    MeetingDate,
    MeetingKind,
    Mode,
    Precision,
    Setting,
    Status,
)

T = TypeVar("T")

_REMOTE: Final = frozenset({Mode.PHONE, Mode.VIDEO})
_BY_RANK: Final = {4: Level.LEADERS, 3: Level.MINISTERS, 2: Level.OFFICIALS, 1: Level.OTHER}
_TOLD: Final = {"call": Mode.PHONE, "video": Mode.VIDEO}
_NEAR: Final = frozenset({"meet", "visit", "summit"})


def sides(context: Context, event: Event) -> tuple[int, int]:
    """Least number of sides that take part, and greatest number of those named.

    A side is a state, with its persons, or a body; a person whose country is not known may belong to one of
    the others. Where all are of one state, or of none, persons and bodies count by themselves.
    """
    found = [context.candidates[m.candidate] for m in event.members]
    countries = {c.country for c in found if c.country}
    bodies = [c for c in found if not c.country and c.kind == "organization"]
    unknown = [c for c in found if not c.country and c.kind in {"person", "group"}]
    known = len(countries) + len(bodies)
    return (known, known + len(unknown)) if known > 1 else (1, len(found))


def kind(context: Context, event: Event) -> tuple[MeetingKind, float]:
    """The head's answer among the kinds for at least as many sides as are known to take part.

    What the named sides make weighs for more: articles name all sides of most meetings.
    """
    least, most = sides(context, event)
    allowed = {label for label in KINDS if _LEAST[label] >= _LEAST[_by_number(least)]}
    counted = {_by_number(n) for n in range(least, max(most, least) + 1)}
    scores = event.scores.fields.get("kind", np.full(len(KINDS), 1 / len(KINDS)))
    weights = [float(p) * (_NAMED if k in counted else 1.0) for k, p in zip(KINDS, scores, strict=True)]
    return _likeliest(KINDS, weights, allowed)


_LEAST: Final = {MeetingKind.BILATERAL: 2, MeetingKind.TRILATERAL: 3, MeetingKind.MULTILATERAL: 4}
_NAMED: Final = 2.0


def _by_number(count: int) -> MeetingKind:
    if count > 3:
        return MeetingKind.MULTILATERAL
    return MeetingKind.TRILATERAL if count == 3 else MeetingKind.BILATERAL


def level(context: Context, event: Event) -> tuple[Level | None, float]:
    """The highest office at the table; where nobody's is known, that of the sentences that tell of the
    meeting ("the foreign ministers of Peru and Chile met"); the head's answer where they name none.
    """
    ranks = [context.candidates[m.candidate].rank for m in event.members]
    stated = _BY_RANK.get(max(ranks, default=0) or max(_told_ranks(context, event), default=0))
    if stated is None:
        return _best(event, "level", LEVELS, set(LEVELS))
    return stated, _chance(event, "level", LEVELS, stated)


def _told_ranks(context: Context, event: Event) -> Iterator[int]:
    """Ranks of the offices named in the sentences of the event's words."""
    told = {(s.start, s.end) for s in (context.token(w).sent for w in event.words)}
    ranks = _ranks(context.doc)
    for start, end in told:
        for _, rank in ranks[bisect_left(ranks, (start,)) : bisect_left(ranks, (end,))]:
            yield rank


@once
def _ranks(doc: Doc) -> list[tuple[int, int]]:
    """Start token and rank of all offices, in order."""
    return sorted((title.start, RANKS.get(title.label_, 0)) for title in doc.spans.get(TITLES, ()))


def mode(context: Context, event: Event) -> tuple[Mode, float]:
    """How the sides meet; of further meetings the head says nothing, their own word and a place do."""
    if "mode" in event.scores.fields:
        return _best(event, "mode", MODES, _modes_told(context, event))
    word = context.token(event.words[0])
    lemma = word.lemma_.lower()
    label = trigger_nouns().get(lemma) or trigger_verbs().get(lemma)
    if label in _TOLD:
        return _TOLD[label], 0.7
    placed = float(event.scores.places[-1]) < 0.5
    return (Mode.IN_PERSON, 0.7) if placed or label in _NEAR else (Mode.UNKNOWN, 0.5)


def _modes_told(context: Context, event: Event) -> set[Mode]:
    """Modes that the words beside those for the meeting allow: "online talks" are held by video, and nobody
    comes to talks "by phone"."""
    beside = {word for w in event.words for word in _beside(context.token(w))}
    video, phone = not _VIDEO.isdisjoint(beside), not _PHONE.isdisjoint(beside)
    if video and not phone:
        return {Mode.VIDEO}
    return set(MODES) - {Mode.IN_PERSON} if phone else set(MODES)


def _beside(token: Token) -> Iterator[str]:
    """Lower-case words beside one for a meeting, in its sentence."""
    start, end = max(token.i - _BESIDE, token.sent.start), min(token.i + _BESIDE + 1, token.sent.end)
    yield from (t.lower_ for t in token.doc[start:end])


_VIDEO: Final = frozenset(
    {"video", "videoconference", "videoconferencing", "videolink", "video-link", "zoom"}
    | {"online", "virtual", "virtually"}
)
_PHONE: Final = frozenset({"phone", "telephone", "phoned", "telephoned"})
_BESIDE: Final = 3
"""Words on either side of one for a meeting."""


def setting(
    context: Context, event: Event, how: Mode, place: Location | None
) -> tuple[Setting | None, float]:
    """Who hosts; a call has no host, and of further meetings the head says nothing.

    Whose country the place lies in decides between a visit and a third party's hospitality, where the states
    of all who take part are known.
    """
    if "setting" not in event.scores.fields:
        return None, 0.5
    allowed: set[Setting | None] = {Setting.MULTILATERAL, None} if how in _REMOTE else set(SETTINGS)
    states = {context.candidates[m.candidate].country for m in event.members}
    if place is not None and place.country is not None:
        if place.country.alpha3 in states:
            allowed -= {Setting.THIRD_PARTY}
        elif len(states) > 1 and all(states):
            allowed -= {Setting.VISIT}
    return _best(event, "setting", SETTINGS, allowed)


def _best(event: Event, field: str, labels: Sequence[T], allowed: Iterable[T]) -> tuple[T, float]:
    """The likeliest allowed label with its probability among those."""
    scores: NDArray[Any] = event.scores.fields.get(field, np.full(len(labels), 1 / len(labels)))
    return _likeliest(labels, scores.tolist(), allowed)


def _likeliest(labels: Sequence[T], weights: Sequence[float], allowed: Iterable[T]) -> tuple[T, float]:
    kept = set(allowed)
    choice = max((n for n, label in enumerate(labels) if label in kept), key=lambda n: (weights[n], -n))
    total = sum(weight for label, weight in zip(labels, weights, strict=True) if label in kept)
    return labels[choice], weights[choice] / max(total, 1e-9)


def _chance(event: Event, field: str, labels: Sequence[object], label: object) -> float:
    scores = event.scores.fields.get(field)
    return max(float(scores[labels.index(label)]), 0.5) if scores is not None else 0.5


@dataclass(frozen=True, slots=True)
class Settled:
    """The value of one scalar field, None where it has none, with its probability and the words for it."""

    value: object
    confidence: float
    evidence: tuple[Evidence, ...]


def support(settled: Mapping[str, Settled | None]) -> dict[str, FieldSupport]:
    """Confidence and evidence of each field that has a value, in the order given."""
    return {
        name: FieldSupport(confidence=field.confidence, evidence=field.evidence)
        for name, field in settled.items()
        if field is not None and field.value is not None
    }


def triggers(context: Context, event: Event) -> tuple[Evidence, ...]:
    """The words that tell of the meeting."""
    return tuple(evidence(context.span(w, w + 1)) for w in sorted(event.words))


def title(names: list[str], place: Location | None, date: MeetingDate, status: Status) -> str:
    """ "Joe Biden – Xi Jinping, Lima, 2024-11-16"; an unusual status in brackets."""
    length = {Precision.MONTH: 7, Precision.YEAR: 4}.get(date.precision, 10)
    where = place.name or place.venue if place else None
    parts = [" – ".join(names) or "Meeting"]
    parts += [part for part in (where, date.start[:length] if date.start else None) if part]
    usual = status in {Status.HELD, Status.PLANNED, Status.ONGOING}
    return ", ".join(parts) + ("" if usual else f" ({status})")
