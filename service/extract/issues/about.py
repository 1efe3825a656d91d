"""What speaks for a category being what a statement is about, as a few numbers.

Terms within the statement decide; where it has none (prefix `bare_`), its sentence, the sentence
before and the article's other issues do. The same function feeds the training.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p
from typing import Final

from service.candidates.issues.features import Reading
from service.candidates.issues.matching import Hit

BILATERAL: Final = "relations.bilateral"


@dataclass(frozen=True, slots=True)
class Statement:
    """Words [first, last) of an article, their sentences, and the strong hits among them, by place."""

    first: int
    last: int
    sentences: tuple[int, int]
    strong: tuple[Hit, ...]

    @property
    def rivals(self) -> int:
        """Number of categories with a strong hit in the statement."""
        return len({hit.category for hit in self.strong})

    def holds(self, hit: Hit) -> bool:
        """Whether the hit lies in the statement, at least with one word."""
        return hit.first < self.last and self.first < hit.last

    def distance(self, hit: Hit) -> int:
        """Words between the hit and the statement, 0 inside."""
        return 0 if self.holds(hit) else max(hit.first - self.last, self.first - hit.last) + 1


def statement(article: Reading, start: int, end: int) -> Statement:
    """The words that touch code points [start, end); the article has at least one word."""
    words = article.words
    first = min(bisect_right(words.ends, start), len(words.norms) - 1)
    last = max(first + 1, bisect_left(words.starts, end))
    inside = [hit for hits in article.hits.values() for hit in hits if hit.first < last and first < hit.last]
    strong = tuple(sorted(hit for hit in inside if hit.strong))
    return Statement(first, last, (words.sentences[first], words.sentences[last - 1]), strong)


def about_features(
    article: Reading, said: Statement, listed: Mapping[str, float], category: str
) -> dict[str, float]:
    """Features of one category of `listed`, the probabilities that the article has the issue."""
    hits = article.hits[category]
    inside = [hit for hit in hits if said.holds(hit)]
    strong = [hit for hit in inside if hit.strong]
    context = {
        **_around(said, hits, inside),
        "listed": _log_odds(listed[category]),
        "most": float(listed[category] == max(listed.values())),
    }
    prefix = "" if said.strong else "bare_"
    found = {prefix + name: value for name, value in context.items()}
    found["weak"] = log1p(len(inside) - len(strong))
    if strong:
        found |= _within(said, strong, category)
    return found


def _within(said: Statement, strong: Sequence[Hit], category: str) -> dict[str, float]:
    """What the strong terms inside the statement say."""
    return {
        "inside": 1.0,
        f"inside:{category}": 1.0,
        "count": log1p(len(strong)),
        "words": log1p(sum(hit.last - hit.first for hit in strong)),
        "share": len(strong) / len(said.strong),
        "comes_first": float(said.strong[0].first in {hit.first for hit in strong}),
        "comes_last": float(said.strong[-1].first in {hit.first for hit in strong}),
        "rivals": log1p(said.rivals),
        "general": float(category == BILATERAL and said.rivals > 1),
    }


def _around(said: Statement, hits: Sequence[Hit], inside: Sequence[Hit]) -> dict[str, float]:
    """What the statement's sentence and its neighbours say."""
    begin, end = said.sentences
    outside = [hit for hit in hits if not said.holds(hit)] if inside else hits
    distances = [said.distance(hit) for hit in hits if hit.strong]
    strong = {hit.sentence for hit in outside if hit.strong}
    return {
        "sentence": float(any(begin <= sentence <= end for sentence in strong)),
        "sentence_weak": float(any(not hit.strong and begin <= hit.sentence <= end for hit in outside)),
        "before": float(begin - 1 in strong),
        "after": float(end + 1 in strong),
        "near": 1.0 / (1.0 + min(distances) / 10.0) if distances else 0.0,
    }


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 0.01), 0.99)
    return log(bounded / (1.0 - bounded))
