"""A read article becomes a record: events, positions and issues are settled, then given their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from service.annotations import PUBLISHED
from service.extract import allegiance, combine
from service.extract.context import Context
from service.extract.events.clustering import Event, main_event, other_events
from service.extract.events.entries import meeting
from service.extract.issues.entries import issues
from service.extract.meeting_id import meeting_id
from service.extract.positions.claims import Claim, claims
from service.extract.positions.entries import positions, source_of
from service.extract.stakeholders import stakeholder
from service.records import SCHEMA_VERSION, ArticleInfo, Engine, OtherMeeting, Record, Warning

_DOUBTFUL: Final = "doubtful"
_CUT: Final = (
    Warning(
        code="other_meetings_cut",
        message="The article tells of more further meetings than a record holds; the likeliest are given.",
        pointer="/other_meetings",
    ),
)


def record(
    context: Context, article: ArticleInfo, engine: Engine, warnings: tuple[Warning, ...] = ()
) -> Record:
    """The record of an article."""
    context = allegiance.without_bodies(context)
    main = main_event(context)
    others, more = other_events(context, main)
    claimed = claims(context, main)
    events = [*([main] if main else []), *others]
    used = _used(context, events, claimed)
    stakeholders = {n: stakeholder(context, n, number=i) for i, n in enumerate(used, start=1)}
    needed = (claim.category for claim in claimed if claim.category)
    listed = issues(context, needed, has_meeting=main is not None)
    meetings = _identified((meeting(context, event, stakeholders) for event in events), article, main)
    told = meetings.pop(0) if main else None
    return Record(
        schema_version=SCHEMA_VERSION,
        meeting=told.meeting if told else None,
        participants=told.participants if told else (),
        location=told.location if told else None,
        issues=listed,
        positions=tuple(positions(context, claimed, stakeholders, listed)),
        stakeholders=tuple(stakeholders.values()),
        other_meetings=tuple(meetings),
        article=article,
        engine=engine,
        warnings=warnings + tuple(_warnings(context, told)) + (_CUT if more else ()),
    )


def _identified(
    meetings: Iterable[OtherMeeting], article: ArticleInfo, main: Event | None
) -> list[OtherMeeting]:
    """The meetings with their ids, no two of which are the same. `main`: the first is the main meeting."""
    found: list[OtherMeeting] = []
    for told in meetings:
        first = main is not None and not found
        taken = {other.meeting.id for other in found}
        known = meeting_id(told.meeting, told.participants, article, main=first, taken=taken)
        found.append(replace(told, meeting=replace(told.meeting, id=known)))
    return found


def _used(context: Context, events: Iterable[Event], claimed: Iterable[Claim]) -> list[int]:
    """Candidates that the record speaks of, in order of first mention."""
    keys = {c.key: n for n, c in enumerate(context.candidates)}
    found = {m.candidate for event in events for m in event.members}
    for claim in claimed:
        found.add(claim.holder)
        if claim.target is not None:
            found.add(claim.target)
        if (source := source_of(context, claim)) in keys:
            found.add(keys[source])
    return sorted(found, key=lambda n: (context.firsts.get(n, 1 << 30), n))


def _warnings(context: Context, main: OtherMeeting | None) -> Iterator[Warning]:
    """What could not be resolved, and what is doubtful."""
    if main is None:
        return
    made = main.meeting
    if made.confidence < combine.threshold(_DOUBTFUL):
        message = f"That there is a meeting is doubtful (confidence {made.confidence})."
        yield Warning(code="doubtful_meeting", message=message, pointer="/meeting")
    if made.date.text and made.date.start is None:
        anchored = context.doc._.get(PUBLISHED)
        reason = "can't be resolved" if anchored else "has no date of publication to count from"
        message = f"The meeting's date {made.date.text!r} {reason}."
        yield Warning(code="date_unresolved", message=message, pointer="/meeting/date")
    if len(main.participants) < 2:
        message = "Only one side of the meeting was found."
        yield Warning(code="counterpart_unknown", message=message, pointer="/participants")
