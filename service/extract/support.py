"""What bears out the scalar fields of a meeting: confidence and evidence of each."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from service.candidates.entities import EntityIndex
from service.candidates.evidence import evidence
from service.extract import confidence, roles
from service.extract.grouping import Dated
from service.extract.meetings import MeetingCluster
from service.records import FieldSupport, Level, MeetingKind, Mode, Occasion, Status


def support(
    doc: Doc,
    cluster: MeetingCluster,
    index: EntityIndex,
    values: tuple[Status, MeetingKind, Mode, Level | None],
    *,
    witness: Dated,
    occasion: Occasion | None,
    main: bool,
) -> dict[str, FieldSupport]:
    """In the order of the record. `witness`: the mention that tells the status."""
    status, kind, mode, level = values
    first = evidence(cluster.members[0].mention.trigger)

    def entry(field: str, value: str | None, *cases: str) -> FieldSupport:
        seen = _encoder(doc, field, value) if main else 0.0
        sure = confidence.of(f"meeting.{field}", *cases, encoder=seen)
        return FieldSupport(confidence=sure, evidence=(first,))

    told = entry("status", status, *(["decided"] if witness.decided else []), *_seen(witness))
    return {
        "status": FieldSupport(confidence=told.confidence, evidence=(evidence(witness.mention.trigger),)),
        "kind": entry("kind", kind, *_sides(cluster, index)),
        "mode": entry("mode", mode),
        "setting": FieldSupport(confidence=0.7, evidence=occasion.evidence if occasion else (first,)),
        "level": entry("level", level),
    }


def _encoder(doc: Doc, field: str, value: str | None) -> float:
    """Log odds that the encoder gives a value; 0 where it has no such head."""
    score = roles.score(doc, field, value or "none")
    return 0.0 if score is None else confidence.logit(score)


def _seen(witness: Dated) -> Iterator[str]:
    if witness.mention.headline:
        yield "headline"
    elif witness.mention.sentence > 1:
        yield "further down"


def _sides(cluster: MeetingCluster, index: EntityIndex) -> Iterator[str]:
    """How many countries sit there, and whether a side may be part of another."""
    countries = {index[key].country for key in cluster.sides if index[key].country}
    yield f"countries={confidence.some(len(countries), 4)}"
    if any(not index[key].country for key in cluster.sides):
        yield "side without country"
