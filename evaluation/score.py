"""Every measure of the record, one article at a time. Pure: no files, no clock, no model.

Definitions: `docs/evaluation.md`. Null against null agrees in an accuracy and is never a hit of
an F1. Pairings are one to one, so a duplicate prediction counts as spurious, and no order matters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from evaluation import calibration
from evaluation.facts import Actor, Facts, MeetingFacts, Opinion, from_gold, from_prediction, spans
from evaluation.gold import GoldRecord
from evaluation.matching import likeness, normalise, pair, role_head, same_name
from evaluation.measures import Counts, Measure, Miss, MissKind, Tally, measure, total

ORDER: Final = (
    "meeting.detected",
    "meeting.status",
    "meeting.kind",
    "meeting.mode",
    "meeting.level",
    "meeting.date",
    "meeting.date (dated)",
    "meeting.date (undated)",
    "location.city",
    "location.city (given)",
    "location.city (not given)",
    "location.country",
    "location.country (given)",
    "location.country (not given)",
    "participants",
    "participants.country",
    "participants.role",
    "other_meetings",
    "issues",
    "issues.group",
    "positions",
    "positions.holder+category",
    "positions.holder+stance",
    "positions.stance",
    "evidence",
)
"""Measures as tables list them; calibration follows."""

Unit = tuple[Actor, str | None, str | None]
"""Holder, category, stance; None where a measure leaves one out."""


def score(gold: GoldRecord, predicted: Mapping[str, Any]) -> Tally:
    """Compare one predicted record, in the API's shape, with its gold record."""
    truth, guess = from_gold(gold.record), from_prediction(predicted)
    tally = Tally(gold.id)
    _meeting(tally, truth, guess)
    _location(tally, truth, guess)
    _participants(tally, truth.participants, guess.participants)
    _other_meetings(tally, truth, guess)
    _issues(tally, truth, guess)
    _positions(tally, truth.positions, guess.positions)
    _evidence(tally, gold, predicted)
    return tally


def summarise(tallies: Sequence[Tally]) -> tuple[Measure, ...]:
    """All measures over the articles, in `ORDER`; one that nothing was judged by is left out."""
    summed = total(tallies)
    rows = tuple(measure(name, *summed[name]) for name in ORDER if name in summed)
    return rows + calibration.measures([item for tally in tallies for item in tally.judged])


def _meeting(tally: Tally, truth: Facts, guess: Facts) -> None:
    gold, found = truth.meeting, guess.meeting
    detected = (gold is None) == (found is None)
    names = tuple("meeting" if side else "no meeting" for side in (gold, found))
    tally.accuracy("meeting.detected", right=detected, gold=names[0], predicted=names[1])
    if found is not None:
        tally.judge("meeting", found.confidence, right=gold is not None)
    if gold is None:
        return
    for field in ("status", "kind", "mode", "level"):
        value, answer = getattr(gold, field), getattr(found, field, None)
        right = found is not None and value == answer
        tally.accuracy(f"meeting.{field}", right=right, gold=value, predicted=answer)
        if found is not None:
            tally.judge(f"meeting.{field}", found.support.get(field), right=right)
    _date(tally, gold, found)


def _date(tally: Tally, gold: MeetingFacts, found: MeetingFacts | None) -> None:
    right = found is not None and gold.dates == found.dates
    answer = found.dates if found else None
    apart = "dated" if gold.dates[0] else "undated"
    tally.accuracy("meeting.date", right=right, gold=gold.dates, predicted=answer)
    tally.share(f"meeting.date ({apart})", Counts(int(right), 1, 1))
    if found is not None:
        tally.judge("meeting.date", found.support.get("date"), right=right)


def _location(tally: Tally, truth: Facts, guess: Facts) -> None:
    gold, found = truth.place, guess.place
    if truth.meeting is not None:
        for field in ("city", "country"):
            value, answer = getattr(gold, field, None), getattr(found, field, None)
            alike = same_name(value, answer) if field == "city" else value == answer
            right = alike and guess.meeting is not None
            tally.accuracy(f"location.{field}", right=right, gold=value, predicted=answer)
            apart = "given" if value else "not given"
            tally.share(f"location.{field} ({apart})", Counts(int(right), 1, 1))
    if found is not None:
        exact = gold is not None and same_name(gold.city, found.city) and gold.country == found.country
        tally.judge("location", found.confidence, right=exact)


def _participants(tally: Tally, gold: Sequence[Actor], found: Sequence[Actor]) -> None:
    pairs = _f1(tally, "participants", gold, found, likeness, name=lambda actor: actor.name)
    matched = {index for _, index in pairs}
    for index, actor in enumerate(found):
        tally.judge("participants", actor.confidence, right=index in matched)
    for left, right in pairs:
        one, other = gold[left], found[right]
        tally.accuracy(
            "participants.country",
            right=one.country == other.country,
            gold=(one.name, one.country),
            predicted=(other.name, other.country),
        )
        tally.accuracy(
            "participants.role",
            right=role_head(one.role) == role_head(other.role),
            gold=(one.name, one.role),
            predicted=(other.name, other.role),
        )


def _other_meetings(tally: Tally, truth: Facts, guess: Facts) -> None:
    def overlap(gold: Sequence[Actor], found: Sequence[Actor]) -> int:
        shared = len(pair(gold, found, likeness))
        return shared if shared >= min(2, len(gold)) else 0

    def names(actors: Sequence[Actor]) -> tuple[str, ...]:
        return tuple(actor.name for actor in actors)

    pairs = _f1(tally, "other_meetings", truth.other_meetings, guess.other_meetings, overlap, name=names)
    for index, confidence in enumerate(guess.further):
        tally.judge("other_meetings", confidence, right=any(index == found for _, found in pairs))


def _issues(tally: Tally, truth: Facts, guess: Facts) -> None:
    gold = {issue.category for issue in truth.issues}
    found = {issue.category for issue in guess.issues}
    _sets(tally, "issues", gold, found)
    groups = [{category.partition(".")[0] for category in side} for side in (gold, found)]
    _sets(tally, "issues.group", groups[0], groups[1])
    for issue in guess.issues:
        tally.judge("issues", issue.confidence, right=issue.category in gold)


def _sets(tally: Tally, name: str, gold: set[str], found: set[str]) -> None:
    hits = len(gold & found)
    tally.f1(name, hits=hits, missed=sorted(gold - found), spurious=sorted(found - gold))


def _positions(tally: Tally, gold: Sequence[Opinion], found: Sequence[Opinion]) -> None:
    def shown(unit: Unit) -> tuple[str | None, ...]:
        return (unit[0].name, *(part for part in unit[1:] if part is not None))

    strict = _units(gold, category=True, stance=True), _units(found, category=True, stance=True)
    pairs = _f1(tally, "positions", *strict, _same_unit, name=shown)
    hits = {_key(strict[1][right]) for _, right in pairs}
    for opinion in found:
        key = _key((opinion.holder, opinion.category, opinion.stance))
        tally.judge("positions", opinion.confidence, right=key in hits)
    on_category = _units(gold, category=True), _units(found, category=True)
    matched = _f1(tally, "positions.holder+category", *on_category, _same_unit, name=shown)
    on_stance = _units(gold, stance=True), _units(found, stance=True)
    _f1(tally, "positions.holder+stance", *on_stance, _same_unit, name=shown)
    for left, right in matched:
        _stances(tally, gold, on_category[0][left], found, on_category[1][right])


def _stances(
    tally: Tally, gold: Sequence[Opinion], unit: Unit, found: Sequence[Opinion], guess: Unit
) -> None:
    """Stances of one holder on one category, paired as far as both sides go."""
    true, said = _stances_on(gold, unit), _stances_on(found, guess)
    hits, judged = len(true & said), min(len(true), len(said))
    tally.share("positions.stance", Counts(hits, judged, judged))
    if hits < judged:
        where = f"{unit[0].name} / {unit[1]} / {' + '.join(sorted(true - said))}"
        answer = " + ".join(sorted(said - true))
        tally.misses.append(Miss(tally.record, "positions.stance", MissKind.WRONG, where, answer))


def _stances_on(opinions: Sequence[Opinion], unit: Unit) -> frozenset[str]:
    wanted = _key(unit)
    return frozenset(o.stance for o in opinions if _key((o.holder, o.category, None)) == wanted)


def _units(opinions: Sequence[Opinion], *, category: bool = False, stance: bool = False) -> tuple[Unit, ...]:
    """Distinct units in order of first mention: repeats of a position are one."""
    units: dict[tuple[str | None, ...], Unit] = {}
    for o in opinions:
        unit = (o.holder, o.category if category else None, o.stance if stance else None)
        units.setdefault(_key(unit), unit)
    return tuple(units.values())


def _key(unit: Unit) -> tuple[str | None, ...]:
    return normalise(unit[0].name), unit[1], unit[2]


def _same_unit(gold: Unit, found: Unit) -> int:
    return likeness(gold[0], found[0]) if gold[1:] == found[1:] else 0


def _evidence(tally: Tally, gold: GoldRecord, predicted: Mapping[str, Any]) -> None:
    fields = {"text": predicted["article"].get("text") or gold.text, "title": gold.title or ""}
    found = list(spans(predicted))
    bad = [span for span in found if fields.get(span[3], "")[span[0] : span[1]] != span[2]]
    tally.share("evidence", Counts(len(found) - len(bad), len(found), len(found)))
    for start, end, text, field in bad:
        where = f"{field}[{start}:{end}] {fields.get(field, '')[start:end]!r}"
        tally.misses.append(Miss(tally.record, "evidence", MissKind.WRONG, where, repr(text)))


def _f1(
    tally: Tally,
    measure: str,
    gold: Sequence[Any],
    found: Sequence[Any],
    likeness: Callable[[Any, Any], int],
    *,
    name: Callable[[Any], object],
) -> tuple[tuple[int, int], ...]:
    """Pair both sides, count, and return the pairs."""
    pairs = pair(gold, found, likeness)
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    missed = [name(item) for index, item in enumerate(gold) if index not in left]
    spurious = [name(item) for index, item in enumerate(found) if index not in right]
    tally.f1(measure, hits=len(pairs), missed=missed, spurious=spurious)
    return pairs
