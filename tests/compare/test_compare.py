"""What all report, what some leave out, where they differ."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import pytest

from service.compare import as_text, compare
from service.schemas.compare import check_comparison
from tests.compare.records import RUS, USA, issue, other, participant, person, position, record

BIDEN, PUTIN = person(1, "Joe Biden", USA, "President"), person(2, "Vladimir Putin", RUS, "President")
SULLIVAN = person(3, "Jake Sullivan", USA)
TRADE, ARMS = issue(1, "economy.trade"), issue(2, "security.arms_control")
GENEVA = {
    "name": "Geneva",
    "kind": "city",
    "venue": None,
    "country": {"name": "Switzerland", "alpha2": "CH", "alpha3": "CHE"},
    "geonames_id": 2660646,
    "latitude": 46.2,
    "longitude": 6.15,
    "text": "Geneva",
    "confidence": 0.9,
    "evidence": [{"start": 57, "end": 63, "text": "Geneva", "field": "text"}],
}


def compared(*records: dict[str, Any]) -> dict[str, Any]:
    """A comparison that its own schema takes."""
    found = compare(records)
    check_comparison(found)
    return found


def told(entry: dict[str, Any]) -> tuple[str, list[int], list[int]]:
    return entry["agreement"], entry["reported_by"], entry["left_out_by"]


def by_name(
    entries: list[dict[str, Any]], field: str = "name"
) -> dict[str, tuple[str, list[int], list[int]]]:
    return {entry[field]: told(entry) for entry in entries}


def test_two_accounts_of_one_call() -> None:
    found = compared(
        record(BIDEN, PUTIN, SULLIVAN, duration="PT50M"),
        record(person(1, "Vladimir Putin", RUS), person(2, "Joseph R. Biden, Jr.", USA), duration=None),
    )
    assert (found["meeting"]["verdict"], found["meeting"]["id"]) == ("same", "2022-02-12.RUS-USA.call")
    assert by_name(found["participants"]) == {
        "Joseph R. Biden, Jr.": ("all", [0, 1], []),
        "Vladimir Putin": ("all", [0, 1], []),
        "Jake Sullivan": ("some", [0], [1]),
    }
    assert by_name(found["sides"], "side") == {"RUS": ("all", [0, 1], []), "USA": ("all", [0, 1], [])}
    assert told(found["duration"]) == ("some", [0], [1])
    assert told(found["status"]) == ("all", [0, 1], [])
    assert found["place"] is None


def test_every_account_has_its_evidence() -> None:
    first = record(
        BIDEN, PUTIN, location=GENEVA, issues=[TRADE], positions=[position(BIDEN, TRADE, "request")]
    )
    first["meeting"]["occasion"]["evidence"] = first["meeting"]["evidence"]
    first["meeting"]["outcomes"][0]["evidence"] = first["meeting"]["evidence"]
    found = compared(first, copy.deepcopy(first))
    fields = ("date", "place", "status", "kind", "mode", "setting", "level", "duration", "occasion")
    entries = [found[name] for name in fields]
    entries += [
        e for name in ("participants", "sides", "issues", "positions", "outcomes") for e in found[name]
    ]
    assert len(entries) == len(fields) + 2 + 2 + 1 + 1 + 1
    for entry in entries:
        assert told(entry) == ("all", [0, 1], [])
        assert [account["article"] for account in entry["accounts"]] == [0, 1]
        assert all(account["evidence"] for account in entry["accounts"])


@pytest.mark.parametrize(
    ("name", "one", "two", "agreement"),
    [
        ("status", {"status": "planned"}, {"status": "held"}, "differ"),
        ("status", {"status": "held"}, {"status": "held"}, "all"),
        ("level", {"level": None}, {"level": "leaders"}, "some"),
        ("mode", {"mode": "unknown"}, {"mode": "phone"}, "some"),
        ("date", {"day": "2022-02-12"}, {"day": "2022-02-13"}, "differ"),
        ("date", {"day": None}, {"day": "2022-02-13"}, "some"),
        ("place", {"location": GENEVA}, {"location": None}, "some"),
        ("place", {"location": GENEVA}, {"location": GENEVA | {"text": "the city"}}, "all"),
        (
            "place",
            {"location": GENEVA},
            {"location": GENEVA | {"name": "Bern", "geonames_id": 2661552}},
            "differ",
        ),
        ("place", {"location": GENEVA}, {"location": GENEVA | {"name": None, "kind": "country"}}, "all"),
        ("place", {"location": GENEVA}, {"location": GENEVA | {"country": RUS}}, "differ"),
    ],
)
def test_fields_of_the_meeting(name: str, one: dict[str, Any], two: dict[str, Any], agreement: str) -> None:
    assert compared(record(**one), record(**two))[name]["agreement"] == agreement


def test_a_month_agrees_with_a_day_in_it() -> None:
    month = record()
    month["meeting"]["date"] |= {"start": "2022-02-01", "end": "2022-02-28", "precision": "month"}
    assert compared(month, record())["date"]["agreement"] == "all"
    month["meeting"]["date"] |= {"start": "2022-03-01", "end": "2022-03-31"}
    assert compared(month, record())["date"]["agreement"] == "differ"


def test_gatherings_go_by_many_names() -> None:
    def at(name: str) -> dict[str, Any]:
        return record(occasion={"name": name, "acronym": None, "confidence": 0.5, "evidence": []})

    assert compared(at("G20 summit"), at("the Summit of the G20"))["occasion"]["agreement"] == "all"
    assert compared(at("G20 summit"), at("state visit"))["occasion"]["agreement"] == "differ"


def test_who_takes_part_and_who_looks_on() -> None:
    first, second = record(BIDEN, PUTIN, SULLIVAN), record(BIDEN, PUTIN, SULLIVAN)
    second["participants"][2] = participant(SULLIVAN, "observer")
    assert by_name(compared(first, second)["participants"])["Jake Sullivan"] == ("differ", [0, 1], [])


def test_issues_by_category_and_whether_they_are_on_the_agenda() -> None:
    background = issue(1, "security.arms_control", on_agenda=False)
    found = compared(record(issues=[TRADE, ARMS]), record(issues=[background]))
    assert by_name(found["issues"], "category") == {
        "economy.trade": ("some", [0], [1]),
        "security.arms_control": ("differ", [0, 1], []),
    }


def test_positions_of_one_holder_on_one_issue() -> None:
    first = record(
        BIDEN, PUTIN, issues=[TRADE, ARMS],
        positions=[position(BIDEN, TRADE, "support"), position(PUTIN, ARMS, "request")],
    )  # fmt: skip
    second = record(
        BIDEN, PUTIN, issues=[TRADE, ARMS],
        positions=[
            position(BIDEN, TRADE, "oppose"),
            position(PUTIN, ARMS, "request"),
            position(PUTIN, ARMS, "concern"),
            position(PUTIN, TRADE, "support"),
        ],
    )  # fmt: skip
    found = {
        (entry["stakeholder"]["name"], entry["category"]): told(entry)
        for entry in compared(first, second)["positions"]
    }
    assert found == {
        ("Joe Biden", "economy.trade"): ("differ", [0, 1], []),
        ("Vladimir Putin", "security.arms_control"): ("all", [0, 1], []),
        ("Vladimir Putin", "economy.trade"): ("some", [1], [0]),
    }


def test_demands_on_different_sides_are_different_positions() -> None:
    def on(*targets: dict[str, Any] | None) -> dict[str, Any]:
        said = [position(BIDEN, TRADE, "request") for _ in targets]
        for entry, target in zip(said, targets, strict=True):
            entry["target"] = {"id": target["id"], "name": target["name"]} if target else None
        return record(BIDEN, PUTIN, SULLIVAN, issues=[TRADE], positions=said)

    def found(*records: dict[str, Any]) -> list[tuple[str, list[int], list[int]]]:
        return [told(entry) for entry in compared(*records)["positions"]]

    assert found(on(PUTIN), on(PUTIN)) == [("all", [0, 1], [])]
    assert found(on(PUTIN), on(SULLIVAN)) == [("some", [0], [1]), ("some", [1], [0])]
    assert found(on(None), on(PUTIN)) == [("all", [0, 1], [])]
    assert found(on(None), on(PUTIN, SULLIVAN)) == [
        ("some", [0], [1]),
        ("some", [1], [0]),
        ("some", [1], [0]),
    ]


def test_a_negated_stance_is_another() -> None:
    one = record(BIDEN, PUTIN, issues=[TRADE], positions=[position(BIDEN, TRADE, "support")])
    two = record(BIDEN, PUTIN, issues=[TRADE], positions=[position(BIDEN, TRADE, "support", negated=True)])
    assert compared(one, two)["positions"][0]["agreement"] == "differ"


def test_positions_without_an_issue_are_joined_by_their_words() -> None:
    def of(statement: str) -> dict[str, Any]:
        said = position(BIDEN, None, "request")
        said["statement"] = statement
        return record(BIDEN, PUTIN, positions=[said])

    near = compared(
        of("urged Moscow to release the two detained sailors"), of("urged Moscow to free detained sailors")
    )
    far = compared(of("urged Moscow to release the sailors"), of("asked for a longer runway"))
    assert [told(entry) for entry in near["positions"]] == [("all", [0, 1], [])]
    assert [told(entry) for entry in far["positions"]] == [("some", [0], [1]), ("some", [1], [0])]


def test_different_meetings_are_said_to_be_and_compared_all_the_same() -> None:
    china = person(2, "Xi Jinping", {"name": "China", "alpha2": "CN", "alpha3": "CHN"})
    found = compared(
        record(BIDEN, PUTIN, issues=[TRADE]),
        record(
            BIDEN,
            china,
            issues=[TRADE],
            made="2022-03-18.CHN-USA.meeting",
            day="2022-03-18",
            mode="in_person",
        ),
    )
    assert found["meeting"]["verdict"] == "different"
    assert found["meeting"]["differs_in"] == ["day", "sides", "mode"]
    assert by_name(found["participants"])["Joe Biden"] == ("all", [0, 1], [])
    assert told(found["issues"][0]) == ("all", [0, 1], [])
    assert found["date"]["agreement"] == "differ"


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [
        ("2022-02-12.RUS-USA.call", "2022-02-12.RUS-USA.call", "same"),
        ("2022-02-12.RUS-USA.call", "2022-02.RUS-USA.call", "likely"),
        ("2022-02-12.RUS-USA.call", "undated.RUS-USA.call.0123456789ab", "likely"),
        ("2022-02-12.RUS-USA.call", "2022-02-12.CHN-RUS-USA.call", "likely"),
        ("2022-02-12.RUS-USA.call", "2022-02-12.RUS-biden-putin.call", "likely"),
        ("undated.RUS-USA.call.0123456789ab", "undated.RUS-USA.call.0123456789ab", "likely"),
        ("2022-02-12.RUS-USA.call", "2022-02-13.RUS-USA.call", "different"),
    ],
)
def test_the_verdict(one: str, two: str, verdict: str) -> None:
    assert compared(record(made=one), record(made=two))["meeting"]["verdict"] == verdict


XI = person(2, "Xi Jinping", {"name": "China", "alpha2": "CN", "alpha3": "CHN"})
NATO = person(2, "Jens Stoltenberg", USA, "Secretary General")


@pytest.mark.parametrize(
    ("people", "made", "verdict"),
    [
        ([BIDEN, XI], "2022-02-12.CHN-USA.call", "different"),
        ([BIDEN, NATO], "2022-02-12.USA-biden-stoltenberg.call", "different"),
        ([person(1, "Joe Biden", RUS), PUTIN], "2022-02-12.RUS-biden-putin.call", "likely"),
        ([BIDEN], "2022-02-12.USA-biden.call.0123456789ab", "likely"),
        ([SULLIVAN], "2022-02-12.USA-sullivan.call.0123456789ab", "different"),
    ],
)
def test_other_sides_by_who_takes_part(people: list[dict[str, Any]], made: str, verdict: str) -> None:
    found = compared(record(BIDEN, PUTIN), record(*people, made=made))["meeting"]
    assert found["verdict"] == verdict
    assert found["differs_in"] == (["sides"] if verdict == "different" else [])


def test_without_two_meetings_there_is_no_verdict() -> None:
    found = compared(record(issues=[TRADE]), record(meeting=None, issues=[TRADE]))
    assert found["meeting"]["verdict"] == "unknown"
    assert told(found["issues"][0]) == ("all", [0, 1], [])
    assert found["articles"][1]["meeting"] is None


def test_the_common_meeting_is_found_among_the_others_of_an_article() -> None:
    call = record(BIDEN, PUTIN)
    later = record(BIDEN, PUTIN, made="2022-03-01.RUS-USA.meeting", day="2022-03-01", others=[other(call)])
    found = compared(later, call)
    assert found["meeting"]["verdict"] == "same"
    assert [article["meeting"]["pointer"] for article in found["articles"]] == [
        "/other_meetings/0/meeting",
        "/meeting",
    ]


def test_three_records_and_their_order() -> None:
    three = [record(issues=[TRADE]), record(issues=[TRADE, ARMS]), record(issues=[TRADE])]
    found = compared(*three)
    assert by_name(found["issues"], "category") == {
        "economy.trade": ("all", [0, 1, 2], []),
        "security.arms_control": ("some", [1], [0, 2]),
    }
    assert compared(*three) == found


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_order_changes_no_finding(order: tuple[int, ...]) -> None:
    three = [record(BIDEN, PUTIN), record(BIDEN, PUTIN, SULLIVAN), record(BIDEN, PUTIN, status="planned")]
    found = compared(*(three[n] for n in order))
    assert sorted((e["name"], e["agreement"]) for e in found["participants"]) == [
        ("Jake Sullivan", "some"),
        ("Joe Biden", "all"),
        ("Vladimir Putin", "all"),
    ]
    assert found["status"]["agreement"] == "differ"


def test_one_record_is_no_comparison() -> None:
    with pytest.raises(ValueError, match="two records"):
        compare([record()])


def test_as_text() -> None:
    first = record(
        BIDEN, PUTIN, title="Readout", issues=[TRADE], positions=[position(BIDEN, TRADE, "request")]
    )
    text = as_text(compared(first, record(BIDEN, PUTIN, status="planned", day="2022-02-12")))
    assert text.startswith("All tell of one meeting")
    assert "  1. Readout (2026-11-24)" in text
    assert "  = date: 2022-02-12" in text
    assert "  ≠ status: 1: held; 2: planned" in text
    assert "  · economy.trade [not in 2]" in text
    assert "    1: request: urged Sylvania to lower tariffs" in text
    assert text.endswith("\n")
