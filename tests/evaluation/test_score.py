"""The scorer: null against null, missed, spurious, duplicate and reordered candidates, every measure."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.measures import Formula, MissKind
from evaluation.score import ORDER, summarise
from tests.evaluation import records as make
from tests.evaluation.records import counts, run


def test_null_meeting_against_null_agrees_and_asks_nothing_further() -> None:
    tally = run({}, {})
    assert counts(tally, "meeting.detected") == (1, 1, 1)
    assert "meeting.status" not in tally.counts
    assert "location.city" not in tally.counts
    assert counts(tally, "participants") == (0, 0, 0)
    assert tally.misses == []


@pytest.mark.parametrize(("gold", "predicted"), [(True, False), (False, True)])
def test_meeting_on_one_side_only_is_not_detected(gold: bool, predicted: bool) -> None:
    tally = run(
        {"meeting": make.meeting() if gold else None}, {"meeting": make.meeting() if predicted else None}
    )
    assert counts(tally, "meeting.detected") == (0, 1, 1)


def test_missing_meeting_misses_every_field_even_null_ones() -> None:
    tally = run({"meeting": make.meeting(start=None, level=None)}, {})
    for field in ("status", "kind", "mode", "level", "date"):
        assert counts(tally, f"meeting.{field}") == (0, 1, 1)
    assert counts(tally, "location.city") == (0, 1, 1)


@pytest.mark.parametrize(
    ("gold", "predicted", "apart", "hit"),
    [
        ({"start": None}, {"start": None}, "undated", 1),
        ({"start": None}, {"start": "2031-05-03"}, "undated", 0),
        ({"start": "2031-05-03"}, {"start": None}, "dated", 0),
        ({"start": "2031-05-03"}, {"start": "2031-05-03"}, "dated", 1),
        ({"start": "2031-05-03", "end": "2031-05-04"}, {"start": "2031-05-03"}, "dated", 0),
    ],
)
def test_date_needs_both_ends_and_reports_nulls_apart(
    gold: dict[str, Any], predicted: dict[str, Any], apart: str, hit: int
) -> None:
    tally = run({"meeting": make.meeting(**gold)}, {"meeting": make.meeting(**predicted)})
    assert counts(tally, "meeting.date") == (hit, 1, 1)
    assert counts(tally, f"meeting.date ({apart})") == (hit, 1, 1)
    assert f"meeting.date ({'dated' if apart == 'undated' else 'undated'})" not in tally.counts


def place(name: str | None, kind: str, country: str | None, venue: str | None = None) -> dict[str, Any]:
    alpha3 = {"alpha3": country} if country else None
    return {"name": name, "kind": kind, "venue": venue, "country": alpha3, "confidence": 0.7}


@pytest.mark.parametrize(
    ("gold", "predicted", "city", "country"),
    [
        (None, None, 1, 1),
        (None, place("Oslo", "city", "NOR"), 0, 0),
        ({"city": "Oslo", "country": "NOR"}, None, 0, 0),
        ({"city": "Zürich", "country": "CHE"}, place("zurich", "city", "CHE"), 1, 1),
        ({"city": None, "country": "NOR"}, place("Norway", "country", "NOR"), 1, 1),
        ({"city": None, "country": "USA"}, place("Camp David", "venue", "USA", "Camp David"), 1, 1),
        ({"city": "Oslo", "country": "NOR"}, place("Oslo", "venue", "NOR", "Royal Palace"), 1, 1),
        ({"city": "Oslo", "country": "NOR"}, place("Oslo", "city", "DNK"), 1, 0),
    ],
)
def test_location(
    gold: dict[str, Any] | None, predicted: dict[str, Any] | None, city: int, country: int
) -> None:
    meet = make.meeting()
    tally = run({"meeting": meet, "location": gold}, {"meeting": meet, "location": predicted})
    assert counts(tally, "location.city") == (city, 1, 1)
    assert counts(tally, "location.country") == (country, 1, 1)


def test_participants_in_any_order_missed_and_spurious() -> None:
    tally = run(
        {"participants": [make.side("Ana Ruiz"), make.side("Jon Berg"), make.side("Peru")]},
        {"participants": [make.actor("Jon Berg"), make.actor("Ana Ruiz"), make.actor("Chile")]},
    )
    assert counts(tally, "participants") == (2, 3, 3)
    found = {
        (miss.kind, miss.gold or miss.predicted) for miss in tally.misses if miss.measure == "participants"
    }
    assert found == {(MissKind.MISSED, "Peru"), (MissKind.SPURIOUS, "Chile")}


def test_duplicate_prediction_hits_once() -> None:
    tally = run(
        {"participants": [make.side("Ana Ruiz")]},
        {"participants": [make.actor("Ana Ruiz"), make.actor("Ruiz")]},
    )
    assert counts(tally, "participants") == (1, 2, 1)


def test_equal_name_is_preferred_to_a_last_name() -> None:
    tally = run(
        {"participants": [make.side("Ruiz", "CHL"), make.side("Ana Ruiz", "PER")]},
        {"participants": [make.actor("Ana Ruiz", "PER"), make.actor("Ruiz", "CHL")]},
    )
    assert counts(tally, "participants.country") == (2, 2, 2)


def test_country_and_role_count_matched_actors_only() -> None:
    tally = run(
        {
            "participants": [
                make.side("Ana Ruiz", "PER", "President of Peru"),
                make.side("Jon Berg", "NOR", None),
            ]
        },
        {
            "participants": [
                make.actor("Ana Ruiz", None, "Peruvian President"),
                make.actor("Kai Lund", "NOR", "King"),
            ]
        },
    )
    assert counts(tally, "participants.country") == (0, 1, 1)
    assert counts(tally, "participants.role") == (1, 1, 1)


@pytest.mark.parametrize(
    ("gold", "predicted", "hits"),
    [
        (["Ana Ruiz", "Jon Berg"], ["Berg", "Ruiz"], 1),
        (["Ana Ruiz", "Jon Berg", "Kai Lund"], ["Ana Ruiz", "Kai Lund"], 1),
        (["Ana Ruiz", "Jon Berg"], ["Ana Ruiz", "Kai Lund"], 0),
        (["Ana Ruiz", "Jon Berg"], ["Ana Ruiz"], 0),
        (["Peru"], ["Peru", "Chile"], 1),
        (["Peru"], ["Chile"], 0),
    ],
)
def test_other_meetings_share_two_sides_or_the_only_one(
    gold: list[str], predicted: list[str], hits: int
) -> None:
    tally = run(
        {"other_meetings": [{"participants": gold}]},
        {"other_meetings": [{"participants": [make.actor(name) for name in predicted]}]},
    )
    assert counts(tally, "other_meetings") == (hits, 1, 1)


def test_issues_are_sets_by_category_and_by_group() -> None:
    tally = run(
        {"issues": [{"category": "economy.trade"}, {"category": "security.nuclear"}]},
        {
            "issues": [
                {"category": "economy.trade", "confidence": 0.8},
                {"category": "economy.trade", "confidence": 0.4},
                {"category": "security.terrorism", "confidence": 0.6},
            ]
        },
    )
    assert counts(tally, "issues") == (1, 2, 2)
    assert counts(tally, "issues.group") == (2, 2, 2)


def test_evidence_is_checked_wherever_it_stands_and_in_the_field_it_names() -> None:
    good = {"start": 0, "end": 8, "text": "Ana Ruiz", "field": "text"}
    titled = {"start": 0, "end": 5, "text": "Talks", "field": "title"}
    bad = {"start": 1, "end": 9, "text": "Ana Ruiz", "field": "text"}
    guess = {
        "issues": [{"category": "other", "confidence": 0.5, "mentions": [good, bad], "deep": {"x": [titled]}}]
    }
    tally = run({"title": "Talks in Oslo"}, guess)
    assert counts(tally, "evidence") == (2, 3, 3)
    assert [miss.predicted for miss in tally.misses if miss.measure == "evidence"] == ["'Ana Ruiz'"]
    assert counts(run({}, guess), "evidence") == (1, 3, 3)


def test_evidence_counts_in_code_points() -> None:
    guess = {
        "location": place("Oslo", "city", "NOR") | {"evidence": [{"start": 2, "end": 6, "text": "Oslo"}]}
    }
    assert counts(run({"text": "🕊 Oslo"}, guess), "evidence") == (1, 1, 1)


def test_confidences_are_judged_by_their_own_measure() -> None:
    gold = {
        "meeting": make.meeting(),
        "participants": [make.side("Peru")],
        "location": {"city": "Oslo", "country": "NOR"},
        "issues": [{"category": "other"}],
        "positions": [make.view("Peru", "other", "support")],
    }
    guess = {
        "meeting": make.meeting(),
        "participants": [make.actor("Peru"), make.actor("Chile")],
        "location": place("Bergen", "city", "NOR"),
        "issues": [{"category": "other", "confidence": 0.5}],
    } | make.views(("Peru", "other", "support"), ("Peru", "other", "oppose"))
    judged = [(item.unit, item.right) for item in run(gold, guess).judged]
    assert sorted(judged) == [
        ("issues", True),
        ("location", False),
        ("meeting", True),
        ("participants", False),
        ("participants", True),
        ("positions", False),
        ("positions", True),
    ]


def test_summary_adds_counts_over_articles_in_the_defined_order() -> None:
    first = run({"issues": [{"category": "other"}]}, {})
    second = run(
        {"meeting": make.meeting(), "issues": [{"category": "other"}]},
        {"meeting": make.meeting(), "issues": [{"category": "other", "confidence": 1.0}]},
    )
    rows = {row.name: row for row in summarise([first, second])}
    assert rows["meeting.detected"].value == 1
    assert (rows["issues"].numerator, rows["issues"].denominator) == (2, 3)
    assert (rows["issues"].precision, rows["issues"].recall) == (1.0, 0.5)
    assert rows["calibration.ece"].formula is Formula.ERROR
    names = [name for name in rows if name in ORDER]
    assert names == sorted(names, key=ORDER.index)
    assert list(rows) == [row.name for row in summarise([second, first])]
