"""The encoder of the record-level heads: windows of an article in, word states out; then the heads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray

from service.encoder.wordpieces import WordPieces, word_pieces
from service.heads.features import Reading
from service.heads.scores import Scores
from service.heads.scoring import Scorer
from service.heads.windows import Window, windows
from service.inference import session

Array = NDArray[Any]

FOLDER: Final = Path(__file__).parents[1] / "model" / "heads"
_BATCH: Final = 2
"""Windows that are read at once: more fill the caches no better."""


class Heads:
    """Reads articles with the model of a folder: ``encoder.onnx``, ``heads.npz`` and ``meta.json``.

    The vocabulary is ``tokenizer.json`` there, or that of the encoder of syntax in the folder above.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        """Raises `OSError` or `ValueError` where a file is missing or broken."""
        self.folder = folder
        about = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        self.name = f"{about['name']}-{about['version']}"
        with np.load(folder / "heads.npz") as weights:
            self._scorer = Scorer({name: weights[name].astype(np.float32) for name in weights.files})
        self._session: onnxruntime.InferenceSession | None = None
        self._pieces: WordPieces | None = None

    @property
    def session(self) -> onnxruntime.InferenceSession:
        """Made on first use, after a worker's fork."""
        if self._session is None:
            self._session = session(self.folder / "encoder.onnx")
        return self._session

    @property
    def pieces(self) -> WordPieces:
        """The vocabulary."""
        if self._pieces is None:
            own = self.folder / "tokenizer.json"
            shared = self.folder.parent / "tokenizer.json"
            self._pieces = word_pieces(own if own.is_file() else shared)
        return self._pieces

    def read(self, reading: Reading) -> Scores:
        """What the heads say of an article with at least one word."""
        return self.scores(reading, self.states(reading))

    def scores(self, reading: Reading, states: Array) -> Scores:
        """The heads' answers, given the article's word states ``[W, width]``."""
        return self._scorer.read(reading, states)

    def states(self, reading: Reading) -> Array:
        """Word states ``[W, width]``."""
        pieces = self.pieces
        found = windows(reading.document, pieces.of, start=pieces.start, separator=pieces.separator)
        order = sorted(range(len(found)), key=lambda n: -len(found[n].ids))
        parts: list[Array] = [np.zeros(0)] * len(found)
        for low in range(0, len(order), _BATCH):
            batch = order[low : low + _BATCH]
            for n, states in zip(batch, self._run([found[n] for n in batch]), strict=True):
                parts[n] = states
        return np.concatenate(parts)

    def _run(self, batch: list[Window]) -> list[Array]:
        length = max(len(window.ids) for window in batch)
        feed: dict[str, Array] = {
            "ids": np.zeros((len(batch), length), np.int64),
            "shapes": np.zeros((len(batch), length), np.int64),
            "mask": np.zeros((len(batch), length), np.float32),
        }
        for row, window in enumerate(batch):
            feed["ids"][row, : len(window.ids)] = window.ids
            feed["shapes"][row, : len(window.ids)] = window.shapes
            feed["mask"][row, : len(window.ids)] = 1
        (hidden,) = self.session.run(None, feed)
        return [hidden[row, window.first] for row, window in enumerate(batch)]
