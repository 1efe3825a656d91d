"""Annotated articles as training samples: a Document and its gold record in words and candidates.

Version 2 ties records to words (triggers, cues, holder mentions); version 1 leaves these out, and what it
leaves out is masked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from evaluation.facts import Actor
from evaluation.matching import likeness, normalise, same_name
from service.heads.document import Document
from service.heads.features import CATEGORY, Reading
from service.heads.labels import CATEGORIES, FIELDS, STANCES
from service.heads.mentions import COLLECTIVE, FIRST, NAME, PARTIES, PLURAL, TITLE
from service.reading.view import view_of

Array = NDArray[Any]

STANCE: Final = {stance: n for n, stance in enumerate(STANCES)}
NONE: Final = len(CATEGORIES)
"""Index of "no issue" among the categories."""
IGNORE: Final = -1


@dataclass(slots=True)
class Segment:
    """The words of one or more positions [start, end)."""

    start: int
    end: int
    stances: list[int]
    holders: list[int]
    unsure: list[int]
    """Candidates that may be the holder as well, left out of the loss."""
    targets: list[int] | None
    """Candidates, [] for none, None where the target is no candidate."""
    categories: list[int]
    clauses: list[list[int]]
    """Per holder named in the clause the rows of its mentions there."""


@dataclass(slots=True)
class Event:
    """A meeting. `triggers`: words, the clearest first; `members`: 1, 0 or IGNORE per candidate."""

    triggers: list[int]
    members: Array
    fields: dict[str, int]
    dates: list[int] | None
    """Rows of its date expressions, [] where it has none, None where it can't be told."""
    places: list[int] | None


@dataclass(slots=True)
class Sample:
    """One article."""

    uid: str
    version: int
    fold: int
    reading: Reading
    detected: bool
    main: Event | None
    others: list[Event]
    trigger: Array
    """``[W, 2]`` words of the main and of other meetings, 1, 0 or IGNORE."""
    stance: Array
    cue: Array
    segments: list[Segment]
    issues: Array
    spans: list[tuple[int, int, int]]
    """Words [start, end) that name an issue, and its category."""
    countries: list[tuple[int, list[int]]]
    """Persons with the rows of `Reading.states` that name their state, [] where the text names none."""
    gold: dict[str, Any] = field(default_factory=dict)
    soft: dict[str, Any] = field(default_factory=dict)
    """A teacher's answers, for distillation."""


class _Text:
    """Where substrings of the article lie, in words."""

    def __init__(self, text: str, document: Document) -> None:
        self.text, self.document = text, document

    def spots(self, part: str | None) -> list[int]:
        """Starts of `part` in the text, those at word borders where there are some."""
        part = view_of(part).text.strip() if part else ""
        if not part:
            return []
        found, i = [], self.text.find(part)
        while i >= 0 and len(found) < 60:
            found.append(i)
            i = self.text.find(part, i + 1)
        whole = [x for x in found if self._whole(x, len(part))]
        return whole or found

    def _whole(self, start: int, size: int) -> bool:
        before = start == 0 or not self.text[start - 1].isalnum()
        end = start + size
        return before and (end >= len(self.text) or not self.text[end].isalnum())

    def words(self, start: int, end: int) -> tuple[int, int]:
        """Code points [start, end) as words."""
        d = self.document
        return int(np.searchsorted(d.ends, start, side="right")), int(np.searchsorted(d.starts, end))


def _gap(a: int, n: int, b: int, m: int) -> int:
    return max(b - a - n, a - b - m, 0)


def _place_position(text: _Text, p: dict[str, Any]) -> tuple[int, int | None, int | None]:
    """Where text, cue and holder_text of a position stand: the occurrences closest to each other."""
    at, cues, holders = (text.spots(p.get(k)) for k in ("text", "cue", "holder_text"))
    if not at:
        return -1, None, None
    size, cue_size = len(p["text"]), len(p.get("cue") or "")
    if cues:
        t, c = min(((t, c) for t in at for c in cues), key=lambda tc: _gap(tc[0], size, tc[1], cue_size))
    else:
        t, c = at[0], None
    if not holders:
        return t, c, None
    anchor, n = (c, cue_size) if c is not None else (t, size)
    m = len(p["holder_text"])
    return t, c, min(holders, key=lambda h: _gap(anchor, n, h, m) + (8 if h > anchor else 0))


def matching(document: Document, name: str | None, country: str | None = None) -> list[int]:
    """Candidates that are the actor of this name: equal names, else a likeness."""
    if not name:
        return []
    wanted = normalise(name)
    exact = [n for n, c in enumerate(document.candidates) if normalise(c.name) == wanted]
    if exact:
        return exact
    actor = _actor(name, country)
    return [n for n, c in enumerate(document.candidates) if likeness(actor, _actor(c.name, c.country))]


def _actor(name: str, country: str | None) -> Actor:
    blank: dict[str, Any] = dict.fromkeys(Actor.__dataclass_fields__)
    return Actor(**(blank | {"name": name, "country": country or None}))


def _weights(document: Document) -> Array:
    keys = document.mentions[:, 3] if len(document.mentions) else np.zeros(0, int)
    return np.bincount(keys, minlength=len(document.candidates))


def sample(row: dict[str, Any]) -> Sample:
    """The sample of one prepared article: {id, v, fold, published, text, gold, doc}."""
    d: Document = row["doc"]
    gold, text = row["gold"], _Text(row["text"], d)
    reading = Reading(d)
    made = Sample(
        uid=f"v{row['v']}/{row['id']}",
        version=row["v"],
        fold=row["fold"],
        reading=reading,
        detected=gold["meeting"] is not None,
        main=None,
        others=[],
        trigger=np.zeros((len(d.texts), 2), np.int8),
        stance=np.zeros((len(d.texts), len(STANCES)), np.float32),
        cue=np.zeros((len(d.texts), len(STANCES)), np.float32),
        segments=[],
        issues=np.zeros(len(CATEGORIES), np.float32),
        spans=[],
        countries=list(_countries(reading, gold)),
        gold=gold,
    )
    _events(made, gold, text)
    _positions(made, gold, text)
    _issues(made, gold, text)
    return made


def _countries(reading: Reading, gold: dict[str, Any]) -> Iterator[tuple[int, list[int]]]:
    """By the countries of participants and holders."""
    d = reading.document
    codes = [d.candidates[int(k)].country for k in d.mentions[reading.states, 3]] if len(d.mentions) else []
    found: dict[int, str | None] = {}
    people = [(p["name"], p.get("country")) for p in gold["participants"]]
    for name, country in people + [(p["holder"], p.get("country")) for p in gold["positions"]]:
        for n in matching(d, name, country)[:1]:
            if d.candidates[n].kind == "person":
                found.setdefault(n, country)
    for n, country in found.items():
        rows = [row for row, code in enumerate(codes) if code == country]
        if codes and (rows or country is None) and reading.first_name(n) is not None:
            yield n, rows


def _root(reading: Reading, start: int, end: int) -> int:
    """The word that tells of the meeting in a trigger phrase: its topmost verb or noun."""
    top = reading.top(start, end)
    d = reading.document
    if d.pos[top] in {"VERB", "NOUN", "PROPN"}:
        return top
    inside = [i for i in range(start, end) if d.pos[i] in {"VERB", "NOUN", "PROPN"}]
    return inside[0] if inside else top


def _events(made: Sample, gold: dict[str, Any], text: _Text) -> None:
    reading, d = made.reading, made.reading.document
    if made.version == 1:
        made.trigger[:] = IGNORE
    meeting = gold["meeting"]
    if meeting is not None:
        triggers = []
        for phrase in meeting.get("triggers") or []:
            spots = text.spots(phrase)
            if not spots:
                continue
            start, end = text.words(spots[0], spots[0] + len(phrase))
            if start < end:
                root = _root(reading, start, end)
                made.trigger[start:end, 0] = np.where(made.trigger[start:end, 0] == 1, 1, IGNORE)
                made.trigger[root, 0] = 1
                triggers.append(root)
        place = gold.get("location")
        made.main = Event(
            list(dict.fromkeys(triggers)),
            _members(d, [(p["name"], p.get("country")) for p in gold["participants"]]),
            {
                name: labels.index(meeting.get(name)) if meeting.get(name) in labels else IGNORE
                for name, labels in FIELDS.items()
            },
            _dates(d, text, meeting.get("date") or {}, triggers),
            _places(d, text, place, triggers) if place else [],
        )
    taken = set(made.main.triggers) if made.main else set()
    for other in gold["other_meetings"]:
        names = [p if isinstance(p, str) else p["name"] for p in other["participants"]]
        members = _members(d, [(name, None) for name in names])
        trigger = _other_trigger(made, text, other.get("trigger"), members, taken)
        status = FIELDS["status"]
        where = {"city": other.get("city"), "country": other.get("country"), "text": None}
        made.others.append(
            Event(
                [trigger] if trigger is not None else [],
                members,
                {"status": status.index(other["status"]) if other.get("status") in status else IGNORE},
                _dates(d, text, (other.get("date") or {}) | {"text": None}, [trigger] if trigger else []),
                _places(d, text, where, [trigger] if trigger else []) if where["country"] else [],
            )
        )


def _other_trigger(
    made: Sample, text: _Text, phrase: str | None, members: Array, taken: set[int]
) -> int | None:
    """The occurrence of the trigger closest to a mention of the participants."""
    d = made.reading.document
    spots = text.spots(phrase)
    if not spots or not phrase:
        return None
    keys = d.mentions[:, 3] if len(d.mentions) else np.zeros(0, int)
    near = d.mentions[members[keys] == 1][:, 0] if len(keys) else np.zeros(0, int)
    found = []
    for spot in spots:
        start, end = text.words(spot, spot + len(phrase))
        if start < end:
            root = _root(made.reading, start, end)
            gap = int(np.abs(near - root).min()) if len(near) else 0
            found.append((root in taken, gap, root, start, end))
    if not found:
        return None
    _, _, root, start, end = min(found)
    made.trigger[start:end, 1] = np.where(made.trigger[start:end, 1] == 1, 1, IGNORE)
    made.trigger[root, 1] = 1
    return root


def _members(d: Document, names: list[tuple[str, str | None]]) -> Array:
    members, weights = np.zeros(len(d.candidates), np.int8), _weights(d)
    members[PARTIES] = IGNORE
    for name, country in names:
        found = sorted(matching(d, name, country), key=lambda n: (-weights[n], n))
        if found:
            members[found[1:]] = np.where(members[found[1:]] == 1, 1, IGNORE)
            members[found[0]] = 1
    return members


def _dates(d: Document, text: _Text, date: dict[str, Any], triggers: list[int]) -> list[int] | None:
    """Rows of the expressions that give the meeting's date."""
    phrase, start, end = date.get("text"), date.get("start"), date.get("end")
    rows = []
    told = [text.words(s, s + len(phrase)) for s in text.spots(phrase)] if phrase else []
    for row, (low, high, index) in enumerate(d.dates):
        _, kind, _, values = d.extra["dates"][index]
        if kind in {"DURATION", "SET"}:
            continue
        overlaps = any(low < b and a < high for a, b in told)
        equal = bool(start) and (start, end) in [tuple(v) for v in values]
        if (overlaps and (equal or not start or not values)) or (equal and (not told or overlaps)):
            rows.append(row)
    if not rows and told:
        rows = [r for r, (low, high, _) in enumerate(d.dates) if any(low < b and a < high for a, b in told)]
    if len(rows) > 1 and triggers:
        gaps = [min(abs(int(d.dates[r][0]) - t) for t in triggers) for r in rows]
        rows = [r for r, gap in zip(rows, gaps, strict=True) if gap <= max(min(gaps) + 12, 25)]
    if rows:
        return rows
    return None if start or phrase else []


def _places(d: Document, text: _Text, place: dict[str, Any], triggers: list[int]) -> list[int] | None:
    """Rows of the places where the meeting is; those in or near the gold phrase where it gives one."""
    city, country = place.get("city"), place.get("country")
    phrase, venue = place.get("text"), place.get("venue")
    rows = []
    for row, (_, _, index, _) in enumerate(d.places):
        name, kind, code, hall = d.extra["places"][index]
        if (
            (city and name and same_name(city, name))
            or (not city and kind == "country" and code == country)
            or (
                venue
                and hall
                and (normalise(hall) in normalise(venue) or normalise(venue) in normalise(hall))
            )
        ):
            rows.append(row)
    told = [text.words(s, s + len(phrase)) for s in text.spots(phrase)] if phrase else []
    inside = [r for r in rows if any(d.places[r][0] < b and a < d.places[r][1] for a, b in told)]
    rows = inside or rows
    if len(rows) > 1 and triggers and not inside:
        gaps = [min(abs(int(d.places[r][0]) - t) for t in triggers) for r in rows]
        rows = [r for r, gap in zip(rows, gaps, strict=True) if gap <= max(min(gaps) + 8, 15)]
    return rows or None


def _positions(made: Sample, gold: dict[str, Any], text: _Text) -> None:
    d = made.reading.document
    groups: dict[tuple[int, int], list[tuple[dict[str, Any], tuple[int, int] | None]]] = {}
    for p in gold["positions"]:
        at, cue, holder = _place_position(text, p) if p.get("text") else (-1, None, None)
        if at < 0:
            continue
        start, end = text.words(at, at + len(p["text"]))
        if start >= end:
            continue
        stance = STANCE[p["stance"]]
        if cue is not None:
            a, b = text.words(cue, cue + len(p["cue"]))
            made.cue[a:b, stance] = 1
        made.stance[start:end, stance] = 1
        clause = text.words(holder, holder + len(p["holder_text"])) if holder is not None else None
        groups.setdefault((start, end), []).append((p, clause))
    weights = _weights(d)
    for (start, end), group in sorted(groups.items()):
        made.segments.append(_segment(d, weights, start, end, group))


def _segment(
    d: Document,
    weights: Array,
    start: int,
    end: int,
    group: list[tuple[dict[str, Any], tuple[int, int] | None]],
) -> Segment:
    holders: set[int] = set()
    unsure: set[int] = set()
    clauses: list[list[int]] = []
    targets: set[int] = set()
    lost = False
    for p, clause in group:
        found = matching(d, p["holder"], p.get("country"))
        near: list[int] = []
        if clause is not None:
            near = _touching(d, clause)
            if not found:
                inside = [j for j in near if clause[0] <= d.mentions[j][0] < clause[1]]
                found = list(dict.fromkeys(int(d.mentions[j][3]) for j in inside))
            near = [j for j in near if d.mentions[j][3] in found]
        named = {int(d.mentions[j][3]) for j in near}
        found = sorted(found, key=lambda n: (n not in named, -weights[n], n))
        if found:
            rows = [j for j in near if d.mentions[j][3] == found[0]]
            if rows:
                clauses.append(rows)
            holders.add(found[0])
            unsure.update(found[1:])
        if p.get("target"):
            meant = sorted(matching(d, p["target"]), key=lambda n: (-weights[n], n))
            targets.update(meant[:1])
            lost = lost or not meant
    shared = [j for _, clause in group if clause is not None for j in _touching(d, clause)]
    shared = [j for j in dict.fromkeys(shared) if d.mentions[j][3] == PARTIES]
    if shared and len(holders) > 1:
        unsure |= holders
        holders, clauses = {PARTIES}, [shared]
    elif shared:
        unsure.add(PARTIES)
    return Segment(
        start,
        end,
        sorted({STANCE[p["stance"]] for p, _ in group}),
        sorted(holders),
        sorted(unsure - holders),
        sorted(targets) if targets or not lost else None,
        sorted({CATEGORY[p["category"]] if p["category"] else NONE for p, _ in group}),
        clauses,
    )


def _touching(d: Document, clause: tuple[int, int]) -> list[int]:
    """Rows of mentions whose root lies in a range, and of names, titles and plurals that overlap it."""
    low, high = clause
    return [
        j
        for j, (root, start, end, _, sort) in enumerate(d.mentions)
        if low <= root < high
        or (start < high and low < end and sort in {NAME, TITLE, PLURAL, COLLECTIVE, FIRST})
    ]


def _issues(made: Sample, gold: dict[str, Any], text: _Text) -> None:
    for issue in gold["issues"]:
        if issue["category"] not in CATEGORY:
            continue
        made.issues[CATEGORY[issue["category"]]] = 1
        spots = text.spots(issue.get("text"))
        if spots:
            start, end = text.words(spots[0], spots[0] + len(issue["text"]))
            if start < end:
                made.spans.append((start, end, CATEGORY[issue["category"]]))
