"""One table of formats: what is offered, what is refused."""

import json
from typing import Any

import jsonschema
import pytest

from service.errors import InvalidFieldError, UnknownFormatError
from service.formats import FORMATS, formats, registry, render, stream
from service.schemas.jsonschema import record_json_schema


def test_names_media_types_and_suffixes_tell_formats_apart() -> None:
    for part in ("media_type", "suffix"):
        assert len({getattr(one, part) for one in FORMATS.values()}) == len(FORMATS)
    for name, one in FORMATS.items():
        assert one.name == name
        assert one.content_type.replace(" ", "").startswith(one.media_type)


@pytest.mark.parametrize(
    ("name", "rows"),
    [(name, rows) for name, one in FORMATS.items() for rows in (None, *one.rows)],
)
def test_every_format_writes_the_same_bytes_for_the_same_records(
    record: dict[str, Any], name: str, rows: str | None
) -> None:
    first = b"".join(stream([record, record], name, rows=rows))
    assert first
    assert first == b"".join(stream([record, record], name, rows=rows))
    assert render(record, name, rows=rows) == render(record, name, rows=rows)


@pytest.mark.parametrize("name", FORMATS)
def test_no_records_are_a_valid_file(name: str) -> None:
    data = b"".join(stream([], name))
    if name in ("json", "jsonld"):
        assert json.loads(data) == []
    elif name in ("ndjson", "plover"):
        assert data == b""
    else:
        assert data.startswith(b"article_sha256," if name == "csv" else b"PAR1")


def test_json_is_the_record(real: dict[str, Any]) -> None:
    found = json.loads(render(real, "json"))
    jsonschema.validate(found, record_json_schema())
    assert found == real
    assert render(real, "ndjson") == render(real, "json") + b"\n"


def test_many_records_as_json_are_an_array_and_as_ndjson_lines(
    planned: dict[str, Any], call: dict[str, Any]
) -> None:
    assert json.loads(b"".join(stream([planned, call], "json"))) == [planned, call]
    lines = b"".join(stream([planned, call], "ndjson")).decode().splitlines()
    assert [json.loads(line) for line in lines] == [planned, call]


def test_records_are_written_as_they_come(record: dict[str, Any]) -> None:
    """A stream that never ends gives its first record's bytes."""

    def endless() -> Any:
        while True:
            yield record

    for name in ("json", "ndjson", "csv", "plover", "jsonld"):
        pieces = stream(endless(), name)
        assert record["article"]["sha256"][:16].encode() in b"".join(next(pieces) for _ in range(3)) or (
            name == "jsonld"
        )


@pytest.mark.parametrize("name", ["xml", "", "JSON", "csv "])
def test_an_unknown_format_is_answered_with_the_list(record: dict[str, Any], name: str) -> None:
    with pytest.raises(UnknownFormatError, match="json, ndjson, csv, plover, jsonld, parquet"):
        render(record, name)


@pytest.mark.parametrize(
    ("name", "rows"), [("csv", "records"), ("csv", "issues"), ("json", "positions"), ("parquet", "")]
)
def test_rows_that_a_format_does_not_have(record: dict[str, Any], name: str, rows: str) -> None:
    with pytest.raises(InvalidFieldError) as caught:
        render(record, name, rows=rows)
    assert caught.value.field == "rows"


def test_parquet_is_offered_only_with_pyarrow(
    record: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.formats.parquet.find_spec", lambda _: None)
    assert "parquet" not in formats()
    with pytest.raises(UnknownFormatError, match=r"pip install 'readout\[parquet\]'"):
        render(record, "parquet")
    assert registry.format_named("csv").name == "csv"
