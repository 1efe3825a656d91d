"""The id of a meeting: what two articles must share for it, and what they may differ in."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import Any

import pytest

from service import records as r
from service.analyzer import Analyzer
from service.article import read_text
from service.extract.meeting_id import meeting_id
from service.schemas import dump_record
from service.schemas.meeting import MEETING_ID
from tests.factories import make_article_info, make_date, make_meeting, make_participant
from tests.factories import make_stakeholder as actor

UNDATED = make_date(start=None, end=None, precision=r.Precision.UNKNOWN, text=None, evidence=())
USA, RUS = r.Country("United States", "US", "USA"), r.Country("Russia", "RU", "RUS")
BIDEN, PUTIN = (
    {"id": "s1", "name": "Joseph R. Biden, Jr.", "role": "President", "country": USA},
    {"id": "s2", "name": "Vladimir Putin", "role": "President", "country": RUS},
)


def make_id(
    *actors: dict[str, Any],
    main: bool = True,
    published: str | None = "2022-02-13",
    taken: Collection[str] = (),
    **fields: Any,
) -> str:
    """The id of a meeting of `actors`, by default held on 12 February 2022."""
    meeting = make_meeting(**{"date": make_date(start="2022-02-12", end="2022-02-12")} | fields)
    people = [
        make_participant(stakeholder=actor(**{"role": None, "country": None} | given)) for given in actors
    ]
    return meeting_id(meeting, people, make_article_info(published=published), main=main, taken=taken)


def test_day_sides_and_means() -> None:
    assert make_id(BIDEN, PUTIN, mode=r.Mode.PHONE) == "2022-02-12.RUS-USA.call"
    assert make_id(PUTIN, BIDEN, mode=r.Mode.VIDEO) == "2022-02-12.RUS-USA.call"
    assert make_id(PUTIN, BIDEN, mode=r.Mode.UNKNOWN) == "2022-02-12.RUS-USA.meeting"


def test_what_articles_may_leave_out_or_tell_otherwise() -> None:
    full = make_id(BIDEN, PUTIN)
    aide = BIDEN | {"id": "s3", "name": "Jake Sullivan", "role": "National Security Advisor"}
    state = {"id": "s2", "name": "Russia", "kind": r.StakeholderKind.STATE, "country": RUS}
    crowd = {"id": "s4", "name": "officials", "kind": r.StakeholderKind.GROUP}
    assert make_id(BIDEN, aide, state, crowd, title="x", level=None, occasion=None, duration=None) == full
    assert make_id(BIDEN, PUTIN, status=r.Status.PLANNED, evidence=()) == full


def test_the_day_is_that_of_publication_where_a_held_meeting_has_no_time_at_all() -> None:
    assert make_id(BIDEN, PUTIN, date=UNDATED, published="2022-02-12") == make_id(BIDEN, PUTIN)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"status": r.Status.PLANNED}, "a plan without a day is no plan for today"),
        ({"main": False}, "an earlier meeting in passing was not held today"),
        ({"published": None}, "no day to fall back to"),
        (
            {"date": make_date(start=None, end=None, precision=r.Precision.UNKNOWN, text="recently")},
            "a time that can't be resolved is not today",
        ),
    ],
)
def test_without_a_day_the_id_is_the_article_s_own(given: dict[str, Any], why: str) -> None:
    made = make_id(BIDEN, PUTIN, **{"date": UNDATED} | given)
    assert made.startswith("undated.RUS-USA.meeting."), why
    assert len(made.rpartition(".")[2]) == 12


@pytest.mark.parametrize(
    ("precision", "day"),
    [(r.Precision.DAY, "2022-02-12"), (r.Precision.MONTH, "2022-02"), (r.Precision.YEAR, "2022")],
)
def test_no_more_of_the_date_than_is_known(precision: r.Precision, day: str) -> None:
    date_ = make_date(start="2022-02-12", end="2022-02-28", precision=precision)
    assert make_id(BIDEN, PUTIN, date=date_) == f"{day}.RUS-USA.meeting"


@pytest.mark.parametrize(
    ("other", "sides"),
    [
        ({"name": "NATO", "kind": r.StakeholderKind.ORGANIZATION}, "USA-nato"),
        ({"name": "North Atlantic Treaty Organisation", "kind": r.StakeholderKind.ORGANIZATION}, "USA-nato"),
        ({"name": "Jens Stoltenberg", "role": "NATO Secretary General"}, "USA-nato"),
        ({"name": "Jens Stoltenberg", "role": "Secretary General of NATO", "country": USA}, "USA-nato"),
        ({"name": "António Guterres", "organization": "the United Nations"}, "USA-un"),
        ({"name": "Li Wei", "role": "Ambassador to the United Nations", "country": RUS}, "RUS-USA"),
        ({"name": "Ana Muñoz Jr.", "role": "activist"}, "USA-munoz"),
        ({"name": "Fishers’ Union", "kind": r.StakeholderKind.ORGANIZATION}, "USA-fishers_union"),
    ],
)
def test_sides_that_are_no_states(other: dict[str, Any], sides: str) -> None:
    assert make_id(BIDEN, {"id": "s2"} | other) == f"2022-02-12.{sides}.meeting"


def test_people_of_one_state_are_told_apart() -> None:
    governor = {"id": "s2", "name": "Ron DeSantis", "role": "Governor", "country": USA}
    assert make_id(BIDEN, governor) == "2022-02-12.USA-biden-desantis.meeting"


def test_many_sides_become_a_number_and_a_digest_or_the_gathering() -> None:
    many = [
        {
            "id": f"s{n}",
            "name": f"State {n}",
            "kind": r.StakeholderKind.STATE,
            "country": r.Country("x", "XX", code),
        }
        for n, code in enumerate(("CHN", "FRA", "GBR", "RUS", "USA"), start=1)
    ]
    alone = make_id(*many, occasion=None)
    assert alone.startswith("2022-02-12.5_")
    assert make_id(*reversed(many), occasion=None) == alone
    assert make_id(*many[:4], occasion=None) == "2022-02-12.CHN-FRA-GBR-RUS.meeting"
    named = r.Occasion(name="BRICS summit", acronym="BRICS", confidence=0.5)
    assert make_id(*many, occasion=named) == "2022-02-12.brics.meeting"


@pytest.mark.parametrize(
    ("known", "start"),
    [
        ([BIDEN], "2022-02-12.USA-biden.meeting."),
        (
            [{"id": "s1", "name": "Russia", "kind": r.StakeholderKind.STATE, "country": RUS}],
            "2022-02-12.RUS.",
        ),
        ([], "2022-02-12.unknown.meeting."),
    ],
)
def test_one_known_side_joins_nothing(known: list[dict[str, Any]], start: str) -> None:
    made = make_id(*known)
    assert made.startswith(start)
    assert len(made.rpartition(".")[2]) == 12


@pytest.mark.parametrize("given", [{}, {"date": UNDATED, "published": None}], ids=["a day", "no day"])
def test_an_id_that_is_taken_is_made_another_of_the_same_form(given: dict[str, Any]) -> None:
    """Meetings told by the same words, however many, have ids of their own that the schema takes."""
    taken: list[str] = []
    for _ in range(3):
        taken.append(make_id(BIDEN, PUTIN, taken=taken, **given))
    assert len(set(taken)) == 3
    assert not [each for each in taken if not re.match(MEETING_ID, each)]


def test_a_record_gives_no_id_twice(analyzer: Analyzer) -> None:
    text = (
        "French President Luc Martin met German Chancellor Eva Braun in Paris on Tuesday. "
        "The foreign ministers of France and Germany met in Berlin on Tuesday too."
    )
    found = dump_record(analyzer.analyze(read_text(text, published=date(2025, 5, 14))))
    ids = [m["id"] for m in (found["meeting"], *(o["meeting"] for o in found["other_meetings"])) if m]
    assert len(ids) == len(set(ids)) > 0


BOTH_SIDES = [
    (
        "Prime Minister Olav Dahl of Norway spoke by telephone today with President Lena Ozola of Latvia.",
        "Latvian President Lena Ozola had a telephone conversation with Norwegian Prime Minister Olav Dahl. "
        "They discussed energy.",
        "2025-05-14.LVA-NOR.call",
    ),
    (
        "The foreign ministers of Kenya and Somalia will meet in Djibouti on Thursday of next week.",
        "Kenya's foreign minister, Grace Otieno, met Somali Foreign Minister Ali Warsame on May 22.",
        "2025-05-22.KEN-SOM.meeting",
    ),
]


@pytest.mark.parametrize(("one", "other", "wanted"), BOTH_SIDES)
def test_both_sides_texts_on_one_meeting_meet(analyzer: Analyzer, one: str, other: str, wanted: str) -> None:
    made = [analyzer.analyze(read_text(text, published=date(2025, 5, 14))).meeting for text in (one, other)]
    assert [meeting and meeting.id for meeting in made] == [wanted, wanted]
