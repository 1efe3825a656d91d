"""Twice the text is at most about twice the work, counted in bytecodes: the same number on every machine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from service.analyzer import Analyzer
from service.article import read_text
from service.schemas import dump_record
from tests.work import work

SMALL = 120
"""Units of the smaller text."""
MOST = 2.6
"""What twice the text may cost, where 2 is linear."""

RUNS: dict[str, Callable[[int], str]] = {
    "quotes": lambda n: "“ " * n,
    "straight quotes": lambda n: '"a" ' * n,
    "punctuation": lambda n: ". , ; : ! ? - ( ) [ ] … — / ' " * (n // 8),
    "colons and dashes": lambda n: "- a:\n" * n,
    "emoji": lambda n: "😀 " * n,
    "said": lambda n: "said " * n,
    "lines": lambda n: "They met.\n" * n,
    "blank lines": lambda n: "The talks ended.\n\n" * (n // 2),
    "names": lambda n: "".join(f"Ana Ruiz{chr(97 + i % 26)} met China. " for i in range(n // 2)),
    "officials": lambda n: "US officials met Chinese leaders, and they agreed. " * (n // 3),
    "pronouns": lambda n: "He told her that they would meet him. " * (n // 3),
    "numbers": lambda n: "1,000.5 12 2024 " * (n // 2),
    "dates": lambda n: "on Monday, 4 March 2024, for two days, " * (n // 4),
    "titles": lambda n: "President of Chile, foreign minister, " * (n // 3),
    "meetings": lambda n: "Biden met Xi in Lima and will visit Japan for talks with Ishiba. " * (n // 4),
    "quotations": lambda n: "“We will not accept this,” he said. Iran urged China to stop. " * (n // 5),
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS.keys())
def test_twice_the_text_is_about_twice_the_work(analyzer: Analyzer, run: Callable[[int], str]) -> None:
    articles = [read_text(f"President Toll met Xi.\n\n{run(units)}") for units in (SMALL, 2 * SMALL)]
    for article in articles:
        analyzer.analyze(article)  # what is loaded on first use is no cost of the text
    one, two = (work(lambda a=article: dump_record(analyzer.analyze(a))) for article in articles)
    assert two <= MOST * one
