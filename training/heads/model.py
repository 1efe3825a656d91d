"""The record-level heads in torch; `service.heads.scoring` computes the same in numpy, from these weights.

Word states ``x [W, d]`` of a whole article go in. A segment, or a trigger word, is a focus: mean of its
words, its topmost word, mean of its sentence ``[3d]``. A `Pair` scores spans (mentions, dates) for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from numpy.typing import NDArray
from torch import Tensor, nn

from service.heads.features import EVENT, ISSUE, LEXICAL, PAIR, Reading, Spans
from service.heads.labels import CATEGORIES, FIELDS, STANCES
from training.heads.encoders import Encoder

HIDDEN: Final = 192
DOT: Final = 96
ARTICLE: Final = 128
NEAR: Final = 10
"""Words on either side of a segment in which its cue may stand."""
FLOOR: Final = -20.0
TOP: Final = 3
"""Most words that stand for the main meeting."""


class Pair(nn.Module):
    """Scores ``[S, N]`` of spans for foci: an additive layer over states and features, and a dot product."""

    def __init__(self, width: int, drop: float, *, none: bool) -> None:
        super().__init__()
        self.focus, self.span = nn.Linear(3 * width, HIDDEN), nn.Linear(width, HIDDEN)
        self.pair, self.out = nn.Linear(PAIR, HIDDEN), nn.Linear(HIDDEN, 1)
        self.query, self.key = nn.Linear(3 * width, DOT), nn.Linear(width, DOT)
        self.wide = nn.Linear(PAIR, 1)
        self.none = nn.Linear(3 * width, 1) if none else None
        self.drop = nn.Dropout(drop)

    def forward(self, focus: Tensor, span: Tensor, features: Tensor) -> Tensor:
        h = F.relu(self.focus(focus)[:, None] + self.span(span)[None] + self.pair(features))
        scores = self.out(self.drop(h))[..., 0] + self.wide(features)[..., 0]
        return scores + self.query(focus) @ self.key(span).T / 10


class Heads(nn.Module):
    """All heads over one encoder."""

    def __init__(self, encoder: Encoder, *, drop: float = 0.2) -> None:
        super().__init__()
        self.encoder = encoder
        d = encoder.shape.width
        self.drop = nn.Dropout(drop)
        self.stance_word, self.cue = nn.Linear(d, len(STANCES)), nn.Linear(d, len(STANCES))
        self.trigger, self.issue_word = nn.Linear(d, 2), nn.Linear(d, len(CATEGORIES))
        self.stance_hidden, self.stance = nn.Linear(3 * d, HIDDEN), nn.Linear(HIDDEN, len(STANCES))
        self.stance_cue = nn.Linear(len(STANCES), len(STANCES))
        nn.init.eye_(self.stance_cue.weight)
        self.holder, self.target = Pair(d, drop, none=False), Pair(d, drop, none=True)
        self.member = Pair(d, drop, none=False)
        self.date, self.place, self.country = (Pair(d, drop, none=True) for _ in range(3))
        self.category_hidden, self.category = nn.Linear(3 * d, HIDDEN), nn.Linear(HIDDEN, len(CATEGORIES) + 1)
        self.lexical_hidden, self.lexical_out = nn.Linear(LEXICAL + 2, 16), nn.Linear(16, 1)
        self.lexical_wide = nn.Linear(LEXICAL + 2, 1)
        self.issue_hidden, self.issue_out = nn.Linear(ISSUE + 1, 16), nn.Linear(16, 1)
        self.issue_wide, self.issue_bias = nn.Linear(ISSUE + 1, 1), nn.Parameter(torch.zeros(len(CATEGORIES)))
        self.article_hidden = nn.Linear(2 * d + 3 + EVENT, ARTICLE)
        self.detected = nn.Linear(ARTICLE, 1)
        self.fields = nn.ModuleDict(
            {name: nn.Linear(ARTICLE, len(labels)) for name, labels in FIELDS.items()}
        )
        self.other_hidden = nn.Linear(3 * d + EVENT, ARTICLE)
        self.other_status = nn.Linear(ARTICLE, len(FIELDS["status"]))
        nn.init.constant_(self.issue_word.bias, -3.0)
        nn.init.constant_(self.trigger.bias, -2.0)

    # -- foci and spans ----------------------------------------------------------------

    def foci(self, reading: Reading, x: Tensor, ranges: Sequence[tuple[int, int]]) -> Tensor:
        """Vectors ``[S, 3d]`` of word ranges."""
        sums = F.pad(x.cumsum(0), (0, 0, 1, 0))
        tops = torch.tensor([reading.top(a, b) for a, b in ranges])
        outer = torch.tensor([reading.sentence_of(a) for a, _ in ranges])
        inner = torch.tensor(list(ranges))
        return self.drop(torch.cat([_mean(sums, inner), x[tops], _mean(sums, outer)], 1))

    def spans(self, x: Tensor, spans: Spans) -> Tensor:
        """Vectors ``[N, d]`` of spans: the mean of their words."""
        sums = F.pad(x.cumsum(0), (0, 0, 1, 0))
        ranges = torch.from_numpy(np.stack([spans.start, spans.end], 1).astype(np.int64))
        return self.drop(_mean(sums, ranges))

    def pairs(
        self, head: Pair, reading: Reading, x: Tensor, ranges: Sequence[tuple[int, int]], spans: Spans,
        *, focus: Tensor | None = None, main: bool = False,
    ) -> Tensor:  # fmt: skip
        """Scores ``[S, N]`` of spans for word ranges; of the main meeting all spans are in reach."""
        if not len(spans.root):
            return x.new_zeros(len(ranges), 0)
        if focus is None:
            focus = self.foci(reading, x, ranges)
        features = torch.from_numpy(np.stack([reading.pairs(a, b, spans, main=main) for a, b in ranges]))
        scores = head(focus, self.spans(x, spans), features)
        if main:
            return scores
        far = torch.ones(scores.shape, dtype=torch.bool)
        for n, (a, b) in enumerate(ranges):
            far[n, torch.from_numpy(reading.near(a, b, spans))] = False
        return scores.masked_fill(far, FLOOR)

    def by_candidate(self, scores: Tensor, keys: NDArray[np.int64], count: int) -> Tensor:
        """Log-sum-exp ``[S, C]`` of mention scores ``[S, N]`` over the mentions of each candidate."""
        out = scores.new_zeros(len(scores), count)
        if scores.shape[1]:
            index = torch.from_numpy(keys.astype(np.int64)).expand(len(scores), -1)
            out = out.scatter_add(1, index, torch.exp(scores.clamp(-15, 15)))
        return torch.log(out + 1e-9).clamp(min=FLOOR)

    # -- heads -------------------------------------------------------------------------

    def segment_stance(
        self, reading: Reading, x: Tensor, ranges: Sequence[tuple[int, int]], focus: Tensor
    ) -> Tensor:
        """Stance scores ``[S, 9]`` of segments, from their words and the likeliest cue near them."""
        cues = torch.sigmoid(self.cue(x))
        near = []
        for a, b in ranges:
            low, high = reading.sentence_of(a)
            near.append(cues[max(low, a - NEAR) : max(min(high, b + NEAR), a + 1)].max(0).values)
        hidden = self.drop(F.relu(self.stance_hidden(focus)))
        return self.stance(hidden) + self.stance_cue(torch.stack(near))

    def issues(self, reading: Reading, words: Tensor) -> Tensor:
        """Scores ``[37]`` that the article has each issue, from the word scores ``[W, 37]``."""
        keep = torch.from_numpy(~reading.document.masked)
        seen = words[keep] if bool(keep.any()) else words
        pooled = torch.logsumexp(seen * 2, 0) / 2
        features = torch.cat([torch.from_numpy(reading.issue_features), pooled[:, None] / 3], 1)
        scores = self.issue_out(torch.tanh(self.issue_hidden(features)))[:, 0]
        return scores + self.issue_wide(features)[:, 0] + pooled + self.issue_bias

    def categories(
        self,
        reading: Reading,
        ranges: Sequence[tuple[int, int]],
        focus: Tensor,
        words: Tensor,
        listed: Tensor,
    ) -> Tensor:
        """Scores ``[S, 38]`` of categories (the last: none) for segments."""
        lexical = torch.from_numpy(np.stack([reading.lexical(a, b) for a, b in ranges]))
        inside = torch.stack([words[a:b].max(0).values for a, b in ranges])
        more = torch.stack([inside / 3, listed.expand(len(ranges), -1) / 3], -1)
        features = torch.cat([lexical, F.pad(more, (0, 0, 0, 1))], -1)
        hidden = self.drop(F.relu(self.category_hidden(focus)))
        scores = self.category(hidden) + self.lexical_wide(features)[..., 0]
        return scores + self.lexical_out(torch.tanh(self.lexical_hidden(features)))[..., 0]

    def article(self, reading: Reading, x: Tensor, trigger: Tensor) -> Tensor:
        """Hidden vector ``[ARTICLE]`` of the main meeting, from words that tell of it, lead and members."""
        scores = trigger[:, 0] - torch.from_numpy(reading.document.masked).float() * 20
        weights = torch.softmax(scores, 0)
        best = torch.topk(scores, min(3, len(scores))).values
        numbers = torch.stack([best[0] / 3, best.mean() / 3, x.new_tensor(np.log(len(x)) / 6)])
        vector = torch.cat([weights @ x, x[: reading.lead_end].mean(0), numbers])
        words = self.main_words(trigger, reading)
        more = self.event_features(reading, x, words, main=True)
        return F.relu(self.article_hidden(torch.cat([self.drop(vector), more])))

    def event_features(self, reading: Reading, x: Tensor, words: Sequence[int], *, main: bool) -> Tensor:
        """Features ``[EVENT]`` of a meeting, its members as the model sees them now."""
        with torch.no_grad():
            members = torch.sigmoid(self.members(reading, x, words, main=main)).numpy()
        return torch.from_numpy(reading.event(list(words), members))

    def status(self, reading: Reading, x: Tensor, words: Sequence[int]) -> Tensor:
        """Scores ``[6]`` of the status of a further meeting."""
        focus = self.foci(reading, x, [(w, w + 1) for w in words])
        more = self.event_features(reading, x, words, main=False)
        return self.other_status(F.relu(self.other_hidden(torch.cat([focus[0], more]))))

    def main_words(self, trigger: Tensor, reading: Reading) -> list[int]:
        """The words that most likely tell of the main meeting, at most `TOP`, the likeliest first."""
        scores = torch.sigmoid(trigger[:, 0]).detach() * torch.from_numpy(~reading.document.masked)
        order = torch.argsort(scores, descending=True, stable=True)[:TOP].tolist()
        return [w for w in order if scores[w] >= 0.4 * scores[order[0]]]

    def members(self, reading: Reading, x: Tensor, words: Sequence[int], *, main: bool) -> Tensor:
        """Scores ``[C]`` that candidates take part in the meeting that `words` tell of."""
        ranges = [(w, w + 1) for w in words]
        scores = self.pairs(self.member, reading, x, ranges, reading.mentions, main=main)
        keys = reading.document.mentions[:, 3] if len(reading.document.mentions) else np.zeros(0, np.int64)
        pooled = self.by_candidate(scores.mean(0, keepdim=True), keys, len(reading.document.candidates))
        return pooled[0]

    def state(self, reading: Reading, x: Tensor, candidate: int, place: tuple[int, int]) -> Tensor:
        """Log-probabilities ``[N + 1]`` of the mentions of states (`Reading.states`) as the candidate's own,
        which is first named at `place`; the last: none."""
        rows = reading.states
        spans, told = reading.mentions.at(rows), reading.of_state(candidate)
        focus = self.foci(reading, x, [place])
        features = torch.from_numpy(reading.pairs(*place, spans, told=told)[None])
        scores = self.country(focus, self.spans(x, spans), features)
        assert self.country.none is not None
        return F.log_softmax(torch.cat([scores, self.country.none(focus)], 1)[0], 0)

    def choice(
        self, head: Pair, reading: Reading, x: Tensor, words: Sequence[int], spans: Spans, *, main: bool
    ) -> Tensor:
        """Log-probabilities ``[N + 1]`` of spans for the meeting that `words` tell of; the last: none."""
        ranges = [(w, w + 1) for w in words]
        focus = self.foci(reading, x, ranges)
        scores = self.pairs(head, reading, x, ranges, spans, focus=focus, main=main)
        assert head.none is not None
        return F.log_softmax(torch.cat([scores, head.none(focus)], 1).mean(0), 0)


def _mean(sums: Tensor, ranges: Tensor) -> Tensor:
    size = (ranges[:, 1] - ranges[:, 0]).clamp(min=1).unsqueeze(1)
    return (sums[ranges[:, 1]] - sums[ranges[:, 0]]) / size
