"""The network: a small BERT with word shapes, and light heads on the states of first pieces.

The encoder is BERT (Devlin et al. 2019) with MiniLM-L6's weights; arcs and relations follow Dozat & Manning
(2017), relations with a low-rank product instead of a full bilinear form so that run time scores one head
per word.
Written out plainly so that the exported graph holds nothing but matrix products and norms.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
ARC, RELATION, NAMES, MEETING = 256, 128, 128, 128


@dataclass
class Sizes:
    """How many labels each head has; `linear` heads read the word state through one matrix."""

    linear: dict[str, int]
    relations: int
    names: int
    name_vectors: int
    meeting: dict[str, int]
    shapes: int = 8
    vocabulary: int = 30522


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a sequence: as strong, and cheap without a GPU."""

    def __init__(self, p: float) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.p == 0:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.p
        return x * (keep.to(x.dtype) / (1 - self.p))


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out, self.up, self.down = (
            nn.Linear(WIDTH, WIDTH),
            nn.Linear(WIDTH, INNER),
            nn.Linear(INNER, WIDTH),
        )
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        shape = (batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q = self.query(x).view(shape).transpose(1, 2)
        k = self.key(x).view(shape).permute(0, 2, 3, 1)
        v = self.value(x).view(shape).transpose(1, 2)
        attention = torch.softmax(q @ k * (WIDTH // ATTENTION_HEADS) ** -0.5 + bias, dim=-1)
        mixed = (attention @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces and word shapes to states."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(sizes.vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(sizes.shapes, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = SharedDropout(dropout)
        nn.init.normal_(self.shapes.weight, std=0.02)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        positions = self.positions.weight[: ids.shape[1]].unsqueeze(0)
        x = self.dropout(self.norm(self.pieces(ids) + positions + self.shapes(shapes)))
        bias = ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_minilm(self, path: Path) -> None:
        """Take over the weights of ``model.safetensors``; token type 0 is folded into the positions."""
        source = read_safetensors(path)
        renamed = {"pieces.weight": source["embeddings.word_embeddings.weight"]}
        token_type = source["embeddings.token_type_embeddings.weight"][0]
        renamed["positions.weight"] = source["embeddings.position_embeddings.weight"] + token_type
        for part in ("weight", "bias"):
            renamed[f"norm.{part}"] = source[f"embeddings.LayerNorm.{part}"]
            for number in range(LAYERS):
                for ours, theirs in _LAYER_NAMES.items():
                    renamed[f"layers.{number}.{ours}.{part}"] = source[
                        f"encoder.layer.{number}.{theirs}.{part}"
                    ]
        missing = self.load_state_dict(renamed, strict=False)
        if missing.unexpected_keys or missing.missing_keys != ["shapes.weight"]:
            raise ValueError(f"weights do not fit: {missing}")


_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Tensors of 32-bit floats in a ``.safetensors`` file: length of the header, JSON header, data."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        start, end = entry["data_offsets"]
        flat = np.frombuffer(data, "<f4", (end - start) // 4, 8 + size + start)
        tensors[name] = torch.from_numpy(flat.reshape(entry["shape"]).copy())
    return tensors


class Network(nn.Module):
    """Encoder and all heads. Word index 0 of the tree's heads is the root, held by [CLS]."""

    def __init__(self, sizes: Sizes, *, dropout: float = 0.1, tree_dropout: float = 0.0) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes, dropout)
        self.dropout = SharedDropout(dropout)
        self.tree_dropout = SharedDropout(tree_dropout)
        self.linear = nn.ModuleDict({name: nn.Linear(WIDTH, count) for name, count in sizes.linear.items()})
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.eye(ARC) * 0.05)
        self.arc_bias = nn.Linear(ARC, 1)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.relation = nn.Linear(3 * RELATION, sizes.relations)
        self.name_hidden = nn.Linear(WIDTH, NAMES)
        self.name_vectors = nn.Embedding(sizes.name_vectors, NAMES)
        self.name_out = nn.Linear(NAMES, sizes.names)
        self.meeting_hidden = nn.Linear(2 * WIDTH, MEETING)
        self.meeting = nn.ModuleDict(
            {name: nn.Linear(MEETING, count) for name, count in sizes.meeting.items()}
        )
        nn.init.normal_(self.name_vectors.weight, std=0.05)

    def states(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, Tensor]:
        """[CLS] state ``[B, 384]`` and word states ``[B, W, 384]``; `first` holds each word's first piece."""
        hidden = self.encoder(ids, shapes, mask)
        index = first.unsqueeze(-1).expand(-1, -1, WIDTH)
        return hidden[:, 0], self.dropout(torch.gather(hidden, 1, index))

    def arcs(self, start: Tensor, words: Tensor, word_mask: Tensor) -> Tensor:
        """Scores ``[B, W, W + 1]`` of each node (0: root) as head of each word."""
        nodes = torch.cat([start.unsqueeze(1), words], dim=1)
        dep, head = (self.tree_dropout(F.gelu(x)) for x in (self.arc_dep(words), self.arc_head(nodes)))
        scores = (dep @ self.arc) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        node_mask = torch.cat([torch.ones_like(word_mask[:, :1]), word_mask], dim=1)
        return scores + ((1.0 - node_mask.to(scores.dtype)) * -10000.0).unsqueeze(1)

    def relation_vectors(self, start: Tensor, words: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of dependents ``[B, W, 128]`` and of heads ``[B, W + 1, 128]``."""
        nodes = torch.cat([start.unsqueeze(1), words], dim=1)
        drop = self.tree_dropout
        return drop(F.gelu(self.rel_dep(words))), drop(F.gelu(self.rel_head(nodes)))

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Label scores for pairs of dependents and their heads, shapes alike."""
        return self.relation(torch.cat([dep * head, dep, head], dim=-1))

    def names(self, words: Tensor, corpus: Tensor) -> Tensor:
        """Scores of name tags; `corpus` ``[B]`` picks the annotation habit."""
        return self.name_out(F.gelu(self.name_hidden(words) + self.name_vectors(corpus).unsqueeze(1)))

    def meetings(self, start: Tensor, words: Tensor, word_mask: Tensor) -> dict[str, Tensor]:
        """Scores of the meeting's fields from a whole window."""
        weight = word_mask.to(words.dtype).unsqueeze(-1)
        mean = (words * weight).sum(1) / weight.sum(1).clamp(min=1)
        hidden = torch.tanh(self.meeting_hidden(torch.cat([start, mean], dim=-1)))
        return {name: head(hidden) for name, head in self.meeting.items()}
