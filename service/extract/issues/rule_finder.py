"""Issues of an article and the issue that a statement is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from spacy.tokens import Doc, Span

from service.candidates.evidence import evidence_at, masked, text_start, whole_text
from service.candidates.issues.features import agenda_features, features, reading
from service.candidates.issues.matching import Hit, read
from service.candidates.issues.scoring import probability, threshold
from service.extract import confidence
from service.extract.issues.about import Statement, about_features, statement
from service.extract.issues.labels import clean, noun_phrase, span_at
from service.records import Issue
from service.taxonomy import category_ids, issue_categories

_LINKS: Final = frozenset({"between", "our", "with", "in", "to", "two"})
"""First words of terms that are no name of an issue."""
_FURTHER: Final = 0.3
"""Least probability of a second category of one statement."""
_MENTIONS: Final = 12
"""Most mentions listed as evidence of one issue."""


@dataclass(frozen=True, slots=True)
class IssueMention:
    """A term that speaks for a category: code points [start, end) of the Doc; `strong`: enough by itself."""

    start: int
    end: int
    category: str
    strong: bool


class IssueFinder:
    """Reads a Doc once; answers which issues it has and what a stretch of it is about."""

    def __init__(self, doc: Doc, *, has_meeting: bool = True) -> None:
        """`has_meeting` False: nothing is on the agenda of a meeting that the article does not have."""
        self._doc = doc
        self._has_meeting = has_meeting
        self._known: dict[tuple[int, int], tuple[tuple[str, float], ...]] = {}
        debris = [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in masked(doc)]
        self._reading = reading(read(whole_text(doc)), debris)

    def mentions(self) -> tuple[IssueMention, ...]:
        """All terms found, by place."""
        hits = sorted(hit for hits in self._reading.hits.values() for hit in hits)
        return tuple(IssueMention(hit.start, hit.end, hit.category, hit.strong) for hit in hits)

    @cached_property
    def probabilities(self) -> dict[str, float]:
        """Probability that the article has the issue, for each category with a term, in the file's order."""
        return {
            category: probability("listed", features(self._reading, category), category)
            for category in category_ids()
            if category in self._reading.hits
        }

    @cached_property
    def listed(self) -> dict[str, float]:
        """The categories that the record lists, with their probabilities."""
        return {category: p for category, p in self.probabilities.items() if p >= threshold("listed")}

    def issues(self) -> tuple[Issue, ...]:
        """Issues of the article, by first mention."""
        found = sorted((self._evidential(category) for category in self.listed), key=lambda hits: hits[0])
        weights = [self._prominence(hits) for hits in found]
        return tuple(
            self._issue(f"i{number}", hits, weight / max(weights))
            for number, (hits, weight) in enumerate(zip(found, weights, strict=True), start=1)
        )

    def category_of(self, start: int, end: int) -> tuple[str, float] | None:
        """Category and probability of what tokens [start, end) are about; None where nothing says it."""
        return next(iter(self.categories_of(start, end)), None)

    def categories_of(self, start: int, end: int) -> tuple[tuple[str, float], ...]:
        """Categories with probabilities of what tokens [start, end) are about, likeliest first.

        Of the issues that the record lists the best, by terms in the statement, in its sentence and near it,
        and such others as are likely too ("economic and security cooperation").
        """
        if (start, end) not in self._known:
            self._known[start, end] = self._categories(start, end)
        return self._known[start, end]

    def _categories(self, start: int, end: int) -> tuple[tuple[str, float], ...]:
        if not self.listed or not 0 <= start < end <= len(self._doc):
            return ()
        said = self._said(start, end)
        scores = {
            category: probability(
                "about", about_features(self._reading, said, self.listed, category), category
            )
            for category in self.listed
        }
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        return tuple(
            item for n, item in enumerate(ranked) if item[1] >= (_FURTHER if n else threshold("about"))
        )

    def is_bare(self, start: int, end: int) -> bool:
        """Whether no term in tokens [start, end) says by itself what they are about."""
        return not self._said(start, end).strong

    def _said(self, start: int, end: int) -> Statement:
        last = self._doc[end - 1]
        return statement(self._reading, self._doc[start].idx, last.idx + len(last))

    def _evidential(self, category: str) -> tuple[Hit, ...]:
        hits = self._reading.hits[category]
        return tuple(hit for hit in hits if hit.strong) or hits

    def _prominence(self, hits: Sequence[Hit]) -> float:
        """How much room and how early: a hit counts less the later its sentence; the first counts double."""
        return sum((2.0 if hit.sentence == 0 else 1.0) / (1.0 + 0.1 * hit.sentence) for hit in hits)

    def _issue(self, id_: str, hits: tuple[Hit, ...], salience: float) -> Issue:
        category = hits[0].category
        best = max(hits, key=self._naming)
        phrase = self._phrase(best)
        others = [(hit.start, hit.end) for hit in hits if hit is not best][: _MENTIONS - 1]
        spans = sorted([(phrase.start_char, phrase.end_char), *others])
        return Issue(
            id=id_,
            label=clean(phrase.text) or phrase.text,
            category=category,
            context=_CONTEXTS[category],
            salience=round(salience, 3),
            on_agenda=self._has_meeting and self._on_agenda(hits),
            mentions=tuple(evidence_at(self._doc, *span) for span in spans),
            confidence=confidence.of(
                "issues",
                f"hits={confidence.some(len(hits), 3)}",
                "meeting" if self._has_meeting else "no meeting",
                chance=confidence.logit(self.probabilities[category]),
            ),
        )

    def _phrase(self, hit: Hit) -> Span:
        """The noun phrase that names the issue; it does not run from a separate title into the text."""
        term = span_at(self._doc, hit.start, hit.end)
        phrase = noun_phrase(term)
        boundary = text_start(self._doc)
        return term if phrase.start_char < boundary < phrase.end_char else phrase

    def _naming(self, hit: Hit) -> tuple[bool, bool, int, int]:
        """Which hit names the issue best: no "between …", one that the sides speak about, a phrase, early."""
        nominal = self._reading.words.norms[hit.first] not in _LINKS
        return nominal, hit.sentence in self._reading.agenda, min(hit.last - hit.first, 3), -hit.start

    def _on_agenda(self, hits: Sequence[Hit]) -> bool:
        return probability("agenda", agenda_features(self._reading, hits)) >= threshold("agenda")


_CONTEXTS: Final = {category.id: category.plover_context for category in issue_categories()}
