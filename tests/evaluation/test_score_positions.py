"""Positions: strict, by holder and category, by holder and stance, and stance accuracy."""

from __future__ import annotations

import pytest

from tests.evaluation import records as make
from tests.evaluation.records import counts, run

GOLD_VIEWS = [("Ana Ruiz", "economy.trade", "support"), ("Jon Berg", "economy.trade", "oppose")]


@pytest.mark.parametrize(
    ("predicted", "strict", "category", "stance"),
    [
        (GOLD_VIEWS, (2, 2, 2), (2, 2, 2), (2, 2, 2)),
        (GOLD_VIEWS[::-1], (2, 2, 2), (2, 2, 2), (2, 2, 2)),
        ([*GOLD_VIEWS, GOLD_VIEWS[0]], (2, 2, 2), (2, 2, 2), (2, 2, 2)),
        ([*GOLD_VIEWS, ("Ruiz", "economy.trade", "support")], (2, 3, 2), (2, 3, 2), (2, 3, 2)),
        ([("Ruiz", "economy.trade", "oppose")], (0, 1, 2), (1, 1, 2), (0, 1, 2)),
        ([("Ruiz", None, "support")], (0, 1, 2), (0, 1, 2), (1, 1, 2)),
        ([], (0, 0, 2), (0, 0, 2), (0, 0, 2)),
    ],
)
def test_positions(
    predicted: list[tuple[str, str, str]],
    strict: tuple[int, int, int],
    category: tuple[int, int, int],
    stance: tuple[int, int, int],
) -> None:
    tally = run({"positions": [make.view(*row) for row in GOLD_VIEWS]}, make.views(*predicted))
    assert counts(tally, "positions") == strict
    assert counts(tally, "positions.holder+category") == category
    assert counts(tally, "positions.holder+stance") == stance


def test_position_on_no_issue_matches_only_a_position_on_no_issue() -> None:
    tally = run({"positions": [make.view("Peru", None, "support")]}, make.views(("Peru", None, "support")))
    assert counts(tally, "positions") == (1, 1, 1)


def test_stance_accuracy_counts_matched_holder_and_category_only() -> None:
    gold = [
        make.view("Peru", "economy.trade", "support"),
        make.view("Peru", "economy.trade", "request"),
        make.view("Chile", "economy.trade", "oppose"),
        make.view("Chile", "other", "concern"),
    ]
    guess = make.views(("Peru", "economy.trade", "support"), ("Chile", "economy.trade", "criticise"))
    tally = run({"positions": gold}, guess)
    assert counts(tally, "positions.stance") == (1, 2, 2)
    wrong = [miss for miss in tally.misses if miss.measure == "positions.stance"]
    assert [(miss.gold, miss.predicted) for miss in wrong] == [
        ("Chile / economy.trade / oppose", "criticise")
    ]
