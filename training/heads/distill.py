"""A teacher's answers for texts without labels: ``python -m training.heads.distill RUN.toml OUT SAMPLES...``.

The student learns from them beside the gold (Hinton et al. 2015): word scores, segments, links and fields as
probabilities.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from service.heads.features import Reading
from service.heads.scores import EventScores, Scores
from service.heads.scoring import Scorer, sigmoid
from training.heads.encoders import Encoder
from training.heads.model import FLOOR, Heads
from training.heads.samples import Sample

WORDS = ("stance_word", "cue", "trigger", "issue_word")
"""Heads of words, in the order of a label's columns."""


def word_scores(model: Heads, x: Tensor) -> Tensor:
    """Scores ``[W, 57]`` of all heads of words."""
    return torch.cat([getattr(model, name)(x) for name in WORDS], 1)


def label(scores: Scores, words: np.ndarray, reading: Reading) -> dict[str, Any]:
    """A teacher's answers on one article, small enough to be kept."""
    half = np.float16
    kept = []
    likely = words[:, :9].astype(np.float32)
    for s in scores.segments:
        whole = likely[s.start : s.end].mean(0)
        kept.append(
            (s.start, s.end, (s.stances**2 / np.maximum(whole, 1e-4)).clip(0, 1).astype(half),
             s.holders.astype(half), s.targets.astype(half), s.categories.astype(half))
        )  # fmt: skip
    return {
        "words": words.astype(half),
        "issues": scores.issues.astype(half),
        "main": _event(scores.main),
        "others": [_event(event) for event in scores.others if event.present > 0.2],
        "segments": kept,
        "states": scores.states,
        "mentioned": len(reading.document.mentions),
    }


def _event(event: EventScores) -> dict[str, Any]:
    return {
        "words": event.words,
        "present": event.present,
        "members": event.members.astype(np.float16),
        "dates": event.dates.astype(np.float16),
        "places": event.places.astype(np.float16),
        "fields": {name: p.astype(np.float16) for name, p in event.fields.items()},
    }


def losses(model: Heads, sample: Sample, x: Tensor) -> dict[str, Tensor]:
    """How far the student is from its teacher in one article, by head."""
    soft, reading = sample.soft, sample.reading
    keep = torch.from_numpy(~reading.document.masked).float()
    scores = word_scores(model, model.drop(x))
    each = F.binary_cross_entropy_with_logits(scores, _floats(soft["words"]), reduction="none")
    each = each * keep[:, None]
    found = {
        "stance_word": each[:, :9].sum(),
        "cue": each[:, 9:18].sum(),
        "trigger": each[:, 18:20].sum(),
        "issue_word": each[:, 20:].sum(),
    }
    words = scores[:, 20:]
    listed = model.issues(reading, words)
    found["issue"] = F.binary_cross_entropy_with_logits(listed, _floats(soft["issues"]), reduction="sum")
    hidden = model.article(reading, x, scores[:, 18:20])
    main = soft["main"]
    present = torch.tensor([float(main["present"])])
    found["detected"] = F.binary_cross_entropy_with_logits(model.detected(hidden), present)
    for event in [main] if main["present"] > 0.3 else []:
        found["fields"] = torch.stack(
            [_cross(head(hidden), event["fields"][name]) for name, head in model.fields.items()]
        ).sum()
        _add(found, _links(model, reading, x, event, main=True))
    for event in soft["others"]:
        _add(found, _links(model, reading, x, event, main=False))
        status = model.status(reading, x, event["words"])
        _add(found, {"other_status": _cross(status, event["fields"]["status"])})
    if soft["segments"]:
        _add(found, _segments(model, reading, x, soft["segments"], words, listed))
    return found


def _links(
    model: Heads, reading: Reading, x: Tensor, event: dict[str, Any], *, main: bool
) -> dict[str, Tensor]:
    words = event["words"]
    scores = model.members(reading, x, words, main=main)
    seen = torch.zeros(len(scores))
    if len(reading.document.mentions):
        seen[torch.from_numpy(reading.document.mentions[:, 3].astype("int64"))] = 1
    each = F.binary_cross_entropy_with_logits(scores, _floats(event["members"]), reduction="none")
    found = {"member": (each * seen).sum()}
    for name, head, spans in (("date", model.date, reading.dates), ("place", model.place, reading.places)):
        chosen = model.choice(head, reading, x, words, spans, main=main)
        found[name] = -(chosen * _floats(event[f"{name}s"])).sum()
    return found


def _segments(
    model: Heads, reading: Reading, x: Tensor, kept: Sequence[Any], words: Tensor, listed: Tensor
) -> dict[str, Tensor]:
    ranges = [(int(s[0]), int(s[1])) for s in kept]
    stances, holders, targets, categories = (torch.stack([_floats(s[k]) for s in kept]) for k in range(2, 6))
    focus = model.foci(reading, x, ranges)
    stance = model.segment_stance(reading, x, ranges, focus)
    about = F.log_softmax(model.categories(reading, ranges, focus, words.detach(), listed.detach()), -1)
    found = {
        "stance": F.binary_cross_entropy_with_logits(stance, stances, reduction="sum"),
        "category": -(about * categories).sum(),
    }
    d = reading.document
    if not len(d.mentions):
        return found
    keys = d.mentions[:, 3].astype(np.int64)
    mentions = model.pairs(model.holder, reading, x, ranges, reading.mentions, focus=focus)
    held = model.by_candidate(mentions, keys, len(d.candidates))
    seen = torch.zeros(len(d.candidates))
    seen[torch.from_numpy(keys)] = 1
    each = F.binary_cross_entropy_with_logits(held, holders, reduction="none")
    found["holder"] = (each * seen).sum()
    aimed = model.pairs(model.target, reading, x, ranges, reading.mentions, focus=focus)
    assert model.target.none is not None
    aimed = F.log_softmax(torch.cat([aimed, model.target.none(focus)], 1), 1)
    pooled = torch.full((len(ranges), len(d.candidates)), FLOOR)
    for n in np.unique(keys):
        pooled[:, n] = torch.logsumexp(aimed[:, :-1][:, torch.from_numpy(keys == n)], 1)
    pooled = torch.cat([pooled, aimed[:, -1:]], 1)
    found["target"] = -(pooled.clamp(min=FLOOR) * targets).sum()
    return found


def _cross(scores: Tensor, likely: np.ndarray) -> Tensor:
    return -(F.log_softmax(scores, -1) * _floats(likely)).sum()


def _floats(values: np.ndarray) -> Tensor:
    return torch.from_numpy(np.asarray(values, np.float32))


def _add(found: dict[str, Tensor], more: dict[str, Tensor]) -> None:
    for name, loss in more.items():
        found[name] = found[name] + loss if name in found else loss


@torch.no_grad()
def labels(model: Heads, articles: Sequence[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Pairs of uid and label for all articles."""
    from training.heads.train import head_weights, states

    model.eval()
    scorer = Scorer(head_weights(model))
    for n in range(0, len(articles), 4):
        batch = articles[n : n + 4]
        for article, x in zip(batch, states(model, batch), strict=True):
            reading = article.sample.reading
            words = sigmoid(word_scores(model, x).numpy())
            yield article.sample.uid, label(scorer.read(reading, x.numpy()), words, reading)


def main() -> None:
    """Label the documents of the pickles and write samples with soft answers."""
    from training.heads.train import Article, build, load_run

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("samples", type=Path, nargs="+")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    model, shape, pieces = build(load_run(options.run))
    saved = torch.load(options.weights, weights_only=True)
    model.load_state_dict(saved.get("model", saved))
    assert isinstance(model.encoder, Encoder)
    samples: list[Sample] = [s for path in options.samples for s in pickle.loads(path.read_bytes())]
    if any(s.fold == 4 for s in samples):
        raise SystemExit("fold 4 is the test")
    by_uid = {s.uid: s for s in samples}
    for count, (uid, found) in enumerate(labels(model, [Article(s, pieces, shape) for s in samples])):
        by_uid[uid].soft = found
        if count % 500 == 0:
            print(count, "of", len(samples), flush=True)
    options.out.write_bytes(pickle.dumps(samples))


if __name__ == "__main__":
    main()
