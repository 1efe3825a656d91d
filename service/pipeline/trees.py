"""Head scores to a dependency tree: greedy where that is a tree, else the best one.

Maximum spanning arborescence after Chu & Liu (1965) and Edmonds (1967). Where the best tree has several
roots, a penalty on all arcs from the root makes it one with a single root (the constant is the same for
every such tree); that costs more contractions, so it comes second.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
Ints = NDArray[np.int64]

_BARRED: Final = -1e9
_ROOT_PENALTY: Final = 1e6


def decode_tree(scores: Floats) -> Ints:
    """Heads of the words of one sentence.

    `scores` is ``[n, n + 1]``: row word, column head, column 0 the root. Heads come back in the same
    numbering: 0 the root, ``k`` the k-th word. Exactly one word has the root as its head.
    """
    scores = scores.astype(np.float64)
    words = np.arange(len(scores))
    scores[words, words + 1] = _BARRED
    heads: Ints = scores.argmax(axis=1)
    if is_tree(heads):
        return heads
    heads = _best_tree(scores)
    if np.count_nonzero(heads == 0) > 1:
        scores[:, 0] -= _ROOT_PENALTY
        heads = _best_tree(scores)
    return heads


def is_tree(heads: Ints) -> bool:
    """Whether every word reaches the root and just one hangs on it."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    reach = np.concatenate([[0], heads])
    for _ in range(len(heads).bit_length()):
        reach = reach[reach]
    return not reach.any()


def _best_tree(scores: Floats) -> Ints:
    square = np.full((len(scores) + 1, len(scores) + 1), _BARRED)
    square[1:] = scores
    return _arborescence(square)[1:]


def _arborescence(scores: Floats) -> Ints:
    """Best heads of all nodes but node 0; `scores[d, h]`, diagonal barred."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not len(cycle):
        return heads
    return _expand(scores, heads, cycle)


def _cycle(heads: Ints) -> Ints:
    """Nodes of one cycle, or none."""
    colour = np.zeros(len(heads), dtype=np.int64)
    colour[0] = -1
    for start in range(1, len(heads)):
        node = start
        while colour[node] == 0:
            colour[node] = start
            node = int(heads[node])
        if colour[node] == start:
            members = [node]
            while (node := int(heads[node])) != members[0]:
                members.append(node)
            return np.array(members, dtype=np.int64)
    return np.array([], dtype=np.int64)


def _expand(scores: Floats, heads: Ints, cycle: Ints) -> Ints:
    """Contract the cycle to one node, solve the smaller graph, open the cycle where its best arc enters."""
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    gain = scores[cycle] - scores[cycle, heads[cycle]][:, None]
    entry = gain[:, outside].argmax(axis=0)
    leave = scores[np.ix_(outside, cycle)].argmax(axis=1)
    size = len(outside)
    small = np.full((size + 1, size + 1), _BARRED)
    small[:size, :size] = scores[np.ix_(outside, outside)]
    small[:size, size] = scores[np.ix_(outside, cycle)].max(axis=1)
    small[size, :size] = gain[entry, outside]
    small[0] = _BARRED
    solved = _arborescence(small)
    result = heads.copy()
    for index, node in enumerate(outside):
        result[node] = cycle[leave[index]] if solved[index] == size else outside[solved[index]]
    into = int(solved[size])
    result[cycle[entry[into]]] = outside[into]
    result[0] = 0
    return result
