"""Kind, mode, setting and title of a meeting, from its sides, place and words."""

from __future__ import annotations

from math import log
from typing import Final

from spacy.tokens import Doc

from service.candidates.entities import EntityIndex
from service.extract import roles
from service.extract.crowds import gathers_many
from service.extract.meetings import MeetingCluster
from service.grammar import obliques
from service.lexicons.meetings import around
from service.records import Location, MeetingKind, Mode, Setting, Status

_CERTAIN: Final = 0.9
"""Probability from which the encoder's answer outweighs the article's own word for the meeting."""
_BEFORE: Final = 4
"""Tokens before a meeting's noun in which its kind may stand: "six", "-", "party"; "bilateral working"."""
_LEAST: Final = 0.01
_KNOWN: Final = 5.0
_COUNTED: Final = 0.5
"""Kind: least probability of a label, and what the count of sides weighs in logits; chosen on the annotated
articles that the encoder learnt from, with the scores of the held-out fold and the development set seen."""


def kind(doc: Doc, cluster: MeetingCluster, index: EntityIndex, *, main: bool) -> MeetingKind:
    """By number of sides; for the main meeting the count and the encoder's answer are weighed.

    A log-linear pool of both: countries that are known count for much, a side that may be part of another
    (a body, a person of unknown country) for little.
    """
    counted = _told(cluster) or _counted(cluster, index)
    if not main or roles.best(doc, "kind") is None:
        return counted
    known = len({index[key].country for key in cluster.sides if index[key].country})
    many = gathers_many(cluster, index)
    told = _told(cluster)

    def support(label: MeetingKind) -> float:
        answer = log(max(roles.score(doc, "kind", label) or 0.0, _LEAST))
        if told:
            return answer + _KNOWN * (label is told)
        if many:
            return answer + _KNOWN * (label is MeetingKind.MULTILATERAL)
        if known > 2:
            return answer + _KNOWN * (label is _by_number(known))
        if known == 2:
            return answer + _KNOWN / 2 * (label is MeetingKind.BILATERAL)
        return answer + _COUNTED * (label is counted)

    return max(MeetingKind, key=support)


def _told(cluster: MeetingCluster) -> MeetingKind | None:
    """The article's own word for it: "bilateral talks", "the six-party talks"."""
    for dated in cluster.members[:1]:
        trigger = dated.mention.trigger
        before = trigger.doc[max(trigger.start - _BEFORE, trigger.sent.start) : trigger.end].text.lower()
        for label in MeetingKind:
            if any(word in before.split() for word in around(label)):
                return label
    return None


def _counted(cluster: MeetingCluster, index: EntityIndex) -> MeetingKind:
    """By number of sides: countries and organisations, persons where they share one side.

    Persons whose country the article does not tell count as one side together.
    """
    countries = {index[key].country for key in cluster.sides if index[key].country}
    bodies = {k for k in cluster.sides if not index[k].country and index[k].kind != "person"}
    persons = any(not index[k].country and index[k].kind == "person" for k in cluster.sides)
    count = len(countries) + len(bodies) + persons
    return _by_number(count if count > 1 else len(cluster.sides))


def _by_number(sides: int) -> MeetingKind:
    if sides > 3:
        return MeetingKind.MULTILATERAL
    return MeetingKind.TRILATERAL if sides == 3 else MeetingKind.BILATERAL


def mode(doc: Doc, cluster: MeetingCluster, *, main: bool) -> Mode:
    """By the words that evoke the meeting; for the main one the encoder's answer where it is sure.

    What is only told as speaking ("spoke today with") is a call, what "met" or "welcomed to" is none,
    whatever the encoder.
    """
    labels = [dated.mention.label for dated in cluster.members]
    if "video" in labels:
        return Mode.VIDEO
    if labels[0] == "call" and {*labels} <= {"call", "talks"}:
        return Mode.PHONE
    told = cluster.members[0].mention.trigger.root
    if labels[0] == "meet" and told.lemma_.lower() == "call":
        return Mode.IN_PERSON  # "paid a call on"
    if told.pos_ == "VERB" and (labels[0] == "meet" or (labels[0] == "visit" and obliques(told, "to"))):
        return Mode.IN_PERSON
    answer = roles.best(doc, "mode") if main else None
    if answer and answer[1] >= _CERTAIN and answer[0] != Mode.UNKNOWN:
        return Mode(answer[0])
    if labels[0] == "call" or labels.count("call") * 2 > len(labels):
        return Mode.PHONE
    return Mode.IN_PERSON


def setting(
    cluster: MeetingCluster, index: EntityIndex, place: Location | None, how: Mode, *, gathering: bool
) -> Setting | None:
    """Who hosts: a gathering, one of the sides, or a third party; None where the article does not say."""
    if how in {Mode.PHONE, Mode.VIDEO}:
        return Setting.MULTILATERAL if gathering else None
    if gathering:
        return Setting.MULTILATERAL
    countries = {index[key].country for key in cluster.sides if index[key].country}
    if place is not None and place.country is not None:
        if place.country.alpha3 in countries:
            return Setting.VISIT
        return Setting.THIRD_PARTY if countries else None
    if any(dated.mention.label == "visit" for dated in cluster.members):
        return Setting.VISIT
    return None


def title(names: list[str], place: str | None, day: str | None, status: Status) -> str:
    """ "Joe Biden – Xi Jinping, Lima, 2024-11-16"; an unusual status in brackets."""
    parts = [" – ".join(names) or "Meeting"]
    parts += [part for part in (place, day) if part]
    suffix = "" if status in {Status.HELD, Status.PLANNED, Status.ONGOING} else f" ({status})"
    return ", ".join(parts) + suffix
