"""Mentions of one meeting gathered as they come, with what later mentions are compared to kept at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from service.candidates import dates
from service.candidates.entities import EntityIndex
from service.extract.mentions import MeetingMention
from service.records import Status

_MEANS: Final = {"call": "call", "video": "video", "meet": "meet", "summit": "meet", "visit": "visit"}
_ANY_MEANS: Final = frozenset({"host", "welcome", "greet", "conference", "session", "forum"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention with its date expression, the interval it resolves to, and its status."""

    mention: MeetingMention
    expression: dates.DateExpression | None
    interval: dates.Interval | None
    status: Status
    decided: bool


class Group:
    """Mentions of one meeting, in order. All that is asked of them costs no walk through them again."""

    def __init__(self, opening: Dated, index: EntityIndex) -> None:
        self.index = index
        self.members: list[Dated] = []
        self.sides: tuple[str, ...] = ()
        """Actor keys of all mentions, each once, in order."""
        self.intervals: list[dates.Interval] = []
        self.means: set[str] = set()
        self.triggers: set[int] = set()
        self.carriers: set[int] = set()
        self.openings: set[bool] = set()
        """Whether headline (True) and first sentence (False) speak of it."""
        self.journeys: set[tuple[str, str]] = set()
        """`journey` of its visits."""
        self.ongoing = False
        """Whether talks go on; a visit has many meetings."""
        self._firm: frozenset[str] | None = None
        self.add(opening)

    def add(self, dated: Dated) -> None:
        """Enter one more mention."""
        mention = dated.mention
        self.members.append(dated)
        if not set(mention.sides) <= set(self.sides):
            self.sides = tuple(dict.fromkeys((*self.sides, *mention.sides)))
            self._firm = None
        if dated.interval is not None and dated.interval not in self.intervals:
            self.intervals.append(dated.interval)
        if (way := means(mention)) is not None:
            self.means.add(way)
        if (way_there := journey(mention, self.index)) is not None:
            self.journeys.add(way_there)
        self.ongoing = self.ongoing or (dated.status is Status.ONGOING and mention.label != "visit")
        self.triggers.add(mention.trigger.root.i)
        self.carriers.add(mention.carrier.i)
        if mention.sentence <= 1:
            self.openings.add(mention.headline)

    @property
    def firm(self) -> frozenset[str]:
        """`firm` of its sides."""
        if self._firm is None:
            self._firm = firm(self.sides, self.index)
        return self._firm

    @property
    def first(self) -> Dated:
        """The mention that opened it."""
        return self.members[0]


def means(mention: MeetingMention) -> str | None:
    """How the sides come together; None for words that fit any way ("talks", "hosted")."""
    word = mention.trigger.root.lemma_.lower()
    return None if word in _ANY_MEANS else _MEANS.get(mention.label)


def journey(mention: MeetingMention, index: EntityIndex) -> tuple[str, str] | None:
    """Whence and whither, by country, for the visit of one country's persons to another state."""
    home = {index[k].country for k in mention.sides if index[k].kind == "person"} - {mention.goal, ""}
    return (home.pop(), mention.goal) if mention.goal and len(home) == 1 else None


def firm(sides: Iterable[str], index: EntityIndex) -> frozenset[str]:
    """Sides by country, without collectives that could be anybody ("leaders", "their counterparts")."""
    return countries((k for k in sides if index[k].kind != "group" or index[k].country), index)


def countries(sides: Iterable[str], index: EntityIndex) -> frozenset[str]:
    """Sides as countries where known, else as the actors themselves."""
    return frozenset(index[key].country or key for key in sides)
