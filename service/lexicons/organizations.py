"""International organisations, blocs, state bodies, parties, armed groups, media."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service.lexicons.table import fold, rows, several


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation. `country`: alpha-3 of the state it speaks for or belongs to, or empty.

    `kind`: ``igo`` ``bloc`` ``gathering`` ``body`` ``government`` ``party`` ``armed``
    ``media`` ``company`` ``ngo``.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str


@cache
def organizations() -> tuple[Organization, ...]:
    """All organisations, by key."""
    return tuple(_organization(row) for row in rows("organizations"))


def _organization(row: list[str]) -> Organization:
    state = row[4] if len(row[4]) == 3 else ""
    return Organization(row[0], row[1], several(row[2]), row[3], state)


@cache
def _by_key() -> dict[str, Organization]:
    return {entry.key: entry for entry in organizations()}


@cache
def _by_name() -> dict[str, Organization]:
    found = {fold(entry.name): entry for entry in organizations()}
    for entry in organizations():
        for name in entry.aliases:
            found.setdefault(fold(name), entry)
    return found


def organization(key: str) -> Organization | None:
    """The organisation of a key such as ``APEC``, as ``kb_id_`` carries it behind ``org:``."""
    return _by_key().get(key)


def organization_by_name(name: str) -> Organization | None:
    """The organisation of that name or acronym."""
    return _by_name().get(fold(name.removeprefix("the ").removeprefix("The ")))
