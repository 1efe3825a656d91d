"""Issues of the record: the categories that the head sees, with the article's own words for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from spacy.tokens import Span

from service.candidates.evidence import evidence, text_start
from service.candidates.issues import terms
from service.candidates.issues.features import agenda_features
from service.candidates.issues.matching import Hit
from service.candidates.issues.scoring import probability, threshold
from service.extract import combine
from service.extract.context import Context
from service.extract.issues.labels import clean, holds_noun, names_matter, noun_phrase, span_at
from service.heads.labels import CATEGORIES
from service.records import Issue
from service.taxonomy import issue_categories

_LINKS: Final = frozenset({"between", "our", "with", "in", "to", "two"})
"""First words of terms that are no name of an issue."""
_HESITANT: Final = 0.1
"""Least probability of the one issue of a meeting."""
_MENTIONS: Final = 12
"""Most mentions listed as evidence of one issue."""
_CONTEXTS: Final = {category.id: category.plover_context for category in issue_categories()}


@dataclass(frozen=True, slots=True)
class _Found:
    """A category with the phrase that names it, its other mentions and its lexicon hits."""

    category: str
    confidence: float
    phrase: Span
    mentions: tuple[Span, ...]
    hits: tuple[Hit, ...]


def issues(context: Context, needed: Iterable[str], *, has_meeting: bool) -> tuple[Issue, ...]:
    """Issues by first mention. `needed`: categories of positions, which are listed whatever the head says.

    A meeting's topic is not dropped because the head hesitates between categories: where none is likely
    enough, the likeliest is listed with its low confidence.
    """
    least, wanted = combine.threshold("issues"), set(needed)
    likely = [combine.probability("issues", float(p)) for p in context.scores.issues]
    if has_meeting and not wanted and _HESITANT <= max(likely) < least:
        wanted = {CATEGORIES[likely.index(max(likely))]}
    found = [
        _found(context, n, likely[n])
        for n, category in enumerate(CATEGORIES)
        if likely[n] >= least or category in wanted
    ]
    found.sort(key=lambda f: (min(m.start for m in f.mentions), CATEGORIES.index(f.category)))
    weights = [_prominence(context, f) for f in found]
    return tuple(
        _issue(context, f, number, weight / max(weights), has_meeting=has_meeting)
        for number, (f, weight) in enumerate(zip(found, weights, strict=True), start=1)
    )


def _found(context: Context, n: int, confidence: float) -> _Found:
    """By the lexicon's terms where one of them stands in a noun phrase, else by the words to which the head
    gives the most in a phrase that names a matter; without any by the term, or the word, as it is."""
    category, article = CATEGORIES[n], terms.of(context.doc)
    strong = tuple(hit for hit in article.hits.get(category, ()) if hit.strong)
    spans = [span_at(context.doc, hit.start, hit.end) for hit in strong]
    phrases = [_phrase(context, span) for span in spans]
    ranked = sorted(range(len(strong)), key=lambda i: _naming(context, strong[i]), reverse=True)
    best = next((i for i in ranked if holds_noun(phrases[i])), None)
    if best is None:
        phrase = _likeliest_phrase(context, n, spans)
        if phrase is None and not ranked:
            phrase = _likeliest_word(context, n)
        if phrase is not None:
            return _Found(category, confidence, phrase, (phrase, *spans), strong)
        best = ranked[0]
    mentions = (span for i, span in enumerate(spans) if i != best)
    return _Found(category, confidence, phrases[best], (phrases[best], *mentions), strong)


def _likeliest_phrase(context: Context, n: int, told: Sequence[Span]) -> Span | None:
    """The phrase that names a matter around the word to which the head gives the most for category `n`: in
    the sentences of `told` where one is there, else anywhere; None where no phrase does."""
    document = context.document
    likely = np.where(document.masked, -np.inf, context.scores.issue_words[:, n])
    sentences = {span.sent.start for span in told}
    found = None
    for word in np.argsort(-likely, kind="stable").tolist():
        term = context.span(word, word + 1)
        beside = term.sent.start in sentences
        if document.masked[word] or (found is not None and not beside):
            continue
        phrase = _phrase(context, term)
        if names_matter(phrase):
            if beside or not sentences:
                return phrase
            found = phrase
    return found


def _likeliest_word(context: Context, n: int) -> Span:
    """The word to which the head gives the most for category `n`."""
    best = int(np.where(context.document.masked, -np.inf, context.scores.issue_words[:, n]).argmax())
    return context.span(best, best + 1)


def _phrase(context: Context, term: Span) -> Span:
    """The noun phrase that names the issue; it does not run from a separate title into the text."""
    phrase = noun_phrase(term)
    boundary = text_start(context.doc)
    return term if phrase.start_char < boundary < phrase.end_char else phrase


def _naming(context: Context, hit: Hit) -> tuple[bool, bool, int, int]:
    """Which hit names the issue best: no "between …", one that the sides speak about, a phrase, early."""
    article = terms.of(context.doc)
    nominal = article.words.norms[hit.first] not in _LINKS
    return nominal, hit.sentence in article.agenda, min(hit.last - hit.first, 3), -hit.start


def _prominence(context: Context, found: _Found) -> float:
    """How much room and how early: a mention counts less the later its sentence; the first counts double."""
    starts = context.reading.sentence_start
    tokens = context.document.tokens
    numbers = [int(np.searchsorted(tokens[starts], m.start, side="right")) - 1 for m in found.mentions]
    return sum((2.0 if number <= 0 else 1.0) / (1.0 + 0.1 * max(number, 0)) for number in numbers)


def _issue(context: Context, found: _Found, number: int, salience: float, *, has_meeting: bool) -> Issue:
    spans: Sequence[Span] = sorted(found.mentions[:_MENTIONS], key=lambda s: (s.start, s.end))
    return Issue(
        id=f"i{number}",
        label=clean(found.phrase.text) or found.phrase.text,
        category=found.category,
        context=_CONTEXTS[found.category],
        salience=round(salience, 3),
        on_agenda=has_meeting and _on_agenda(context, found.hits),
        mentions=tuple(evidence(span) for span in spans),
        confidence=found.confidence,
    )


def _on_agenda(context: Context, hits: Sequence[Hit]) -> bool:
    """Whether the meeting treats it, by the words around the terms."""
    if not hits:
        return False
    return probability("agenda", agenda_features(terms.of(context.doc), hits)) >= threshold("agenda")
