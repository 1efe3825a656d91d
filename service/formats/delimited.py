"""CSV after RFC 4180: UTF-8, a header, lines end in CRLF; text that a spreadsheet would run is made safe."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from service.formats.tables import TABLES, Kind, Record, Row, Table

_FORMULA: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""What spreadsheets take for the start of a formula: OWASP's list ("CSV Injection"), also in full width."""


def encode_csv(records: Iterable[Record], rows: str) -> Iterator[bytes]:
    """The table `rows` of `TABLES`: its header, then the lines of each record."""
    table = TABLES[rows]
    yield lines([list(table.columns)]).encode()
    for record in records:
        yield lines(_cells(table, row) for row in table.rows(record)).encode()


def safe(text: str) -> str:
    """`text` with an apostrophe before it where a spreadsheet could take it for a formula.

    One more apostrophe goes before text that looks already treated, so that taking one away from every cell
    that begins with apostrophes and one of the signs gives back exactly what was there.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def lines(rows: Iterable[list[str]]) -> str:
    """Rows of cells, which are written as they are."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cells(table: Table, row: Row) -> list[str]:
    return [_cell(kind, row[name]) for name, kind in table.columns.items()]


def _cell(kind: Kind, value: Any) -> str:
    """Numbers stay as they are: they are made here, and a minus sign belongs to them."""
    if value is None:
        return ""
    if kind is Kind.FLAG:
        return "true" if value else "false"
    if kind in (Kind.INTEGER, Kind.NUMBER):
        return repr(value)
    return safe(str(value))
