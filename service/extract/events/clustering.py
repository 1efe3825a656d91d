"""Event mentions become meetings: the main one, and further ones, each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from service.extract import combine
from service.extract.context import Context
from service.extract.events import dates
from service.extract.events.participants import Member, members
from service.heads.labels import STATUSES
from service.heads.scores import MOST_OTHERS, EventScores
from service.records import MeetingDate, Status

_PAST: Final = frozenset({Status.HELD, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting: what the heads say of it, and what of that is settled."""

    scores: EventScores
    main: bool
    decision: str
    """Which map and threshold tell whether it is one."""
    confidence: float
    status: Status
    sure: float
    """Probability of the status."""
    members: tuple[Member, ...]
    date: MeetingDate

    @property
    def words(self) -> list[int]:
        """Words that tell of the meeting, the clearest first."""
        return self.scores.words


def main_event(context: Context) -> Event | None:
    """The meeting that headline and lead are about, None where the article is about none."""
    event = _event(context, context.scores.main, main=True)
    return event if _is_likely(event) else None


def _is_likely(event: Event) -> bool:
    return event.confidence >= combine.threshold(event.decision)


def _decision(context: Context, members: Sequence[Member]) -> str:
    """A main meeting whose sides are not found, or are of one state, is less often one at the same score."""
    states = [context.candidates[m.candidate].country for m in members]
    one_sided = len(states) < 2 or (all(states) and len(set(states)) < 2)
    return "meeting_one_side" if one_sided else "meeting"


MAX_OTHERS: Final = 200
"""Further meetings of a record: each repeats who takes part, with all mentions."""


def other_events(context: Context, main: Event | None) -> tuple[list[Event], bool]:
    """Further meetings with at least two sides, in order of the text; mentions of one meeting are merged.

    Of more than `MAX_OTHERS`, or of more words for them than the heads look at, the likeliest, and True.
    """
    found: list[Event] = []
    more = len(context.scores.others) == MOST_OTHERS
    by_member: dict[int, list[Event]] = {m.candidate: [main] for m in main.members} if main else {}
    for event in sorted(_further(context), key=lambda e: -e.confidence):
        known = {id(e): e for m in event.members for e in by_member.get(m.candidate, ())}
        if not any(_same(context, event, other) for other in known.values()):
            if len(found) == MAX_OTHERS:
                more = True
                break
            found.append(event)
            for member in event.members:
                by_member.setdefault(member.candidate, []).append(event)
    return sorted(found, key=lambda e: e.words[0]), more


def _further(context: Context) -> Iterator[Event]:
    for scores in context.scores.others:
        event = _event(context, scores, main=False)
        if len(event.members) > 1 and _is_likely(event):
            yield event


def _event(context: Context, scores: EventScores, *, main: bool) -> Event:
    likely = scores.fields["status"]
    best = int(likely.argmax())
    status = STATUSES[best]
    found = tuple(members(context, scores, main=main))
    decision = _decision(context, found) if main else "other_meetings"
    return Event(
        scores=scores,
        main=main,
        decision=decision,
        confidence=combine.probability(decision, scores.present),
        status=status,
        sure=combine.probability("meeting.status", float(likely[best])),
        members=found,
        date=dates.meeting_date(context, scores, status),
    )


def _same(context: Context, one: Event, other: Event) -> bool:
    """Whether two mentions can be of one meeting: who is at the table, the day, past or to come."""
    if (one.status in _PAST) != (other.status in _PAST):
        return False
    if one.date.start and other.date.start and not _overlap(one.date, other.date):
        return False
    mine, theirs = ({m.candidate for m in event.members} for event in (one, other))
    if mine == theirs:
        return True
    near = bool(one.date.start and one.date.start == other.date.start) or _beside(context, one, other)
    return near and (mine <= theirs or theirs <= mine)


def _beside(context: Context, one: Event, other: Event) -> bool:
    """Whether both are told in one sentence."""
    sentence = context.reading.sentence
    return bool({int(sentence[w]) for w in one.words} & {int(sentence[w]) for w in other.words})


def _overlap(one: MeetingDate, other: MeetingDate) -> bool:
    return (one.start or "") <= (other.end or "") and (other.start or "") <= (one.end or "")
