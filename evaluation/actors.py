"""Stakeholders against the actors that gold names: none twice, no two as one.

Gold's actors are its participants and the holders of its positions. A stakeholder goes by its name and its
aliases. Twice: two stakeholders bear one gold person's or body's name. Merged: one stakeholder bears the
full names of two gold persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from evaluation.facts import Actor
from evaluation.matching import likeness, normalise


@dataclass(frozen=True, slots=True)
class Fault:
    """An actor that the record has twice, or two that it has as one; names as they stand there."""

    kind: str
    names: tuple[str, str]
    actor: str


def faults(gold: dict[str, Any], record: dict[str, Any]) -> Iterator[Fault]:
    """What is wrong with the stakeholders of a record."""
    actors = gold_actors(gold)
    entries = record["stakeholders"]
    for actor in actors:
        bearers = [e for e in entries if likeness(actor, _actor(e)) and not _nearer(actor, actors, e)]
        for one, other in combinations(bearers, 2):
            yield Fault("twice", (one["name"], other["name"]), actor.name)
    for entry in entries:
        persons = [a for a in actors if " " in normalise(a.name)]
        forms = {normalise(form) for form in (entry["name"], *entry["aliases"])}
        inside = [a.name for a in persons if normalise(a.name) in forms]
        for one, other in combinations(inside, 2):
            yield Fault("merged", (one, other), entry["name"])


def _nearer(actor: Actor, actors: Sequence[Actor], entry: dict[str, Any]) -> bool:
    """Whether the entry is another gold actor's by its full name."""
    return any(
        other is not actor and likeness(other, _actor(entry)) > likeness(actor, _actor(entry))
        for other in actors
    )


def gold_actors(gold: dict[str, Any]) -> list[Actor]:
    """Participants and holders, each once."""
    found: dict[str, Actor] = {}
    named = [(p["name"], p) for p in gold["participants"]] + [(p["holder"], p) for p in gold["positions"]]
    for name, entry in named:
        found.setdefault(normalise(name), Actor(name, entry.get("country")))
    return list(found.values())


def _actor(entry: dict[str, Any]) -> Actor:
    country = entry["country"]
    return Actor(entry["name"], country["alpha3"] if country else None)
