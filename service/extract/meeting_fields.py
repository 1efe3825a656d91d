"""Kind, mode, setting, level and title of a meeting, from its sides, place and words."""

from __future__ import annotations

from typing import Final

from service.extract.actors import ActorIndex
from service.extract.meetings import MeetingCluster
from service.records import Level, Location, MeetingKind, Mode, Setting, Status

_RANKS: Final = (Level.LEADERS, Level.MINISTERS, Level.OFFICIALS, Level.OTHER)


def kind(cluster: MeetingCluster, index: ActorIndex) -> MeetingKind:
    """By number of sides: countries and organisations, persons where they share one side."""
    sides = {index[key].country or key for key in cluster.sides}
    count = len(sides) if len(sides) > 1 else len(cluster.sides)
    return (
        MeetingKind.MULTILATERAL
        if count > 3
        else MeetingKind.TRILATERAL
        if count == 3
        else MeetingKind.BILATERAL
    )


def mode(cluster: MeetingCluster) -> Mode:
    """By the words that evoke the meeting; in person unless they say otherwise."""
    labels = [dated.mention.label for dated in cluster.members]
    if "video" in labels:
        return Mode.VIDEO
    if labels[0] == "call" or labels.count("call") * 2 > len(labels):
        return Mode.PHONE
    return Mode.IN_PERSON


def setting(
    cluster: MeetingCluster, index: ActorIndex, place: Location | None, *, gathering: bool
) -> Setting | None:
    """Who hosts: a gathering, one of the sides, or a third party; None where the article does not say."""
    if mode(cluster) in {Mode.PHONE, Mode.VIDEO}:
        return Setting.MULTILATERAL if gathering else None
    if gathering:
        return Setting.MULTILATERAL
    countries = {index[key].country for key in cluster.sides if index[key].country}
    if place is not None and place.country is not None:
        return (
            Setting.VISIT if place.country.alpha3 in countries else Setting.THIRD_PARTY if countries else None
        )
    if any(dated.mention.label == "visit" for dated in cluster.members):
        return Setting.VISIT
    return None


def level(cluster: MeetingCluster, index: ActorIndex) -> Level | None:
    """The highest office among the participants; None where no office is known."""
    found = {title.label_ for key in cluster.sides for title in index[key].titles}
    return next((rank for rank in _RANKS if rank in found), None)


def title(names: list[str], place: str | None, day: str | None, status: Status) -> str:
    """ "Joe Biden – Xi Jinping, Lima, 2024-11-16"; an unusual status in brackets."""
    parts = [" – ".join(names) or "Meeting"]
    parts += [part for part in (place, day) if part]
    suffix = "" if status in {Status.HELD, Status.PLANNED, Status.ONGOING} else f" ({status})"
    return ", ".join(parts) + suffix
