"""Claims become positions of the record: actors and issue by id, one entry per holder, issue and stance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Span

from service.candidates.evidence import evidence
from service.extract.context import Context
from service.extract.positions import attribution
from service.extract.positions.claims import Claim
from service.records import Issue, IssueRef, Position, Stakeholder, StakeholderRef


def positions(
    context: Context,
    claimed: Sequence[Claim],
    stakeholders: Mapping[int, Stakeholder],
    issues: Sequence[Issue],
) -> Iterator[Position]:
    """By place; the surest statement stands for all of the same holder, issue and stance."""
    listed = {issue.category: issue for issue in issues}
    merged: dict[tuple[int, str | None, str], Position] = {}
    for claim in claimed:
        key = (claim.holder, claim.category, claim.stance.value)
        known = merged.get(key)
        if known is not None and known.confidence >= claim.confidence:
            continue
        issue = listed.get(claim.category) if claim.category else None
        merged[key] = _position(context, claim, stakeholders, issue)
    yield from sorted(merged.values(), key=lambda p: (p.evidence[0], p.stakeholder.id, p.stance))


def source_of(context: Context, claim: Claim) -> str | None:
    """Key of who reports the statement, where that is not its holder."""
    holder = context.candidates[claim.holder].key
    found = attribution.sources(_statement(context, claim), context.entities)
    return next((key for key in found if key != holder), None) if holder not in found else None


def _statement(context: Context, claim: Claim) -> Span:
    return context.span(claim.segment.start, claim.segment.end)


def _position(
    context: Context, claim: Claim, stakeholders: Mapping[int, Stakeholder], issue: Issue | None
) -> Position:
    statement, cue = _statement(context, claim), context.span(*claim.segment.cue)
    keys = {context.candidates[n].key: entry for n, entry in stakeholders.items()}
    source = source_of(context, claim)
    told = evidence(statement)
    return Position(
        stakeholder=_ref(stakeholders[claim.holder]),
        source=_ref(keys[source]) if source in keys else None,
        issue=IssueRef(issue.id, issue.label, issue.category) if issue else None,
        stance=claim.stance,
        polarity=claim.stance.polarity,
        act=claim.stance.act,
        target=_ref(stakeholders[claim.target]) if claim.target is not None else None,
        statement=told.text,
        quote=attribution.quote_kind(statement, cue),
        cue=cue.text,
        negated=attribution.is_denied(cue),
        hedged=attribution.is_hedged(cue),
        confidence=claim.confidence,
        evidence=(told, evidence(cue)),
    )


def _ref(entry: Stakeholder) -> StakeholderRef:
    return StakeholderRef(entry.id, entry.name)
