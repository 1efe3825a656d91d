"""The entries of the record: what one article becomes. `docs/record.md` explains every field.

Offsets are Unicode code points into the text that the client sent, half-open:
``text[start:end] == evidence.text``. All classes are frozen and hold plain Python
values only, so that a record stays valid after spaCy's memory zone has closed.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from service.records.provenance import ArticleInfo, Engine, Warning
from service.records.terms import (
    Capacity,
    Level,
    LocationKind,
    MeetingKind,
    Mode,
    OutcomeKind,
    Precision,
    QuoteKind,
    Setting,
    StakeholderKind,
    Stance,
    Status,
)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A span of what the client sent, in code points, half-open.

    Offsets count within the submitted field named by `field`: ``text``, or ``title``
    where the client sent a title apart from the text.
    """

    start: int
    end: int
    text: str
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Country:
    """A side's country, ISO 3166-1."""

    name: str
    alpha2: str
    alpha3: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakeholder:
    """An actor that takes part or holds a position, once per record."""

    id: str
    name: str
    kind: StakeholderKind
    role: str | None = None
    organization: str | None = None
    country: Country | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Evidence, ...] = ()
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A stakeholder at the table of one meeting; `confidence` is that of taking part."""

    stakeholder: Stakeholder
    capacity: Capacity
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDate:
    """ISO 8601 dates, both ends included; `start` and `end` are null together."""

    start: str | None
    end: str | None
    precision: Precision
    text: str | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The gathering that frames the meeting."""

    name: str
    acronym: str | None
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A result that the article states."""

    kind: OutcomeKind
    text: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSupport:
    """What speaks for one scalar field of a meeting."""

    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting. `fields` says, for each scalar field that has a value, how sure and why.

    `id` is made from the other fields and the participants (`service.extract.meeting_id`), so it comes last.
    """

    id: str = ""
    title: str
    status: Status
    kind: MeetingKind
    mode: Mode
    setting: Setting | None
    level: Level | None
    date: MeetingDate
    duration: str | None
    occasion: Occasion | None
    outcomes: tuple[Outcome, ...]
    fields: dict[str, FieldSupport] = field(default_factory=dict)
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a meeting takes place."""

    name: str | None
    kind: LocationKind
    venue: str | None
    country: Country | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    text: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is at stake between the sides; `category` is an id of `issues.csv`."""

    id: str
    label: str
    category: str
    context: tuple[str, ...]
    salience: float
    on_agenda: bool
    mentions: tuple[Evidence, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class StakeholderRef:
    """A stakeholder of the same record, by id."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class IssueRef:
    """An issue of the same record, by id."""

    id: str
    label: str
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Who holds what stance on what; `evidence` holds the statement, then the cue."""

    stakeholder: StakeholderRef
    source: StakeholderRef | None
    issue: IssueRef | None
    stance: Stance
    polarity: int
    act: str | None
    target: StakeholderRef | None
    statement: str
    quote: QuoteKind
    cue: str | None
    negated: bool
    hedged: bool
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMeeting:
    """A further meeting in the article, kept apart from the main one."""

    meeting: Meeting
    participants: tuple[Participant, ...]
    location: Location | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article's record. Order of lists is defined: by first mention unless said otherwise."""

    schema_version: str
    meeting: Meeting | None
    participants: tuple[Participant, ...]
    location: Location | None
    issues: tuple[Issue, ...]
    positions: tuple[Position, ...]
    stakeholders: tuple[Stakeholder, ...]
    other_meetings: tuple[OtherMeeting, ...]
    article: ArticleInfo
    engine: Engine
    warnings: tuple[Warning, ...]
