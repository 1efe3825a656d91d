"""Records become a timeline of meetings, joined by id, and a table of positions, joined by actor and issue.

An article counts once however often it is given: the same text (`sha256`) and day of publication are the same
article. Where articles disagree, the last one published counts; one without a day of publication is taken for
older than all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from service.compare.actors import Actor, actors
from service.compare.meetings import Record, Told, told

_UNDATED: Final = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article. `number` counts from 1 by day of publication; `name`: its title, or where it came from."""

    number: int
    name: str
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """One meeting. `day` is that of its id, as exact as known: ``2026-03``; None for none.

    `statuses`: status as of each article that gives another than the one before, with the day of publication.
    `told_by`: articles that are about it; `mentioned_by`: those that have it among their other meetings.
    """

    id: str
    day: str | None
    title: str
    status: str
    statuses: tuple[tuple[str | None, str], ...]
    mode: str
    level: str | None
    place: str | None
    country: str | None
    participants: tuple[str, ...]
    told_by: tuple[int, ...]
    mentioned_by: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRow:
    """What an actor holds on an issue of the taxonomy, or towards `target` where it is on none.

    `stance` is the last reported, `since` the publication of the first article of the unbroken line that
    reports it, `first` and `last` those of the first and last article that report any. `statement` is the
    last article's, the surest where it has several.
    """

    holder: str
    kind: str
    role: str | None
    country: str | None
    category: str | None
    label: str | None
    target: str | None
    stance: str
    negated: bool
    since: str | None
    first: str | None
    last: str | None
    statement: str
    statements: int
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """`repeated` counts articles given more than once and left out for it."""

    sources: tuple[Source, ...]
    meetings: tuple[MeetingRow, ...]
    positions: tuple[PositionRow, ...]
    repeated: int


def digest(named: Iterable[tuple[str, Record]]) -> Digest:
    """The digest of dumped records, each with a name for where it came from. The order given breaks ties."""
    given = list(named)
    kept = {
        (record["article"]["sha256"], record["article"]["published"]): (name, record)
        for name, record in given
    }
    ordered = sorted(kept.values(), key=lambda pair: pair[1]["article"]["published"] or "")
    records = [record for _, record in ordered]
    known, where = actors(records)
    return Digest(
        sources=tuple(
            _source(number, name, record) for number, (name, record) in enumerate(ordered, start=1)
        ),
        meetings=tuple(sorted(_meetings(records, where), key=_when)),
        positions=tuple(sorted(_positions(records, known, where), key=_whose)),
        repeated=len(given) - len(kept),
    )


def _source(number: int, name: str, record: Record) -> Source:
    article = record["article"]
    title = " ".join((article["title"] or "").split())
    return Source(number=number, name=title or name, published=article["published"], url=article["url"])


def _when(row: MeetingRow) -> tuple[bool, str, str]:
    return row.day is None, row.day or "", row.id


def _whose(row: PositionRow) -> tuple[str, str, bool, str, str]:
    return (
        row.country or "\uffff",
        row.holder.casefold(),
        row.category is None,
        row.category or "",
        row.target or "",
    )


def _meetings(records: Sequence[Record], where: Mapping[tuple[int, str], Actor]) -> Iterator[MeetingRow]:
    found: dict[str, list[tuple[int, Told]]] = defaultdict(list)
    for n, record in enumerate(records):
        for made in told(record):
            found[made.id].append((n, made))
    for id_, accounts in found.items():
        yield _meeting(id_, accounts, records, where)


def _meeting(
    id_: str,
    accounts: Sequence[tuple[int, Told]],
    records: Sequence[Record],
    where: Mapping[tuple[int, str], Actor],
) -> MeetingRow:
    """Values of the last account that is about the meeting, else of the last; gaps are filled from others."""
    best_first = sorted(accounts, key=lambda account: (_is_main(account[1]), account[0]), reverse=True)
    best = best_first[0][1].meeting
    places = [made.location for _, made in best_first if made.location]
    place = places[0] if places else None
    levels = [made.meeting["level"] for _, made in best_first if made.meeting["level"]]
    people = [where[n, person["id"]] for n, made in accounts for person in made.participants]
    day = id_.split(".", 1)[0]
    return MeetingRow(
        id=id_,
        day=None if day == _UNDATED else day,
        title=best["title"],
        status=accounts[-1][1].meeting["status"],
        statuses=tuple(_statuses(accounts, records)),
        mode=best["mode"],
        level=levels[0] if levels else None,
        place=(place["name"] or place["venue"] or place["text"]) if place else None,
        country=place["country"]["name"] if place and place["country"] else None,
        participants=tuple(dict.fromkeys(actor.name for actor in people)),
        told_by=tuple(n + 1 for n, made in accounts if _is_main(made)),
        mentioned_by=tuple(n + 1 for n, made in accounts if not _is_main(made)),
    )


def _is_main(made: Told) -> bool:
    return made.pointer == "/meeting"


def _statuses(
    accounts: Sequence[tuple[int, Told]], records: Sequence[Record]
) -> Iterator[tuple[str | None, str]]:
    before = None
    for n, made in accounts:
        status = made.meeting["status"]
        if status != before:
            yield records[n]["article"]["published"], status
        before = status


@dataclass(frozen=True, slots=True)
class _Said:
    article: int
    published: str | None
    position: Mapping[str, Any]
    role: str | None

    @property
    def stance(self) -> tuple[str, bool]:
        return self.position["stance"], self.position["negated"]


def _positions(
    records: Sequence[Record], known: Sequence[Actor], where: Mapping[tuple[int, str], Actor]
) -> Iterator[PositionRow]:
    found: dict[tuple[int, str | None, str | None], list[_Said]] = defaultdict(list)
    for n, record in enumerate(records):
        for position in record["positions"]:
            holder = where[n, position["stakeholder"]["id"]]
            category = position["issue"]["category"] if position["issue"] else None
            target = where[n, position["target"]["id"]].name if position["target"] else None
            said = _Said(n, record["article"]["published"], position, holder.entries[n]["role"])
            found[holder.number, category, None if category else target].append(said)
    for (number, category, target), statements in found.items():
        yield _position(known[number], category, target, statements)


def _position(
    holder: Actor, category: str | None, target: str | None, statements: Sequence[_Said]
) -> PositionRow:
    articles = sorted({said.article for said in statements})
    last = [said for said in statements if said.article == articles[-1]]
    best = max(last, key=lambda said: said.position["confidence"])
    roles = [said.role for said in statements if said.role]
    days = {said.article: said.published for said in statements}
    return PositionRow(
        holder=holder.name,
        kind=holder.kind,
        role=roles[-1] if roles else None,
        country=holder.country["name"] if holder.country else None,
        category=category,
        label=best.position["issue"]["label"] if best.position["issue"] else None,
        target=target,
        stance=best.position["stance"],
        negated=best.position["negated"],
        since=days[_line(articles, statements, best.stance)],
        first=days[articles[0]],
        last=days[articles[-1]],
        statement=best.position["statement"],
        statements=len(statements),
        articles=tuple(n + 1 for n in articles),
    )


def _line(articles: Sequence[int], statements: Sequence[_Said], stance: tuple[str, bool]) -> int:
    """The first article of the unbroken line up to the last that reports `stance`."""
    start = articles[-1]
    for article in reversed(articles):
        if stance not in {said.stance for said in statements if said.article == article}:
            break
        start = article
    return start
