"""Tree decoding against exhaustive search on small matrices."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from service.encoder.decode.tree import decode_tree, is_tree


def best_by_search(scores: np.ndarray) -> float:
    size = len(scores)
    trees = (np.array(heads) for heads in product(range(size + 1), repeat=size))
    return max(total(scores, heads) for heads in trees if is_tree(heads))


def total(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(scores[np.arange(len(scores)), heads].sum())


@pytest.mark.parametrize(
    ("heads", "tree"),
    [
        ([0], True),
        ([2, 0], True),
        ([2, 3, 0, 3], True),
        ([0, 0], False),  # two roots
        ([1, 0], False),  # a word is its own head
        ([2, 1, 0], False),  # a cycle beside the root
        ([2, 3, 1], False),  # no root
    ],
)
def test_is_tree(heads: list[int], tree: bool) -> None:
    assert is_tree(np.array(heads)) is tree


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
def test_decoded_tree_is_the_best_one(size: int, seed: int) -> None:
    scores = np.random.default_rng(100 * size + seed).normal(size=(size, size + 1))
    heads = decode_tree(scores)
    assert is_tree(heads)
    assert total(scores, heads) == pytest.approx(best_by_search(scores))


@pytest.mark.parametrize("seed", range(8))
def test_one_root_even_where_the_root_is_everybodys_favourite(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 6))
    scores[:, 0] += 10
    heads = decode_tree(scores)
    assert is_tree(heads)
    assert total(scores, heads) == pytest.approx(best_by_search(scores))


def test_ring_of_words_is_opened() -> None:
    scores = np.full((30, 31), -5.0)
    for word in range(30):
        scores[word, (word + 1) % 30 + 1] = 5.0
    assert is_tree(decode_tree(scores))


def test_input_stays_as_it_was() -> None:
    scores = np.random.default_rng(1).normal(size=(4, 5))
    before = scores.copy()
    decode_tree(scores)
    assert np.array_equal(scores, before)
