"""Several articles or records at once: each checked, faults named by JSON pointer into the request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from marshmallow import ValidationError

from service.errors import InputError, InvalidFieldsError, TextTooLongError
from service.intake import article_of
from service.schemas import faults, pointers
from service.schemas.compare import CompareRequestSchema, is_record
from service.settings import Settings
from service.strictjson import loads

_REQUEST: Final = CompareRequestSchema()


def several(data: bytes, settings: Settings) -> list[dict[str, Any]]:
    """The two to ten articles or records of ``{"articles": […]}``, each checked, as they were sent.

    Raises `MalformedJsonError`, `InvalidFieldsError` for all fields at fault at once (``/articles/1/text``),
    `TextTooLongError` for the first text over a limit.
    """
    value = loads(data)
    if not isinstance(value, dict):
        raise InvalidFieldsError([("", "Not a JSON object.")])
    try:
        items: list[dict[str, Any]] = _REQUEST.load(value)["articles"]
    except ValidationError as error:
        raise InvalidFieldsError(pointers(error.messages)) from error
    if found := [fault for n, item in enumerate(items) for fault in _faults(item, f"articles/{n}", settings)]:
        raise InvalidFieldsError(found)
    return items


def checked_record(value: Mapping[str, Any]) -> dict[str, Any]:
    """`value`, if it is a whole and valid record. Raises `InvalidFieldsError`."""
    if found := list(faults(value)):
        raise InvalidFieldsError(found)
    return dict(value)


def _faults(item: dict[str, Any], place: str, settings: Settings) -> Iterator[tuple[str, str]]:
    """What the schema doesn't see: records that contradict themselves, texts that can't be read."""
    try:
        if is_record(item):
            checked_record(item)
        else:
            article_of(item, settings)
    except TextTooLongError as error:
        raise TextTooLongError(error.detail, field=f"{place}/{error.field}") from error
    except InvalidFieldsError as error:
        yield from ((f"/{place}{pointer}", detail) for pointer, detail in error.errors)
    except InputError as error:
        yield f"/{place}/{error.field}", error.detail
