"""Who sits at the table of one meeting, and in what capacity."""

from __future__ import annotations

from typing import Final

from service.extract.actors import ActorIndex
from service.extract.evidence import evidence
from service.extract.meetings import MeetingCluster
from service.records import Capacity, Participant, Stakeholder

_RANK: Final = {"leaders": 0, "ministers": 1, "officials": 2, "other": 3}


def participants(
    cluster: MeetingCluster, index: ActorIndex, stakeholders: dict[str, Stakeholder]
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
                confidence=min(0.97, 0.75 + 0.08 * naming),
                evidence=tuple(evidence(m) for m in mentions[:1]),
            )
        )
    return tuple(found)


def _capacity(key: str, cluster: MeetingCluster, index: ActorIndex, hosts: set[str]) -> Capacity:
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


def _rank(index: ActorIndex, key: str) -> int:
    return min((_RANK.get(title.label_, 3) for title in index[key].titles), default=3)
