"""From bytes to an Article, the same for HTTP and the command line: characters, fields, limits."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from marshmallow import Schema, ValidationError

from service.article import Article, check_size, read_html, read_text
from service.errors import (
    InputError,
    InvalidFieldError,
    InvalidFieldsError,
    TextTooLongError,
    UnknownCharsetError,
    UnreadableTextError,
)
from service.schemas import ArticleHintsSchema, ExtractRequestSchema, pointers
from service.settings import Settings
from service.strictjson import loads

_CHARSETS: Final = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})
MAX_ID: Final = 200
"""Longest `id` of a batch's line, in characters."""
_HINTS: Final = ArticleHintsSchema()
_REQUEST: Final = ExtractRequestSchema()

Hints = Mapping[str, Any]
"""What `load_hints` returns: title, published, url, language, each or None."""


def json_article(data: bytes, settings: Settings, *, hints: Hints = MappingProxyType({})) -> Article:
    """The article of one JSON object; `hints` fill what it leaves out. Raises kinds of `InputError`."""
    return article_of(loads(data), settings, hints=hints)


def article_of(value: Any, settings: Settings, *, hints: Hints = MappingProxyType({})) -> Article:
    """The article of a parsed JSON object. Raises kinds of `InputError` that name its fields."""
    if not isinstance(value, dict):
        raise InvalidFieldsError([("", "Not a JSON object.")])
    fields = _load(_REQUEST, value)
    text = fields.pop("text")
    return _read(text, {name: given or hints.get(name) for name, given in fields.items()}, settings)


def batch_article(data: bytes, settings: Settings) -> tuple[Article, str | int | None]:
    """The article of one line of a batch and the caller's `id`, where it has one. Raises kinds of
    `InputError`, with the `caller_id` where it is known."""
    value = loads(data)
    caller_id = None
    if isinstance(value, dict) and "id" in value:
        caller_id = value["id"]
        if isinstance(caller_id, bool) or not isinstance(caller_id, str | int | None):
            raise InvalidFieldError("Want a string or a whole number.", field="id")
        if isinstance(caller_id, str) and len(caller_id) > MAX_ID:
            raise InvalidFieldError(f"Longer than {MAX_ID} characters.", field="id")
        del value["id"]
    try:
        return article_of(value, settings), caller_id
    except InputError as error:
        error.caller_id = caller_id
        raise


def text_article(data: bytes, charset: str | None = None, *, hints: Hints, settings: Settings) -> Article:
    """The article of plain text, UTF-8 where `charset` names nothing else."""
    return _read(_decode(data, charset), hints, settings)


def html_article(data: bytes, *, hints: Hints, settings: Settings) -> Article:
    """The article of a web page; its own declarations say in which characters it is."""
    if len(data) > settings.max_body:
        raise TextTooLongError(
            f"The page has {len(data):,} bytes; at most {settings.max_body:,} are read.", field="text"
        )
    return read_html(data, check=lambda text: _check(text, settings), **hints)


def load_hints(values: Mapping[str, Any]) -> Hints:
    """Title, day of publication, address and language as the request schema reads them."""
    return _load(_HINTS, values)


def _read(text: str, hints: Hints, settings: Settings) -> Article:
    _check(text, settings)
    return read_text(text, **hints)


def _check(text: str, settings: Settings) -> None:
    check_size(text, max_characters=settings.max_characters, max_run=settings.max_run)


def _decode(data: bytes, charset: str | None) -> str:
    try:
        name = codecs.lookup(charset or "utf-8").name
    except (LookupError, ValueError):
        name = ""
    if name not in _CHARSETS:
        raise UnknownCharsetError(f"The charset must be one of {', '.join(sorted(_CHARSETS))}.")
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UnreadableTextError(f"Invalid {name} at byte {error.start}.", field="text") from error


def _load(schema: Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = schema.load(data)
    except ValidationError as error:
        raise InvalidFieldsError(pointers(error.messages)) from error
    return loaded
