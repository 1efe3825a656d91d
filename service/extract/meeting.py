"""One cluster of mentions becomes one meeting with its place."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from service.extract import meeting_fields as fields
from service.extract.actors import ActorIndex
from service.extract.apart import Dated
from service.extract.durations import duration
from service.extract.evidence import evidence
from service.extract.location import locate
from service.extract.meeting_dates import meeting_date
from service.extract.meetings import MeetingCluster
from service.extract.occasions import occasion, outcomes
from service.records import (
    FieldSupport,
    Location,
    Meeting,
    Mode,
    Occasion,
    Stakeholder,
    Status,
)


def meeting(
    doc: Doc, cluster: MeetingCluster, index: ActorIndex, stakeholders: dict[str, Stakeholder], *, main: bool
) -> tuple[Meeting, Location | None]:
    """The meeting and where it takes place."""
    mode = fields.mode(doc, cluster, main=main)
    frame = occasion(doc, cluster)
    status, sure, witness = _status(cluster)
    place = locate(doc, _spans(cluster, status)) if mode in {Mode.IN_PERSON, Mode.UNKNOWN} else None
    when = meeting_date(doc, cluster, status, main=main)
    names = [stakeholders[key].name for key in cluster.sides]
    made = Meeting(
        title=fields.title(names, place.name or place.venue if place else None, when.start, status),
        status=status,
        kind=fields.kind(doc, cluster, index, main=main),
        mode=mode,
        setting=fields.setting(cluster, index, place, mode, gathering=frame is not None),
        level=fields.level(doc, cluster, index, main=main),
        date=when,
        duration=duration(doc, cluster, main=main),
        occasion=frame,
        outcomes=tuple(outcomes(doc, cluster)),
        fields=_support(cluster, status_sure=sure, status_witness=witness, occasion=frame),
        confidence=round(min(0.97, 0.6 + 0.1 * cluster.score), 2),
        evidence=tuple(evidence(d.mention.trigger) for d in cluster.members),
    )
    return made, place


def _spans(cluster: MeetingCluster, status: Status) -> list[Span]:
    """Sentences of the meeting's mentions, the most telling first.

    What is still to come says nothing of where a meeting was held ("a new round is due in X").
    """
    past = {Status.HELD, Status.ONGOING}
    kept = [d for d in cluster.members if not d.decided or (d.status in past) or status not in past]
    starts = dict.fromkeys(d.mention.trigger.root.sent.start for d in kept)
    return [
        d.mention.trigger.root.sent for d in kept if starts.pop(d.mention.trigger.root.sent.start, 0) is None
    ]


def _status(cluster: MeetingCluster) -> tuple[Status, bool, Dated]:
    """The status that the body asserts; the headline's present tense decides only where nothing else does."""
    ranked = sorted(cluster.members, key=_telling)
    lead = [
        d
        for d in ranked
        if not d.mention.headline and d.decided and d.mention.sentence <= ranked[0].mention.sentence + 2
    ]
    best = lead[0] if lead else ranked[0]
    return best.status, best.decided, best


def _telling(dated: Dated) -> tuple[bool, bool, int, bool, int]:
    """Order of the mentions by what they tell of the status: an arrival less than the talks it is for."""
    mention = dated.mention
    journey = mention.trigger.root.lemma_.lower() in {"arrive", "travel", "fly"}
    return mention.headline, not dated.decided, mention.sentence, journey, mention.trigger.start


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
