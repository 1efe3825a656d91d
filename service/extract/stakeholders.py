"""Candidates become stakeholders: one entry each, with name, role, country, aliases and mentions."""

from __future__ import annotations

from typing import Final

from service.candidates.evidence import evidence
from service.candidates.naming import PRONOUNS, clean, country_of, role_of
from service.extract.context import Context
from service.records import Stakeholder, StakeholderKind

_CONFIDENCE: Final = {"person": 0.95, "state": 0.97, "organization": 0.9, "group": 0.8}
"""Chance that the entry is one actor rightly named; measured by `evaluation`, see docs/evaluation.md."""


def stakeholder(context: Context, candidate: int, *, number: int) -> Stakeholder:
    """The entry ``s<number>`` of a candidate."""
    own = context.candidates[candidate]
    entity = context.entities.get(own.key)
    spans = list(entity.mentions) if entity is not None else context.mentions(candidate)
    spans.sort(key=lambda span: (span.start, span.end))
    forms = dict.fromkeys(clean(span) for span in spans if span.text.lower() not in PRONOUNS)
    known = not own.country or own.kind != "person" or (entity is not None and bool(entity.titles))
    return Stakeholder(
        id=f"s{number}",
        name=own.name,
        kind=StakeholderKind(own.kind),
        role=role_of(entity) if entity is not None else None,
        country=country_of(own.country),
        aliases=tuple(form for form in forms if form and form != own.name),
        mentions=tuple(evidence(span) for span in spans),
        confidence=_CONFIDENCE[own.kind] if known else round(_CONFIDENCE[own.kind] - 0.1, 3),
    )
