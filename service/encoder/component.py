"""The trained component: one reading of the article gives tags, lemmas, tree, sentences, names and more.

`predict` computes, `set_annotations` writes. Sentence ends, tags and names follow Universal Dependencies
and the corpora of the model card. White space takes no part: a white-space token hangs on the word before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from service.annotations import register
from service.encoder.decode.bio import BioDecoder
from service.encoder.decode.tree import decode_tree
from service.encoder.lemmas import lemma_of
from service.encoder.network import MODEL, Network, WindowOutput
from service.encoder.windows import is_break

_NO_NAME = frozenset({"MISC"})

Ints = NDArray[np.int64]
LabelledSpan = tuple[int, int, str]


@dataclass(frozen=True)
class Predictions:
    """All answers for one Doc. Arrays run over words (tokens that aren't white space); heads are absolute
    word numbers, a root is its own head. Spans are word ranges, end exclusive."""

    words: list[int]
    upos: Ints
    xpos: Ints
    feats: Ints
    lemmas: list[str]
    starts: NDArray[np.bool_]
    heads: Ints
    relations: Ints
    names: list[LabelledSpan]


class ReadoutEncoder:
    """spaCy component around the exported network."""

    def __init__(self, vocab: Vocab, name: str = "readout_encoder", *, model: Path = MODEL) -> None:
        """Labels enter `vocab` here, outside any memory zone, so that they outlive it."""
        register()
        self.name = name
        self.network = Network(model)
        labels = self.network.labels.of
        add = vocab.strings.add
        self._upos = np.array([add(label) for label in labels["upos"]], np.uint64)
        self._xpos = np.array([add(label) for label in labels["xpos"]], np.uint64)
        self._feats = np.array([vocab.morphology.add(label) for label in labels["feats"]], np.uint64)
        self._relations = np.array([add("ROOT" if x == "root" else x) for x in labels["relation"]], np.uint64)
        self._space = {
            key: np.uint64(add(value)) for key, value in ((POS, "SPACE"), (TAG, "_SP"), (DEP, "dep"))
        }
        self._root = labels["relation"].index("root")
        self._names = BioDecoder(labels["names"])
        for label in labels["names"]:
            add(label.removeprefix("B-").removeprefix("I-"))

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        self.set_annotations(doc, self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> Predictions:
        """Everything the network says about `doc`, which stays as it is."""
        words, texts, breaks = _words(doc)
        windows = self.network.run(texts, breaks)
        starts = _sentence_starts(windows, breaks)
        heads, relations = self._trees(windows, starts)
        upos, xpos, feats, scripts = (_joined(windows, name) for name in ("upos", "xpos", "feats", "lemma"))
        return Predictions(
            words=words,
            upos=upos,
            xpos=xpos,
            feats=feats,
            lemmas=self._lemmas(texts, upos, scripts),
            starts=starts,
            heads=heads,
            relations=relations,
            names=[span for span in self._spans(windows, starts) if span[2] not in _NO_NAME],
        )

    def _trees(self, windows: list[WindowOutput], starts: NDArray[np.bool_]) -> tuple[Ints, Ints]:
        heads, relations = np.arange(len(starts)), np.zeros(len(starts), np.int64)
        for window in windows:
            values = window.values
            local = np.zeros(window.end - window.start, np.int64)
            for low, high in _sentences(starts, window):
                columns = np.concatenate([[0], np.arange(low + 1, high + 1)])
                found = decode_tree(values["arcs"][low:high][:, columns])
                local[low:high] = np.where(found == 0, 0, found + low)
            scores = self.network.relations(values["dependents"], values["heads"][local])
            scores[:, self._root] = -np.inf
            own = np.arange(window.start, window.end)
            heads[own] = np.where(local == 0, own, local - 1 + window.start)
            relations[own] = np.where(local == 0, self._root, scores.argmax(axis=1))
        return heads, relations

    def _lemmas(self, texts: list[str], upos: Ints, scripts: Ints) -> list[str]:
        labels, table = self.network.labels.of, self.network.labels.lemmas
        return [
            lemma_of(text, labels["upos"][tag], script=labels["lemma"][script], table=table)
            for text, tag, script in zip(texts, upos, scripts, strict=True)
        ]

    def _spans(self, windows: list[WindowOutput], starts: NDArray[np.bool_]) -> Iterator[LabelledSpan]:
        for window in windows:
            path = self._names.decode(window.values["names"], starts[window.start : window.end])
            for low, high, label in self._names.spans(path.tolist()):
                yield low + window.start, high + window.start, label

    def set_annotations(self, doc: Doc, found: Predictions) -> None:
        """Write `found` to `doc`."""
        if not len(doc):
            return
        doc.from_array([POS, TAG, MORPH, LEMMA, DEP, HEAD], self._array(doc, found))  # type: ignore[arg-type]
        tokens = found.words
        doc.set_ents([Span(doc, tokens[a], tokens[b - 1] + 1, label) for a, b, label in found.names])

    def _array(self, doc: Doc, found: Predictions) -> NDArray[np.uint64]:
        """Rows for `Doc.from_array`; heads as offsets, which also set the sentence ends."""
        rows = np.zeros((len(doc), 6), np.uint64)
        rows[:, 0], rows[:, 1], rows[:, 4] = self._space[POS], self._space[TAG], self._space[DEP]
        words = np.array(found.words, np.int64)
        position = np.arange(len(doc))
        if not len(words):
            rows[:, 5] = (-position).astype(np.uint64)
            return rows
        before = np.clip(np.searchsorted(words, position, side="right") - 1, 0, None)
        heads = words[before]
        heads[words] = words[found.heads]
        add = doc.vocab.strings.add
        rows[words, 0], rows[words, 1] = self._upos[found.upos], self._xpos[found.xpos]
        rows[words, 2] = self._feats[found.feats]
        rows[words, 3] = np.array([add(lemma) for lemma in found.lemmas], np.uint64)
        rows[words, 4] = self._relations[found.relations]
        rows[:, 5] = (heads - position).astype(np.uint64)
        return rows


def _words(doc: Doc) -> tuple[list[int], list[str], list[bool]]:
    """Tokens that are not white space: their indices, their texts, and whether a paragraph begins at each."""
    words, texts, breaks, pending = [], [], [], True
    for index, text in enumerate([token.text for token in doc]):
        if text.isspace():
            pending = pending or is_break(doc, index)
        else:
            words.append(index)
            texts.append(text)
            breaks.append(pending)
            pending = False
    return words, texts, breaks


def _sentence_starts(windows: list[WindowOutput], breaks: list[bool]) -> NDArray[np.bool_]:
    starts = np.array(breaks, dtype=bool)
    for window in windows:
        starts[window.start : window.end] |= window.values["sent"] > 0
        starts[window.start] = True
    return starts


def _sentences(starts: NDArray[np.bool_], window: WindowOutput) -> Iterator[tuple[int, int]]:
    bounds = [*np.flatnonzero(starts[window.start : window.end]).tolist(), window.end - window.start]
    yield from pairwise(bounds)


def _joined(windows: list[WindowOutput], name: str) -> Ints:
    if not windows:
        return np.zeros(0, np.int64)
    return np.concatenate([window.values[name] for window in windows])


@Language.factory(
    "readout_encoder",
    assigns=[
        "token.pos",
        "token.tag",
        "token.morph",
        "token.lemma",
        "token.dep",
        "token.head",
        "doc.ents",
    ],
    default_config={"model": None},
)
def make_encoder(nlp: Language, name: str, model: str | None) -> ReadoutEncoder:
    """Factory of the component; `model` is a folder to use instead of the installed model."""
    return ReadoutEncoder(nlp.vocab, name, model=Path(model) if model else MODEL)
