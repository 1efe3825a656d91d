"""Fitting of confidences."""

from __future__ import annotations

from evaluation.measures import Judged
from training.confidence import Row, fit, held_out


def rows(part: str, case: str, *right: bool) -> list[Row]:
    return [(part, n % 10, {"bias": 1.0, case: 1.0}, Judged("x", 0.5, hit)) for n, hit in enumerate(right)]


def test_a_case_that_is_right_more_often_weighs_more() -> None:
    found = fit(rows("4", "good", *[True] * 18, *[False] * 2) + rows("4", "bad", *[True] * 2, *[False] * 18))
    assert found.of({"bias": 1.0, "good": 1.0}) > 0.75 > 0.25 > found.of({"bias": 1.0, "bad": 1.0})


def test_a_rare_case_has_no_weight() -> None:
    found = fit(rows("4", "often", *[True, False] * 10) + rows("4", "rare", True, True))
    assert "often" in found.weights
    assert "rare" not in found.weights


def test_a_part_is_judged_by_the_others() -> None:
    told = held_out(rows("0", "case", *[True] * 20) + rows("1", "case", *[False] * 20), by=0)
    assert all(item.confidence < 0.5 for part, item in told if part == "0")
    assert all(item.confidence > 0.5 for part, item in told if part == "1")
