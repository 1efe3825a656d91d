"""What speaks for an issue category in an article, as a few numbers.

The same function feeds the training (`training/issues.py`) and the service.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p
from typing import Final

from service.candidates.issues.matching import Hit, WordList, cue_places, find

LEAD: Final = 60
"""Words that count as the lead."""
TYPICAL: Final = 150
"""Words of a typical article, where the feature `length` is 0."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's words, its hits by category in order of the text, and the sentences with cues of a
    meeting and of its agenda."""

    words: WordList
    hits: Mapping[str, tuple[Hit, ...]]
    agenda: frozenset[int]
    meeting: frozenset[int]

    @property
    def strong(self) -> int:
        """Number of hits that stand without a second cue."""
        return sum(hit.strong for hits in self.hits.values() for hit in hits)

    @property
    def rivals(self) -> int:
        """Number of categories with such a hit."""
        return sum(any(hit.strong for hit in hits) for hits in self.hits.values())


def reading(words: WordList, masked: Sequence[tuple[int, int]] = ()) -> Reading:
    """Find hits and cues; hits that touch `masked` code points [start, end) are left out."""
    cued = cue_places(words)
    grouped: dict[str, list[Hit]] = {}
    for hit in find(words, cued):
        if any(hit.start < end and start < hit.end for start, end in masked):
            continue
        grouped.setdefault(hit.category, []).append(hit)
    return Reading(
        words,
        {category: tuple(found) for category, found in grouped.items()},
        frozenset(words.sentences[place] for place in cued.get("agenda", ())),
        frozenset(words.sentences[place] for place in cued.get("meeting", ())),
    )


def features(article: Reading, category: str) -> dict[str, float]:
    """Features of a category with at least one hit; all are of the order of 1."""
    hits = article.hits.get(category, ())
    strong = [hit for hit in hits if hit.strong]
    weak = log1p(len(hits) - len(strong))
    if not strong:
        return {"weak": weak}
    words = article.words
    total = len(words.norms)
    return {
        "weak": weak,
        "strong": 1.0,
        f"strong:{category}": 1.0,
        "count": log1p(len(strong)),
        "distinct": log1p(len({words.norms[hit.first : hit.last] for hit in strong})),
        "first_sentence": float(strong[0].sentence == 0),
        "lead": float(strong[0].first < LEAD),
        "place": strong[0].first / total,
        "sentence": log1p(strong[0].sentence),
        "phrase": float(any(hit.last - hit.first > 1 for hit in strong)),
        "share": len(strong) / article.strong,
        "length": log(total / TYPICAL),
        "agenda": float(any(hit.sentence in article.agenda for hit in strong)),
        "rivals": log1p(article.rivals),
    }


def agenda_features(article: Reading, hits: Sequence[Hit]) -> dict[str, float]:
    """Features of the question whether the meeting treats what `hits` (one category's, in order) name."""
    agenda = [hit.sentence in article.agenda for hit in hits]
    meeting = [hit.sentence in article.meeting for hit in hits]
    first = hits[0]
    return {
        "agenda": float(any(agenda)),
        "meeting": float(any(meeting)),
        "agenda_meeting": float(any(a and m for a, m in zip(agenda, meeting, strict=True))),
        "agenda_share": sum(agenda) / len(agenda),
        "article_agenda": len(article.agenda) / (article.words.sentences[-1] + 1),
        "article_meeting": len(article.meeting) / (article.words.sentences[-1] + 1),
        "opens_with_meeting": float(bool(article.meeting & {0, 1})),
        "place": first.first / len(article.words.norms),
        "sentence": log1p(first.sentence),
        "first_sentence": float(first.sentence == 0),
        "count": log1p(len(hits)),
        "length": log(len(article.words.norms) / TYPICAL),
    }
