"""Windows hold every word once, whole sentences, and the article's beginning before later ones."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.heads.windows import LIMIT, LONGEST, PREFIX, windows

START, SEPARATOR = 1, 2


def pieces(word: str) -> tuple[tuple[int, ...], int]:
    """As many pieces as the word has letters."""
    return tuple(range(10, 10 + len(word))), 0


def document(sentences: list[list[int]]) -> Any:
    """A document whose sentences have words of these lengths."""
    sizes = [size for sentence in sentences for size in sentence]
    numbers = [n for n, sentence in enumerate(sentences) for _ in sentence]
    return SimpleNamespace(
        texts=["x" * size for size in sizes],
        sent=np.array(numbers, int),
        shapes=np.zeros(len(sizes), np.int8),
        break_before=np.array([n % 7 == 0 for n in range(len(sizes))], bool),
    )


@given(st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=40), max_size=40))
def test_every_word_stands_once_and_in_order(sentences: list[list[int]]) -> None:
    made = document(sentences)
    found = windows(made, pieces, start=START, separator=SEPARATOR)
    covered = [word for window in found for word in range(window.start, window.end)]
    assert covered == list(range(len(made.texts)))
    for window in found:
        assert len(window.ids) == len(window.shapes) <= 512
        assert window.ids[0] == START
        assert len(window.first) == window.end - window.start
        assert all(0 < first < len(window.ids) for first in window.first)


def test_a_window_ends_with_a_sentence() -> None:
    found = windows(document([[10] * 30] * 4), pieces, start=START, separator=SEPARATOR)
    assert [(window.start, window.end) for window in found] == [(0, 30), (30, 60), (60, 90), (90, 120)]


def test_later_windows_begin_with_the_article() -> None:
    first, second = windows(document([[4] * 90, [5] * 90]), pieces, start=START, separator=SEPARATOR)
    lead = [p for p in first.ids[1:] if p != SEPARATOR][:4]
    assert second.ids[1:5] == lead
    assert second.first[0] >= PREFIX // 2


def test_a_sentence_without_an_end_is_cut() -> None:
    found = windows(document([[1] * (LONGEST * 3)]), pieces, start=START, separator=SEPARATOR)
    assert all(len(window.ids) <= LIMIT + PREFIX for window in found)
