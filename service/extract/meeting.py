"""One cluster of mentions becomes one meeting with its place."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from service.extract import meeting_fields as fields
from service.extract.actors import ActorIndex
from service.extract.durations import duration
from service.extract.evidence import evidence
from service.extract.location import locate
from service.extract.meetings import Dated, MeetingCluster
from service.extract.occasions import occasion, outcomes
from service.records import (
    Evidence,
    FieldSupport,
    Location,
    Meeting,
    MeetingDate,
    Mode,
    Occasion,
    Precision,
    Stakeholder,
    Status,
)


def meeting(
    doc: Doc, cluster: MeetingCluster, index: ActorIndex, stakeholders: dict[str, Stakeholder]
) -> tuple[Meeting, Location | None]:
    """The meeting and where it takes place."""
    mode = fields.mode(cluster)
    place = locate(doc, _spans(cluster)) if mode in {Mode.IN_PERSON, Mode.UNKNOWN} else None
    frame = occasion(doc, cluster)
    when = _date(doc, cluster)
    status, sure, witness = _status(cluster)
    names = [stakeholders[key].name for key in cluster.sides]
    made = Meeting(
        title=fields.title(names, place.name or place.venue if place else None, when.start, status),
        status=status,
        kind=fields.kind(cluster, index),
        mode=mode,
        setting=fields.setting(cluster, index, place, gathering=frame is not None),
        level=fields.level(cluster, index),
        date=when,
        duration=duration(doc, cluster),
        occasion=frame,
        outcomes=tuple(outcomes(doc, cluster)),
        fields=_support(cluster, status_sure=sure, status_witness=witness, occasion=frame),
        confidence=round(min(0.97, 0.6 + 0.1 * cluster.score), 2),
        evidence=tuple(evidence(d.mention.trigger) for d in cluster.members),
    )
    return made, place


def _spans(cluster: MeetingCluster) -> list[Span]:
    """Sentences of the meeting's mentions, the most telling first."""
    starts = dict.fromkeys(d.mention.trigger.root.sent.start for d in cluster.members)
    return [
        d.mention.trigger.root.sent
        for d in cluster.members
        if starts.pop(d.mention.trigger.root.sent.start, 0) is None
    ]


def _status(cluster: MeetingCluster) -> tuple[Status, bool, Dated]:
    """The status that the body asserts; the headline's present tense decides only where nothing else does."""
    ranked = sorted(
        cluster.members, key=lambda d: (d.mention.headline, not d.decided, d.mention.trigger.start)
    )
    lead = [
        d
        for d in ranked
        if not d.mention.headline and d.decided and d.mention.sentence <= ranked[0].mention.sentence + 2
    ]
    best = lead[0] if lead else ranked[0]
    return best.status, best.decided, best


def _date(doc: Doc, cluster: MeetingCluster) -> MeetingDate:
    """The date that the first dated mention gives; body before headline, resolved before unresolved."""
    dated = [d for d in cluster.members if d.expression is not None]
    if not dated:
        return MeetingDate(start=None, end=None, precision=Precision.UNKNOWN, text=None, confidence=0.8)
    best = min(dated, key=lambda d: (d.interval is None, d.mention.trigger.start))
    expression = best.expression
    assert expression is not None
    span: Evidence = evidence(doc[expression.start : expression.end])
    if best.interval is None:
        return MeetingDate(
            start=None,
            end=None,
            precision=Precision.UNKNOWN,
            text=span.text,
            confidence=0.7,
            evidence=(span,),
        )
    return MeetingDate(
        start=best.interval.start,
        end=best.interval.end,
        precision=best.interval.precision,
        text=span.text,
        confidence=0.85,
        evidence=(span,),
    )


def _support(
    cluster: MeetingCluster, *, status_sure: bool, status_witness: Dated, occasion: Occasion | None
) -> dict[str, FieldSupport]:
    """Confidence and evidence of each scalar field, in the order of the record."""
    first = evidence(cluster.members[0].mention.trigger)
    witness = evidence(status_witness.mention.trigger)
    return {
        "status": FieldSupport(confidence=0.9 if status_sure else 0.75, evidence=(witness,)),
        "kind": FieldSupport(confidence=0.9, evidence=(first,)),
        "mode": FieldSupport(confidence=0.95, evidence=(first,)),
        "setting": FieldSupport(confidence=0.7, evidence=occasion.evidence if occasion else (first,)),
        "level": FieldSupport(confidence=0.85, evidence=(first,)),
    }
