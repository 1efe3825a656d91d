"""A trained run to the files that the service reads: ``python -m training.heads.export RUN.toml OUT``.

The encoder becomes one ONNX graph (opset 17), int8 per channel after `training.smooth`; the heads' weights
become an ``.npz`` of 16-bit floats.
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import pickle
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.export import RowEmbedding, sha256
from training.heads.encoders import Encoder
from training.heads.model import Heads
from training.heads.train import Article, Run, build, head_weights, load_run
from training.smooth import smooth

VERSION = "1.2.0"
"""Of the heads: a new one whenever their answers change."""
LICENCE = "CC-BY-SA-4.0"
_ARTICLES, _SEED = 120, 20261130
"""Articles read for the sizes of channels, chosen at random."""


class _Graph(nn.Module):
    """The encoder with positional inputs."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        states: Tensor = self.encoder(ids, shapes, mask)
        return states


def write(
    model: Heads, run: Run, folder: Path, some: Iterator[dict[str, Tensor]], *, int8: bool = True
) -> None:
    """All run-time files into `folder`. `some`: batches of the training texts."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.WARNING)
    encoder = copy.deepcopy(model.encoder).eval()
    encoder.freeze = 0
    if int8:
        smooth(encoder, some)
        encoder.pieces = RowEmbedding(encoder.pieces.weight.detach())  # type: ignore[assignment]
    ids = torch.randint(1000, 2000, (2, 12))
    plain = folder / "plain.onnx"
    torch.onnx.export(
        _Graph(encoder).eval(), (ids, torch.ones_like(ids), torch.ones(2, 12)), str(plain),
        input_names=["ids", "shapes", "mask"], output_names=["states"], opset_version=17, dynamo=False,
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "shapes", "mask", "states")},
    )  # fmt: skip
    if int8:
        quantize_dynamic(
            plain, folder / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
        )  # fmt: skip
        plain.unlink()
    else:
        plain.rename(folder / "encoder.onnx")
    weights = {name: value.astype(np.float16) for name, value in head_weights(model).items()}
    np.savez(folder / "heads.npz", **weights)
    vocabulary = Path(run.weights) / "tokenizer.json"
    shared = folder.parent / "tokenizer.json"
    if not shared.is_file() or shared.read_bytes() != vocabulary.read_bytes():
        shutil.copy(vocabulary, folder / "tokenizer.json")
    (folder / "meta.json").write_text(json.dumps(meta(run, folder), indent=1) + "\n", encoding="utf8")


def meta(run: Run, folder: Path) -> dict[str, object]:
    """Name, version and checksums of what lies in `folder`, and how it was trained."""
    files = sorted(file for file in folder.iterdir() if file.suffix in {".onnx", ".npz"})
    return {
        "name": "heads",
        "version": VERSION,
        "licence": LICENCE,
        "files": {file.name: sha256(file) for file in files},
        "bytes": sum(file.stat().st_size for file in files),
        "run": {
            name: getattr(run, name)
            for name in ("encoder", "epochs", "rate", "heads_rate", "hide", "drop", "seed", "train", "soft")
        },
    }


def batches(articles: list[Article]) -> Iterator[dict[str, Tensor]]:
    """Windows of some articles, one a batch."""
    for article in articles:
        for window in article.windows:
            ids = torch.tensor([window.ids])
            yield {"ids": ids, "shapes": torch.tensor([window.shapes]), "mask": torch.ones(ids.shape)}


def main() -> None:
    """Export a run's result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--weights", type=Path, help="of the trained network; by default those of the run")
    parser.add_argument("--plain", action="store_true", help="32-bit floats")
    options = parser.parse_args()
    run = load_run(options.run)
    torch.set_grad_enabled(False)
    model, shape, pieces = build(run)
    path = options.weights or Path(run.out) / f"{run.name}.pt"
    saved = torch.load(path, weights_only=True)
    model.load_state_dict(saved.get("model", saved))
    samples = [s for s in pickle.loads(Path(run.samples).read_bytes()) if s.fold in run.train]
    chosen = random.Random(_SEED).sample(samples, min(_ARTICLES, len(samples)))
    some = batches([Article(s, pieces, shape) for s in chosen])
    write(model, run, options.out, some, int8=not options.plain)
    print({file.name: file.stat().st_size for file in sorted(options.out.iterdir())})


if __name__ == "__main__":
    main()
