"""The record-level heads in numpy: word states of an article in, probabilities out.

`training.heads.model` computes the same in torch; a test holds the two together. What the numbers mean for
the record is decided in `service.extract`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from service.heads.features import Reading, Spans
from service.heads.labels import FIELDS
from service.heads.scores import MOST_OTHERS, EventScores, Scores, SegmentScores

Array = NDArray[Any]
Weights = Mapping[str, Array]

LEAST_OTHER: Final = 0.1
"""Least probability of a word that it tells of a further meeting."""
APART: Final = 2
"""Words that two triggers are apart at least."""
LEAST_STANCE: Final = 0.2
"""Least probability of a word that it belongs to a position."""
GAP: Final = 1
"""Words within a segment that may fall short."""
NEAR: Final = 10
"""Words on either side of a segment in which its cue may stand."""
CUE: Final = 6
"""Words by which a cue goes on to either side."""
MANY_STATES: Final = 500
"""Mentions of states up to which a person's own is looked for among all; among more only near the name."""
FLOOR: Final = -20.0
TOP: Final = 3
WORDS: Final = ("stance_word", "cue", "trigger", "issue_word")
"""Heads of words, read in one product."""


def sigmoid(x: Array) -> Array:
    out: Array = 1 / (1 + np.exp(-np.clip(x, -60, 60)))
    return out


def softmax(x: Array, axis: int = -1) -> Array:
    e = np.exp(x - x.max(axis, keepdims=True))
    out: Array = e / e.sum(axis, keepdims=True)
    return out


def _relu(x: Array) -> Array:
    return np.maximum(x, 0, out=x)


class Scorer:
    """Heads with the weights of a file, for states of `width`."""

    def __init__(self, weights: Weights) -> None:
        """`weights` as torch names them."""
        self.w = {name: np.ascontiguousarray(value, np.float32) for name, value in weights.items()}
        for part in ("weight", "bias"):
            self.w[f"words.{part}"] = np.concatenate([self.w[f"{name}.{part}"] for name in WORDS])
        self._cuts = np.cumsum([len(self.w[f"{name}.bias"]) for name in WORDS])[:-1]

    def _linear(self, name: str, x: Array) -> Array:
        out: Array = x @ self.w[f"{name}.weight"].T + self.w[f"{name}.bias"]
        return out

    def read(self, reading: Reading, x: Array) -> Scores:
        """Scores of one article; `x` ``[W, width]``: its word states."""
        sums = np.concatenate([np.zeros((1, x.shape[1]), np.float32), np.cumsum(x, 0)])
        article = _Article(reading, x, sums)
        stances, cues, trigger, words = np.split(self._linear("words", x), self._cuts, 1)
        listed = self._issues(reading, words)
        return Scores(
            main=self._main(article, trigger),
            others=self._others(article, trigger),
            issues=sigmoid(listed),
            issue_words=words,
            segments=self._segments(article, sigmoid(stances), sigmoid(cues), words, listed),
            states=dict(self._states(article)),
        )

    # -- foci, spans, pairs ------------------------------------------------------------

    def _pairs(
        self,
        heads: Sequence[str],
        article: _Article,
        ranges: Sequence[tuple[int, int]],
        focus: Array,
        spans: Spans,
        *,
        main: bool = False,
        told: tuple[Array, Array] | None = None,
    ) -> list[Array]:
        """Scores ``[S, N]`` of spans for foci by several heads; for the main meeting all are in reach.

        `told`: which spans a rule has chosen ``[N]``, and the rows of those that are in reach.
        """
        reading, w = article.reading, self.w
        found = [np.full((len(ranges), len(spans.root)), FLOOR, np.float32) for _ in heads]
        if not len(spans.root):
            return found
        keys = [self._keys(h, article, spans) for h in heads]
        foci = [(self._linear(f"{h}.focus", focus), self._linear(f"{h}.query", focus)) for h in heads]
        for n, (start, end) in enumerate(ranges):
            chosen = None
            if told is not None:
                rows = told[1]
                chosen = told[0][rows]
            else:
                rows = np.arange(len(spans.root)) if main else reading.near(start, end, spans)
            f = reading.pairs(start, end, spans.at(rows), main=main, told=chosen)
            for h, head in enumerate(heads):
                (theirs, key), (mine, query) = keys[h], foci[h]
                hidden = _relu(mine[n] + theirs[rows] + self._linear(f"{head}.pair", f))
                scores = hidden @ w[f"{head}.out.weight"][0] + f @ w[f"{head}.wide.weight"][0]
                bias = w[f"{head}.out.bias"][0] + w[f"{head}.wide.bias"][0]
                found[h][n, rows] = scores + bias + key[rows] @ query[n] / 10
        return found

    def _keys(self, head: str, article: _Article, spans: Spans) -> tuple[Array, Array]:
        """What a head sees of spans whatever the focus; kept, since an article has many foci."""
        kept = article.keys.get((head, id(spans)))
        if kept is None:
            vectors = article.vectors(spans)
            kept = (spans, self._linear(f"{head}.span", vectors), self._linear(f"{head}.key", vectors))
            article.keys[head, id(spans)] = kept
        return kept[1:]

    def _by_candidate(self, scores: Array, article: _Article) -> Array:
        d = article.reading.document
        out = np.zeros((len(scores), len(d.candidates)), np.float64)
        if scores.shape[1]:
            exp = np.exp(np.clip(scores, -15, 15))
            for n in range(len(scores)):
                out[n] = np.bincount(d.mentions[:, 3], exp[n], len(d.candidates))
        return np.maximum(np.log(out + 1e-9), FLOOR)

    # -- meetings ----------------------------------------------------------------------

    def _main(self, article: _Article, trigger: Array) -> EventScores:
        d, reading, x = article.reading.document, article.reading, article.x
        scores = trigger[:, 0] - d.masked * 20.0
        best = np.sort(scores)[::-1][:3]
        numbers = [best[0] / 3, best.mean() / 3, np.log(len(x)) / 6]
        likely = sigmoid(trigger[:, 0]) * ~d.masked
        order = np.argsort(-likely, kind="stable")[:TOP]
        words = [int(w) for w in order if likely[w] >= 0.4 * likely[order[0]]]
        event = self._event(article, words, main=True)
        parts = [
            softmax(scores) @ x,
            x[: reading.lead_end].mean(0),
            numbers,
            reading.event(words, event.members),
        ]
        hidden = _relu(self._linear("article_hidden", np.concatenate(parts).astype(np.float32)))
        event.present = float(sigmoid(self._linear("detected", hidden))[0])
        event.fields = {name: softmax(self._linear(f"fields.{name}", hidden)) for name in FIELDS}
        return event

    def _event(self, article: _Article, words: list[int], *, main: bool) -> EventScores:
        reading = article.reading
        ranges = [(w, w + 1) for w in words]
        focus = article.foci(ranges)
        (pairs,) = self._pairs(("member",), article, ranges, focus, reading.mentions, main=main)
        members = sigmoid(self._by_candidate(pairs.mean(0, keepdims=True), article)[0])
        chosen = {}
        for head, spans in (("date", reading.dates), ("place", reading.places)):
            (scores,) = self._pairs((head,), article, ranges, focus, spans, main=main)
            both = np.concatenate([scores, self._linear(f"{head}.none", focus)], 1).mean(0)
            chosen[head] = softmax(both)
        return EventScores(words, 0.0, members, chosen["date"], chosen["place"], {})

    def _others(self, article: _Article, trigger: Array) -> list[EventScores]:
        likely = sigmoid(trigger[:, 1]) * ~article.reading.document.masked
        taken: list[int] = []
        beside: set[int] = set()
        for w in np.argsort(-likely, kind="stable").tolist():
            if likely[w] < LEAST_OTHER:
                break
            if w not in beside:
                if len(taken) == MOST_OTHERS:
                    break
                taken.append(w)
                beside.update(range(w - APART, w + APART + 1))
        found = []
        for w in sorted(taken):
            event = self._event(article, [w], main=False)
            more = article.reading.event([w], event.members)[None]
            focus = np.concatenate([article.foci([(w, w + 1)]), more], 1)
            hidden = _relu(self._linear("other_hidden", focus))
            event.present = float(likely[w])
            event.fields = {"status": softmax(self._linear("other_status", hidden)[0])}
            found.append(event)
        return found

    # -- states of persons -------------------------------------------------------------

    def _states(self, article: _Article) -> Iterator[tuple[int, dict[str, float]]]:
        reading = article.reading
        d, rows = reading.document, reading.states
        spans = reading.mentions.at(rows)
        numbers, codes = reading.state_codes
        for n, candidate in enumerate(d.candidates):
            place = reading.first_name(n) if candidate.kind == "person" else None
            if place is None or not len(rows):
                continue
            focus = article.foci([place])
            told = reading.of_state(n)
            kept = np.arange(len(rows))
            if len(rows) > MANY_STATES:
                kept = np.union1d(np.flatnonzero(told)[:MANY_STATES], reading.near(*place, spans))
            (scores,) = self._pairs(("country",), article, [place], focus, spans, told=(told, kept))
            likely = softmax(np.append(scores[0, kept], self._linear("country.none", focus)[0]))
            sums = np.bincount(numbers[kept], likely[:-1].astype(np.float64), len(codes))
            yield n, {codes[k]: float(sums[k]) for k in dict.fromkeys(numbers[kept].tolist())}

    # -- issues ------------------------------------------------------------------------

    def _issues(self, reading: Reading, words: Array) -> Array:
        keep = ~reading.document.masked
        seen = words[keep] if keep.any() else words
        top = seen.max(0)
        pooled = top + np.log(np.exp((seen - top) * 2).sum(0)) / 2
        features = np.concatenate([reading.issue_features, pooled[:, None] / 3], 1)
        hidden = np.tanh(self._linear("issue_hidden", features))
        scores = self._linear("issue_out", hidden) + self._linear("issue_wide", features)
        listed: Array = scores[:, 0] + pooled + self.w["issue_bias"]
        return listed

    # -- positions ---------------------------------------------------------------------

    def _segments(
        self, article: _Article, likely: Array, cues: Array, words: Array, listed: Array
    ) -> list[SegmentScores]:
        reading, d = article.reading, article.reading.document
        ranges = segments(reading, likely)
        if not ranges:
            return []
        focus = article.foci(ranges)
        stances = self._stances(article, ranges, focus, cues)
        whole = np.stack([likely[a:b].mean(0) for a, b in ranges])
        stances = np.sqrt(whole * sigmoid(stances))
        mentions, aimed = self._pairs(("holder", "target"), article, ranges, focus, reading.mentions)
        holders = sigmoid(self._by_candidate(mentions, article))
        aimed = softmax(np.concatenate([aimed, self._linear("target.none", focus)], 1), 1)
        categories = softmax(self._categories(reading, ranges, focus, words, listed))
        found = []
        for n, (start, end) in enumerate(ranges):
            targets = (
                np.bincount(d.mentions[:, 3], aimed[n, :-1], len(d.candidates))
                if len(d.mentions)
                else np.zeros(0)
            )
            low, high = reading.sentence_of(start)
            first, last = max(low, start - NEAR), max(min(high, end + NEAR), start + 1)
            cue = _cue(cues[:, int(stances[n].argmax())], first, last)
            found.append(
                SegmentScores(
                    start,
                    end,
                    stances[n],
                    holders[n],
                    np.append(targets, aimed[n, -1]),
                    categories[n],
                    cue,
                    mentions[n],
                )
            )
        return found

    def _stances(
        self, article: _Article, ranges: Sequence[tuple[int, int]], focus: Array, cues: Array
    ) -> Array:
        near = []
        for a, b in ranges:
            low, high = article.reading.sentence_of(a)
            near.append(cues[max(low, a - NEAR) : max(min(high, b + NEAR), a + 1)].max(0))
        hidden = _relu(self._linear("stance_hidden", focus))
        return self._linear("stance", hidden) + self._linear("stance_cue", np.stack(near))

    def _categories(
        self, reading: Reading, ranges: Sequence[tuple[int, int]], focus: Array, words: Array, listed: Array
    ) -> Array:
        lexical = np.stack([reading.lexical(a, b) for a, b in ranges])
        inside = np.stack([words[a:b].max(0) for a, b in ranges])
        more = np.stack([inside / 3, np.broadcast_to(listed / 3, inside.shape)], -1)
        more = np.pad(more, ((0, 0), (0, 1), (0, 0)))
        features = np.concatenate([lexical, more], -1).astype(np.float32)
        hidden = _relu(self._linear("category_hidden", focus))
        scores = self._linear("category", hidden) + self._linear("lexical_wide", features)[..., 0]
        deep = np.tanh(self._linear("lexical_hidden", features))
        out: Array = scores + self._linear("lexical_out", deep)[..., 0]
        return out


def _cue(likely: Array, start: int, end: int) -> tuple[int, int]:
    """The likeliest word of [start, end) with its neighbours that are at least half as likely."""
    best = first = start + int(likely[start:end].argmax())
    last = best + 1
    while first > start and likely[first - 1] >= 0.5 * likely[best] and best - first < CUE:
        first -= 1
    while last < end and likely[last] >= 0.5 * likely[best] and last - best < CUE:
        last += 1
    return first, last


class _Article:
    """Word states of one article with running sums."""

    def __init__(self, reading: Reading, x: Array, sums: Array) -> None:
        self.reading, self.x, self.sums = reading, x, sums
        self.keys: dict[tuple[str, int], tuple[Spans, Array, Array]] = {}

    def _mean(self, start: Array, end: Array) -> Array:
        size = np.maximum(end - start, 1)[:, None]
        out: Array = (self.sums[end] - self.sums[start]) / size
        return out

    def foci(self, ranges: Sequence[tuple[int, int]]) -> Array:
        """Vectors ``[S, 3 * width]``: mean, topmost word, mean of the sentence."""
        inner = np.array(ranges, np.int64)
        outer = np.array([self.reading.sentence_of(a) for a, _ in ranges], np.int64)
        tops = [self.reading.top(a, b) for a, b in ranges]
        parts = [self._mean(*inner.T), self.x[tops], self._mean(*outer.T)]
        return np.concatenate(parts, 1).astype(np.float32)

    def vectors(self, spans: Spans) -> Array:
        """Vectors ``[N, width]`` of spans."""
        return self._mean(spans.start, spans.end)


def segments(reading: Reading, likely: Array, *, least: float = LEAST_STANCE) -> list[tuple[int, int]]:
    """Stretches of words whose likeliest stance reaches `least`; cut where sentence or stance changes.

    `likely` ``[W, 9]``.
    """
    best, which = likely.max(1), likely.argmax(1)
    on = (best >= least) & ~reading.document.masked
    sentence, count, found, i = reading.sentence, len(likely), [], 0
    while i < count:
        if not on[i]:
            i += 1
            continue
        j = last = i
        while j + 1 < count and sentence[j + 1] == sentence[i] and (on[j + 1] or j + 1 - last <= GAP):
            j += 1
            if on[j]:
                if which[j] != which[i] and (which[j : j + 3] == which[j]).all() and best[j] > 0.5:
                    break
                last = j
        if last + 1 - i >= 2:
            found.append((i, last + 1))
        i = max(last + 1, i + 1)
    return found
