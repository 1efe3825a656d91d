"""Tag scores to spans: the best BIO sequence in which every ``I-X`` follows ``B-X`` or ``I-X``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import add
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
        self._within = [(tags.index("B-" + tag[2:]), i) for i, tag in enumerate(tags) if self.inside[i]]

    def decode(self, scores: NDArray[Any], starts: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Tag numbers for `scores` ``[n, tags]``; no span crosses a word where `starts` is true."""
        if not len(scores):
            return np.zeros(0, dtype=np.int64)
        scores = scores.astype(np.float64)
        first = starts.copy()
        first[0] = True
        scores[np.ix_(first, self.inside)] = _BARRED
        path: NDArray[np.int64] = scores.argmax(axis=1)
        wrong = np.flatnonzero(~self.allowed[path[:-1], path[1:]])
        if len(wrong):
            # what begins a sentence may follow anything, so that each sentence is a problem of its own
            bounds = np.append(np.flatnonzero(first), len(scores))
            for number in np.unique(np.searchsorted(bounds, wrong, side="right")):
                low, high = bounds[number - 1], bounds[number]
                path[low:high] = self._viterbi(scores[low:high].tolist())
        return path

    def _viterbi(self, scores: list[list[float]]) -> list[int]:
        """Best path of one sentence; lists, since numpy's calls cost more than so few numbers."""
        best, back = scores[0], []
        for row in scores[1:]:
            top = max(best)
            through = [top] * len(row)
            came = [best.index(top)] * len(row)
            for begin, inside in self._within:
                at = inside if best[inside] > best[begin] else begin
                through[inside], came[inside] = best[at], at
            best = list(map(add, through, row))
            back.append(came)
        path = [best.index(max(best))]
        for came in reversed(back):
            path.append(came[path[-1]])
        return path[::-1]

    def spans(self, path: Sequence[int]) -> Iterator[tuple[int, int, str]]:
        """``(start, end, label)`` in words, end exclusive, of a decoded sequence."""
        if not any(path):
            return
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
