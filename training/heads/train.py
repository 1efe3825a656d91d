"""Train the record-level heads: ``python -m training.heads.train RUN.toml``.

A run is described by one TOML file (``training/heads/runs/``). Windows of whole articles are batched; the
learning rate falls linearly; a checkpoint after each epoch lets a broken run go on with ``--resume``.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import pickle
import random
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from evaluation.gold import GoldRecord
from evaluation.score import score, summarise
from service.encoder.wordpieces import WordPieces
from service.heads.scores import Scores
from service.heads.scoring import Scorer
from service.heads.windows import Window, windows
from training.heads import distill, draft, encoders, losses
from training.heads.model import Heads
from training.heads.samples import Sample


@dataclasses.dataclass(frozen=True)
class Run:
    """One training run."""

    name: str
    encoder: str
    weights: str
    samples: str
    out: str
    layers: tuple[int, ...] = ()
    freeze: int = 0
    epochs: int = 8
    rate: float = 1e-4
    heads_rate: float = 1e-3
    budget: int = 1100
    """Most pieces of a batch."""
    hide: float = 0.1
    drop: float = 0.2
    seed: int = 0
    threads: int = 2
    train: tuple[int, ...] = (0, 1, 2)
    tune: tuple[int, ...] = (3,)
    init: str = ""
    share: float = 1.0
    soft: float = 1.0
    """What a teacher's answers weigh beside the gold."""


def load_run(path: Path) -> Run:
    """The run that a TOML file describes."""
    data = tomllib.loads(path.read_text())
    return Run(**{k: tuple(v) if isinstance(v, list) else v for k, v in data.items()})


class Article:
    """A sample with its windows."""

    def __init__(self, sample: Sample, pieces: WordPieces, shape: encoders.Shape) -> None:
        self.sample = sample
        self.windows: list[Window] = windows(
            sample.reading.document, pieces.of, start=shape.start, separator=shape.separator
        )
        self.size = sum(len(w.ids) for w in self.windows)


def build(run: Run) -> tuple[Heads, encoders.Shape, WordPieces]:
    """The network before training, with the vocabulary of its encoder."""
    shape = {"minilm": encoders.MINILM, "mpnet": encoders.MPNET}[run.encoder]
    folder = Path(run.weights)
    encoder = encoders.load(shape, folder / "model.safetensors", freeze=run.freeze, layers=run.layers)
    model = Heads(encoder, drop=run.drop)
    if run.init:
        model.load_state_dict(torch.load(run.init, weights_only=True))
    specials = {"start": "<s>", "separator": "</s>", "unknown": "[UNK]"} if shape.relative else {}
    return model, shape, WordPieces(folder / "tokenizer.json", **specials)


def states(model: Heads, batch: Sequence[Article], *, hide: float = 0.0) -> list[Tensor]:
    """Word states ``[W, width]`` of each article."""
    shape = model.encoder.shape
    flat = [(n, w) for n, article in enumerate(batch) for w in article.windows]
    length = max(len(w.ids) for _, w in flat)
    ids = torch.full((len(flat), length), shape.pad, dtype=torch.long)
    shapes, mask = torch.zeros(len(flat), length, dtype=torch.long), torch.zeros(len(flat), length)
    for row, (_, w) in enumerate(flat):
        ids[row, : len(w.ids)] = torch.tensor(w.ids)
        shapes[row, : len(w.ids)] = torch.tensor(w.shapes)
        mask[row, : len(w.ids)] = 1
    if hide:
        hidden = (torch.rand(ids.shape) < hide) & (mask > 0)
        hidden[:, 0] = False
        ids[hidden] = shape.mask
    with torch.autocast("cpu", torch.bfloat16):
        x = model.encoder(ids, shapes, mask, keep=not hide)
    x = x.float()
    parts: list[list[Tensor]] = [[] for _ in batch]
    for row, (n, w) in enumerate(flat):
        parts[n].append(x[row, w.first])
    return [torch.cat(p) for p in parts]


def batches(articles: Sequence[Article], budget: int, rng: random.Random) -> list[list[Article]]:
    """Articles of like length together, at most `budget` pieces, in random order."""
    order = sorted(articles, key=lambda a: a.size * (1 + 0.3 * rng.random()))
    found: list[list[Article]] = [[]]
    for article in order:
        if found[-1] and (sum(a.size for a in found[-1]) + article.size > budget or len(found[-1]) >= 8):
            found.append([])
        found[-1].append(article)
    rng.shuffle(found)
    return found


@torch.no_grad()
def predict(model: Heads, articles: Sequence[Article]) -> dict[str, Scores]:
    """Scores of all articles by uid, by the service's own arithmetic."""
    model.eval()
    scorer = Scorer(head_weights(model))
    found = {}
    for n in range(0, len(articles), 4):
        batch = articles[n : n + 4]
        for article, x in zip(batch, states(model, batch), strict=True):
            found[article.sample.uid] = scorer.read(article.sample.reading, x.numpy())
    return found


def head_weights(model: Heads) -> dict[str, np.ndarray]:
    """Weights of all heads, without the encoder's."""
    state = model.state_dict()
    return {n: v.numpy().astype(np.float32) for n, v in state.items() if not n.startswith("encoder.")}


CUTS = {
    "detected": (0.5,), "member": (0.3, 0.4, 0.5, 0.6), "issue": (0.3, 0.4, 0.5),
    "position": (0.1, 0.14, 0.18, 0.22, 0.26, 0.3), "other": (0.15, 0.2, 0.25, 0.3, 0.4),
    "other_member": (0.4, 0.5, 0.6),
}  # fmt: skip
MEASURED = {"detected": "meeting.detected", "member": "participants", "issue": "issues",
            "position": "positions", "other": "other_meetings", "other_member": "other_meetings"}  # fmt: skip


def measure(
    articles: Sequence[Article], scores: dict[str, Scores], cut: dict[str, float]
) -> dict[str, float]:
    """Figures of the drafts by the project's own scorer."""
    tallies = []
    for article in articles:
        s = article.sample
        gold = GoldRecord(id=s.uid, text="", record=s.gold)
        tallies.append(score(gold, draft.record(s.reading.document, scores[s.uid], cut)))
    return {m.name: m.value or 0.0 for m in summarise(tallies)}


def tuned(
    articles: Sequence[Article], scores: dict[str, Scores], cut: dict[str, float] | None = None
) -> dict[str, float]:
    """The thresholds with the best figures, one after the other."""
    best = cut or {name: values[len(values) // 2] for name, values in CUTS.items()}
    for name, values in CUTS.items():
        if len(values) > 1:
            best[name] = max(
                values, key=lambda v: measure(articles, scores, best | {name: v})[MEASURED[name]]
            )
    return best


SHOWN = ("meeting.detected", "meeting.status", "meeting.mode", "meeting.level", "meeting.kind",
         "participants", "other_meetings", "issues", "issues.group", "positions", "positions.holder+category",
         "positions.holder+stance")  # fmt: skip


def show(tag: str, figures: dict[str, float]) -> None:
    """One line of figures."""
    print(
        f"{tag:18}",
        "  ".join(f"{n.split('.')[-1]} {figures[n]:.3f}" for n in SHOWN if n in figures),
        flush=True,
    )


def fit(run: Run, *, resume: bool = False) -> None:
    """Train, with figures on the tuning folds after the later epochs."""
    torch.set_num_threads(run.threads)
    torch.manual_seed(run.seed)
    rng = random.Random(run.seed)
    model, shape, pieces = build(run)
    samples: list[Sample] = pickle.loads(Path(run.samples).read_bytes())
    if any(s.fold == 4 for s in samples):
        raise SystemExit("fold 4 is the test")
    train = [Article(s, pieces, shape) for s in samples if s.fold in run.train]
    if run.share < 1:
        train = rng.sample(train, round(run.share * len(train)))
    tune = {
        v: [Article(s, pieces, shape) for s in samples if s.fold in run.tune and s.version == v]
        for v in (1, 2)
    }
    out = Path(run.out)
    out.mkdir(parents=True, exist_ok=True)
    lower = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    upper = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    optimizer = torch.optim.AdamW(
        [{"params": lower, "lr": run.rate}, {"params": upper, "lr": run.heads_rate}],
        weight_decay=0.01,
        fused=True,
    )
    steps = run.epochs * len(batches(train, run.budget, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / (0.06 * steps)) * max(0.02, 1 - k / steps)
    )
    start = 0
    checkpoint = out / f"{run.name}.checkpoint"
    if resume and checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        start = saved["epoch"] + 1
    words = sum(len(a.sample.stance) for a in train)
    print(f"{run.name}: {len(train)} articles, {words} words, {steps} steps", flush=True)
    began = time.time()
    for epoch in range(start, run.epochs):
        model.train()
        sums: dict[str, float] = {}
        for batch in batches(train, run.budget, rng):
            total = torch.zeros(())
            for article, x in zip(batch, states(model, batch, hide=run.hide), strict=True):
                for name, loss in _errors(run, model, article.sample, x, rng):
                    total = total + losses.WEIGHTS[name] * loss
                    sums[name] = sums.get(name, 0.0) + float(loss.detach())
            total = total * 220 / sum(a.size for a in batch)
            optimizer.zero_grad()
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
        spent = time.time() - began
        rate = words * (epoch - start + 1) / spent
        print(
            f"epoch {epoch} {spent:.0f}s {rate:.0f} words/s",
            {k: round(v / len(train), 3) for k, v in sums.items()},
            flush=True,
        )
        torch.save(
            {
                "model": model.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "epoch": epoch,
            },
            checkpoint,
        )
        if epoch + 1 >= 0.7 * run.epochs and any(tune.values()):
            evaluate(run, model, tune, out)
    torch.save(model.state_dict(), out / f"{run.name}.pt")


def _errors(
    run: Run, model: Heads, sample: Sample, x: Tensor, rng: random.Random
) -> Iterator[tuple[str, Tensor]]:
    """Losses on the gold, where the sample has some, and on the teacher's answers."""
    if sample.version:
        yield from losses.losses(model, sample, x, rng).items()
    if sample.soft:
        for name, loss in distill.losses(model, sample, x).items():
            yield name, run.soft * loss


def evaluate(run: Run, model: Heads, tune: dict[int, list[Article]], out: Path) -> None:
    """Figures on the tuning folds of both versions, thresholds of version 2."""
    cut: dict[str, float] | None = None
    for version in (2, 1):
        if not tune[version]:
            continue
        scores = predict(model, tune[version])
        cut = cut or tuned(tune[version], scores)
        show(f"{run.name} v{version}", measure(tune[version], scores, cut))
    (out / f"{run.name}.cut.json").write_text(json.dumps(cut))


def main() -> None:
    """Read the run, train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=JSON")
    options = parser.parse_args()
    run = load_run(options.run)
    changes: dict[str, Any] = {k: json.loads(v) for k, v in (pair.split("=", 1) for pair in options.set)}
    run = dataclasses.replace(run, **{k: tuple(v) if isinstance(v, list) else v for k, v in changes.items()})
    fit(run, resume=options.resume)


if __name__ == "__main__":
    main()
