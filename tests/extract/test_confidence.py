"""Evidence becomes probability."""

from __future__ import annotations

import pytest

from service.extract import confidence
from service.lexicons.table import rows


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    weights = {("x", "bias"): 0.0, ("x", "sure"): 2.0, ("x", "doubt"): -2.0, ("x", "score"): 1.0}
    monkeypatch.setattr(confidence, "_weights", lambda: weights)


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("cases", "amounts", "probability"),
    [
        ((), {}, 0.5),
        (("sure",), {}, 0.881),
        (("doubt",), {}, 0.119),
        (("sure", "doubt"), {}, 0.5),
        (("no such case",), {}, 0.5),
        ((), {"score": 2.0}, 0.881),
        (("sure",), {"score": 50.0}, 0.98),
        (("doubt",), {"score": -50.0}, 0.02),
    ],
)
def test_weights_add_up_in_log_odds(
    cases: tuple[str, ...], amounts: dict[str, float], probability: float
) -> None:
    assert confidence.of("x", *cases, **amounts) == probability


@pytest.mark.parametrize(("number", "case"), [(0, "0"), (2, "2"), (3, "3+"), (9, "3+")])
def test_counts_are_cases(number: int, case: str) -> None:
    assert confidence.some(number, 3) == case


@pytest.mark.parametrize(("number", "times"), [(50, 0), (100, 0), (200, 1), (400, 2), (4000, 2)])
def test_doublings_stop(number: int, times: float) -> None:
    assert confidence.doublings(number, of=100, most=2) == pytest.approx(times)


def test_the_table_is_sorted_without_repeats_and_each_kind_has_a_bias() -> None:
    keys = [(row[0], row[1]) for row in rows("confidence")]
    assert keys == sorted(set(keys))
    assert {kind for kind, case in keys if case == confidence.BIAS} == {kind for kind, _ in keys}


@pytest.mark.parametrize(
    ("kind", "surer", "less_sure"),
    [
        ("positions", {"support=agree"}, {"support=rule"}),
        ("positions", {"holder=at table"}, {"holder=elsewhere"}),
        ("participants", {"marked"}, set()),
    ],
)
def test_what_bears_a_thing_out_makes_it_surer(kind: str, surer: set[str], less_sure: set[str]) -> None:
    assert confidence.of(kind, *surer) > confidence.of(kind, *less_sure)
