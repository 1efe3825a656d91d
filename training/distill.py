"""Silver labels: what single-task teachers say of texts whose corpora are silent on it.

`python -m training.distill --syntax teacher --names names` reads ``training/work/samples.pkl`` and writes
``samples-silver.pkl``. Without them a network of many heads forgets to tag and parse the very texts that
only its other heads are trained on: seen on news text after one round, words tagged proper nouns
throughout. Unsure
answers are masked (self-training with a confidence threshold, after Scudder 1965).
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from service.encoder.wordpieces import WordPieces
from training.batches import Window, collate
from training.labels import NAME_TYPES, bio, name_sets
from training.model import Network
from training.prepare import WORK
from training.samples import MASK, Tokens
from training.train import fitting, minilm_folder, sizes_of

States = tuple[Tensor, Tensor, Tensor]
TAGS = ("upos", "xpos", "feats", "lemma", "sent")
SURE = 0.7
"""Least probability of a label that is kept."""
GROUP = 24
SILVER_NAMES = frozenset({"articles", "gmb", "readouts", "ewt"})
"""Texts that get silver names; the other corpora have their own."""


def windows(sample: Tokens, *, longest: int = 120) -> Iterator[tuple[int, int]]:
    """The document in stretches of whole sentences, word ranges [start, end)."""
    start = 0
    cuts = [*sample.cuts, len(sample.words)]
    for here, after in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        if here > start and (after - start > longest or here == len(sample.words)):
            for low in range(start, here, 160):
                yield low, min(low + 160, here)
            start = here


class Teacher:
    """A trained network that labels windows."""

    def __init__(self, name: str, info: dict) -> None:  # type: ignore[type-arg]
        saved = torch.load(WORK / f"{name}.pt", weights_only=True)
        self.net = Network(sizes_of(info)).eval()
        self.net.load_state_dict(fitting(saved, self.net), strict=False)
        self.pieces = WordPieces(minilm_folder() / "tokenizer.json")
        self.issues = len(info["labels"]["issues"])

    @torch.inference_mode()
    def states(self, group: list[Window]) -> States:
        """[CLS] states, word states and word mask of a batch."""
        batch = {k: torch.from_numpy(v) for k, v in collate(group, self.pieces, self.issues).items()}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            start, words = self.net.states(batch["ids"], batch["shapes"], batch["mask"], batch["first"])
        return start.float(), words.float(), batch["word_mask"]


@torch.inference_mode()
def syntax(teacher: Teacher, group: list[Window], states: States) -> list[dict[str, np.ndarray]]:
    """Tags, heads (0: root, counted in the window) and relations of each window."""
    start, words, mask = states
    found: list[dict[str, np.ndarray]] = [{} for _ in group]
    lengths = [len(window.words) for window in group]
    for name in TAGS:
        best = teacher.net.linear[name](words).softmax(-1).max(-1)
        for row, length in enumerate(lengths):
            found[row][name] = _sure(best.indices[row, :length], best.values[row, :length])
    arcs = teacher.net.arcs(start, words, mask).softmax(-1).max(-1)
    dep, head = teacher.net.relation_vectors(start, words)
    chosen = torch.gather(head, 1, arcs.indices.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
    relation = teacher.net.relations(dep, chosen).softmax(-1).max(-1)
    for row, length in enumerate(lengths):
        found[row]["arcs"] = _sure(arcs.indices[row, :length], arcs.values[row, :length])
        kept = _sure(relation.indices[row, :length], relation.values[row, :length])
        found[row]["relation"] = np.where(found[row]["arcs"] == MASK, MASK, kept)
    return found


def _sure(labels: Tensor, probability: Tensor) -> np.ndarray:
    return np.where(probability.numpy() >= SURE, labels.numpy(), MASK)


@torch.inference_mode()
def names(teacher: Teacher, group: list[Window], states: States) -> list[np.ndarray]:
    """Keys of `name_sets` for the scheme ``silver``."""
    words = states[1]
    best = teacher.net.names(words, torch.zeros(len(group), dtype=torch.long)).softmax(-1).max(-1)
    keys = {key: number for number, key in enumerate(name_sets()[0])}
    tags = [keys[f"silver {tag}"] for tag in bio(NAME_TYPES)]
    table = np.array(tags)
    rows = []
    for row, window in enumerate(group):
        length = len(window.words)
        labels = _sure(best.indices[row, :length], best.values[row, :length])
        rows.append(np.where(labels == MASK, MASK, table[labels.clip(min=0)]))
    return rows


def label(samples: list[Tokens], parser: Teacher, namer: Teacher) -> None:
    """Add silver layers in place, longest windows together so that little is padded."""
    wanting = {id(s) for s in samples if "upos" not in s.labels}
    chosen = [s for s in samples if id(s) in wanting or s.corpus in SILVER_NAMES]
    for sample in chosen:
        _start_layers(sample)
    jobs = [(s, low, high) for s in chosen for low, high in windows(s)]
    jobs.sort(key=lambda job: job[2] - job[1])
    for first in range(0, len(jobs), GROUP):
        part = jobs[first : first + GROUP]
        group = [Window(0, s.words[low:high], s.breaks[low:high], {}) for s, low, high in part]
        states = parser.states(group)
        parsed, named = syntax(parser, group, states), None
        if any(s.corpus in SILVER_NAMES for s, _, _ in part):
            named = names(namer, group, states if namer is parser else namer.states(group))
        for row, (sample, low, high) in enumerate(part):
            if id(sample) in wanting:
                _enter(sample, low, high, parsed[row])
            if named is not None and sample.corpus in SILVER_NAMES:
                sample.labels["names"][low:high] = [int(x) for x in named[row]]


def _start_layers(sample: Tokens) -> None:
    """Empty layers for the teachers to fill; a treebank keeps its own."""
    count = len(sample.words)
    for name in ("upos", "xpos", "feats", "lemma", "arcs", "relation", "sent"):
        sample.labels.setdefault(name, [MASK] * count)
    if sample.corpus in SILVER_NAMES:
        sample.labels["names"] = [MASK] * count


def _enter(sample: Tokens, low: int, high: int, found: dict[str, np.ndarray]) -> None:
    for name, values in found.items():
        if name == "sent" and any(x != MASK for x in sample.labels["sent"][low:high]):
            continue
        if name == "arcs":
            values = np.where(values == MASK, MASK, np.where(values == 0, -1, values - 1 + low))
        sample.labels[name][low:high] = [int(x) for x in values]


def main() -> None:
    """Label, write, and print how many words got how much."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--syntax", default="syntax")
    parser.add_argument("--names", default="names")
    parser.add_argument("--gmb", type=float, default=0.35, help="share of GMB's texts to keep")
    options = parser.parse_args()
    torch.set_num_threads(2)
    info = json.loads((WORK / "labels.json").read_text())
    samples: list[Tokens] = pickle.loads((WORK / "samples.pkl").read_bytes())
    gmb = [s for s in samples if s.corpus == "gmb"]
    gmb = gmb[:: max(1, round(1 / options.gmb))]
    for sample in gmb:
        sample.labels = {}
    samples = [s for s in samples if s.corpus != "gmb"] + gmb
    tagger = Teacher(options.syntax, info)
    label(samples, tagger, tagger if options.names == options.syntax else Teacher(options.names, info))
    (WORK / "samples-silver.pkl").write_bytes(pickle.dumps(samples))
    silver = [s for s in samples if s.corpus not in ("ewt", "gum")]
    kept = np.mean([x != MASK for s in silver for x in s.labels["arcs"]])
    print(len(silver), sum(len(s.words) for s in silver), "words; arcs kept", round(float(kept), 3))


if __name__ == "__main__":
    main()
