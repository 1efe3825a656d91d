"""Parquet in and out by pyarrow: rows as JSON objects, records as a table. Needs the extra ``parquet``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from service.bulk.reading import FIELDS
from service.bulk.sources import Item, Kind
from service.errors import InputError, InvalidFieldsError, UnreadableTextError

SCHEMA: Final = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("source", pa.string()),
        pa.field("line", pa.int64()),
        pa.field("record", pa.string()),
    ]
)
"""Columns of a part: the record is JSON text, an `id` that was a number is written in digits."""
_BATCH: Final = 64
_GROUP: Final = 200


def rows(raw: IO[bytes]) -> Iterator[tuple[int, float, bytes | InputError]]:
    """Number from 1, share of the file behind it, the row's fields as a JSON object or why there are none.

    Columns that belong to no field are not read; their keys are there with null.
    """
    number = 0
    try:
        file = pq.ParquetFile(raw)
        names = [name for name in file.schema_arrow.names if name in FIELDS]
        others = dict.fromkeys(name for name in file.schema_arrow.names if name not in FIELDS)
        if "text" not in names:
            yield 1, 1.0, UnreadableTextError("The file has no column `text`.")
            return
        for batch in file.iter_batches(batch_size=_BATCH, columns=names):
            for row in _plain_rows(batch):
                number += 1
                data = row if isinstance(row, InputError) else _as_json({**row, **others})
                yield number, number / file.metadata.num_rows, data
    except (pa.ArrowException, OSError) as error:
        why = UnreadableTextError(f"The file is damaged, nothing can be read from here on: {error}")
        yield number + 1, 1.0, why


def row_items(table: Any) -> Iterator[Item]:
    """The articles of a pyarrow table, without source or line."""
    wanted = table.select([name for name in table.column_names if name in FIELDS])
    for row in _plain_rows(wanted):
        if isinstance(row, InputError):
            yield Item("", None, Kind.PARQUET, b"", failure=row)
        else:
            yield Item("", None, Kind.PARQUET, _as_json(row))


def _plain_rows(table: Any) -> Iterator[dict[str, Any] | InputError]:
    """Rows as strings and numbers, days in ISO 8601; for a row of anything else, why it can't be read."""
    try:
        found = table.to_pylist()
    except UnicodeDecodeError:
        found = [_row(table, index) for index in range(table.num_rows)]
    return (row if isinstance(row, InputError) else _plain(row) for row in found)


def _row(table: Any, index: int) -> dict[str, Any] | InputError:
    try:
        row: dict[str, Any] = table.slice(index, 1).to_pylist()[0]
    except UnicodeDecodeError as error:
        return UnreadableTextError(f"The row holds invalid {error.encoding} at byte {error.start}.")
    return row


def _plain(row: Mapping[str, Any]) -> dict[str, Any] | InputError:
    plain = {name: _day(value) for name, value in row.items()}
    wrong = [
        (f"/{name}", f"Not text: the column holds {type(value).__name__}.")
        for name, value in plain.items()
        if not isinstance(value, str | int | float | None)
    ]
    return InvalidFieldsError(wrong) if wrong else plain


def _as_json(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False).encode()


def _day(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value


class ParquetPart:
    """A Parquet file of records that is written as they come."""

    def __init__(self, path: Path, compress: str) -> None:
        self._writer = pq.ParquetWriter(path, SCHEMA, compression=compress)
        self._rows: list[dict[str, Any]] = []

    def add(self, row: dict[str, Any], record: str) -> None:
        """Add a record; `row` has its id, source and line."""
        name = row["id"]
        self._rows.append({**row, "id": None if name is None else str(name), "record": record})
        if len(self._rows) >= _GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=SCHEMA))
            self._rows.clear()
