"""Calibration errors on hand-counted cases."""

from __future__ import annotations

import pytest

from evaluation.calibration import errors, measures, reliability
from evaluation.measures import Judged


def judged(*pairs: tuple[float, bool], unit: str = "issues") -> list[Judged]:
    return [Judged(unit, confidence, right) for confidence, right in pairs]


def test_four_in_five_at_point_eight_is_no_error() -> None:
    ece, brier = errors(judged(*[(0.8, True)] * 4, (0.8, False)))
    assert ece.value == pytest.approx(0)
    assert brier.value == pytest.approx((4 * 0.04 + 0.64) / 5)


def test_sure_and_always_wrong_is_the_greatest_error() -> None:
    ece, brier = errors(judged((1.0, False), (1.0, False)))
    assert (ece.value, brier.value) == (1.0, 1.0)


def test_gaps_weigh_by_bin_and_do_not_cancel_between_bins() -> None:
    ece, _ = errors(judged((0.05, True), (0.95, False), (0.95, False), (0.95, False)))
    assert ece.value == pytest.approx((0.95 + 3 * 0.95) / 4)


@pytest.mark.parametrize(("confidence", "low"), [(0.0, 0.0), (0.1, 0.1), (0.999, 0.9), (1.0, 0.9)])
def test_bins_are_half_open_but_the_last(confidence: float, low: float) -> None:
    (bin,) = reliability(judged((confidence, True)))
    assert bin.low == pytest.approx(low)


def test_nothing_judged_has_no_value() -> None:
    assert [row.value for row in measures([])] == [None, None]


def test_units_are_reported_apart() -> None:
    rows = measures(judged((0.5, True)) + judged((0.5, False), unit="positions"))
    assert [row.name for row in rows if "ece" in row.name] == [
        "calibration.ece",
        "calibration.ece (issues)",
        "calibration.ece (positions)",
    ]


def test_fields_are_reported_apart_and_do_not_count_in_the_total() -> None:
    rows = measures(judged((0.5, True), unit="meeting") + judged((1.0, False), unit="meeting.status"))
    assert {row.name: row.denominator for row in rows if "ece" in row.name} == {
        "calibration.ece": 1,
        "calibration.ece (meeting)": 1,
        "calibration.ece (meeting.status)": 1,
    }
