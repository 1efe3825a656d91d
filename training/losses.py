"""One loss per head, summed over labelled words and divided by the batch's words.

So a head weighs as much as it has labels in the mix, times its entry in `WEIGHTS`.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from training.model import Network
from training.samples import MASK

WEIGHTS = {
    "upos": 1.0, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "sent": 1.0, "arcs": 1.0, "relation": 1.0,
    "names": 1.0, "stance": 0.4, "role": 0.4, "issues": 0.4, "meeting": 8.0,
}  # fmt: skip


def losses(net: Network, batch: dict[str, Tensor], allowed: Tensor) -> dict[str, Tensor]:
    """Weighted loss per head; heads without a label in the batch are absent."""
    start, words = net.states(batch["ids"], batch["shapes"], batch["mask"], batch["first"])
    total = batch["word_mask"].sum()
    out: dict[str, Tensor] = {}
    for name, head in net.linear.items():
        if name == "issues":
            known = (batch["issues"] >= 0).any(-1)
            if known.any():
                out[name] = _issues(head(words[known]), batch["issues"][known])
            continue
        known = batch[name] != MASK
        if known.any():
            out[name] = F.cross_entropy(head(words[known]).float(), batch[name][known], reduction="sum")
    out |= _tree(net, batch, start, words)
    rows = (batch["names"] != MASK).any(1)
    if rows.any():
        gold = batch["names"][rows]
        known = gold != MASK
        scores = net.names(words[rows], batch["corpus"][rows])[known].float()
        inside = scores.masked_fill(~allowed[gold[known]], -1e4)
        out["names"] = (torch.logsumexp(scores, -1) - torch.logsumexp(inside, -1)).sum()
    rows = batch["meeting_detected"] != MASK
    if rows.any():
        scores_by = net.meetings(start[rows], words[rows], batch["word_mask"][rows])
        out["meeting"] = sum(
            F.cross_entropy(
                scores.float(), batch[f"meeting_{name}"][rows], ignore_index=MASK, reduction="sum"
            )
            for name, scores in scores_by.items()
            if (batch[f"meeting_{name}"][rows] != MASK).any()
        )
    return {name: loss * WEIGHTS[name] / total for name, loss in out.items()}


def _issues(scores: Tensor, gold: Tensor) -> Tensor:
    gold = gold.float()
    loss = F.binary_cross_entropy_with_logits(scores.float(), gold.clamp(min=0), reduction="none")
    return (loss * (gold >= 0)).sum()


def _tree(net: Network, batch: dict[str, Tensor], start: Tensor, words: Tensor) -> dict[str, Tensor]:
    rows = (batch["arcs"] != MASK).any(1)
    if not rows.any():
        return {}
    start, words, gold = start[rows], words[rows], batch["arcs"][rows]
    known = gold != MASK
    scores = net.arcs(start, words, batch["word_mask"][rows])
    dep, head = net.relation_vectors(start, words)
    chosen = torch.gather(head, 1, gold.clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1]))
    relation = net.relations(dep[known], chosen[known])
    return {
        "arcs": F.cross_entropy(scores[known].float(), gold[known], reduction="sum"),
        "relation": F.cross_entropy(
            relation.float(), batch["relation"][rows][known], ignore_index=MASK, reduction="sum"
        ),
    }
