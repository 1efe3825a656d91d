"""The timeline of meetings and the table of positions."""

from __future__ import annotations

from typing import Any

import pytest

from service.digest import Digest, digest
from tests.compare.records import RUS, USA, issue, other, person, position, record

BIDEN, PUTIN = person(1, "Joe Biden", USA, "President"), person(2, "Vladimir Putin", RUS, "President")
TRADE, ARMS = issue(1, "economy.trade"), issue(2, "security.arms_control")


def told(number: int, *people: dict[str, Any], published: str | None = None, **fields: Any) -> dict[str, Any]:
    """A record of an article of its own text."""
    return record(*people, sha256=f"{number:064x}", published=published, **fields)


def made(*records: dict[str, Any]) -> Digest:
    return digest((f"{number}.txt", entry) for number, entry in enumerate(records))


def said(number: int, published: str | None, *stances: str, **more: Any) -> dict[str, Any]:
    """An article in which Biden takes stances on trade."""
    positions = [position(BIDEN, TRADE, stance, **more) for stance in stances]
    return told(number, BIDEN, PUTIN, published=published, issues=[TRADE], positions=positions)


def test_one_meeting_over_time() -> None:
    found = made(
        told(2, status="held", published="2022-02-13", level=None),
        told(1, status="planned", published="2022-02-10"),
        told(3, status="held", published="2022-02-14"),
    )
    (row,) = found.meetings
    assert (row.id, row.day, row.status) == ("2022-02-12.RUS-USA.call", "2022-02-12", "held")
    assert row.statuses == (("2022-02-10", "planned"), ("2022-02-13", "held"))
    assert row.participants == ("Joe Biden", "Vladimir Putin")
    assert (row.told_by, row.mentioned_by) == ((1, 2, 3), ())
    assert [source.published for source in found.sources] == ["2022-02-10", "2022-02-13", "2022-02-14"]


def test_the_last_account_counts_and_others_fill_its_gaps() -> None:
    last = told(2, published="2022-02-14", title="new", level=None, mode="video")
    (row,) = made(told(1, published="2022-02-10", level="leaders"), last).meetings
    assert (row.mode, row.level) == ("video", "leaders")


def test_meetings_told_in_passing_are_joined_to_their_own_article() -> None:
    call = told(1, published="2022-02-12")
    later = told(
        2, made="2022-03-01.RUS-USA.meeting", day="2022-03-01", published="2022-03-01", others=[other(call)]
    )
    rows = made(call, later).meetings
    assert [(row.id, row.told_by, row.mentioned_by) for row in rows] == [
        ("2022-02-12.RUS-USA.call", (1,), (2,)),
        ("2022-03-01.RUS-USA.meeting", (2,), ()),
    ]


def test_days_in_order_and_the_undated_last() -> None:
    ids = ["undated.RUS-USA.call.0123456789ab", "2022-03.RUS-USA.call", "2022-02-12.RUS-USA.call"]
    rows = made(*(told(n, made=id_) for n, id_ in enumerate(ids))).meetings
    assert [row.day for row in rows] == ["2022-02-12", "2022-03", None]


def test_an_article_counts_once() -> None:
    found = made(told(1, published="2022-02-12"), told(1, published="2022-02-12"), told(2))
    assert (len(found.sources), found.repeated) == (2, 1)


def test_a_source_is_named_by_its_title_or_where_it_came_from() -> None:
    found = made(told(1, published="2022-02-12", title=" A\n title "), told(2, published="2022-02-13"))
    assert [source.name for source in found.sources] == ["A title", "1.txt"]


@pytest.mark.parametrize(
    ("articles", "stance", "since"),
    [
        ([("2022-01-01", "support"), ("2022-02-01", "support")], "support", "2022-01-01"),
        (
            [("2022-01-01", "oppose"), ("2022-02-01", "support"), ("2022-03-01", "support")],
            "support",
            "2022-02-01",
        ),
        (
            [("2022-01-01", "support"), ("2022-02-01", "oppose"), ("2022-03-01", "support")],
            "support",
            "2022-03-01",
        ),
        ([(None, "support"), ("2022-02-01", "support")], "support", None),
        ([("2022-02-01", "oppose"), (None, "support")], "oppose", "2022-02-01"),
    ],
)
def test_since_when(articles: list[tuple[str | None, str]], stance: str, since: str | None) -> None:
    (row,) = made(*(said(n, day, stance) for n, (day, stance) in enumerate(articles))).positions
    assert (row.stance, row.since) == (stance, since)
    assert row.statements == len(articles)


def test_several_stances_in_one_article_keep_the_line() -> None:
    first = said(1, "2022-01-01", "request", "concern")
    (row,) = made(first, said(2, "2022-02-01", "concern")).positions
    assert (row.stance, row.since, row.first, row.last) == (
        "concern",
        "2022-01-01",
        "2022-01-01",
        "2022-02-01",
    )


def test_the_surest_of_the_last_article_s_statements_is_shown() -> None:
    doubtful, sure = position(BIDEN, TRADE, "request"), position(BIDEN, TRADE, "oppose")
    sure |= {"confidence": 0.9, "statement": "rejected the tariffs"}
    (row,) = made(told(1, BIDEN, PUTIN, issues=[TRADE], positions=[sure, doubtful])).positions
    assert (row.stance, row.statement) == ("oppose", "rejected the tariffs")


def test_one_row_per_actor_and_issue_whatever_the_actor_is_called() -> None:
    joe = said(1, "2022-01-01", "request")
    other_name = person(1, "Joseph R. Biden, Jr.", USA, "President")
    statements = [position(other_name, TRADE, "request"), position(other_name, ARMS, "support")]
    full = told(2, other_name, PUTIN, published="2022-01-02", issues=[TRADE, ARMS], positions=statements)
    rows = made(joe, full).positions
    assert [(row.holder, row.category, row.articles) for row in rows] == [
        ("Joseph R. Biden, Jr.", "economy.trade", (1, 2)),
        ("Joseph R. Biden, Jr.", "security.arms_control", (2,)),
    ]


def test_positions_without_an_issue_are_told_apart_by_target() -> None:
    at_putin = position(BIDEN, None, "criticise", target={"id": "s2", "name": "Vladimir Putin"})
    rows = made(told(1, BIDEN, PUTIN, positions=[position(BIDEN, None, "support"), at_putin])).positions
    assert [(row.category, row.target, row.stance) for row in rows] == [
        (None, None, "support"),
        (None, "Vladimir Putin", "criticise"),
    ]


def test_records_without_meeting_or_positions() -> None:
    found = made(told(1, meeting=None))
    assert (len(found.sources), found.meetings, found.positions) == (1, (), ())
    assert made() == Digest(sources=(), meetings=(), positions=(), repeated=0)
