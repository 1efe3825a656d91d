"""What counts as a name that an article's gold asks for, and when it is found."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span, SpanGroup

from evaluation.facts import Actor, Facts, Opinion
from evaluation.names import (
    Found,
    found_in,
    gold_countries,
    gold_persons,
    judge_countries,
    judge_persons,
)
from service.annotations import ACTORS, NAMES


def facts(*participants: tuple[str, str | None], holders: tuple[str, ...] = ()) -> Facts:
    return Facts(
        meeting=None,
        participants=tuple(Actor(name, None, role) for name, role in participants),
        place=None,
        issues=(),
        positions=tuple(Opinion(Actor(name), None, "support") for name in holders),
        other_meetings=(),
    )


@pytest.mark.parametrize(
    ("participants", "holders", "text", "names"),
    [
        pytest.param([("Ana Ruiz", "President")], (), "Ms. Ruiz left.", ["Ana Ruiz"], id="by a last name"),
        pytest.param([("Ana Ruiz", "President")], (), "The president left.", [], id="not named"),
        pytest.param([("Ruiz", "President")], (), "President Ruiz left.", ["Ruiz"], id="an office"),
        pytest.param([], ("Ana Ruiz",), "Ana Ruiz objects.", ["Ana Ruiz"], id="a holder"),
        pytest.param([], ("Ruiz",), "Ruiz objects.", [], id="one word may be anything"),
        pytest.param([("Ana Ruiz", "Chair")], ("Ruiz",), "Ana Ruiz spoke.", ["Ana Ruiz"], id="once"),
        pytest.param([("Peru", None)], ("human rights groups",), "Peru and groups met.", [], id="no persons"),
        pytest.param([], ("Norland Peace Party",), "The Norland Peace Party objects.", [], id="a body"),
        pytest.param(
            [("Omar bin Said Al Hadi", "Emir")], (), "Emir Al Hadi", ["Omar bin Said Al Hadi"], id="particles"
        ),
    ],
)
def test_persons_of_gold(
    participants: list[tuple[str, str | None]], holders: tuple[str, ...], text: str, names: list[str]
) -> None:
    assert [actor.name for actor in gold_persons(facts(*participants, holders=holders), text)] == names


@pytest.mark.parametrize(
    ("text", "codes"),
    [("Peru agreed.", ["PER"]), ("A Peruvian delegation", ["PER"]), ("Lima agreed.", []), ("Perusal", [])],
)
def test_countries_of_gold(text: str, codes: list[str]) -> None:
    assert gold_countries(facts(("Peru", None), ("Ana Ruiz", "President")), text) == codes


def test_what_a_doc_names() -> None:
    text = "Ana Ruiz met Chinese guests in Chad ; Ruiz and Bo left"
    doc = Doc(spacy.blank("en").vocab, words=text.split())

    def group(name: str, *spans: tuple[int, int, str, str, str]) -> None:
        made = [Span(doc, a, b, label=label, kb_id=kb, span_id=key) for a, b, label, kb, key in spans]
        doc.spans[name] = SpanGroup(doc, name=name, spans=made)

    group(
        NAMES,
        (0, 2, "PERSON", "", ""),
        (3, 4, "NORP", "demonym:CHN", ""),
        (6, 7, "GPE", "country:TCD", ""),
        (8, 9, "PERSON", "", ""),
        (10, 11, "PERSON", "", ""),
    )
    group(ACTORS, (0, 2, "person", "", "a1"), (3, 4, "state", "CHN", "a2"), (8, 9, "person", "", "a1"))
    assert found_in(doc) == Found(("Ana Ruiz", "Bo"), frozenset({"CHN", "TCD"}))


def test_persons_are_judged_one_to_one() -> None:
    gold = [Actor("Ana Ruiz"), Actor("Tom Bauer")]
    judged = judge_persons(gold, Found(("Ruiz", "Ana Ruiz", "Bo Li"), frozenset()))
    assert (judged.hits, judged.missed, judged.beyond) == (("Ana Ruiz",), ("Tom Bauer",), ("Ruiz", "Bo Li"))


def test_countries_are_judged_by_code() -> None:
    judged = judge_countries(["CHN", "PER"], Found((), frozenset({"PER", "TCD"})))
    assert (judged.hits, judged.missed, judged.beyond) == (("PER",), ("CHN",), ("TCD",))
