"""Whether two mentions mean one meeting: sides, persons and days that agree or exclude each other."""

from __future__ import annotations

from typing import Final

from service.candidates.entities import EntityIndex
from service.extract.apart import DONE, apart, is_new, one_clause
from service.extract.grouping import Dated, Group, countries, firm, journey
from service.extract.mentions import MeetingMention
from service.extract.ranks import is_lower
from service.grammar import objects, obliques

_POINTING: Final = frozenset({"the", "their", "his", "her", "this", "these", "both", "two"})


def home(dated: Dated, groups: list[Group], index: EntityIndex) -> Group | None:
    """The group that the mention belongs to, the best match first; None opens a new one."""
    best: tuple[int, Group] | None = None
    for group in groups:
        fit = _fit(dated, group, index)
        if fit > 0 and (best is None or (fit, _in_time(dated, group)) >= (best[0], _in_time(dated, best[1]))):
            best = (fit, group)
    return best[1] if best else None


def _in_time(dated: Dated, group: Group) -> bool:
    """Whether both are over or going on, or both are still to come."""
    return (dated.status in DONE) == (group.first.status in DONE)


def _fit(dated: Dated, group: Group, index: EntityIndex) -> int:
    """How well a mention goes with a meeting: 0 not at all, 3 the same sides."""
    sides = group.sides
    if is_lower(dated.mention, group, index):
        return 0
    if apart(dated, group) or _others_sit(dated.mention.sides, sides, index):
        return 0
    if _sees_sights(dated.mention, index) and len(group.firm) > 1:
        return 0
    if (way := journey(dated.mention, index)) is not None and _travels(way, dated, group):
        return 0
    if _elaborates(dated, group) and _names_bodies(dated, group, index):
        return 2
    ours, theirs = firm(dated.mention.sides, index), group.firm
    if len(theirs) > 1 and _another_crowd(dated.mention, sides, index):
        return 0
    if not ours:
        return 1 if _definite(dated.mention) or _elaborates(dated, group) else 0
    if ours == theirs:
        return 3
    if len(theirs) > 1 and ours > theirs and _is_larger(dated, group, index):
        return 0
    if len(ours & theirs) >= 2:
        same = _definite(dated.mention) or not _other_table(ours, theirs) or _elaborates(dated, group)
        return 2 if same else 0
    if min(len(ours), len(theirs)) < 2 and (ours & theirs or _elaborates(dated, group)):
        return 1
    if attends(dated.mention):
        return 1
    known = min(len(_coded(dated.mention.sides, index)), len(_coded(sides, index)))
    if ours & theirs and known < 2 and _elaborates(dated, group):
        return 1
    unknown = all(index[k].kind == "person" and not index[k].country for k in dated.mention.sides)
    return 1 if unknown and _definite(dated.mention) else 0


def _sees_sights(mention: MeetingMention, index: EntityIndex) -> bool:
    """ "Her visit to the shrine", "visited the museum": of one who meets nobody there."""
    root = mention.trigger.root
    if mention.label != "visit" or len(countries(mention.sides, index)) > 1 or mention.goal:
        return False
    goals = [*objects(root), *obliques(root, "to")]
    return bool(goals) and all(g.pos_ == "NOUN" and not index.at(g) for g in goals)


def _another_crowd(mention: MeetingMention, sides: tuple[str, ...], index: EntityIndex) -> bool:
    """ "He also met rebel leaders": a crowd described, not referred back to, that is not at this table."""
    if mention.sentence <= 1 or _definite(mention) or len(mention.sides) < 2:
        return False
    crowds = [index[k].mentions[0] for k in mention.sides if index[k].kind == "group" and k not in sides]
    crowds = [m for m in crowds if m.root.lower_ != "people" and m.root.dep_ != "conj"]
    return any(
        any(c.dep_ in {"amod", "compound", "nmod"} and c.lower_ != "other" for c in m.root.children)
        and not any(c.lower_ in _POINTING for c in m.root.children)
        for m in crowds
    )


def attends(mention: MeetingMention) -> bool:
    """ "Joining the call were …", "… also attended the talks": further sides of a meeting known by now."""
    noun, verb = mention.trigger.root, mention.carrier
    bare = all(c.dep_ in {"det", "case", "punct"} for c in noun.children)
    return bare and _definite(mention) and verb.lemma_.lower() in {"join", "attend", "participate"}


def _coded(sides: tuple[str, ...], index: EntityIndex) -> set[str]:
    return {index[key].country for key in sides if index[key].country}


def _elaborates(dated: Dated, group: Group) -> bool:
    """A headline and the first sentence below it speak of one meeting, whichever names more."""
    return dated.mention.sentence <= 1 and (not dated.mention.headline) in group.openings


def _is_larger(dated: Dated, group: Group, index: EntityIndex) -> bool:
    """Further down, a table of more states than sit at this one."""
    if dated.mention.headline or dated.mention.sentence <= 1 or one_clause(dated, group):
        return False
    return _other_table(firm(dated.mention.sides, index), group.firm)


def _travels(way: tuple[str, str], dated: Dated, group: Group) -> bool:
    """Whether the journey is no part of the meeting: one the other way, or one to come beside mere talks."""
    upcoming = is_new(dated.mention) and group.first.mention.sentence > 1 and way not in group.journeys
    return upcoming or way[::-1] in group.journeys


def _names_bodies(dated: Dated, group: Group, index: EntityIndex) -> bool:
    """One names persons, the other their bodies: "Council Meets with Government", "Ann Toll met Bo Lind"."""

    def persons(sides: tuple[str, ...]) -> bool:
        return any(index[k].kind == "person" and index[k].named for k in sides)

    alike = dated.mention.label == group.first.mention.label
    return alike and persons(dated.mention.sides) != persons(group.sides)


def _other_table(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Both are tables of known states, and one has more of them: A with B is not A with B, C and D."""
    return all(c.isupper() for c in ours | theirs) and ours != theirs


def _others_sit(left: tuple[str, ...], right: tuple[str, ...], index: EntityIndex) -> bool:
    """One country's side is named by different persons: Assad with the president, Assad with the supreme
    leader.
    """
    ours, theirs = _persons(left, index), _persons(right, index)
    return any(not ours[country] & theirs[country] for country in ours.keys() & theirs.keys())


def _persons(sides: tuple[str, ...], index: EntityIndex) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for key in sides:
        if index[key].kind == "person" and index[key].named and index[key].country:
            found.setdefault(index[key].country, set()).add(key)
    return found


def _definite(mention: MeetingMention) -> bool:
    """ "The meeting", "their talks": refers back."""
    return mention.trigger.root.pos_ != "VERB" and any(
        c.lower_ in {"the", "their", "this", "that", "these", "both"} for c in mention.trigger.root.children
    )
