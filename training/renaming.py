"""Names put in the place of others: a network that has seen one name only in one role learns the role.

Spans of persons, organisations and places are replaced, word for word, by spans of the same kind and
length from all corpora and by leaders of all countries; syntax and offsets of labels stay as they are. One
name becomes one other name throughout a window. (Entity replacement: Dai & Adel 2020, "mention replacement".)
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from training.batches import Window
from training.labels import NAME_SCHEMES, name_sets
from training.samples import Tokens

KINDS: Final = ("PERSON", "ORG", "LOC")
LONGEST: Final = 4
SHARE: Final = {"PERSON": 0.6, "ORG": 0.3, "LOC": 0.3}
"""How many of a kind's names give way in a window that is chosen for it."""

Key = tuple[str, int]


def _meanings() -> tuple[list[str], list[str]]:
    """Per label number of `name_sets`: its prefix ("B", "I" or "") and its kind, where it has just one."""
    prefixes, kinds = [], []
    for key in name_sets()[0]:
        corpus, tag = key.split(" ", 1)
        label = tag[2:] if tag[:2] in ("B-", "I-") else tag
        found = NAME_SCHEMES[corpus][label]
        prefixes.append(tag[0] if tag[:2] in ("B-", "I-") else "")
        kinds.append(found[0] if len(found) == 1 and tag != "O" else "")
    return prefixes, kinds


_PREFIXES, _MEANINGS = _meanings()


def spans(labels: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Names ``[start, end)`` of the replaced kinds among label numbers."""
    start, kind = -1, ""
    for index, label in enumerate([*labels, -1]):
        prefix = _PREFIXES[label] if label >= 0 else ""
        if start >= 0 and prefix != "I":
            yield start, index, kind
            start = -1
        if prefix == "B" and _MEANINGS[label] in KINDS:
            start, kind = index, _MEANINGS[label]


class Names:
    """Names to choose from, by kind and number of words."""

    def __init__(self, samples: Iterable[Tokens], leaders: Path) -> None:
        """`leaders` is a table with a column ``name``."""
        found: dict[Key, set[tuple[str, ...]]] = defaultdict(set)
        for sample in samples:
            for start, end, kind in spans(sample.labels.get("names", ())):  # type: ignore[arg-type]
                words = tuple(sample.words[start:end])
                if end - start <= LONGEST and words[0][:1].isupper():
                    found[kind, len(words)].add(words)
        with leaders.open(encoding="utf8") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                words = tuple(row["name"].split())
                found["PERSON", len(words)].add(words)
                found["PERSON", 1].add(words[-1:])
        self.of = {key: sorted(names) for key, names in found.items()}

    def rename(self, window: Window, rng: random.Random) -> Window:
        """`window` with some of its names replaced."""
        if "names" not in window.labels:
            return window
        words, chosen = list(window.words), {}
        for start, end, kind in spans(window.labels["names"].tolist()):
            old, pool = tuple(words[start:end]), self.of.get((kind, end - start))
            if pool and old not in chosen:
                chosen[old] = rng.choice(pool) if rng.random() < SHARE[kind] else old
            words[start:end] = chosen.get(old, old)
        return replace(window, words=words)
