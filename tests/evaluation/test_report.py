"""Tables and the list of misses."""

from __future__ import annotations

from evaluation.calibration import Bin
from evaluation.measures import Formula, Measure, Miss, MissKind
from evaluation.report import misses, reliability, table

ROWS = (
    Measure("meeting.kind", Formula.ACCURACY, 3, 4),
    Measure("issues", Formula.F1, 6, 9, precision=0.75, recall=0.6),
    Measure("positions", Formula.F1, 0, 0),
)


def test_text_table_shows_numerator_and_denominator() -> None:
    lines = [line.split() for line in table(ROWS).splitlines()]
    assert lines[1] == ["meeting.kind", "0.750", "3", "4", "accuracy"]
    assert lines[2] == ["issues", "0.667", "6", "9", "0.750", "0.600", "F1"]
    assert lines[3] == ["positions", "0", "0", "F1"]


def test_markdown_table_has_one_width() -> None:
    lines = table(ROWS, markdown=True).splitlines()
    assert len(lines) == 5
    assert len({len(line) for line in lines}) == 1
    assert set(lines[1]) == {"|", "-", " "}


def test_reliability_table() -> None:
    (_, line) = reliability([Bin(0.8, 0.9, 5, 0.82, 0.6)]).splitlines()
    assert line.split() == ["0.8–0.9", "5", "0.820", "0.600"]


def test_misses_come_by_record_then_measure_then_are_counted() -> None:
    found = [
        Miss("b", "issues", MissKind.SPURIOUS, None, "other"),
        Miss("a", "issues", MissKind.MISSED, "economy.trade", None),
        Miss("a", "meeting.kind", MissKind.WRONG, "bilateral", None),
        Miss("c", "issues", MissKind.MISSED, "other", None),
    ]
    lines = misses(found, order=["meeting.kind", "issues"]).splitlines()
    assert [line.strip().split()[0] for line in lines[:6]] == [
        "a",
        "meeting.kind",
        "issues",
        "b",
        "issues",
        "c",
    ]
    assert "gold bilateral · predicted –" in lines[1]
    assert lines[-3].split() == ["2", "issues", "missed"]
