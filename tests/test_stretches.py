"""Texts that break off anywhere, and headlines without a verb, give valid records and come to an end.

Rules that ask a word's neighbours or walk up the tree meet their edges here, with the shipped model.
"""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.analyzer import Analyzer
from service.article import read_text
from service.schemas import dump_record

GOLDEN = Path(__file__).parent / "golden"
WORDS = (GOLDEN / "planned-bilateral.txt").read_text(encoding="utf8").split(" ")
AT_MOST = 60
"""Seconds after which a walk without an end fails its test; an analysis takes some thousandths of one."""


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """Turns an endless loop into a failure."""

    def stop(*_: object) -> None:
        raise TimeoutError("the analysis did not end")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(AT_MOST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(
    "text",
    [
        "President Ana Ruiz to Oslo for talks",
        "Ruiz to Oslo on a visit",
        "Ana Ruiz to Oslo for talks with Tomas Keller",
        "Meeting with Prime Minister Tomas Keller. Ana Ruiz to Bergen on Monday",
        "Keller and Ruiz discussed",
        "Keller, whom Ruiz discussed the border with",
    ],
)
def test_a_headline_comes_to_an_end(analyzer: Analyzer, text: str) -> None:
    article = read_text(text)
    dump_record(analyzer.analyze(article), sent=article.sent)


@pytest.mark.parametrize("length", [1, 2, 3, 5, 8, 13])
def test_every_stretch_of_an_article_gives_a_record(analyzer: Analyzer, length: int) -> None:
    for start in range(0, len(WORDS) - length, 3):
        article = read_text(" ".join(["Note", *WORDS[start : start + length]]).rstrip(".,”\n"))
        dump_record(analyzer.analyze(article), sent=article.sent)
