"""What the service answers, as TypedDicts. Made by `generate_types.py`: don't edit."""

from typing import Literal, NotRequired, TypedDict


class Evidence(TypedDict):
    """A span of what the client sent."""

    start: int
    """First code point."""
    end: int
    """Code point after the last; `end - start` is the length of `text`."""
    text: str
    """The span's own words: `sent[start:end]`, character for character."""
    field: Literal["text", "title"]
    """The submitted field in which the offsets count: `text`, or `title` where a title was sent apart."""


class MeetingDate(TypedDict):
    """When a meeting takes place: ISO 8601 days, both included; null together."""

    start: str | None
    """First day."""
    end: str | None
    """Last day."""
    precision: Literal["day", "month", "year", "unknown"]
    """How exactly the date is known."""
    text: str | None
    """The article's phrase, kept also where it can't be resolved."""
    confidence: float
    """Probability in [0, 1] that the entry is right."""
    evidence: list[Evidence]
    """The phrase's span."""


class Occasion(TypedDict):
    """The gathering that frames a meeting."""

    name: str
    """As the article names it: summit, assembly, state visit."""
    acronym: str | None
    """Acronym of the gathering or of its organisation."""
    confidence: float
    """Probability in [0, 1] that the entry is right."""
    evidence: list[Evidence]
    """Where it is named."""


class Outcome(TypedDict):
    """A result that the article states."""

    kind: Literal["agreement", "joint_statement", "declaration", "commitment", "no_agreement"]
    """What sort of result."""
    text: str
    """The article's words."""
    confidence: float
    """Probability in [0, 1] that the entry is right."""
    evidence: list[Evidence]
    """Where it is stated."""


class FieldSupport(TypedDict):
    """What speaks for the value of one field."""

    confidence: float
    """Probability in [0, 1] that the value is right."""
    evidence: list[Evidence]
    """The words that speak for it."""


class Meeting(TypedDict):
    """One meeting, call, visit, summit or round of talks."""

    id: str
    """The same in other articles on the same meeting ([how it is made](#meeting-ids))."""
    title: str
    """Made from the fields: participants, place, date."""
    status: Literal["held", "ongoing", "planned", "proposed", "postponed", "cancelled"]
    """As of the article."""
    kind: Literal["bilateral", "trilateral", "multilateral"]
    """By the number of sides, not of people."""
    mode: Literal["in_person", "phone", "video", "unknown"]
    """How the sides meet."""
    setting: Literal["visit", "third_party", "multilateral"] | None
    """Who hosts: one side, a third party, or a multilateral gathering."""
    level: Literal["leaders", "ministers", "officials", "other"] | None
    """Highest level at the table."""
    date: MeetingDate
    """When it takes place."""
    duration: str | None
    """ISO 8601 duration, `PT50M`."""
    occasion: Occasion | None
    """The gathering that frames it."""
    outcomes: list[Outcome]
    """Results that the article states."""
    fields: dict[str, FieldSupport]
    """For each of status, kind, mode, setting, level, duration with a value: how sure, and why."""
    confidence: float
    """Probability in [0, 1] that this meeting is in the article."""
    evidence: list[Evidence]
    """The words that tell of it."""


class Country(TypedDict):
    """A country of ISO 3166-1."""

    name: str
    """Common English name."""
    alpha2: str
    """Two letters."""
    alpha3: str
    """Three letters."""


class Participant(TypedDict):
    """A stakeholder's entry, and in what capacity it takes part in the meeting."""

    id: str
    """Stable within the record: `s1`, `s2` and so on."""
    name: str
    """Fullest form in the article, without title; a state's common English name."""
    kind: Literal["person", "state", "organization", "group"]
    """What sort of actor; `group`: unnamed or collective."""
    role: str | None
    """Office or job as stated."""
    organization: str | None
    """Body it speaks for, where stated."""
    country: Country | None
    """Country of the side it belongs to."""
    aliases: list[str]
    """Every other surface form used for it."""
    mentions: list[Evidence]
    """All spans that mean it, pronouns included."""
    confidence: float
    """Probability in [0, 1] that it takes part."""
    capacity: Literal["principal", "delegate", "host", "mediator", "observer"]
    """In what capacity it takes part."""
    evidence: list[Evidence]
    """Where the article says that it takes part."""


class Location(TypedDict):
    """Where a meeting takes place; a remote call has none."""

    name: str | None
    """City where known, else the widest place named."""
    kind: Literal["city", "region", "country", "venue", "water"]
    """What sort of place."""
    venue: str | None
    """Building or resort."""
    country: Country | None
    """Country of the place."""
    geonames_id: int | None
    """Identifier in GeoNames."""
    latitude: float | None
    """Degrees north, WGS 84."""
    longitude: float | None
    """Degrees east, WGS 84."""
    text: str
    """The article's words."""
    confidence: float
    """Probability in [0, 1] that the entry is right."""
    evidence: list[Evidence]
    """Where the place is named."""


class Issue(TypedDict):
    """What is, was or will be at stake between the sides."""

    id: str
    """Stable within the record: `i1`, `i2` and so on."""
    label: str
    """The article's own noun phrase, cleaned."""
    category: Literal[
        "security.nuclear",
        "security.arms_control",
        "security.wmd_missiles",
        "security.armed_conflict",
        "security.peace_process",
        "security.peacekeeping",
        "security.alliances",
        "security.mil_to_mil",
        "security.arms_transfers",
        "security.terrorism",
        "territory.sovereignty",
        "territory.borders",
        "territory.maritime",
        "economy.trade",
        "economy.export_controls",
        "economy.sanctions",
        "economy.investment",
        "economy.finance_debt",
        "economy.supply_minerals",
        "economy.development",
        "energy_climate.energy",
        "energy_climate.climate",
        "technology.ai",
        "technology.science_space",
        "cyber_info.cyber",
        "cyber_info.espionage",
        "cyber_info.interference",
        "crime.narcotics",
        "crime.transnational",
        "people.human_rights",
        "people.democracy_law",
        "people.detainees",
        "people.migration",
        "people.humanitarian_health",
        "relations.bilateral",
        "relations.multilateral",
        "relations.people_exchange",
        "other",
    ]
    """Issue of the taxonomy at `/v1/issues`."""
    context: list[str]
    """PLOVER contexts that it maps to."""
    salience: float
    """Weight in the article."""
    on_agenda: bool
    """Whether the meeting treated, will or should treat it; false for background."""
    mentions: list[Evidence]
    """All spans that mean it."""
    confidence: float
    """Probability in [0, 1] that the entry is right."""


class StakeholderRef(TypedDict):
    """A stakeholder of the same record."""

    id: str
    """Its `id` among `stakeholders`."""
    name: str
    """Its `name`."""


class IssueRef(TypedDict):
    """An issue of the same record."""

    id: str
    """Its `id` among `issues`."""
    label: str
    """Its `label`."""
    category: str
    """Its `category`."""


class Position(TypedDict):
    """Who holds what stance on what, by the article's account."""

    stakeholder: StakeholderRef
    """The holder: the one whose stance it is."""
    source: StakeholderRef | None
    """Who reports it, where that is another."""
    issue: IssueRef | None
    """The issue, null where it is none of the taxonomy."""
    stance: Literal[
        "support",
        "commit",
        "offer",
        "request",
        "concern",
        "criticise",
        "oppose",
        "threaten",
        "neutral",
    ]
    """Where the holder stands."""
    polarity: Literal[-1, 0, 1]
    """Towards issue or target; follows from `stance`."""
    act: str | None
    """PLOVER event type; follows from `stance`."""
    target: StakeholderRef | None
    """The actor that it is directed at."""
    statement: str
    """The quotation, or the reported clause, in its own words."""
    quote: Literal["direct", "indirect", "mixed", "none"]
    """How it is reported; `none`: by deed or description, without a verb of speech."""
    cue: str | None
    """Verb or phrase that carries the stance."""
    negated: bool
    """Whether the stance is negated."""
    hedged: bool
    """Whether it is hedged."""
    confidence: float
    """Probability in [0, 1] that the entry is right."""
    evidence: list[Evidence]
    """The statement's span, then the cue's."""


class Stakeholder(TypedDict):
    """An actor that takes part or holds a position, once per record."""

    id: str
    """Stable within the record: `s1`, `s2` and so on."""
    name: str
    """Fullest form in the article, without title; a state's common English name."""
    kind: Literal["person", "state", "organization", "group"]
    """What sort of actor; `group`: unnamed or collective."""
    role: str | None
    """Office or job as stated."""
    organization: str | None
    """Body it speaks for, where stated."""
    country: Country | None
    """Country of the side it belongs to."""
    aliases: list[str]
    """Every other surface form used for it."""
    mentions: list[Evidence]
    """All spans that mean it, pronouns included."""
    confidence: float
    """Probability in [0, 1] that the entry is right."""


class OtherMeeting(TypedDict):
    """A further meeting in the article."""

    meeting: Meeting
    """The meeting."""
    participants: list[Participant]
    """Who takes part in it."""
    location: Location | None
    """Where it takes place."""


class ArticleInfo(TypedDict):
    """What was read."""

    title: str | None
    """Title sent, or found in the text."""
    published: str | None
    """Day of publication sent, or found in dateline or page."""
    url: str | None
    """Address sent."""
    language: str | None
    """Language sent, or stated by the page."""
    length: int
    """Code points of the text."""
    sha256: str
    """Of the text in UTF-8."""
    text: str | None
    """The text that offsets refer to, only where the service made it from HTML."""


class Engine(TypedDict):
    """What read it: the same input and engine give the same bytes."""

    name: str
    """Always `readout`."""
    version: str
    """Of the package."""
    model: str
    """Names and versions of the model that reads the syntax and of the record-level heads."""
    model_sha256: str | None
    """Of the encoder of syntax."""


class Warning(TypedDict):
    """What could not be resolved."""

    code: str
    """For machines."""
    message: str
    """For people."""
    pointer: str | None
    """JSON pointer into the record."""


class Record(TypedDict):
    """One article's record."""

    schema_version: Literal["1.0"]
    """Version of this shape."""
    meeting: Meeting | None
    """The main meeting; null where the article has none."""
    participants: list[Participant]
    """Who takes part in the main meeting."""
    location: Location | None
    """Where the main meeting takes place."""
    issues: list[Issue]
    """What is at stake, one entry per issue."""
    positions: list[Position]
    """Who holds what stance on what."""
    stakeholders: list[Stakeholder]
    """Every actor that takes part or holds a position."""
    other_meetings: list[OtherMeeting]
    """Further meetings in the article."""
    article: ArticleInfo
    """What was read."""
    engine: Engine
    """What read it."""
    warnings: list[Warning]
    """What could not be resolved."""


class FieldError(TypedDict):
    """One thing wrong with one field."""

    detail: str
    """What is wrong with it."""
    pointer: str
    """JSON pointer to the field, or to the query's parameter."""


class Problem(TypedDict):
    """Problem details (RFC 9457)."""

    detail: str
    """What happened this time."""
    errors: NotRequired[list[FieldError]]
    """Fields at fault, for 422."""
    instance: str
    """The request: its `X-Request-ID`."""
    line: NotRequired[int]
    """Line of a batch, from 1."""
    status: int
    """Status code of the answer."""
    title: str
    """The kind in words."""
    type: str
    """Kind of problem, a relative reference."""


class IssueCategory(TypedDict):
    """One issue of the taxonomy, with what other schemes call it."""

    cap_major: list[str]
    eurovoc_microthesaurus: list[str]
    examples: str | None
    gdelt_theme: list[str]
    group: str
    id: str
    label: str
    plover_context: list[str]
    unbis: list[str]


class Ready(TypedDict):
    """The answer of the check that articles are read."""

    model: str
    """The model that reads them."""
    status: str


class Version(TypedDict):
    """What is running."""

    model: str
    model_sha256: str | None
    name: str
    schema_version: str
    version: str
