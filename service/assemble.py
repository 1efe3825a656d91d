"""Doc -> Record: call the extractors, link what belongs together, put everything in order."""

from __future__ import annotations

from spacy.tokens import Doc

from service.annotations import PUBLISHED
from service.candidates.entities import EntityIndex
from service.extract.further import is_setting, is_whole, stated
from service.extract.issues import IssueFinder
from service.extract.linking import claims, positions
from service.extract.meeting import meeting
from service.extract.meetings import MeetingCluster, clusters, main_of
from service.extract.occasions import occasion
from service.extract.participants import participants
from service.extract.positions import find as find_positions
from service.extract.stakeholders import stakeholder, used
from service.records import (
    SCHEMA_VERSION,
    ArticleInfo,
    Engine,
    OtherMeeting,
    Record,
    Stakeholder,
    Warning,
)


def assemble(doc: Doc, article: ArticleInfo, engine: Engine, warnings: tuple[Warning, ...] = ()) -> Record:
    """The record of an annotated Doc."""
    index = EntityIndex(doc)
    found = clusters(doc, index)
    main = main_of(doc, found, index)
    frame = occasion(doc, main, index, main=True) if main else None
    rest = (stated(c, index) for c in (found[1:] if main else found))
    others = [c for c in rest if is_whole(c, index) and not is_setting(c, main, frame, index)]
    sides = main.sides if main else ()
    finder = IssueFinder(doc, has_meeting=main is not None)
    claimed = claims(doc, find_positions(doc, index, parties=sides), finder, at_table=sides)
    keys = used(
        [key for c in (*([main] if main else []), *others) for key in c.sides]
        + [key for claim in claimed for key in claim.candidate.actors],
        index,
    )
    stakeholders = {key: stakeholder(doc, index, key, number=n) for n, key in enumerate(keys, start=1)}
    issues = finder.issues()
    built = _meeting(doc, main, index, stakeholders, main=True) if main else None
    return Record(
        schema_version=SCHEMA_VERSION,
        meeting=built.meeting if built else None,
        participants=built.participants if built else (),
        location=built.location if built else None,
        issues=issues,
        positions=tuple(positions(doc, claimed, stakeholders, issues)),
        stakeholders=tuple(stakeholders.values()),
        other_meetings=tuple(_meeting(doc, c, index, stakeholders, main=False) for c in others),
        article=article,
        engine=engine,
        warnings=warnings + tuple(_warnings(doc, built)),
    )


def _meeting(
    doc: Doc, cluster: MeetingCluster, index: EntityIndex, stakeholders: dict[str, Stakeholder], *, main: bool
) -> OtherMeeting:
    made, place = meeting(doc, cluster, index, stakeholders, main=main)
    return OtherMeeting(meeting=made, participants=participants(cluster, index, stakeholders), location=place)


def _warnings(doc: Doc, main: OtherMeeting | None) -> list[Warning]:
    """What could not be resolved."""
    found = []
    if main is not None and main.meeting.date.text and main.meeting.date.start is None:
        reason = (
            "has no date of publication to count from" if not doc._.get(PUBLISHED) else "can't be resolved"
        )
        message = f"The meeting's date {main.meeting.date.text!r} {reason}."
        found.append(Warning(code="date_unresolved", message=message, pointer="/meeting/date"))
    if main is not None and len(main.participants) < 2:
        found.append(
            Warning(
                code="counterpart_unknown",
                message="Only one side of the meeting was found.",
                pointer="/participants",
            )
        )
    return found
