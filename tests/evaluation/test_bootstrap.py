"""Intervals hold the figure, are the same each time, and widen as articles differ."""

from __future__ import annotations

from evaluation.bootstrap import intervals
from evaluation.measures import Tally


def tally(*, hits: int, missed: int) -> Tally:
    """An article with so many hits and misses of one F1."""
    made = Tally("x")
    made.f1("participants", hits=hits, missed=range(missed))
    return made


def test_the_figure_lies_within() -> None:
    found = intervals([tally(hits=3, missed=1), tally(hits=1, missed=2), tally(hits=2, missed=0)])
    low, high = found["participants"]
    assert low < 2 * 6 / (6 + 9) < high


def test_equal_articles_leave_no_doubt() -> None:
    low, high = intervals([tally(hits=1, missed=1)] * 5)["participants"]
    assert low == high == 2 / 3


def test_it_is_the_same_each_time() -> None:
    articles = [tally(hits=n % 3, missed=n % 2) for n in range(1, 12)]
    assert intervals(articles) == intervals(articles)


def test_one_article_has_no_interval() -> None:
    assert intervals([tally(hits=1, missed=0)]) == {}
