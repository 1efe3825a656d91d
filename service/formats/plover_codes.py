"""What PLOVER calls the values of the record: the tables `plover_*.tsv`.

Codes are those of the PLOVER manual, draft 2.0. None, never a near miss, where the manual has no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from service.lexicons.organizations import organization_by_name
from service.lexicons.table import rows

QUAD: Final[Mapping[str, int]] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
}
"""Quad categories of the types that records lead to: 1 verbal cooperation, 3 verbal conflict."""

_SECTORS_OF_KINDS: Final = {"party": "PTY", "media": "JRN"}
"""Of organisations that the lexicon knows. Its `government` may be a parliament, a bank or a service."""


@dataclass(frozen=True, slots=True)
class Code:
    """An event type and a mode, each None where there is none."""

    event: str | None
    mode: str | None


_NONE: Final = Code(None, None)


@cache
def _events() -> dict[tuple[str, str], Code]:
    table = (row for row in rows("plover_events") if row[0] != "cue")
    return {(field, value): Code(event or None, mode or None) for field, value, event, mode, _ in table}


@cache
def _cues() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    table = (row for row in rows("plover_events") if row[0] == "cue")
    return tuple((re.compile(rf"\b(?:{row[1]})\b", re.IGNORECASE), row[2], row[3]) for row in table)


@cache
def _countries() -> dict[str, tuple[str, str]]:
    return {alpha3: (code, sector) for alpha3, code, sector in rows("plover_countries")}


@cache
def _sectors() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(role, re.IGNORECASE), sector) for role, sector in rows("plover_sectors"))


def of_status(status: str) -> Code:
    """Event type of a meeting by its status: only one held or under way is CONSULT."""
    return _events()[("status", status)]


def consult_mode(field: str, value: str | None) -> str | None:
    """CONSULT's mode for a value of the meeting's `setting` or `mode`."""
    return _events().get((field, value or ""), _NONE).mode


def of_stance(stance: str, cue: str | None) -> Code:
    """Event type of a position; its mode by the stance, or by the words of `cue` where they name just one."""
    code = _events()[("stance", stance)]
    if code.event is None or code.mode is not None:
        return code
    modes = {mode for words, event, mode in _cues() if event == code.event and words.search(cue or "")}
    return Code(code.event, modes.pop() if len(modes) == 1 else None)


def country_code(actor: Mapping[str, Any]) -> str | None:
    """Code of an actor's country (ISO 3166-1, dependencies under their state), or of the body it is."""
    if actor["country"]:
        alpha3: str = actor["country"]["alpha3"]
        return _countries().get(alpha3, (alpha3, ""))[0]
    return _body(actor["name"]) if actor["kind"] == "organization" else None


def sector(actor: Mapping[str, Any]) -> str | None:
    """Three or six letters for the part of society, None where role or kind do not settle it.

    A state by its name has none, as in the manual's own records. A person has one by the role, where there
    is a country and no other body for which the person speaks.
    """
    alpha3 = (actor["country"] or {}).get("alpha3", "")
    own = _role(actor) if actor["kind"] == "person" else _organization(actor)
    return own + _countries().get(alpha3, ("", ""))[1] or None


def _role(actor: Mapping[str, Any]) -> str:
    if not actor["role"] or not actor["country"] or actor["organization"]:
        return ""
    return next((sector for role, sector in _sectors() if role.search(actor["role"])), "")


def _organization(actor: Mapping[str, Any]) -> str:
    known = organization_by_name(actor["name"]) if actor["kind"] == "organization" else None
    return _SECTORS_OF_KINDS.get(known.kind, "") if known else ""


def _body(name: str) -> str | None:
    known = organization_by_name(name)
    if known is None:
        return None
    if known.name.startswith("United Nations"):
        return "UNO"
    if known.name == "European Union" or known.kind == "body":
        return "EUR"
    return {"igo": "IGO", "bloc": "IGO", "ngo": "NGO"}.get(known.kind)
