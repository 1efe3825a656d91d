"""Events become meetings of the record, with their participants and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.extract.combine import probability
from service.extract.context import Context
from service.extract.events import fields
from service.extract.events.clustering import Event
from service.extract.events.durations import duration
from service.extract.events.fields import Settled
from service.extract.events.occasions import occasion
from service.extract.events.outcomes import outcomes
from service.extract.events.participants import participants
from service.extract.events.places import locate
from service.grammar import subjects
from service.lexicons.meetings import around
from service.records import Location, Meeting, Mode, OtherMeeting, Stakeholder

_REMOTE: Final = frozenset({Mode.PHONE, Mode.VIDEO})


def meeting(context: Context, event: Event, stakeholders: Mapping[int, Stakeholder]) -> OtherMeeting:
    """The meeting, who takes part, and where."""
    kind, kind_sure = fields.kind(context, event)
    level, level_sure = fields.level(context, event)
    mode, mode_sure = fields.mode(context, event)
    place: Location | None = None if mode in _REMOTE else locate(context, event.scores)
    setting, setting_sure = fields.setting(context, event, mode, place)
    frame = occasion(context, event)
    lasting = duration(context, event)
    told = fields.triggers(context, event)
    first = told[:1]
    settled: dict[str, Settled | None] = {
        "status": Settled(event.status, event.sure, first),
        "kind": Settled(kind, probability("meeting.kind", kind_sure), first),
        "mode": Settled(mode, probability("meeting.mode", mode_sure), first),
        "setting": Settled(
            setting, probability("meeting.setting", setting_sure), frame.evidence if frame else first
        ),
        "level": Settled(level, probability("meeting.level", level_sure), first),
        "duration": Settled(*lasting) if lasting else None,
    }
    names = [stakeholders[m.candidate].name for m in event.members]
    made = Meeting(
        title=fields.title(names, place, event.date, event.status),
        status=event.status,
        kind=kind,
        mode=mode,
        setting=setting,
        level=level,
        date=event.date,
        duration=lasting.iso if lasting else None,
        occasion=frame,
        outcomes=tuple(outcomes(context, event.words)) if event.main else (),
        fields=fields.support(settled),
        confidence=event.confidence,
        evidence=told,
    )
    entries = participants(context, event.members, dict(stakeholders), _hosts(context, event))
    return OtherMeeting(meeting=made, participants=entries, location=place)


def _hosts(context: Context, event: Event) -> frozenset[int]:
    """Those who are told to host: subjects of "hosted", "received", "welcomed"."""
    keys = {context.candidates[m.candidate].key: m.candidate for m in event.members}
    found = set()
    for token in map(context.token, event.words):
        if token.lemma_.lower() in around("host"):
            found |= {keys[key] for key in context.entities.of(subjects(token)) if key in keys}
    return frozenset(found)
