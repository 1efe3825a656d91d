"""What each head has got wrong in one article."""

from __future__ import annotations

import random
from collections.abc import Iterator

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.heads.model import Heads
from training.heads.samples import IGNORE, Event, Sample, Segment

WEIGHTS = {
    "stance_word": 1 / 60, "cue": 1 / 15, "trigger": 1 / 10, "stance": 0.5, "holder": 1.0, "clause": 0.3,
    "target": 0.4, "category": 1.0, "issue": 0.25, "issue_word": 1 / 60, "detected": 1.5, "fields": 0.5,
    "member": 0.35, "other_status": 0.5, "date": 0.6, "place": 0.6, "country": 0.3,
}  # fmt: skip
"""What an error of each head weighs."""


def losses(model: Heads, sample: Sample, x: Tensor, rng: random.Random) -> dict[str, Tensor]:
    """Unweighted losses of one article, by head. `x`: word states."""
    found: dict[str, Tensor] = {}
    reading = sample.reading
    dropped = model.drop(x)
    keep = torch.from_numpy(~reading.document.masked).float()
    stance = F.binary_cross_entropy_with_logits(
        model.stance_word(dropped), torch.from_numpy(sample.stance), reduction="none"
    )
    found["stance_word"] = (stance.sum(1) * keep).sum()
    if sample.version > 1:
        cue = F.binary_cross_entropy_with_logits(
            model.cue(dropped), torch.from_numpy(sample.cue), reduction="none"
        )
        found["cue"] = (cue.sum(1) * keep).sum()
    trigger = model.trigger(dropped)
    if sample.version > 1:
        gold = torch.from_numpy(sample.trigger).float()
        each = F.binary_cross_entropy_with_logits(trigger, gold.clamp(min=0), reduction="none")
        found["trigger"] = (each * (gold != IGNORE)).sum()
    words = model.issue_word(dropped)
    found |= _issues(model, sample, words)
    found |= _events(model, sample, x, trigger, rng)
    found |= _positions(model, sample, x, words, rng)
    states = []
    for n, rows in sample.countries:
        place = sample.reading.first_name(n)
        assert place is not None
        states.append(-torch.logsumexp(model.state(sample.reading, x, n, place)[rows or [-1]], 0))
    if states:
        found["country"] = torch.stack(states).sum()
    return found


def _issues(model: Heads, sample: Sample, words: Tensor) -> dict[str, Tensor]:
    listed = model.issues(sample.reading, words)
    gold = torch.from_numpy(sample.issues)
    found = {"issue": F.binary_cross_entropy_with_logits(listed, gold, reduction="sum")}
    marked = torch.zeros_like(words)
    for start, end, category in sample.spans:
        marked[start:end, category] = 1
    for segment in sample.segments:
        for category in segment.categories:
            if category < marked.shape[1]:
                marked[segment.start : segment.end, category] = 1
    # A word without a mark may still name an issue that the article has.
    weight = torch.where(marked > 0, 1.0, torch.where(gold > 0, 0.1, 1.0))
    each = F.binary_cross_entropy_with_logits(words, marked, weight=weight, reduction="sum")
    found["issue_word"] = each
    return found


def _events(
    model: Heads, sample: Sample, x: Tensor, trigger: Tensor, rng: random.Random
) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    reading = sample.reading
    hidden = model.article(reading, x, trigger)
    gold = torch.tensor([float(sample.detected)])
    found["detected"] = F.binary_cross_entropy_with_logits(model.detected(hidden), gold)
    if sample.main is not None:
        fields = [
            F.cross_entropy(head(hidden), torch.tensor(sample.main.fields[name]))
            for name, head in model.fields.items()
            if sample.main.fields[name] != IGNORE
        ]
        found["fields"] = torch.stack(fields).sum()
        words = sample.main.triggers
        if not words or rng.random() < 0.3:
            words = model.main_words(trigger, reading)
        _add(found, _links(model, sample, x, sample.main, words, main=True))
    for event in sample.others:
        if event.triggers:
            _add(found, _links(model, sample, x, event, event.triggers, main=False))
            if event.fields["status"] != IGNORE:
                status = model.status(reading, x, event.triggers)
                gold = torch.tensor(event.fields["status"])
                _add(found, {"other_status": F.cross_entropy(status, gold)})
    return found


def _links(
    model: Heads, sample: Sample, x: Tensor, event: Event, words: list[int], *, main: bool
) -> dict[str, Tensor]:
    """Participants, date and place of one meeting."""
    reading, found = sample.reading, {}
    scores = model.members(reading, x, words, main=main)
    gold = torch.from_numpy(event.members).float()
    each = F.binary_cross_entropy_with_logits(scores, gold.clamp(min=0), reduction="none")
    seen = torch.zeros(len(scores), dtype=torch.bool)
    if len(reading.document.mentions):
        seen[torch.from_numpy(reading.document.mentions[:, 3].astype("int64"))] = True
    found["member"] = (each * (gold != IGNORE) * seen).sum()
    for name, head, spans, rows in (
        ("date", model.date, reading.dates, event.dates),
        ("place", model.place, reading.places, event.places),
    ):
        if rows is not None and (len(spans.root) or not rows):
            chosen = model.choice(head, reading, x, words, spans, main=main)
            found[name] = -torch.logsumexp(chosen[rows or [-1]], 0)
    return found


def _add(found: dict[str, Tensor], more: dict[str, Tensor]) -> None:
    for name, loss in more.items():
        found[name] = found[name] + loss if name in found else loss


def _positions(
    model: Heads, sample: Sample, x: Tensor, words: Tensor, rng: random.Random
) -> dict[str, Tensor]:
    reading = sample.reading
    gold = [_jittered(sample, s, rng) for s in sample.segments]
    ranges = gold + list(_negatives(sample, len(gold) + 1, rng))
    if not ranges:
        return {}
    focus = model.foci(reading, x, ranges)
    labels = torch.zeros(len(ranges), sample.stance.shape[1])
    for n, segment in enumerate(sample.segments):
        labels[n, segment.stances] = 1
    stance = model.segment_stance(reading, x, ranges, focus)
    found = {"stance": F.binary_cross_entropy_with_logits(stance, labels, reduction="sum")}
    if not gold:
        return found
    focus = focus[: len(gold)]
    found |= _holders(model, sample, x, gold, focus)
    listed = model.issues(reading, words).detach()
    scores = F.log_softmax(model.categories(reading, gold, focus, words.detach(), listed), -1)
    found["category"] = -torch.stack(
        [scores[n, s.categories].mean() for n, s in enumerate(sample.segments)]
    ).sum()
    if sample.spans:
        spans = [(a, b) for a, b, _ in sample.spans]
        more = model.categories(reading, spans, model.foci(reading, x, spans), words.detach(), listed)
        wanted = torch.tensor([c for *_, c in sample.spans])
        found["category"] = found["category"] + 0.5 * F.cross_entropy(more, wanted, reduction="sum")
    return found


def _holders(
    model: Heads, sample: Sample, x: Tensor, ranges: list[tuple[int, int]], focus: Tensor
) -> dict[str, Tensor]:
    reading = sample.reading
    d = reading.document
    keys = d.mentions[:, 3] if len(d.mentions) else torch.zeros(0).numpy()
    zero = x.sum() * 0
    found = {"holder": zero, "clause": zero, "target": zero}
    if not len(keys):
        return found
    mentions = model.pairs(model.holder, reading, x, ranges, reading.mentions, focus=focus)
    scores = model.by_candidate(mentions, keys, len(d.candidates))
    aimed = model.pairs(model.target, reading, x, ranges, reading.mentions, focus=focus)
    assert model.target.none is not None
    aimed = F.log_softmax(torch.cat([aimed, model.target.none(focus)], 1), 1)
    chosen = F.log_softmax(mentions, 1)
    holder, clause, target = [], [], []
    for n, segment in enumerate(sample.segments):
        if segment.holders:
            labels, weight = torch.zeros(len(d.candidates)), torch.zeros(len(d.candidates))
            weight[keys] = 1
            labels[segment.holders], weight[segment.unsure] = 1, 0
            each = F.binary_cross_entropy_with_logits(scores[n], labels, reduction="none")
            holder.append((each * weight).sum())
        clause += [-torch.logsumexp(chosen[n, rows], 0) for rows in segment.clauses]
        if segment.targets is not None:
            rows = [j for j, k in enumerate(keys) if k in segment.targets] if segment.targets else [-1]
            if rows:
                target.append(-torch.logsumexp(aimed[n, rows], 0))
    found = {"holder": holder, "clause": clause, "target": target}
    return {name: torch.stack(values).sum() if values else zero for name, values in found.items()}


def _jittered(sample: Sample, segment: Segment, rng: random.Random) -> tuple[int, int]:
    """The segment with other ends, as the tagger may find it."""
    a, b = segment.start, segment.end
    if rng.random() < 0.5:
        return a, b
    part = max(1, (b - a) // 4)
    low, high = sample.reading.sentence_of(a)
    start = min(max(low, a + rng.randint(-2, part)), b - 1)
    end = max(min(high, b + rng.randint(-part, 2)), a + 1)
    return (start, end) if end - start >= 2 else (a, b)


def _negatives(sample: Sample, count: int, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Stretches of one sentence that no gold segment covers for more than a quarter."""
    size, left = len(sample.stance), count
    for _ in range(count * 3):
        if not left or size < 6:
            return
        a = rng.randrange(size - 3)
        b = min(a + rng.randint(4, 16), sample.reading.sentence_of(a)[1])
        covered = max((min(b, s.end) - max(a, s.start) for s in sample.segments), default=0)
        if b - a >= 3 and covered <= 0.25 * (b - a):
            left -= 1
            yield a, b
