"""Who sits at the table of one meeting, and in what capacity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from service.candidates.entities import Entity, EntityIndex
from service.candidates.evidence import evidence
from service.candidates.memo import once
from service.extract import confidence, roles
from service.extract.meetings import MeetingCluster
from service.records import Capacity, Participant, Stakeholder

_RANK: Final = {"leaders": 0, "ministers": 1, "officials": 2, "other": 3}
_EARLY: Final = 60
"""Tokens from the beginning within which whoever meets is named as a rule."""


def participants(
    cluster: MeetingCluster, index: EntityIndex, stakeholders: dict[str, Stakeholder]
) -> tuple[Participant, ...]:
    """Participants in the order in which the meeting's mentions name them."""
    hosts = {key for dated in cluster.members for key in dated.mention.hosts}
    found = []
    for key in cluster.sides:
        actor = index[key]
        naming = sum(key in dated.mention.sides for dated in cluster.members)
        mentions = sorted(actor.mentions, key=lambda m: (m.start, m.end))
        found.append(
            Participant(
                stakeholder=stakeholders[key],
                capacity=_capacity(key, cluster, index, hosts),
                confidence=_confidence(index.doc, actor, cluster, naming),
                evidence=tuple(evidence(m) for m in mentions[:1]),
            )
        )
    return tuple(found)


def _confidence(doc: Doc, actor: Entity, cluster: MeetingCluster, naming: int) -> float:
    """That an actor takes part. `naming`: mentions of the meeting that name it as a side."""
    return confidence.of(
        "participants",
        f"naming={confidence.some(naming, 3)}",
        f"kind={actor.kind}",
        f"sides={confidence.some(len(cluster.sides), 5)}",
        *(["titled"] if actor.titles else []),
        *([] if actor.country else ["no country"]),
        *_named(doc, actor),
        score=min(cluster.score, 6.0),
    )


@once
def _marked(doc: Doc) -> frozenset[int]:
    """Tokens that the encoder sees at the table."""
    return frozenset(token.i for span in roles.spans(doc, "PARTICIPANT") for token in span)


def _named(doc: Doc, actor: Entity) -> Iterator[str]:
    """Where the article names an actor, and whether the encoder sees it at the table."""
    if min(m.start for m in actor.mentions) < _EARLY:
        yield "early"
    if any(m.root.i in _marked(doc) for m in actor.mentions):
        yield "marked"


def _capacity(key: str, cluster: MeetingCluster, index: EntityIndex, hosts: set[str]) -> Capacity:
    """Host by verb; a lower-ranking person beside a higher one of the same country is a delegate."""
    if key in hosts:
        return Capacity.HOST
    country, rank = index[key].country, _rank(index, key)
    colleagues = [
        _rank(index, other)
        for other in cluster.sides
        if other != key and index[other].country == country and country
    ]
    return Capacity.DELEGATE if any(other < rank for other in colleagues) else Capacity.PRINCIPAL


def _rank(index: EntityIndex, key: str) -> int:
    return min((_RANK.get(title.label_, 3) for title in index[key].titles), default=3)
