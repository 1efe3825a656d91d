"""Tag scores to spans: the best BIO sequence in which every ``I-X`` follows ``B-X`` or ``I-X``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_BARRED = -1e9


class BioDecoder:
    """Constrained decoding for one list of tags, the first of which is ``O``."""

    def __init__(self, tags: Sequence[str]) -> None:
        """`tags` as the head orders them: ``O``, ``B-X``, ``I-X`` …"""
        self.tags = tuple(tags)
        self.inside = np.array([tag.startswith("I-") for tag in tags])
        self.allowed = np.array([[_follows(left, right) for right in tags] for left in tags])
        self.bars = np.where(self.allowed, 0.0, _BARRED)

    def decode(self, scores: NDArray[Any], starts: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Tag numbers for `scores` ``[n, tags]``; no span crosses a word where `starts` is true."""
        if not len(scores):
            return np.zeros(0, dtype=np.int64)
        scores = scores.astype(np.float64)
        first = starts.copy()
        first[0] = True
        scores[np.ix_(first, self.inside)] = _BARRED
        path: NDArray[np.int64] = scores.argmax(axis=1)
        if self.allowed[path[:-1], path[1:]].all():
            return path
        return self._viterbi(scores)

    def _viterbi(self, scores: NDArray[np.float64]) -> NDArray[np.int64]:
        best = scores[0]
        back = np.zeros(scores.shape, dtype=np.int64)
        for index in range(1, len(scores)):
            through = best[:, None] + self.bars
            back[index] = through.argmax(axis=0)
            best = through.max(axis=0) + scores[index]
        path = np.zeros(len(scores), dtype=np.int64)
        path[-1] = int(best.argmax())
        for index in range(len(scores) - 1, 0, -1):
            path[index - 1] = back[index, path[index]]
        return path

    def spans(self, path: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        """``(start, end, label)`` in words, end exclusive, of a decoded sequence."""
        start, label = -1, ""
        for index, number in enumerate([*path, 0]):
            tag = self.tags[number]
            if start >= 0 and not tag.startswith("I-"):
                yield start, index, label
                start = -1
            if tag.startswith("B-"):
                start, label = index, tag[2:]


def _follows(left: str, right: str) -> bool:
    return not right.startswith("I-") or left[2:] == right[2:]
