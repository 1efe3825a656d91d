"""What a date expression says, before anyone knows when it was written.

Years are astronomical, months 1 to 12, weekdays 0 (Monday) to 6, as in `datetime`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Which = Literal["last", "this", "next", "coming"]
Edge = Literal["earlier", "later"]


class Unit(StrEnum):
    """A span of the calendar. Weeks run from Monday to Sunday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """ "Saturday, November 16, 2024"; year and weekday may be left out."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """ "Saturday", "last Friday"."""

    weekday: int
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class WeekdayOf:
    """ "Thursday of next week": a weekday of the week that is `weeks` from the anchor's own."""

    weekday: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Months:
    """A run of `count` months: "October", "the third quarter of 2009", "last spring".

    The year is `year`, or the one `shift` years from the anchor's, or follows from `which` and the tense.
    """

    first: int
    count: int = 1
    year: int | None = None
    shift: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """ "2015", "the 1990s", "from 2009 to 2011"; both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Shifted:
    """`offset` units from the anchor's own: "today", "last week", "later this month"."""

    unit: Unit
    offset: int
    edge: Edge | None = None


@dataclass(frozen=True, slots=True)
class Weekend:
    """ "the weekend": which one follows from the tense."""


@dataclass(frozen=True, slots=True)
class Distance:
    """ "three days ago" (-3), "in two weeks" (2). `coming` ones hold in planned sentences only."""

    count: int
    unit: Unit
    coming: bool = False


@dataclass(frozen=True, slots=True)
class Anaphoric:
    """Counted from another date of the text, the base: "two weeks later", "the same day", "that year".

    `count` units from the base's own; `exact`: from its day, not its week. `month`: that month of the year
    reached ("in March the same year"); `weekday`: that day next to the base ("the following Friday").
    `like`: as long as the base ("the same period a year earlier"). Without a unit nothing can be counted.
    """

    count: int = 0
    unit: Unit | None = None
    exact: bool = False
    month: int | None = None
    weekday: int | None = None
    like: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """An anaphoric expression with its base; `depth` is the number of steps to a date of its own."""

    step: Anaphoric
    base: Form
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Holiday:
    """ "Thanksgiving", "Easter Monday": `rule` as in calendar.tsv."""

    rule: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class OfMonth:
    """ "the 30th": a day of the month that the tense gives."""

    day: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `minute` counts from midnight. `day` is the one that the sentence gives, None where
    it gives none.
    """

    minute: int
    day: Form | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """ "7/8/07": two readings unless one of them is no date. Year in full."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class Fiscal:
    """ "fiscal year 2007": its bounds differ from state to state."""

    year: int | None = None


@dataclass(frozen=True, slots=True)
class Duration:
    """ISO 8601 duration, None where the text gives no number ("several hours")."""

    iso: str | None


@dataclass(frozen=True, slots=True)
class Recurring:
    """ "every Monday", "annual". `period`: ISO 8601 duration after which it comes again, where plain."""

    period: str | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """ "recently", "now", "in the future": a time that no calendar names."""


@dataclass(frozen=True, slots=True)
class Range:
    """From the start of one to the end of the other."""

    first: Form
    last: Form


Form = (
    CalendarDay
    | Weekday
    | WeekdayOf
    | Months
    | Years
    | Shifted
    | Weekend
    | Distance
    | Anaphoric
    | Counted
    | Holiday
    | OfMonth
    | Clock
    | Numeric
    | Fiscal
    | Duration
    | Recurring
    | Vague
    | Range
)
