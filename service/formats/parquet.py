"""Parquet for bulk: whole records with nested columns, or the flat tables. Needs pyarrow, an extra."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from marshmallow import Schema, fields, validate

from service.formats.tables import KEYS, TABLES, Kind, Record, Row, keys
from service.records import SCHEMA_VERSION
from service.schemas import RecordSchema
from service.schemas.fields import IsoDate

if TYPE_CHECKING:
    import pyarrow as pa

RECORDS: Final = "records"
_GROUP: Final = 1_000
"""Records to a row group: what is held in memory before it is written."""


def available() -> bool:
    """Whether pyarrow is installed."""
    return find_spec("pyarrow") is not None


def encode_parquet(records: Iterable[Record], rows: str) -> Iterator[bytes]:
    """One Parquet file with the table `rows`: `records`, or one of `TABLES`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(rows)
    sink = _Sink()
    source = iter(records)
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        while group := list(islice(source, _GROUP)):
            columns = [_typed(row, schema) for record in group for row in _rows(record, rows)]
            writer.write_table(pa.Table.from_pylist(columns, schema=schema))
            yield sink.taken()
    yield sink.taken()


def arrow_schema(rows: str) -> pa.Schema:
    """The columns of a table, the same in every file, also where a column is empty in all rows."""
    import pyarrow as pa

    types = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.FLAG: pa.bool_(),
        Kind.DAY: pa.date32(),
    }
    columns = KEYS if rows == RECORDS else TABLES[rows].columns
    found = [pa.field(name, types[kind]) for name, kind in columns.items()]
    if rows == RECORDS:
        found += _struct(RecordSchema())
    return pa.schema(found, metadata={"readout.schema_version": SCHEMA_VERSION})


def _rows(record: Record, rows: str) -> Iterator[Row]:
    if rows == RECORDS:
        yield {**keys(record, record["meeting"]), **record}
    else:
        yield from TABLES[rows].rows(record)


def _struct(schema: Schema) -> pa.StructType:
    import pyarrow as pa

    return pa.struct([pa.field(name, _type(field)) for name, field in schema.fields.items()])


def _type(field: fields.Field[Any]) -> pa.DataType:
    """The column type of a field of the record's schema; an object is a struct, a list a list."""
    import pyarrow as pa

    if isinstance(field, fields.Nested):
        inner = _struct(field.schema)
        return pa.list_(inner) if field.many else inner
    if isinstance(field, fields.List):
        return pa.list_(_type(field.inner))
    if isinstance(field, fields.Dict):
        return pa.struct([pa.field(name, _type(_values(field))) for name in _names(field)])
    plain = {
        fields.Boolean: pa.bool_(),
        fields.Integer: pa.int64(),
        fields.Float: pa.float64(),
        IsoDate: pa.date32(),
        fields.Enum: pa.string(),
        fields.String: pa.string(),
    }
    return next(found for kind, found in plain.items() if isinstance(field, kind))


def _names(field: fields.Dict) -> Iterable[str]:
    """The keys that an object with a closed set of keys may have."""
    assert field.key_field is not None  # every Dict of the schemas names its keys
    (allowed,) = field.key_field.validators
    assert isinstance(allowed, validate.OneOf)
    return [str(name) for name in allowed.choices]


def _values(field: fields.Dict) -> fields.Field[Any]:
    assert field.value_field is not None  # every Dict of the schemas names its values
    return field.value_field


def _typed(value: Any, kind: pa.Schema | pa.DataType) -> Any:
    """`value` with days as dates where `kind` has them; pyarrow takes no strings for them."""
    import pyarrow as pa

    if value is None:
        return None
    if isinstance(value, Mapping):
        return {part.name: _typed(value.get(part.name), part.type) for part in kind}
    if isinstance(value, list):
        return [_typed(one, kind.value_type) for one in value]
    return date.fromisoformat(value) if kind == pa.date32() else value


class _Sink(io.RawIOBase):
    """A file that is written once from front to back and gives what it got piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._length = 0

    def writable(self) -> bool:
        """True."""
        return True

    def write(self, data: Any) -> int:
        """Keep a copy of `data`."""
        piece = bytes(data)
        self._pieces.append(piece)
        self._length += len(piece)
        return len(piece)

    def tell(self) -> int:
        """Bytes written since the start, whether taken or not."""
        return self._length

    def taken(self) -> bytes:
        """What was written since the last call."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data
