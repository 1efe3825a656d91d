"""One cluster of mentions becomes one meeting with its place."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Span

from service.annotations import PUBLISHED
from service.candidates.entities import EntityIndex
from service.candidates.evidence import evidence
from service.extract import confidence, levels, roles
from service.extract import meeting_fields as fields
from service.extract.durations import duration
from service.extract.grouping import Dated, countries
from service.extract.last_days import last_day, lasting
from service.extract.location import locate
from service.extract.meeting_dates import meeting_date
from service.extract.meetings import MeetingCluster
from service.extract.occasions import is_gathering, occasion
from service.extract.outcomes import outcomes
from service.extract.support import support
from service.records import (
    Location,
    Meeting,
    MeetingDate,
    Mode,
    Precision,
    Stakeholder,
    Status,
)

_LEAD: Final = 2
"""Sentences after the first assertion in which one of the sides alone counts more than one with others."""
_OFF: Final = frozenset({Status.CANCELLED, Status.POSTPONED})
_OPEN: Final = frozenset({Status.PLANNED, Status.PROPOSED})
_BEGUN: Final = frozenset({Status.HELD, Status.ONGOING})


def meeting(
    doc: Doc, cluster: MeetingCluster, index: EntityIndex, stakeholders: dict[str, Stakeholder], *, main: bool
) -> tuple[Meeting, Location | None]:
    """The meeting and where it takes place."""
    kind, mode = fields.kind(doc, cluster, index, main=main), fields.mode(doc, cluster, main=main)
    level = levels.level(doc, cluster, index, main=main)
    before = _is_before(cluster)
    frame = None if before else occasion(doc, cluster, index, main=main)
    witness = _witness(cluster, index)
    last = last_day(doc, cluster) if witness.status in _BEGUN else None
    status = Status.ONGOING if last else witness.status
    near = mode in {Mode.IN_PERSON, Mode.UNKNOWN} and not before
    goal = cluster.members[0].mention.goal
    told = frozenset(d.mention.trigger.root.i for d in cluster.members)
    place = locate(doc, _spans(cluster, status), main=main, goal=goal, words=told) if near else None
    lasts = duration(doc, cluster, main=main)
    when = meeting_date(doc, cluster, status, main=main, lasts=lasts)
    when = lasting(doc, cluster, when, last, lasts) if last else when
    status = Status.ONGOING if status is Status.HELD and main and _goes_on(doc, when, lasts) else status
    names = [stakeholders[key].name for key in cluster.sides]
    made = Meeting(
        title=fields.title(names, place.name or place.venue if place else None, _shown(when), status),
        status=status,
        kind=kind,
        mode=mode,
        setting=fields.setting(cluster, index, place, mode, gathering=is_gathering(frame)),
        level=level,
        date=when,
        duration=lasts,
        occasion=frame,
        outcomes=tuple(outcomes(doc, cluster)),
        fields=support(
            doc,
            cluster,
            index,
            (status, kind, mode, level),
            witness=witness,
            occasion=frame,
            main=main,
        ),
        confidence=_confidence(doc, cluster, index, main=main),
        evidence=tuple(evidence(d.mention.trigger) for d in cluster.members),
    )
    return made, place


def _goes_on(doc: Doc, when: MeetingDate, lasts: str | None) -> bool:
    """Whether a meeting of several days, known by its day of opening, ends after publication."""
    published: str | None = doc._.get(PUBLISHED)
    if published is None or when.start is None or when.end is None or not lasts:
        return False
    return when.precision is Precision.DAY and when.start <= published < when.end


def _is_before(cluster: MeetingCluster) -> bool:
    """ "Their first meeting since April": where and on what occasion the sentence tells is another one's."""
    first = cluster.members[0].expression
    return first is not None and first.relation == "since"


def _shown(when: MeetingDate) -> str | None:
    """The first day as exactly as it is known: "2024-04" for a month."""
    length = {Precision.MONTH: 7, Precision.YEAR: 4}.get(when.precision, 10)
    return when.start[:length] if when.start else None


def _confidence(doc: Doc, cluster: MeetingCluster, index: EntityIndex, *, main: bool) -> float:
    """That there is this meeting: by its mentions in headline and lead and by the encoder; further ones by
    what is known of them.
    """
    kind = "meeting" if main else "other_meetings"
    chance = roles.score(doc, "detected", "yes") if main else None
    return confidence.of(
        kind,
        f"sides={confidence.some(len(cluster.sides), 3)}",
        f"mentions={confidence.some(len(cluster.members), 3)}",
        f"status={cluster.members[0].status}",
        *(["dated"] if any(d.interval for d in cluster.members) else []),
        *(["person"] if any(index[key].kind == "person" for key in cluster.sides) else []),
        score=min(cluster.score, 6.0),
        encoder=confidence.logit(chance) if chance is not None else 0.0,
    )


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


def _witness(cluster: MeetingCluster, index: EntityIndex) -> Dated:
    """The mention whose status counts: what the lead asserts of the sides and nobody else; that a meeting is
    called off, more than that it was planned.

    The headline's present tense decides only where nothing else does.
    """
    ranked = sorted(cluster.members, key=_telling)
    near = [d for d in ranked if d.decided and d.mention.sentence <= ranked[0].mention.sentence + _LEAD]
    sides = countries(cluster.sides, index)
    inside = [d for d in near if countries(d.mention.sides, index) <= sides]
    first = (inside or ranked)[0]
    off = [d for d in ranked if d.decided and d.status in _OFF]
    return off[0] if off and first.status in _OPEN else first


def _telling(dated: Dated) -> tuple[bool, bool, int, bool, int]:
    """Order of the mentions by what they tell of the status: an arrival less than the talks it is for."""
    mention = dated.mention
    trigger = mention.trigger.root
    aside = trigger.lemma_.lower() == "visit" and trigger.dep_ in {"acl", "acl:relcl", "advcl"}
    journey = aside or trigger.lemma_.lower() in {"arrive", "travel", "fly"}
    return not dated.decided, mention.headline, mention.sentence, journey, mention.trigger.start
