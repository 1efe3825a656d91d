"""Schemas of requests and records, and the one way from a record to JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from service.errors import RecordError
from service.records import Record
from service.schemas.checks import problems
from service.schemas.record import RecordSchema
from service.schemas.request import ArticleHintsSchema, ExtractRequestSchema

__all__ = [
    "ArticleHintsSchema",
    "ExtractRequestSchema",
    "RecordSchema",
    "check_record",
    "dump_record",
    "faults",
    "pointers",
    "to_json",
]

_RECORD: Final = RecordSchema()


def dump_record(record: Record, *, sent: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The record as plain data, dumped, *then* validated: marshmallow's dump alone checks nothing.

    `sent` holds the submitted fields (`text`, and `title` where it was sent apart); with it every span is
    compared with what it claims to quote. Raises `RecordError` for a record that breaks its schema.
    """
    try:
        data: dict[str, Any] = _RECORD.dump(record)
    except (AttributeError, TypeError, ValueError) as error:
        # the message may quote a value, and with it the article
        raise RecordError(f"The record can't be written ({type(error).__name__}).") from error
    if record.article.text is not None:
        sent = {**(sent or {}), "text": record.article.text}
    check_record(data, sent=sent)
    return data


def check_record(data: Mapping[str, Any], *, sent: Mapping[str, str] | None = None) -> None:
    """Raise `RecordError`, naming the first fault, where dumped `data` is no valid record."""
    if found := list(faults(data, sent=sent)):
        pointer, detail = found[0]
        raise RecordError(f"{pointer}: {detail} ({len(found)} in all)")


def faults(data: Mapping[str, Any], *, sent: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """What makes `data` no valid record: JSON pointer and what is wrong there."""
    broken = False
    for fault in pointers(_RECORD.validate(data)):
        broken = True
        yield fault
    if not broken:  # the checks read what the schema has vouched for
        yield from problems(data, sent)


def to_json(data: Any) -> str:
    """One line of JSON, the same bytes for the same data."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def pointers(messages: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """marshmallow's tree of messages as JSON pointers (RFC 6901) with one message each."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            escaped = str(key).replace("~", "~0").replace("/", "~1")
            # errors of a whole object or of a Dict's key and value stand under names of marshmallow's own
            own = key in ("_schema", "key", "value") and not isinstance(inner, str)
            yield from pointers(inner, pointer if own else f"{pointer}/{escaped}")
    elif isinstance(messages, list):
        for message in messages:
            yield pointer, str(message)
    else:
        yield pointer, str(messages)
