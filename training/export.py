"""Network to the files that serving reads: `python -m training.export --name long`.

One ONNX graph (opset 17) with encoder and all heads, weights as int8 per channel after `training.smooth`,
which reads some windows of the training texts; tags that need no
further decoding leave the graph as their best label's number.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import logging
import os
import random
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from service.encoder.wordpieces import WordPieces
from training.batches import random_windows
from training.labels import CORPUS_VECTORS
from training.model import Network
from training.prepare import HERE, WORK
from training.rounds import Info, tensors
from training.smooth import smooth
from training.train import SEED, load, minilm_folder, sizes_of

MODEL = HERE.parent / "service/model"
OUTPUTS = (
    "upos", "xpos", "feats", "lemma", "sent", "names", "stance", "role", "issues", "arcs",
    "dependents", "heads",
    "meeting",
)  # fmt: skip
NAME_HABIT = "any"
READ_FOR_SMOOTHING = ["ewt", "gum", "articles", "readouts"]
_BATCHES, _BATCH = 20, 12


class RowEmbedding(nn.Module):
    """An embedding as int8 with a scale for each row: onnxruntime's own knows one scale for all of them."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Export(nn.Module):
    """The network as serving sees it; names as one corpus would mark them (`habit`)."""

    def __init__(self, net: Network, habit: str = NAME_HABIT) -> None:
        super().__init__()
        self.net = net
        self.register_buffer("habit", net.name_vectors.weight[CORPUS_VECTORS.index(habit)].detach().clone())

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, word_mask: Tensor
    ) -> tuple[Tensor, ...]:
        net = self.net
        start, words = net.states(ids, shapes, mask, first)
        tags = {name: head(words) for name, head in net.linear.items()}
        best = tuple(tags[name].argmax(-1) for name in ("upos", "xpos", "feats", "lemma"))
        sent = tags["sent"][..., 1] - tags["sent"][..., 0]
        names = net.name_out(torch.nn.functional.gelu(net.name_hidden(words) + self.habit))
        dependents, heads = net.relation_vectors(start, words)
        meeting = torch.cat(list(net.meetings(start, words, word_mask).values()), dim=-1)
        arcs = net.arcs(start, words, word_mask)
        return (
            *best,
            sent,
            names,
            tags["stance"],
            tags["role"],
            tags["issues"],
            arcs,
            dependents,
            heads,
            meeting,
        )


def export(net: Network, path: Path, habit: str) -> None:
    """Write the fp32 graph."""
    module = Export(net, habit).eval()
    ids = torch.randint(1000, 2000, (2, 12))
    args = (ids, torch.ones_like(ids), torch.ones(2, 12), torch.arange(1, 9).repeat(2, 1), torch.ones(2, 8))
    names = ["ids", "shapes", "mask", "first", "word_mask"]
    axes = {name: {0: "batch", 1: "pieces"} for name in names[:3]} | {
        n: {0: "batch", 1: "words"} for n in names[3:]
    }
    axes |= {name: {0: "batch", 1: f"{name}_1"} for name in OUTPUTS if name != "meeting"}
    axes["arcs"][2] = "nodes"
    axes["meeting"] = {0: "batch"}
    torch.onnx.export(
        module, args, str(path), input_names=names, output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17,        dynamo=False,
    )  # fmt: skip


def write_model(net: Network, folder: Path, *, habit: str = NAME_HABIT, int8: bool = True) -> None:
    """All run-time files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.disable(logging.WARNING)
    if int8:
        net = copy.deepcopy(net)
        net.encoder.pieces = RowEmbedding(net.encoder.pieces.weight.detach())  # type: ignore[assignment]
    plain = WORK / f"plain-{os.getpid()}.onnx"
    export(net, plain, habit)
    if int8:
        quantize_dynamic(
            plain,
            folder / "encoder.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
        )
    else:
        shutil.copy(plain, folder / "encoder.onnx")
    plain.unlink()
    relation = net.relation
    np.savez(
        folder / "relations.npz", weight=relation.weight.detach().numpy(), bias=relation.bias.detach().numpy()
    )
    shutil.copy(minilm_folder() / "tokenizer.json", folder / "tokenizer.json")
    shutil.copy(WORK / "labels.json", folder / "labels.json")


def some_windows(info: Info) -> Iterator[dict[str, Tensor]]:
    """Batches of windows of the training texts, chosen at random."""
    rng = random.Random(SEED)
    samples, _ = load(READ_FOR_SMOOTHING)
    rng.shuffle(samples)
    windows = (window for sample in samples for window in random_windows(sample, rng, low=90, high=130))
    chosen = list(islice(windows, _BATCHES * _BATCH))
    pieces = WordPieces(minilm_folder() / "tokenizer.json")
    for start in range(0, len(chosen), _BATCH):
        yield tensors(chosen[start : start + _BATCH], pieces, info)


def sha256(path: Path) -> str:
    """Checksum of a file, in hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Export one run, quantised to the package and in fp32 beside the checkpoints for comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", default="model")
    parser.add_argument("--habit", default=NAME_HABIT, choices=CORPUS_VECTORS)
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--plain", type=Path, help="folder for the fp32 model")
    options = parser.parse_args()
    info = json.loads((WORK / "labels.json").read_text())
    net = Network(sizes_of(info))
    saved = torch.load(WORK / f"{options.name}.pt", weights_only=True)
    net.load_state_dict(saved.get("net", saved))
    net.eval()
    if options.plain:
        write_model(net, options.plain, habit=options.habit, int8=False)
    smooth(net.encoder, some_windows(info))
    write_model(net, options.out, habit=options.habit)
    file = options.out / "encoder.onnx"
    print(file, file.stat().st_size, sha256(file))


if __name__ == "__main__":
    main()
