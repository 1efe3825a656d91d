"""Head scores to a dependency tree: greedy where that is a tree, else the best one.

Maximum spanning arborescence after Chu & Liu (1965) and Edmonds (1967), on one likely root after the other.
Where many roots are about as likely, a penalty on all arcs from the root leaves one of them (the constant is
the same for every tree with a single root); that costs as many contractions as words, so it comes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]
Ints = NDArray[np.int64]

_BARRED: Final = -1e9
_ROOT_PENALTY: Final = 1e6
_ROOTS: Final = 4
"""Roots that are tried each on its own."""


def decode_tree(scores: Floats) -> Ints:
    """Heads of the words of one sentence.

    `scores` is ``[n, n + 1]``: row word, column head, column 0 the root. Heads come back in the same
    numbering: 0 the root, ``k`` the k-th word. Exactly one word has the root as its head.
    """
    scores = scores.astype(np.float64)
    words = np.arange(len(scores))
    scores[words, words + 1] = _BARRED
    heads: Ints = scores.argmax(axis=1)
    return heads if is_tree(heads) else _best_rooted(scores)


def is_tree(heads: Ints) -> bool:
    """Whether every word reaches the root and just one hangs on it."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    reach = np.concatenate([[0], heads])
    for _ in range(len(heads).bit_length()):
        reach = reach[reach]
    return not reach.any()


def _best_rooted(scores: Floats) -> Ints:
    """The best tree with a single root, by trying roots in the order of what a tree on them can reach.

    A word as the root costs its best arc from another word; every tree on it stays below the sum of all
    words' best arcs less that cost. Most often the first root's tree is above the second one's bound.
    """
    every = np.arange(len(scores))
    inner = scores.copy()
    inner[:, 0] = _BARRED
    best = inner.max(axis=1)
    bounds = best.sum() + scores[:, 0] - best
    found, reached = np.zeros(0, np.int64), -np.inf
    for number, root in enumerate(np.argsort(-bounds, kind="stable")):
        if reached >= bounds[root]:
            break
        if number == _ROOTS:
            return _best_tree(scores - _ROOT_PENALTY * np.eye(1, scores.shape[1]))
        words, inner[root], inner[root, 0] = inner[root].copy(), _BARRED, scores[root, 0]
        heads = _best_tree(inner)
        total = inner[every, heads].sum()
        inner[root] = words
        if total > reached:
            found, reached = heads, total
    return found


def _best_tree(scores: Floats) -> Ints:
    square = np.full((len(scores) + 1, len(scores) + 1), _BARRED)
    square[1:] = scores
    return _arborescence(square)[1:]


@dataclass(frozen=True, slots=True)
class _Contraction:
    """A cycle that became its first node: members, their heads within it, and for each other node the
    member that its best arc into (`entry`) and out of (`leave`) the cycle touches."""

    members: Ints
    heads: Ints
    entry: Ints
    leave: Ints


def _arborescence(scores: Floats) -> Ints:
    """Best heads of all nodes but node 0; `scores[d, h]`, diagonal barred. `scores` is used up."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    done: list[_Contraction] = []
    while len(cycle := _cycle(heads)):
        done.append(_contract(scores, heads, cycle))
    for step in reversed(done):
        _expand(heads, step)
    return heads


def _cycle(heads: Ints) -> Ints:
    """Nodes of one cycle, or none."""
    to = heads.tolist()
    colour = [0] * len(to)
    colour[0] = -1
    for start in range(1, len(to)):
        node = start
        while colour[node] == 0:
            colour[node] = start
            node = to[node]
        if colour[node] == start:
            members = [node]
            while (node := to[node]) != members[0]:
                members.append(node)
            return np.array(members, dtype=np.int64)
    return np.array([], dtype=np.int64)


def _contract(scores: Floats, heads: Ints, cycle: Ints) -> _Contraction:
    """Make the cycle one node, in place: its first member, whose arcs are the best of all members'.

    The other members stay as nodes that hang on the first and that nothing hangs on.
    """
    node, rest = cycle[0], cycle[1:]
    step = _Contraction(cycle, heads[cycle], *_best_arcs(scores, heads, cycle))
    every = np.arange(len(heads))
    into = scores[step.entry, every] - scores[step.entry, heads[step.entry]]
    scores[:, node] = scores[every, step.leave]
    scores[node] = into
    scores[rest] = _BARRED
    scores[:, rest] = _BARRED
    scores[node, node] = _BARRED
    scores[0] = _BARRED
    inside = np.zeros(len(heads), bool)
    inside[rest] = True
    heads[inside[heads]] = node
    heads[rest] = 0
    heads[node] = scores[node].argmax()
    return step


def _best_arcs(scores: Floats, heads: Ints, cycle: Ints) -> tuple[Ints, Ints]:
    """For each node the member through which it best governs the cycle, and the one it best hangs on."""
    gain = scores[cycle] - scores[cycle, heads[cycle]][:, None]
    return cycle[gain.argmax(axis=0)], cycle[scores[:, cycle].argmax(axis=1)]


def _expand(heads: Ints, step: _Contraction) -> None:
    """Open a contracted cycle, in place, where the arc into it enters."""
    node = step.members[0]
    above = heads[node]
    hanging = np.flatnonzero(heads == node)
    heads[hanging] = step.leave[hanging]
    heads[step.members] = step.heads
    heads[step.entry[above]] = above
