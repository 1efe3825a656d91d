"""Floors: kept, broken, raised, and lowered only with a reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evaluation.gate import Floors, GateError, breaches, find, raised, read, write
from evaluation.measures import Formula, Measure

FLOORS = Floors(name="dev", digest="abc", articles=3, values={"issues": 0.5, "calibration.ece": 0.1})


def rows(issues: int, error: float) -> tuple[Measure, ...]:
    return (
        Measure("issues", Formula.F1, issues, 100),
        Measure("calibration.ece", Formula.ERROR, error, 1),
        Measure("evidence", Formula.ACCURACY, 0, 0),
    )


@pytest.mark.parametrize(
    ("issues", "error", "below"),
    [
        (50, 0.1, []),
        (70, 0.0, []),
        (49, 0.1, ["issues"]),
        (50, 0.2, ["calibration.ece"]),
        (0, 1.0, ["issues", "calibration.ece"]),
    ],
)
def test_breaches(issues: int, error: float, below: list[str]) -> None:
    assert [breach.measure for breach in breaches(FLOORS, rows(issues, error))] == below


def test_a_measure_that_vanished_is_a_breach() -> None:
    (breach, _) = breaches(FLOORS, ())
    assert (breach.measure, breach.value) == ("issues", None)


def test_floors_rise_without_a_reason() -> None:
    new = raised(FLOORS, rows(60, 0.05))
    assert new.values == {"issues": 0.6, "calibration.ece": 0.05}
    assert new.lowered == ()


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_floors_fall_with_a_reason_only(reason: str | None) -> None:
    with pytest.raises(GateError, match="issues"):
        raised(FLOORS, rows(40, 0.05), reason=reason)


def test_the_reason_is_kept() -> None:
    new = raised(FLOORS, rows(40, 0.05), reason="gold corrected")
    assert new.values["issues"] == 0.4
    assert new.lowered == ("issues 0.500 -> 0.400: gold corrected",)


def test_file_round_trip_and_search_by_digest(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    assert read(file) == ()
    other = replace(FLOORS, name="a “quoted” \\ name", digest="def", lowered=("issues: é",))
    write(file, [FLOORS, other])
    assert read(file) == (other, FLOORS)
    assert find(read(file), "abc") == FLOORS
    assert find(read(file), "ab") is None


def test_broken_file_is_a_gate_error(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    file.write_text("[[corpus]]\nname = 1\n")
    with pytest.raises(GateError, match="digest"):
        read(file)
