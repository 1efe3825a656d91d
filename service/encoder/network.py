"""The exported network: words in, raw answers of all heads out, by onnxruntime on one thread."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray

from service.encoder.windows import WINDOW, plan_windows
from service.encoder.wordpieces import WordPieces, word_pieces
from service.inference import session

MODEL: Final = Path(__file__).parent.parent / "model"

_TAGS: Final = ("upos", "xpos", "feats", "lemma", "sent", "names", "dependents")
_OUTPUTS: Final = (*_TAGS, "arcs", "heads")
_ROWS: Final = 12
"""Words whose relations are scored in one product: so small that OpenBLAS starts no threads for it,
which cost a hundred times what they save where other processes use the cores."""
_LIKE: Final = 0.85  # windows at least this long, against the longest of a batch, share the call


@dataclass(frozen=True)
class Labels:
    """Label lists per head, in the order of its outputs, the lemma table and the weights of relations."""

    of: dict[str, tuple[str, ...]]
    lemmas: dict[str, str]

    @classmethod
    def load(cls, folder: Path) -> Labels:
        """From ``labels.json``."""
        data = json.loads((folder / "labels.json").read_text(encoding="utf8"))
        return cls(
            {name: tuple(values) for name, values in data["labels"].items()},
            data["lookup"],
        )


@dataclass(frozen=True)
class WindowOutput:
    """One window ``[start, end)`` of words. Arrays have one row per word: tag numbers (`upos`, `xpos`,
    `feats`, `lemma`), log odds of a sentence start (`sent`), scores (`names`, `arcs` ``[n, n + 1]``), vectors
    for relations (`dependents`, `heads` ``[n + 1, 128]``)."""

    start: int
    end: int
    values: dict[str, NDArray[Any]]


class Network:
    """Session and vocabulary, made on first use in the process that uses them: sessions survive no fork."""

    def __init__(self, folder: Path = MODEL) -> None:
        """`folder` holds ``encoder.onnx``, ``tokenizer.json``, ``labels.json``, ``relations.npz``."""
        self.folder = folder
        self.labels = Labels.load(folder)
        with np.load(folder / "relations.npz") as weights:
            self._relation_weight = weights["weight"].T.copy()
            self._relation_bias = weights["bias"]
        self._session: onnxruntime.InferenceSession | None = None
        self._pieces: WordPieces | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_session": None, "_pieces": None}

    @property
    def session(self) -> onnxruntime.InferenceSession:
        """Made on first use."""
        if self._session is None:
            self._session = session(self.folder / "encoder.onnx")
        return self._session

    @property
    def pieces(self) -> WordPieces:
        """The vocabulary."""
        if self._pieces is None:
            self._pieces = word_pieces(self.folder / "tokenizer.json")
        return self._pieces

    def run(self, words: Sequence[str], breaks: Sequence[bool]) -> list[WindowOutput]:
        """Answers for all windows of a text, in order; `breaks` is true where a paragraph begins."""
        coded = [self.pieces.of(word) for word in words]
        sizes = [len(ids) for ids, _ in coded]
        rows = []
        for start, end in plan_windows(words, breaks, sizes, limit=WINDOW):
            rows.append((start, end, *self._row(coded[start:end], breaks[start:end])))
        outputs = [out for batch in _batches(rows) for out in self._call(batch)]
        return sorted(outputs, key=lambda out: out.start)

    def _row(self, coded: Sequence[Any], breaks: Sequence[bool]) -> tuple[list[int], list[int], list[int]]:
        pieces = self.pieces
        ids, shapes, first = [pieces.start], [0], []
        for index, (own, shape) in enumerate(coded):
            if index and breaks[index]:
                ids.append(pieces.separator)
                shapes.append(0)
            first.append(len(ids))
            ids.extend(own)
            shapes.extend([shape] * len(own))
        ids.append(pieces.separator)
        shapes.append(0)
        return ids, shapes, first

    def _call(self, batch: Sequence[Any]) -> Iterator[WindowOutput]:
        length, width = max(len(row[2]) for row in batch), max(len(row[4]) for row in batch)
        feed: dict[str, NDArray[Any]] = {
            "ids": np.zeros((len(batch), length), np.int64),
            "shapes": np.zeros((len(batch), length), np.int64),
            "mask": np.zeros((len(batch), length), np.float32),
            "first": np.zeros((len(batch), width), np.int64),
            "word_mask": np.zeros((len(batch), width), np.float32),
        }
        for number, (_, _, ids, shapes, first) in enumerate(batch):
            feed["ids"][number, : len(ids)] = ids
            feed["shapes"][number, : len(ids)] = shapes
            feed["mask"][number, : len(ids)] = 1
            feed["first"][number, : len(first)] = first
            feed["word_mask"][number, : len(first)] = 1
        answers = self.session.run(list(_OUTPUTS), feed)
        for number, row in enumerate(batch):
            yield WindowOutput(row[0], row[1], _crop(answers, number, row[1] - row[0]))

    def relations(self, dependents: NDArray[Any], heads: NDArray[Any]) -> NDArray[Any]:
        """Label scores ``[n, relations]`` of words and their chosen heads."""
        count, width = dependents.shape
        joined = np.zeros((-(-count // _ROWS) * _ROWS, 3 * width), np.float32)
        np.concatenate([dependents * heads, dependents, heads], axis=1, out=joined[:count])
        products = joined.reshape(-1, _ROWS, 3 * width) @ self._relation_weight
        scores: NDArray[Any] = products.reshape(len(joined), -1)[:count] + self._relation_bias
        return scores


def _crop(answers: Sequence[Any], number: int, count: int) -> dict[str, NDArray[Any]]:
    """Answers for the words of one window, without padding."""
    values = {name: answer[number, : count + 1] for name, answer in zip(_OUTPUTS, answers, strict=True)}
    for name in _TAGS:
        values[name] = values[name][:count]
    values["arcs"] = values["arcs"][:count, : count + 1]
    return values


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    """Rows of like length together, longest first."""
    batch: list[Any] = []
    for row in sorted(rows, key=lambda row: (-len(row[2]), row[0])):
        if batch and (len(row[2]) < _LIKE * len(batch[0][2]) or len(batch) == 16):
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch
