"""Mentions become meetings: the same one merged, different ones apart, the main one first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from spacy.tokens import Doc

from service.annotations import PUBLISHED
from service.extract import dates, roles
from service.extract.actors import ActorIndex
from service.extract.identity import Dated, countries, home
from service.extract.mention_dates import DatesBySentence, by_sentence, date_of, direction
from service.extract.mentions import MeetingMention, mentions
from service.extract.rosters import roster
from service.extract.sides import table
from service.extract.status import status_of

_LEAD: Final = 3
"""Sentences after the headline that count as the lead."""
_ALONE: Final = 1.0
_LIKELY: Final = 0.3
_UNLIKELY: Final = 2.5
"""Least score of the main meeting: without the encoder's answer, where it says yes, where it says no."""


@dataclass(frozen=True, slots=True)
class MeetingCluster:
    """All mentions of one meeting, in order; `sides` are actor keys without double counting.

    `dates` are those of the whole Doc, found once for all its meetings.
    """

    members: tuple[Dated, ...]
    sides: tuple[str, ...]
    score: float
    dates: DatesBySentence

    @property
    def first(self) -> int:
        """Token of the first mention."""
        return self.members[0].mention.trigger.start


def clusters(doc: Doc, index: ActorIndex) -> tuple[MeetingCluster, ...]:
    """The article's meetings, the main one first if there is one (score >= 1), then by first mention."""
    published = doc._.get(PUBLISHED)
    anchor = date.fromisoformat(published) if published else None
    expressions = by_sentence(doc)
    found = mentions(doc, index)
    cast = roles.cast(doc, index)
    lead = _lead(found, cast, index)
    groups: list[list[Dated]] = [[_dated(lead, expressions, anchor)]] if lead is not None else []
    for mention in found:
        if lead is not None and mention.trigger.start == lead.trigger.start:
            continue
        dated = _dated(mention, expressions, anchor)
        target = home(dated, groups, index)
        if target is not None:
            target.append(dated)
        elif mention.sides:
            groups.append([dated])
    made = [
        _cluster(group, index, lead.sides if number == 0 and lead else (), expressions)
        for number, group in enumerate(groups)
    ]
    made.sort(key=lambda c: (-c.score, c.first))
    return tuple(made[:1] + sorted(made[1:], key=lambda c: c.first))


def main_of(doc: Doc, found: tuple[MeetingCluster, ...], index: ActorIndex) -> MeetingCluster | None:
    """The first of `clusters` if headline and lead are about it, by its mentions and the encoder's answer;
    whom the article lists as taking part sits there too.
    """
    if not found:
        return None
    detected = roles.score(doc, "detected", "yes")
    floor = _ALONE if detected is None else _LIKELY if detected >= 0.5 else _UNLIKELY
    if found[0].score < floor:
        return None
    return replace(found[0], sides=table((*found[0].sides, *roster(doc, index)), index))


def _lead(
    found: tuple[MeetingMention, ...], cast: tuple[str, ...], index: ActorIndex
) -> MeetingMention | None:
    """The mention that opens the main meeting, given the sides that the encoder saw there.

    The mention in headline or lead that names most of them; their own, syntactic sides of further
    countries stay.
    """
    near = [m for m in found if m.headline or m.sentence <= _LEAD]
    if not cast or not near:
        return None
    best = max(near, key=lambda m: (len(set(m.sides) & set(cast)), not m.headline, -m.trigger.start))
    if len(countries(best.sides, index)) > 1:
        own = tuple(p for side in best.sides for p in _persons_of(side, list(cast), index))
        return replace(
            best, sides=own + tuple(k for k in cast if k not in own and _joins(k, own, best, near))
        )
    named = {index[key].country for key in cast}
    extra = tuple(k for k in best.sides if k not in cast and index[k].country not in named)
    return replace(best, sides=cast + (extra if len(named) < 2 else ()))


def _joins(key: str, own: tuple[str, ...], best: MeetingMention, near: list[MeetingMention]) -> bool:
    """Whether someone whom the encoder saw, but syntax put elsewhere, is at this table too.

    Not one whom another mention gives to a further meeting, with fewer than two of those who sit here.
    """
    others = [set(m.sides) for m in near if m is not best and key in m.sides]
    return not others or any(len(sides & set(own)) > 1 for sides in others)


def _dated(mention: MeetingMention, expressions: DatesBySentence, anchor: date | None) -> Dated:
    expression = date_of(mention.trigger.root, mention.carrier, expressions)
    status, decided = status_of(mention.trigger.root, mention.carrier, coming=None)
    tense = direction(mention.trigger.doc, expression, status) if expression else None
    interval = dates.resolve(expression, anchor=anchor, tense=tense) if expression else None
    if interval is not None and anchor is not None:
        coming = interval.start > anchor.isoformat()
        status, decided = status_of(mention.trigger.root, mention.carrier, coming=coming)
    return Dated(mention, expression, interval, status, decided)


def _cluster(
    group: list[Dated], index: ActorIndex, cast: tuple[str, ...], expressions: DatesBySentence
) -> MeetingCluster:
    """`cast`: the sides that the encoder saw, which stand alone where they are of two countries or more."""
    named = [key for dated in group for key in dated.mention.sides]
    if len(countries(cast, index)) > 1:
        named = [key for side in cast for key in _persons_of(side, named, index)]
    return MeetingCluster(tuple(group), table(named, index), _score(group, index), expressions)


def _persons_of(side: str, named: list[str], index: ActorIndex) -> list[str]:
    """A state that the encoder saw, as the persons whom the meeting's mentions name for it."""
    if index[side].kind != "state":
        return [side]
    country = index[side].country
    return [
        k for k in named if index[k].named and index[k].kind == "person" and index[k].country == country
    ] or [side]


def is_whole(cluster: MeetingCluster, index: ActorIndex, main: MeetingCluster | None) -> bool:
    """Whether a further meeting is worth an entry: two sides, or a body that gathers.

    A gathering in whose frame the main meeting takes place is that one's occasion, no meeting beside it.
    """
    if len(cluster.sides) != 1:
        return len(cluster.sides) > 1
    frames = {d.mention.sentence for d in main.members} if main else set()
    first = cluster.members[0].mention
    body = index[cluster.sides[0]].kind == "organization"
    return body and first.label == "summit" and first.sentence not in frames


def _score(group: list[Dated], index: ActorIndex) -> float:
    """How much headline and lead are about this meeting."""
    total = 0.0
    for dated in group:
        mention = dated.mention
        weight = (
            3.0
            if mention.headline
            else max(0.0, 2.0 - 0.5 * mention.sentence)
            if mention.sentence <= _LEAD
            else 0.2
        )
        total += weight * (1.0 if len(countries(mention.sides, index)) > 1 else 0.5)
    return total
