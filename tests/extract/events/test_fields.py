"""Kind and level follow from who takes part: no answer of a head can contradict them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.extract.events import fields
from service.extract.events.participants import Member
from service.heads.labels import FIELDS
from service.heads.mentions import Candidate
from service.records import Level, MeetingKind

COUNTRIES = ("", "PER", "CHL", "KEN", "FRA", "JPN")
KINDS = ("person", "state", "organization", "group")

candidates = st.builds(
    Candidate,
    key=st.uuids().map(str),
    name=st.just("Somebody"),
    kind=st.sampled_from(KINDS),
    country=st.sampled_from(COUNTRIES),
    named=st.booleans(),
    rank=st.integers(0, 4),
)
weights = st.lists(st.floats(0.01, 1.0), min_size=6, max_size=6)


def event(found: list[Candidate], given_: list[float]) -> tuple[Any, Any]:
    """Context and event with these participants and these answers of the heads."""
    scores = {n: np.array(given_[: len(labels)]) / sum(given_[: len(labels)]) for n, labels in FIELDS.items()}
    context = SimpleNamespace(candidates=found)
    members = tuple(Member(n, 0.9) for n in range(len(found)))
    return context, SimpleNamespace(members=members, scores=SimpleNamespace(fields=scores))


@given(st.lists(candidates, min_size=1, max_size=7), weights)
def test_kind_agrees_with_the_sides(found: list[Candidate], given_: list[float]) -> None:
    kind, sure = fields.kind(*event(found, given_))
    known = len({c.country for c in found if c.country})
    known += sum(c.kind == "organization" and not c.country for c in found)
    assert 0 <= sure <= 1
    if known > 3:
        assert kind is MeetingKind.MULTILATERAL
    if known > 2:
        assert kind is not MeetingKind.BILATERAL


@given(st.lists(candidates, min_size=1, max_size=7), weights)
def test_level_is_no_lower_than_the_highest_office(found: list[Candidate], given_: list[float]) -> None:
    level, _ = fields.level(*event(found, given_))
    order = [None, Level.OTHER, Level.OFFICIALS, Level.MINISTERS, Level.LEADERS]
    highest = max(c.rank for c in found)
    if highest:
        assert order.index(level) >= highest
    if highest == 4:
        assert level is Level.LEADERS
