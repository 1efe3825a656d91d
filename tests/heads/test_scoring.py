"""Segments are cut out of word scores; the numbers of the heads are those of training."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from service.heads.scoring import segments, sigmoid, softmax


def reading(sentence: list[int], masked: list[int] = []) -> Any:  # noqa: B006
    """Words with their sentence; `masked`: words of page debris."""
    flags = np.zeros(len(sentence), bool)
    flags[masked] = True
    return SimpleNamespace(sentence=np.array(sentence), document=SimpleNamespace(masked=flags))


def likely(words: str) -> np.ndarray:
    """One row a letter: a and b are likely stances 0 and 1, a dot is none."""
    rows = {"a": (0.9, 0.1), "b": (0.1, 0.9), ".": (0.05, 0.05)}
    return np.array([rows[word] for word in words])


@pytest.mark.parametrize(
    ("words", "sentence", "found"),
    [
        ("..aaa..", [0] * 7, [(2, 5)]),
        ("..aa.aa", [0] * 7, [(2, 7)]),  # one weak word is no gap
        ("aa..aa.", [0] * 7, [(0, 2), (4, 6)]),
        ("aaaa", [0, 0, 1, 1], [(0, 2), (2, 4)]),  # a sentence's end ends it
        ("aaabbb", [0] * 6, [(0, 3), (3, 6)]),  # another stance begins another
        ("aaab..", [0] * 6, [(0, 4)]),  # one word of another is none
        ("..a...", [0] * 6, []),  # one word is too little
    ],
)
def test_segments(words: str, sentence: list[int], found: list[tuple[int, int]]) -> None:
    assert segments(reading(sentence), likely(words)) == found


def test_page_debris_states_nothing() -> None:
    assert segments(reading([0] * 6, masked=[0, 1, 2, 3, 4, 5]), likely("aaaaaa")) == []


def test_sigmoid_and_softmax_do_not_overflow() -> None:
    assert sigmoid(np.array([-1e9, 0.0, 1e9])).tolist() == pytest.approx([0, 0.5, 1])
    assert softmax(np.array([1e9, 0.0])).tolist() == pytest.approx([1, 0])
