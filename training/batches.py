"""Windows of training text, changed a little at random, padded into batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from service.encoder.wordpieces import WordPieces
from training.samples import MASK, Tokens

Array = np.ndarray
WORD_HEADS = ("upos", "xpos", "feats", "lemma", "sent", "stance", "role")


@dataclass(frozen=True)
class Window:
    """A stretch of one document, labels as numbers; heads count within the window, 0 the root."""

    corpus: int
    words: list[str]
    breaks: list[bool]
    labels: dict[str, Array]
    meeting: dict[str, int] | None = None


def cut_window(sample: Tokens, start: int, end: int) -> Window:
    """Words ``[start, end)`` of an encoded document; arcs that leave the stretch are masked."""
    labels = {name: np.array(values[start:end]) for name, values in sample.labels.items()}
    if "arcs" in labels:
        arcs = labels["arcs"]
        inside = (arcs >= start) & (arcs < end)
        labels["arcs"] = np.where(arcs == -1, 0, np.where(inside, arcs - start + 1, MASK))
    meeting = sample.meeting if start == 0 else None
    breaks = list(sample.breaks[start:end])
    return Window(sample.corpus_index, sample.words[start:end], breaks, labels, meeting)  # type: ignore[attr-defined]


def random_windows(sample: Tokens, rng: random.Random, *, low: int = 15, high: int = 130) -> Iterator[Window]:
    """The whole document in stretches of random length that begin where sentences do."""
    cuts = [0, *(cut for cut in sample.cuts if cut > 0), len(sample.words)]
    start = 0
    if sample.meeting is not None:
        low, high = 90, 140
    target = rng.randint(low, high)
    for here, after in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        if here > start and (after - start > target or here == cuts[-1]):
            while here - start > 180:
                yield cut_window(sample, start, start + 150)
                start += 150
            yield cut_window(sample, start, here)
            start, target = here, rng.randint(low, high)


_CURLY = {
    "'": "’",
    '"': "”",
    "'s": "’s",
    "n't": "n’t",
    "'re": "’re",
    "'ve": "’ve",
    "'ll": "’ll",
    "'d": "’d",
    "'m": "’m",
}
_STRAIGHT = {"’": "'", "‘": "'", "“": '"', "”": '"', "’s": "'s", "n’t": "n't", "’re": "'re", "’ve": "'ve"}
_PLACES = (
    "LONDON",
    "Washington",
    "BEIJING",
    "GENEVA",
    "Moscow",
    "TOKYO",
    "Cairo",
    "NAIROBI",
    "Lima",
    "SEOUL",
)


def augment(window: Window, rng: random.Random) -> Window:
    """Rarely: other case, other quotation marks, no final stop, a bullet or a dateline in front."""
    draw = rng.random()
    words = window.words
    if draw < 0.03:
        window = replace(window, words=[word.lower() for word in words])
    elif draw < 0.05:
        window = replace(window, words=[word.upper() for word in words])
    elif draw < 0.2:
        window = replace(window, words=_other_quotes(words))
    elif draw < 0.25 and len(words) > 4 and words[-1] == ".":
        window = _shorten(window)
    elif draw < 0.27:
        window = _prepend(window, [rng.choice("•-*–")])
    elif draw < 0.29 and "names" not in window.labels:
        window = _prepend(window, [rng.choice(_PLACES), rng.choice("—–-")])
    return window


def _other_quotes(words: list[str]) -> list[str]:
    table = _STRAIGHT if any(word in _STRAIGHT for word in words) else _CURLY
    changed, quotes = [], 0
    for word in words:
        if table is _CURLY and word == '"':
            changed.append("“" if quotes % 2 == 0 else "”")
            quotes += 1
        else:
            changed.append(table.get(word, word))
    return changed


def _shorten(window: Window) -> Window:
    count = len(window.words) - 1
    labels = {name: values[:count] for name, values in window.labels.items()}
    if "arcs" in labels:
        labels["arcs"] = np.where(labels["arcs"] > count, MASK, labels["arcs"])
    return replace(window, words=window.words[:count], breaks=window.breaks[:count], labels=labels)


def _prepend(window: Window, words: list[str]) -> Window:
    count = len(words)
    labels = {}
    for name, values in window.labels.items():
        front = np.full((count, *values.shape[1:]), MASK, dtype=values.dtype)
        if name == "issues":
            front[:] = -1
        labels[name] = np.concatenate([front, values])
    if "arcs" in labels:
        labels["arcs"] = np.where(labels["arcs"] > 0, labels["arcs"] + count, labels["arcs"])
    if "sent" in labels:
        labels["sent"][:count] = 0
        labels["sent"][0] = 1
        labels["sent"][count] = 0
    breaks = [True, *([False] * (count - 1)), False, *window.breaks[1:]]
    return replace(window, words=words + window.words, breaks=breaks, labels=labels)


def encode(
    words: Sequence[str], breaks: Sequence[bool], pieces: WordPieces
) -> tuple[list[int], list[int], list[int]]:
    """Piece ids with [CLS] and separators, their shapes, and each word's first piece."""
    ids, shapes, first = [pieces.start], [0], []
    for index, word in enumerate(words):
        if breaks[index] and index:
            ids.append(pieces.separator)
            shapes.append(0)
        own, shape = pieces.of(word)
        first.append(len(ids))
        ids.extend(own)
        shapes.extend([shape] * len(own))
    ids.append(pieces.separator)
    shapes.append(0)
    return ids[:512], shapes[:512], [min(index, 511) for index in first]


def collate(windows: Sequence[Window], pieces: WordPieces, issue_count: int) -> dict[str, Array]:
    """One padded batch: inputs and, per head, labels padded with MASK."""
    coded = [encode(window.words, window.breaks, pieces) for window in windows]
    length, width = max(len(ids) for ids, _, _ in coded), max(len(first) for _, _, first in coded)
    rows = len(windows)
    batch = {
        "ids": np.zeros((rows, length), np.int64),
        "shapes": np.zeros((rows, length), np.int64),
        "mask": np.zeros((rows, length), np.float32),
        "first": np.zeros((rows, width), np.int64),
        "word_mask": np.zeros((rows, width), np.float32),
        "corpus": np.array([window.corpus for window in windows], np.int64),
    }
    for name in (*WORD_HEADS, "names", "arcs", "relation"):
        batch[name] = np.full((rows, width), MASK, np.int64)
    batch["issues"] = np.full((rows, width, issue_count), -1, np.int8)
    for row, (window, (ids, shapes, first)) in enumerate(zip(windows, coded, strict=True)):
        batch["ids"][row, : len(ids)] = ids
        batch["shapes"][row, : len(ids)] = shapes
        batch["mask"][row, : len(ids)] = 1
        batch["first"][row, : len(first)] = first
        batch["word_mask"][row, : len(first)] = 1
        for name, values in window.labels.items():
            if name in batch:
                batch[name][row, : len(values)] = values
    return batch
