"""Windows cover every word once; line feeds end paragraphs where the text does not run on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.encoder.windows import is_break, is_safe_cut, plan_windows
from service.pipeline.build import build_tokenizer

WORD = st.tuples(
    st.sampled_from(["Talks", "ended", ".", "U.S.", "!", "he", "(", "$$$"]), st.booleans(), st.integers(1, 12)
)


@given(st.lists(WORD, max_size=300), st.integers(12, 60))
def test_every_word_once_and_within_the_limit(items: list[tuple[str, bool, int]], limit: int) -> None:
    words, breaks, sizes = ([item[i] for item in items] for i in range(3))
    windows = list(plan_windows(words, breaks, sizes, limit=limit))
    assert [index for start, end in windows for index in range(start, end)] == list(range(len(words)))
    for start, end in windows:
        assert sum(sizes[start:end]) + sum(breaks[start + 1 : end]) <= limit


def test_paragraphs_stay_whole_where_they_fit() -> None:
    breaks = [i in (0, 6, 12) for i in range(18)]
    windows = list(plan_windows(["word"] * 18, breaks, [1] * 18, limit=14))
    assert windows == [(0, 12), (12, 18)]


def test_long_paragraph_is_cut_after_a_sentence() -> None:
    words = ["They", "met", "in", "Oslo", "yesterday", "."] * 4
    windows = list(plan_windows(words, [True] + [False] * 23, [1] * 24, limit=14))
    assert all(words[start] == "They" for start, _ in windows)


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("Talks end\nThe two sides met.", True),
        ("Talks end\n\nand nothing more", True),
        ("the two sides\nmet again", False),
        ("the two sides met.\nagain", True),
        ("- one\n- two", True),
        ("two \n", True),
    ],
)
def test_is_break(text: str, breaks: bool) -> None:
    doc = build_tokenizer()(text)
    found = [is_break(doc, token.i) for token in doc if token.is_space]
    assert found == [breaks]


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        (".", "The", True),
        ("?", "“", True),
        ("U.S.", "Secretary", False),
        ("Gen.", "Mark", False),
        (".", "the", False),
        ("talks", "The", False),
    ],
)
def test_is_safe_cut(before: str, after: str, cut: bool) -> None:
    assert is_safe_cut(before, after) is cut
