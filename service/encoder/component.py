"""The trained component: one reading of the article gives tags, lemmas, tree, sentences, names and more.

`predict` computes, `set_annotations` writes. Sentence ends, tags and names follow Universal Dependencies
and the corpora of the model card. White space takes no part: a white-space token hangs on the word before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from service.annotations import ISSUE_SCORES, MEETING_SCORES, ROLES, STANCES, register
from service.pipeline.lemmas import lemma_of
from service.pipeline.network import MODEL, Network, WindowOutput
from service.pipeline.spans import BioDecoder
from service.pipeline.trees import decode_tree
from service.pipeline.windows import is_break

SPAN_GROUPS: Final = {"stance": STANCES, "role": ROLES}
"""Heads whose spans go to a span group."""

_ISSUE_FLOOR = 0.05
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
    spans: dict[str, list[LabelledSpan]]
    issues: list[list[list[Any]]]
    meeting: dict[str, dict[str, float]]


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
        self._decoders = {h: BioDecoder(labels[h]) for h in ("names", *SPAN_GROUPS) if h in labels}
        for head in (*self._decoders, "issues"):
            for label in labels[head]:
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
            names=[span for span in self._spans(windows, starts, "names") if span[2] not in _NO_NAME],
            spans={h: list(self._spans(windows, starts, h)) for h in self._decoders if h != "names"},
            issues=list(self._issues(windows, starts)),
            meeting=self._meeting(windows),
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

    def _spans(
        self, windows: list[WindowOutput], starts: NDArray[np.bool_], head: str
    ) -> Iterator[LabelledSpan]:
        decoder = self._decoders[head]
        for window in windows:
            path = decoder.decode(window.values[head], starts[window.start : window.end])
            for low, high, label in decoder.spans(path.tolist()):
                yield low + window.start, high + window.start, label

    def _issues(self, windows: list[WindowOutput], starts: NDArray[np.bool_]) -> Iterator[list[list[Any]]]:
        """Per sentence: categories whose likeliest word reaches the floor, in the order of the issue list."""
        if not windows:
            return
        labels = self.network.labels.of["issues"]
        scores = np.concatenate([window.values["issues"] for window in windows])
        best = np.maximum.reduceat(scores, np.flatnonzero(starts), axis=0)
        for row in _sigmoid(best):
            yield [[labels[i], round(float(row[i]), 4)] for i in np.flatnonzero(row > _ISSUE_FLOOR)]

    def _meeting(self, windows: list[WindowOutput]) -> dict[str, dict[str, float]]:
        if not windows:
            return {}
        scores, found, offset = windows[0].values["meeting"], {}, 0
        for name, labels in self.network.labels.meeting.items():
            part = np.exp(scores[offset : offset + len(labels)] - scores[offset : offset + len(labels)].max())
            found[name] = {k: round(float(p), 4) for k, p in zip(labels, part / part.sum(), strict=True)}
            offset += len(labels)
        return found

    def set_annotations(self, doc: Doc, found: Predictions) -> None:
        """Write `found` to `doc`."""
        if not len(doc):
            return
        doc.from_array([POS, TAG, MORPH, LEMMA, DEP, HEAD], self._array(doc, found))  # type: ignore[arg-type]
        tokens = found.words
        doc.set_ents([Span(doc, tokens[a], tokens[b - 1] + 1, label) for a, b, label in found.names])
        for head, group in SPAN_GROUPS.items():
            spans = [
                Span(doc, tokens[a], tokens[b - 1] + 1, label) for a, b, label in found.spans.get(head, ())
            ]
            doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
        doc._.set(ISSUE_SCORES, found.issues)
        doc._.set(MEETING_SCORES, found.meeting)

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


def _sigmoid(scores: NDArray[Any]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-np.clip(scores.astype(np.float64), -30, 30)))


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
        "doc.spans",
    ],
    default_config={"model": None},
)
def make_encoder(nlp: Language, name: str, model: str | None) -> ReadoutEncoder:
    """Factory of the component; `model` is a folder to use instead of the installed model."""
    return ReadoutEncoder(nlp.vocab, name, model=Path(model) if model else MODEL)
