"""Position candidates become positions: actors and issue referred to by id, repeats merged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc

from service.candidates.evidence import text_at
from service.candidates.memo import once
from service.extract import confidence
from service.extract.issues import IssueFinder
from service.extract.positions import PositionCandidate
from service.records import Issue, IssueRef, Position, Stakeholder, StakeholderRef

_COURTESY: Final = re.compile(r"\bcongratulat(?:e|es|ed|ing)\b", re.IGNORECASE)
"""Cues that honour a person, whatever the occasion is about."""
_BACKWARD: Final = re.compile(
    r"\bth(?:is|at|ese|ose) (?:issue|matter|subject|topic|problem|question|regard|respect|end)s?\b",
    re.IGNORECASE,
)
"""Words that name the issue by the sentence before."""


LEAST = 0.18
"""Confidence below which nothing is claimed: F1 gains by what is likelier right than half its value."""
_SHELL: Final = re.compile(
    r"\b(?:th(?:e|is|at|ese|ose)|(?:any )?such|such an?)\s+"
    r"(?:accord|accusation|action|agreement|allegation|announcement|assertion|bill|call|charge|claim|comment|"
    r"criticism|deal|decision|demand|idea|incident|law|legislation|measure|move|offer|plan|policy|project|"
    r"proposal|remark|report|request|resolution|ruling|statement|step|suggestion|verdict)s?\b",
    re.IGNORECASE,
)
"""Shell nouns (Schmid 2000): they wrap up what was said before."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A candidate on one issue category (None: on none), with the probability that it is a position."""

    candidate: PositionCandidate
    category: str | None
    confidence: float


def claims(
    doc: Doc, candidates: Sequence[PositionCandidate], finder: IssueFinder, *, at_table: Collection[str] = ()
) -> tuple[Claim, ...]:
    """Candidates by category, in order; those that are all but surely wrong are left out, unless the
    article has no issue at all, so that none could be found for them.

    `at_table`: keys of who takes part in the main meeting.
    """
    judged = (
        Claim(candidate, category, _confidence(doc, candidate, category, likely, at_table))
        for candidate in candidates
        for category, likely in _categories(doc, finder, candidate) or ((None, 0.0),)
    )
    least = LEAST if finder.listed else 0.0
    return tuple(claim for claim in judged if claim.confidence >= least)


def positions(
    doc: Doc, claimed: Sequence[Claim], stakeholders: dict[str, Stakeholder], issues: Sequence[Issue]
) -> Iterator[Position]:
    """One position per holder, issue and stance, by place; the surest statement stands for all."""
    listed = {issue.category: issue for issue in issues}
    merged: dict[tuple[str, str | None, str], Position] = {}
    for claim in claimed:
        issue = listed.get(claim.category) if claim.category else None
        made = replace(_position(doc, claim.candidate, stakeholders, issue), confidence=claim.confidence)
        key = (claim.candidate.holder, claim.category, made.stance.value)
        known = merged.get(key)
        merged[key] = made if known is None else _joined(known, made)
    yield from sorted(merged.values(), key=lambda p: (p.evidence[0], p.stakeholder.id, p.stance))


def _confidence(
    doc: Doc, candidate: PositionCandidate, category: str | None, likely: float, at_table: Collection[str]
) -> float:
    """By who speaks and how, by what found the stance, and by how sure the issue is."""
    return confidence.of(
        "positions",
        f"support={candidate.support}",
        f"quote={candidate.quote}",
        "holder=at table" if candidate.holder in at_table else "holder=elsewhere",
        *(["reported"] if candidate.source else []),
        *(["negated"] if candidate.negated else []),
        *(["hedged"] if candidate.hedged else []),
        *([] if category else ["no issue"]),
        *(["courtesy"] if _is_courtesy(doc, candidate) else []),
        issue=confidence.logit(likely) if category else 0.0,
        words=confidence.doublings(len(doc), of=120, most=2),
        sentence=confidence.doublings(_sentence(doc, candidate), of=1, most=5),
    )


@once
def _starts(doc: Doc) -> tuple[int, ...]:
    """Code points where sentences start."""
    return tuple(sentence.start_char for sentence in doc.sents)


def _sentence(doc: Doc, candidate: PositionCandidate) -> int:
    """Number of the statement's sentence, the first being 1."""
    return max(1, bisect_right(_starts(doc), candidate.start))


def _is_courtesy(doc: Doc, candidate: PositionCandidate) -> bool:
    return _COURTESY.search(candidate.cue_text(doc)) is not None


def _categories(doc: Doc, finder: IssueFinder, candidate: PositionCandidate) -> tuple[tuple[str, float], ...]:
    """What cue and statement are about, with probabilities; () where nothing says it, or for a courtesy."""
    span = doc.char_span(*candidate.scope, alignment_mode="expand")
    if span is None or _is_courtesy(doc, candidate):
        return ()
    start = span.start
    text = text_at(doc, span.start_char, span.end_char)
    if _BACKWARD.search(text) or (_SHELL.search(text) and finder.is_bare(start, span.end)):
        start = doc[max(span.sent.start - 1, 0)].sent.start
    return finder.categories_of(start, span.end)


def _joined(first: Position, second: Position) -> Position:
    """The surer of two statements of one stance, with the evidence of both."""
    best, other = (second, first) if second.confidence > first.confidence else (first, second)
    extra = tuple(e for e in other.evidence if e not in best.evidence)
    return replace(best, evidence=best.evidence + extra)


def _position(
    doc: Doc, candidate: PositionCandidate, stakeholders: dict[str, Stakeholder], issue: Issue | None
) -> Position:
    return Position(
        stakeholder=_ref(stakeholders[candidate.holder]),
        source=_ref(stakeholders[candidate.source]) if candidate.source else None,
        issue=IssueRef(id=issue.id, label=issue.label, category=issue.category) if issue else None,
        stance=candidate.stance,
        polarity=candidate.stance.polarity,
        act=candidate.stance.act,
        target=_ref(stakeholders[candidate.target]) if candidate.target else None,
        statement=text_at(doc, candidate.start, candidate.end),
        quote=candidate.quote,
        cue=candidate.cue_text(doc),
        negated=candidate.negated,
        hedged=candidate.hedged,
        confidence=0.0,
        evidence=candidate.evidence(doc),
    )


def _ref(entry: Stakeholder) -> StakeholderRef:
    return StakeholderRef(id=entry.id, name=entry.name)
