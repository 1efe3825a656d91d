"""Mentions become meetings: the same one merged, different ones apart, the main one first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import log
from typing import Final

from spacy.tokens import Doc

from service.annotations import PUBLISHED, TITLE_END
from service.candidates.entities import EntityIndex
from service.extract import roles
from service.extract.apart import is_long_before
from service.extract.colleagues import acting, place_hosts, speaking
from service.extract.completion import completed
from service.extract.dating import dated_of
from service.extract.grouping import Dated, Group, countries
from service.extract.identity import home
from service.extract.introduced import introduced
from service.extract.journeys import purposed
from service.extract.leading import LEAD, opening, persons_of
from service.extract.mention_dates import DatesBySentence, by_sentence
from service.extract.mentions import MeetingMention, mentions
from service.extract.ranks import delegated, recognised
from service.extract.rosters import roster
from service.extract.sides import table
from service.extract.since import earlier
from service.extract.status_nouns import is_beside
from service.extract.summaries import told_apart
from service.extract.traces import traces
from service.extract.unworded import unworded
from service.lexicons import organization_by_name
from service.records import Status

_LIST: Final = 3
"""Names from which a list of participants tells where all of them come from."""
_LED: Final = 1.0
"""What the encoder's cast of two sides adds to a meeting's claim to be the main one."""
_ALONE: Final = 1.0
_TOLD: Final = 1.0
_AGAIN: Final = 0.5
_HEADED: Final = 1.0
_HEADING: Final = 2
_OFTEN: Final = 4
"""What news told at a meeting adds to its claim, what each mention past the fourth does, and of how many."""
_FAINT: Final = 0.3
"""Least score of the main meeting: without the encoder's answer, and with any."""
_ANSWER: Final = 0.4
_SUREST: Final = 0.98
_FULL: Final = 3.0
_FLOOR: Final = 0.45
"""Weight of the encoder's answer in logits, its greatest probability, the greatest score, and their floor."""


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


def clusters(doc: Doc, index: EntityIndex) -> tuple[MeetingCluster, ...]:
    """The article's meetings, the main one first if there is one (score >= 1), then by first mention."""
    published = doc._.get(PUBLISHED)
    anchor = date.fromisoformat(published) if published else None
    expressions = by_sentence(doc)
    found = mentions(doc, index)
    found = purposed(told_apart((*unworded(doc, found, index), *found), index), index)
    place_hosts(found, index)
    lead = opening(doc, found, index)
    lead = completed(lead, (), index) if lead is not None else None
    groups = [Group(dated_of(lead, expressions, anchor), index)] if lead is not None else []
    rest = [m for m in found if lead is None or _way(m) != _way(lead)]
    if lead is not None:
        rest = [recognised(delegated(m, lead.sides, index), lead.sides, index) for m in rest]
    dangling = _gather([dated_of(m, expressions, anchor) for m in rest], groups, index)
    main = lead.sides if lead else max(groups, key=lambda g: _score(g, index)).sides if groups else ()
    told = [replace(d, mention=completed(d.mention, main, index)) for d in dangling]
    _gather(told, groups, index, whole=False)
    made = [
        _cluster(group, index, lead.sides if number == 0 and lead else (), expressions)
        for number, group in enumerate(groups)
    ]
    led = made[0] if lead is not None and len(countries(lead.sides, index)) > 1 else None
    made.sort(key=lambda c: (-c.score - (_LED if c is led else 0.0), c.first))
    beside = _beside([dated_of(m, expressions, anchor) for m in traces(doc, index)], groups, index)
    beside += [Group(d, index) for d in earlier(doc, found, expressions, anchor, index) if _is_new(d, groups)]
    made += [replace(_cluster(g, index, (), expressions), score=0.0) for g in beside]
    return tuple(made[:1] + sorted(made[1:], key=lambda c: c.first))


def _is_new(dated: Dated, groups: list[Group]) -> bool:
    """Whether no meeting of these sides is told of for that time."""
    sides, day = set(dated.mention.sides), dated.interval
    return day is not None and not any(
        d.start <= day.end and day.start <= d.end
        for group in groups
        if sides & set(group.sides)
        for d in group.intervals
    )


def _beside(mentioned: list[Dated], groups: list[Group], index: EntityIndex) -> list[Group]:
    """Groups of what can be part of no meeting of two sides that the article tells of."""
    found: list[Group] = []
    whole = [group for group in groups if len(group.firm) > 1]
    _gather([d for d in mentioned if home(d, whole, index) is None], found, index)
    return found


def _way(mention: MeetingMention) -> tuple[int, str]:
    """What tells the mentions apart that one word makes: the stops of a journey."""
    return mention.trigger.start, mention.goal


def _gather(
    mentioned: list[Dated], groups: list[Group], index: EntityIndex, *, whole: bool = True
) -> list[Dated]:
    """Put each mention with its meeting, or let it open one; those of one side are left over if `whole`."""
    left = []
    for dated in mentioned:
        target = home(dated, groups, index)
        if target is not None:
            target.add(dated)
        elif whole and len(countries(dated.mention.sides, index)) < 2:
            left.append(dated)
        elif dated.mention.sides:
            groups.append(Group(dated, index))
    return left


def main_of(doc: Doc, found: tuple[MeetingCluster, ...], index: EntityIndex) -> MeetingCluster | None:
    """The first of `clusters` if headline and lead are about it, by its mentions and the encoder's answer;
    whom the article lists as taking part sits there too, and who acts together after the talks of states.
    """
    if not found:
        return None
    claim = found[0].score + _insistence(found[0], index)
    if not _is_main(claim, roles.score(doc, "detected", "yes")):
        return None
    listed = roster(doc, index)
    members = [d.mention for d in found[0].members]
    together = (
        acting(members, found[0].sides, index)
        or introduced(members, found[0].sides, index)
        or speaking(members, found[0].sides, index)
    )
    sides = table((*together, *found[0].sides, *listed), index, closed=True)
    if len(listed) >= _LIST:
        _place(sides, index)
    return replace(found[0], sides=sides)


def _place(sides: tuple[str, ...], index: EntityIndex) -> None:
    """Who is listed beside people of one country only is of that country; a body that is known has none."""
    known = {index[key].country for key in sides if index[key].country}
    for key in sides if len(known) == 1 else ():
        if not any(organization_by_name(m.text) for m in index[key].mentions):
            index.place(key, next(iter(known)))


def _insistence(cluster: MeetingCluster, index: EntityIndex) -> float:
    """What else makes a meeting the article's: news told at it, a text that keeps coming back to it."""
    near = [d for d in cluster.members if d.mention.sentence <= 1 and d.decided]
    told = any(
        d.status in {Status.HELD, Status.ONGOING}
        and is_beside(d.mention.trigger.root, d.mention.carrier)
        and len(countries(d.mention.sides, index)) > 1
        for d in near
    )
    told = told or any(_is_occasion(d) and len(countries(d.mention.sides, index)) > 1 for d in near)
    return (
        _TOLD * told
        + _HEADED * _is_headed(cluster, index)
        + _AGAIN * min(max(0, len(cluster.members) - _OFTEN), _OFTEN)
    )


def _is_occasion(dated: Dated) -> bool:
    """ "Urged restraint when they met": the clause of the meeting is the time of what is told as news."""
    verb = dated.mention.carrier
    when = any(c.lower_ in {"when", "as", "while", "after"} and c.i < verb.i for c in verb.children)
    stale = dated.interval is not None and is_long_before(dated.interval, dated)
    return verb.dep_ == "advcl" and when and not stale


def _is_headed(cluster: MeetingCluster, index: EntityIndex) -> bool:
    """Whether the headline names two sides of a meeting that the lead tells of."""
    title: int = index.doc._.get(TITLE_END)
    near = any(d.decided and 0 < d.mention.sentence <= _HEADING for d in cluster.members)
    theirs = index.inside(0, title) if near and title else ()
    return len(countries(cluster.sides, index) & countries(theirs, index)) > 1


def _is_main(score: float, detected: float | None) -> bool:
    """Whether headline and lead are enough about a meeting: a log-linear pool with the encoder's answer."""
    if detected is None:
        return score >= _ALONE
    chance = min(max(detected, 1 - _SUREST), _SUREST)
    return score >= _FAINT and _ANSWER * log(chance / (1 - chance)) + min(score, _FULL) > _FLOOR


def _cluster(
    group: Group, index: EntityIndex, cast: tuple[str, ...], expressions: DatesBySentence
) -> MeetingCluster:
    """`cast`: the sides that the encoder saw, which stand alone where they are of two countries or more."""
    named = list(group.sides)
    if len(countries([k for k in cast if index[k].kind != "group" or index[k].country], index)) > 1:
        named = [key for side in cast for key in persons_of(side, named, index)]
    return MeetingCluster(tuple(group.members), table(named, index), _score(group, index), expressions)


def _score(group: Group, index: EntityIndex) -> float:
    """How much headline and lead are about this meeting."""
    total = 0.0
    for dated in group.members:
        mention = dated.mention
        weight = (
            3.0
            if mention.headline
            else max(0.0, 2.0 - 0.5 * mention.sentence)
            if mention.sentence <= LEAD
            else 0.2
        )
        total += weight * (1.0 if len(countries(mention.sides, index)) > 1 else 0.5)
    return total
