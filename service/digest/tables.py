"""The tables of a digest as CSV (RFC 4180, UTF-8). Cells that a spreadsheet would run stay text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from service.digest.building import Digest, MeetingRow, PositionRow
from service.formats.delimited import lines, safe

MEETING_COLUMNS: Final = (
    "day", "title", "status", "statuses", "mode", "level", "place", "country", "participants", "told_by",
    "mentioned_by", "id",
)  # fmt: skip
POSITION_COLUMNS: Final = (
    "holder", "kind", "role", "country", "issue", "label", "target", "stance", "negated", "since", "first",
    "last", "statement", "statements", "articles",
)  # fmt: skip
_BETWEEN: Final = "; "


def meetings_csv(found: Digest) -> str:
    """The timeline; `told_by` and `mentioned_by` hold articles by title and day."""
    return _table(MEETING_COLUMNS, (_meeting(row, found) for row in found.meetings))


def positions_csv(found: Digest) -> str:
    """The positions; `articles` holds articles by title and day."""
    return _table(POSITION_COLUMNS, (_position(row, found) for row in found.positions))


def _table(columns: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    return lines([list(columns), *([safe(cell or "") for cell in row] for row in rows)])


def _meeting(row: MeetingRow, found: Digest) -> Sequence[str | None]:
    statuses = _BETWEEN.join(f"{status} ({day or 'undated'})" for day, status in row.statuses)
    people = _BETWEEN.join(row.participants)
    told, mentioned = (_named(numbers, found) for numbers in (row.told_by, row.mentioned_by))
    values = (row.day, row.title, row.status, statuses, row.mode, row.level, row.place, row.country, people)
    return (*values, told, mentioned, row.id)


def _position(row: PositionRow, found: Digest) -> Sequence[str | None]:
    who = (row.holder, row.kind, row.role, row.country)
    what = (row.category, row.label, row.target, row.stance, "yes" if row.negated else "no")
    when = (row.since, row.first, row.last)
    return (*who, *what, *when, row.statement, str(row.statements), _named(row.articles, found))


def _named(numbers: Iterable[int], found: Digest) -> str:
    listed = (found.sources[number - 1] for number in numbers)
    return _BETWEEN.join(f"{source.name} ({source.published or 'undated'})" for source in listed)
