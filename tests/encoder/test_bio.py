"""Constrained BIO decoding."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from service.encoder.decode.bio import BioDecoder

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


@pytest.fixture
def decoder() -> BioDecoder:
    return BioDecoder(TAGS)


def valid(path: tuple[int, ...]) -> bool:
    if TAGS[path[0]].startswith("I-"):
        return False
    return all(
        not TAGS[right].startswith("I-") or TAGS[left][2:] == TAGS[right][2:]
        for left, right in pairwise(path)
    )


@pytest.mark.parametrize("seed", range(15))
def test_best_valid_sequence(decoder: BioDecoder, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, len(TAGS)))
    path = tuple(decoder.decode(scores, np.zeros(4, dtype=bool)).tolist())
    paths = (p for p in product(range(len(TAGS)), repeat=4) if valid(p))
    best = max(paths, key=lambda p: sum(scores[i, tag] for i, tag in enumerate(p)))
    assert path == best


def test_no_span_crosses_a_sentence_start(decoder: BioDecoder) -> None:
    scores = np.zeros((3, len(TAGS)))
    scores[0, 1] = scores[1, 2] = scores[2, 2] = 5
    path = decoder.decode(scores, np.array([True, False, True]))
    assert not TAGS[path[2]].startswith("I-")


@pytest.mark.parametrize(
    ("path", "spans"),
    [
        ([], []),
        ([0, 0], []),
        ([1, 2, 0, 3], [(0, 2, "PER"), (3, 4, "ORG")]),
        ([1, 1, 2], [(0, 1, "PER"), (1, 3, "PER")]),
        ([3, 4, 4], [(0, 3, "ORG")]),
    ],
)
def test_spans(decoder: BioDecoder, path: list[int], spans: list[tuple[int, int, str]]) -> None:
    assert list(decoder.spans(path)) == spans


def test_empty(decoder: BioDecoder) -> None:
    assert decoder.decode(np.zeros((0, len(TAGS))), np.zeros(0, dtype=bool)).tolist() == []
