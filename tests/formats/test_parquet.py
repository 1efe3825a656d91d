"""Parquet, read back by pyarrow: whole records with nested columns, or the flat tables."""

import io
import itertools
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.formats import parquet, render, stream
from service.formats.parquet import arrow_schema
from service.formats.tables import KEYS, TABLES


def read(data: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(data))


def plain(value: Any) -> Any:
    """What pyarrow gives back as the record has it: days as text, no entry for a field without support."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def without_gaps(meeting: dict[str, Any] | None) -> dict[str, Any] | None:
    """`fields` as the record has it: only those with a value."""
    if meeting is None:
        return None
    return meeting | {"fields": {name: one for name, one in meeting["fields"].items() if one is not None}}


def test_whole_records_come_back(real: dict[str, Any]) -> None:
    (row,) = plain(read(render(real, "parquet")).to_pylist())
    found = {name: value for name, value in row.items() if name in real}
    found["meeting"] = without_gaps(found["meeting"])
    for other in found["other_meetings"]:
        other["meeting"] = without_gaps(other["meeting"])
    assert found == real
    assert [row[name] for name in KEYS] == [
        real["article"]["sha256"],
        None,
        real["article"]["title"],
        real["article"]["published"],
        (real["meeting"] or {}).get("id"),
    ]


def test_columns_are_nested_and_typed(record: dict[str, Any]) -> None:
    table = read(render(record, "parquet"))
    assert table.schema.field("article_published").type == pa.date32()
    positions = table.schema.field("positions").type.value_type
    assert positions.field("polarity").type == pa.int64()
    assert positions.field("evidence").type.value_type.field("start").type == pa.int64()
    meeting = table.schema.field("meeting").type
    assert meeting.field("date").type.field("start").type == pa.date32()
    assert meeting.field("fields").type.field("status").type.field("confidence").type == pa.float64()
    assert table.schema.metadata[b"readout.schema_version"] == b"1.0"


@pytest.mark.parametrize("rows", ["records", *TABLES])
def test_every_file_has_the_same_columns(rows: str, real: dict[str, Any], record: dict[str, Any]) -> None:
    schemas = [read(b"".join(stream(some, "parquet", rows=rows))).schema for some in ([], [real], [record])]
    assert schemas[0] == schemas[1] == schemas[2] == arrow_schema(rows)


@pytest.mark.parametrize("rows", TABLES)
def test_flat_tables_hold_the_rows_of_csv(real: dict[str, Any], rows: str) -> None:
    table = read(render(real, "parquet", rows=rows))
    assert plain(table.to_pylist()) == list(TABLES[rows].rows(real))


def test_a_large_file_is_written_in_groups(
    planned: dict[str, Any], call: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 2)
    pieces = list(stream([planned, call, planned, call, planned], "parquet"))
    data = b"".join(pieces)
    assert len(pieces) == 4
    file = pq.ParquetFile(io.BytesIO(data))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [2, 2, 1]
    titles = [planned["article"]["title"], call["article"]["title"]]
    assert file.read().column("article_title").to_pylist() == [titles[n % 2] for n in range(5)]


def test_a_group_is_given_out_before_the_next_is_read(
    record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_GROUP", 2)
    pieces = stream(itertools.repeat(record), "parquet")
    assert next(pieces).startswith(b"PAR1")
    assert next(pieces)


def test_columns_can_be_asked_without_the_rest(planned: dict[str, Any], call: dict[str, Any]) -> None:
    data = b"".join(stream([planned, call], "parquet"))
    found = pq.read_table(io.BytesIO(data), columns=["article_title", "meeting.status", "location.name"])
    assert found.to_pylist() == [
        {"article_title": planned["article"]["title"], "status": "planned", "name": "Ottawa"},
        {"article_title": call["article"]["title"], "status": "held", "name": None},
    ]
