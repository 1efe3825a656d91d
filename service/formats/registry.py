"""The formats of records: name, media type, suffix, what it can hold, what writes it. One table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from service.errors import InvalidFieldError, UnknownFormatError
from service.formats.delimited import encode_csv
from service.formats.jsonld import document, encode_jsonld
from service.formats.lines import encode_array, encode_lines
from service.formats.parquet import RECORDS, available, encode_parquet
from service.formats.plover import encode_plover
from service.formats.tables import TABLES, Record
from service.schemas import to_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format of records.

    `media_type` is what `Accept` names, `content_type` the same with what belongs to it in an answer. `rows`:
    tables of which it holds one, the default first; none where there is no choice. `many` writes any number
    of records piece by piece, `one` a single record where that looks otherwise. `whole`: each record is one
    JSON value, so that an error can stand in the place of one. `extra` is the optional dependency that it
    needs, `installed` whether that is there.
    """

    name: str
    media_type: str
    content_type: str
    suffix: str
    many: Callable[[Iterable[Record], str], Iterator[bytes]]
    one: Callable[[Record], bytes] | None = None
    rows: tuple[str, ...] = ()
    whole: bool = False
    extra: str | None = None
    installed: Callable[[], bool] = lambda: True

    def table(self, rows: str | None) -> str:
        """The table that `rows` names, or the default; `InvalidFieldError` for another name."""
        if rows is None:
            return self.rows[0] if self.rows else ""
        if rows not in self.rows:
            wanted = f"Must be one of {', '.join(self.rows)}" if self.rows else "There is no choice of rows"
            raise InvalidFieldError(f"{wanted} for the format {self.name}.", field="rows")
        return rows


JSON: Final = Format(
    name="json",
    media_type="application/json",
    content_type="application/json",
    suffix=".json",
    many=lambda records, _: encode_array(records),
    one=lambda record: to_json(record).encode(),
    whole=True,
)
NDJSON: Final = Format(
    name="ndjson",
    media_type="application/x-ndjson",
    content_type="application/x-ndjson",
    suffix=".jsonl",
    many=lambda records, _: encode_lines(records),
    whole=True,
)
_FORMATS: Final = (
    JSON,
    NDJSON,
    Format(
        name="csv",
        media_type="text/csv",
        content_type="text/csv; charset=utf-8; header=present",
        suffix=".csv",
        many=encode_csv,
        rows=tuple(TABLES),
    ),
    Format(
        name="plover",
        media_type="application/x-ndjson;profile=plover",
        content_type="application/x-ndjson; profile=plover",
        suffix=".plover.jsonl",
        many=lambda records, _: encode_plover(records),
    ),
    Format(
        name="jsonld",
        media_type="application/ld+json",
        content_type="application/ld+json",
        suffix=".jsonld",
        many=lambda records, _: encode_jsonld(records),
        one=lambda record: to_json(document(record)).encode(),
    ),
    Format(
        name="parquet",
        media_type="application/vnd.apache.parquet",
        content_type="application/vnd.apache.parquet",
        suffix=".parquet",
        many=encode_parquet,
        rows=(RECORDS, *TABLES),
        extra="parquet",
        installed=available,
    ),
)
FORMATS: Final[Mapping[str, Format]] = {one.name: one for one in _FORMATS}
"""All formats by name, the default first; some are offered only where an extra is installed."""


def formats() -> dict[str, Format]:
    """The formats that can be written here, by name."""
    return {name: one for name, one in FORMATS.items() if one.installed()}


def format_named(name: str) -> Format:
    """The format of that name; `UnknownFormatError` with the list where it can't be written here."""
    found = formats()
    if name not in found and name in FORMATS:
        missing = f"{name} needs an extra that is not installed: pip install 'readout[{FORMATS[name].extra}]'"
        raise UnknownFormatError(f"{missing}. The formats here are {', '.join(found)}.", field="format")
    if name not in found:
        raise UnknownFormatError(
            f"The formats are {', '.join(found)}; {name!r} is none of them.", field="format"
        )
    return found[name]


def render(record: Record, name: str, *, rows: str | None = None) -> bytes:
    """One record in the format `name`; of `rows` where the format holds one of several tables.

    Raises `UnknownFormatError`, and `InvalidFieldError` for `rows` that the format does not have.
    """
    chosen = format_named(name)
    table = chosen.table(rows)
    return chosen.one(record) if chosen.one else b"".join(chosen.many([record], table))


def stream(records: Iterable[Record], name: str, *, rows: str | None = None) -> Iterator[bytes]:
    """Any number of records in the format `name`, piece by piece as they come; errors as of `render`."""
    chosen = format_named(name)
    return chosen.many(records, chosen.table(rows))
