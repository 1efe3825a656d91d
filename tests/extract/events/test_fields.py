"""Kind and level follow from who takes part: no answer of a head can contradict them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Span

from service.annotations import TITLES
from service.extract.events import fields
from service.extract.events.participants import Member
from service.heads.labels import FIELDS
from service.heads.mentions import Candidate
from service.records import Level, MeetingKind, Mode, Setting

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
DOC = spacy.blank("en")("The foreign ministers of Peru and Chile met . President Rosa Ibarra spoke .")
for number, token in enumerate(DOC):
    token.is_sent_start = number in {0, 9}
DOC.spans[TITLES] = [Span(DOC, 1, 3, label="ministers"), Span(DOC, 9, 10, label="leaders")]
weights = st.lists(st.floats(0.01, 1.0), min_size=6, max_size=6)


def event(found: list[Candidate], given_: list[float]) -> tuple[Any, Any]:
    """Context and event with these participants and these answers of the heads."""
    scores = {n: np.array(given_[: len(labels)]) / sum(given_[: len(labels)]) for n, labels in FIELDS.items()}
    context = SimpleNamespace(candidates=found, doc=DOC, token=lambda word: DOC[word])
    members = tuple(Member(n, 0.9) for n in range(len(found)))
    return context, SimpleNamespace(members=members, scores=SimpleNamespace(fields=scores), words=[6])


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
def test_level_is_the_highest_office(found: list[Candidate], given_: list[float]) -> None:
    """Where nobody's office is known, the one that the sentence names counts."""
    level, _ = fields.level(*event(found, given_))
    order = [None, Level.OTHER, Level.OFFICIALS, Level.MINISTERS, Level.LEADERS]
    assert level is order[max(c.rank for c in found) or order.index(Level.MINISTERS)]


@given(st.sampled_from(["PER", "CHL", "KEN", "FRA"]), weights)
def test_a_visit_is_to_somebody_at_the_table(where: str, given_: list[float]) -> None:
    sides = [Candidate(c, c, "state", c, named=True, rank=0) for c in ("PER", "CHL")]
    place = SimpleNamespace(country=SimpleNamespace(alpha3=where))
    context, told = event(sides, given_)
    setting, _ = fields.setting(context, told, Mode.IN_PERSON, place)  # type: ignore[arg-type]
    assert setting is not (Setting.THIRD_PARTY if where in {"PER", "CHL"} else Setting.VISIT)


NAMES = ("status", "kind", "mode", "setting", "level", "duration")
values = st.one_of(
    st.none(), st.builds(fields.Settled, st.one_of(st.none(), st.just("x")), st.floats(0, 1), st.just(()))
)


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, values)))
def test_support_is_given_for_the_fields_with_a_value(settled: dict[str, fields.Settled | None]) -> None:
    found = fields.support(settled)
    assert list(found) == [n for n, own in settled.items() if own is not None and own.value is not None]
    assert all(found[n].confidence == own.confidence for n, own in settled.items() if own and n in found)
