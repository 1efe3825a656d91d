"""The closed vocabularies of the record."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Whether the meeting takes place, as of the article."""

    HELD = "held"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class MeetingKind(StrEnum):
    """Number of sides (states or organisations), not of people."""

    BILATERAL = "bilateral"
    TRILATERAL = "trilateral"
    MULTILATERAL = "multilateral"


class Mode(StrEnum):
    """How the sides meet."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    UNKNOWN = "unknown"


class Setting(StrEnum):
    """PLOVER's CONSULT modes: who hosts."""

    VISIT = "visit"
    THIRD_PARTY = "third_party"
    MULTILATERAL = "multilateral"


class Level(StrEnum):
    """Highest level at the table."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    OFFICIALS = "officials"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class OutcomeKind(StrEnum):
    """A result that the article states."""

    AGREEMENT = "agreement"
    JOINT_STATEMENT = "joint_statement"
    DECLARATION = "declaration"
    COMMITMENT = "commitment"
    NO_AGREEMENT = "no_agreement"


class StakeholderKind(StrEnum):
    """What sort of actor."""

    PERSON = "person"
    STATE = "state"
    ORGANIZATION = "organization"
    GROUP = "group"


class Capacity(StrEnum):
    """In what capacity a participant takes part."""

    PRINCIPAL = "principal"
    DELEGATE = "delegate"
    HOST = "host"
    MEDIATOR = "mediator"
    OBSERVER = "observer"


class LocationKind(StrEnum):
    """What sort of place."""

    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    VENUE = "venue"
    WATER = "water"


class Stance(StrEnum):
    """Where the holder stands; `polarity` and `act` follow from it."""

    SUPPORT = "support"
    COMMIT = "commit"
    OFFER = "offer"
    REQUEST = "request"
    CONCERN = "concern"
    CRITICISE = "criticise"
    OPPOSE = "oppose"
    THREATEN = "threaten"
    NEUTRAL = "neutral"

    @property
    def polarity(self) -> int:
        """+1, 0 or -1 towards the issue or target."""
        return _POLARITY[self]

    @property
    def act(self) -> str | None:
        """PLOVER event type, None for `neutral`."""
        return _PLOVER[self]


_POLARITY = {
    Stance.SUPPORT: 1,
    Stance.COMMIT: 1,
    Stance.OFFER: 1,
    Stance.REQUEST: 0,
    Stance.CONCERN: -1,
    Stance.CRITICISE: -1,
    Stance.OPPOSE: -1,
    Stance.THREATEN: -1,
    Stance.NEUTRAL: 0,
}
_PLOVER = {
    Stance.SUPPORT: "SUPPORT",
    Stance.COMMIT: "AGREE",
    Stance.OFFER: "CONCEDE",
    Stance.REQUEST: "REQUEST",
    Stance.CONCERN: "ACCUSE",
    Stance.CRITICISE: "ACCUSE",
    Stance.OPPOSE: "REJECT",
    Stance.THREATEN: "THREATEN",
    Stance.NEUTRAL: None,
}


class QuoteKind(StrEnum):
    """How the article reports the statement."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NONE = "none"
