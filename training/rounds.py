"""One round over the corpora: windows in random order, in batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from service.encoder.wordpieces import WordPieces
from training.batches import Window, augment, collate, random_windows
from training.renaming import Names
from training.samples import MASK, Tokens

Info = dict[str, Any]
BATCH_WORDS = 1800
RENAMED = 0.3
"""Share of windows in which names give way to others."""


def round_windows(
    samples: list[Tokens], rng: random.Random, passes: dict[str, float], names: Names
) -> list[Window]:
    """Windows of one round in random order."""
    windows: list[Window] = []
    for sample in samples:
        share = passes.get(sample.corpus, 0.0)
        times = int(share) + (rng.random() < share % 1)
        for _ in range(times):
            for window in random_windows(sample, rng):
                renamed = names.rename(window, rng) if rng.random() < RENAMED else window
                windows.append(augment(renamed, rng))
    rng.shuffle(windows)
    return windows


def batches(windows: list[Window], rng: random.Random) -> Iterator[list[Window]]:
    """Batches of about `BATCH_WORDS`, alike in length within a pool so that little is padded."""
    groups: list[list[Window]] = []
    for start in range(0, len(windows), 600):
        pool = sorted(windows[start : start + 600], key=lambda window: len(window.words))
        group: list[Window] = []
        for window in pool:
            if group and (len(group) + 1) * len(window.words) > BATCH_WORDS:
                groups.append(group)
                group = []
            group.append(window)
        groups.append(group)
    rng.shuffle(groups)
    yield from groups


def tensors(group: list[Window], pieces: WordPieces, info: Info) -> dict[str, torch.Tensor]:
    """A batch with the meeting's labels added."""
    batch = collate(group, pieces, len(info["labels"]["issues"]))
    for name in info["meeting"]:
        values = [MASK if w.meeting is None else w.meeting.get(name, MASK) for w in group]
        batch[f"meeting_{name}"] = np.array(values, np.int64)
    return {name: torch.from_numpy(values) for name, values in batch.items()}
