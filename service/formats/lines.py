"""Records as JSON: one object, an array, or one object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from service.schemas import to_json


def encode_lines(values: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """One JSON object a line."""
    for value in values:
        yield f"{to_json(value)}\n".encode()


def encode_array(values: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """One JSON array with a value on each line."""
    before = "[\n"
    for value in values:
        yield f"{before}{to_json(value)}".encode()
        before = ",\n"
    yield b"[]\n" if before == "[\n" else b"\n]\n"
