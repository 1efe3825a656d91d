"""Floors: no change may lower a measure unnoticed.

`floors.toml` holds, for each corpus named by its digest, the least value of each measure (for errors
the greatest). Floors are raised by ``--set-floors``; lowering one needs ``--lower`` and a reason,
which the file keeps. (The practice of trafilatura's `eval_gate.py`.)
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from evaluation.measures import Measure

TOLERANCE = 0.004
"""What another processor may cost: its floating point moves a few scores across a threshold."""


class GateError(ValueError):
    """Floors can't be read or may not be changed so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """Floors of one corpus. `lowered` keeps a line for every floor ever lowered, oldest first."""

    name: str
    digest: str
    articles: int
    values: Mapping[str, float]
    lowered: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Breach:
    """A measure beyond its floor; `value` None where it is no longer measured."""

    measure: str
    floor: float
    value: float | None


def read(path: Path) -> tuple[Floors, ...]:
    """All floors of the file, none if there is no file."""
    if not path.exists():
        return ()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Floors(
                name=row["name"],
                digest=row["digest"],
                articles=row["articles"],
                values=dict(row["floors"]),
                lowered=tuple(row["lowered"]),
            )
            for row in table.get("corpus", ())
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise GateError(f"{path}: {error!r}") from error


def write(path: Path, floors: Iterable[Floors]) -> None:
    """Write the file anew, corpora by name."""
    blocks = [_toml(entry) for entry in sorted(floors, key=lambda entry: entry.name)]
    head = "# Written by `python -m evaluation --set-floors`; see docs/evaluation.md.\n\n"
    path.write_text(head + "\n".join(blocks), encoding="utf-8")


def find(floors: Iterable[Floors], digest: str) -> Floors | None:
    """The floors set on exactly this corpus."""
    return next((entry for entry in floors if entry.digest == digest), None)


def breaches(floors: Floors, measures: Iterable[Measure]) -> tuple[Breach, ...]:
    """Measures beyond their floors, in the floors' order."""
    found = {measure.name: measure for measure in measures}
    worse = []
    for name, floor in floors.values.items():
        measure = found.get(name)
        if measure is None or measure.value is None:
            worse.append(Breach(name, floor, None))
        elif _beyond(measure, measure.value, floor):
            worse.append(Breach(name, floor, measure.value))
    return tuple(worse)


def raised(floors: Floors, measures: Iterable[Measure], *, reason: str | None = None) -> Floors:
    """Floors at today's values. Raises `GateError` where one would fall and no reason is given."""
    rows = [measure for measure in measures if measure.value is not None]
    falling = breaches(floors, rows)
    if falling and not (reason and reason.strip()):
        names = ", ".join(breach.measure for breach in falling)
        raise GateError(f"would lower {names}: say --lower with a reason")
    values = {measure.name: round(measure.value or 0.0, 3) for measure in rows}
    notes = tuple(f"{_shown(breach)}: {reason}" for breach in falling)
    return replace(floors, values=values, lowered=floors.lowered + notes)


def _beyond(measure: Measure, value: float, floor: float) -> bool:
    if measure.lower_is_better:
        return value > floor + TOLERANCE
    return value < floor - TOLERANCE


def _shown(breach: Breach) -> str:
    now = "not measured" if breach.value is None else f"{breach.value:.3f}"
    return f"{breach.measure} {breach.floor:.3f} -> {now}"


def _toml(floors: Floors) -> str:
    """JSON's strings and numbers are TOML's too."""
    lines = [
        "[[corpus]]",
        f"name = {json.dumps(floors.name)}",
        f"digest = {json.dumps(floors.digest)}",
        f"articles = {floors.articles}",
        f"lowered = {json.dumps(list(floors.lowered), ensure_ascii=False)}",
        "[corpus.floors]",
        *(f"{json.dumps(name)} = {value}" for name, value in floors.values.items()),
    ]
    return "\n".join(lines) + "\n"
