"""From a request to an Article: headers, bytes, characters, fields. Each step refuses what it can't take."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Request
from marshmallow import Schema, ValidationError
from werkzeug.exceptions import NotAcceptable, RequestEntityTooLarge, UnsupportedMediaType

from service.api.errors import InvalidFieldsError
from service.article import Article, check_size, read_html, read_text
from service.errors import MalformedJsonError
from service.schemas import ArticleHintsSchema, ExtractRequestSchema, pointers
from service.settings import Settings
from service.strictjson import loads

JSON: Final = "application/json"
TEXT: Final = "text/plain"
HTML: Final = "text/html"
XHTML: Final = "application/xhtml+xml"
NDJSON: Final = "application/x-ndjson"
MEDIA_TYPES: Final = (JSON, TEXT, HTML, XHTML)

_CHARSETS: Final = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252"})
_DRAINED: Final = 8
_HINTS: Final = ArticleHintsSchema()
_REQUEST: Final = ExtractRequestSchema()


class UnsupportedBody(UnsupportedMediaType):
    """415 that says what would be taken."""

    def __init__(self, detail: str, header: str, value: str) -> None:
        super().__init__(detail)
        self._own = (header, value)

    def get_headers(self, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        """The usual headers and the one that says what would be taken."""
        return [*super().get_headers(*args, **kwargs), self._own]


def accept(request: Request, *offered: str) -> None:
    """Raise 406 where the client takes none of `offered`."""
    if request.accept_mimetypes and not request.accept_mimetypes.best_match(offered):
        raise NotAcceptable(f"The answer is {' or '.join(offered)}.")


def media_type(request: Request, *taken: str) -> str:
    """The body's media type; 415 for another, for none, and for a compressed body."""
    coding = request.headers.get("Content-Encoding", "identity").strip().casefold()
    if coding != "identity":
        raise UnsupportedBody("Compressed bodies are not taken.", "Accept-Encoding", "identity")
    if request.mimetype not in taken:
        sent = f"not {request.mimetype}" if request.mimetype else "but there was none"
        raise UnsupportedBody(
            f"Content-Type must be {', '.join(taken)}, {sent}.", "Accept-Post", ", ".join(taken)
        )
    return request.mimetype


def read_article(request: Request, settings: Settings) -> Article:
    """The article of a request with one of `MEDIA_TYPES`."""
    kind = media_type(request, *MEDIA_TYPES)
    data = read_body(request, settings.max_body)
    if kind == JSON:
        _no_query(request)
        return json_article(data, settings)
    hints = _load(_HINTS, _query(request))
    if kind == TEXT:
        return _sized(decode(data, request.mimetype_params.get("charset")), hints, settings)
    article = read_html(data, **hints)
    _check(article, settings)
    return article


def json_article(data: bytes, settings: Settings) -> Article:
    """The article of one JSON object."""
    value = loads(data)
    if not isinstance(value, dict):
        raise InvalidFieldsError([("", "Not a JSON object.")])
    fields = _load(_REQUEST, value)
    return _sized(fields.pop("text"), fields, settings)


def read_body(request: Request, limit: int) -> bytes:
    """The whole body; 413 over `limit` bytes, whether its length was announced or not."""
    length = request.content_length
    if length is not None and length > limit:
        _drain(request.stream.read, limit)
        raise RequestEntityTooLarge(f"The body has {length:,} bytes; at most {limit:,} are taken.")
    data = bytearray()
    while chunk := request.stream.read(limit + 1 - len(data)):
        data += chunk
        if len(data) > limit:
            _drain(request.stream.read, limit)
            raise RequestEntityTooLarge(f"The body has more than {limit:,} bytes.")
    return bytes(data)


def decode(data: bytes, charset: str | None) -> str:
    """The characters of a plain text body, UTF-8 unless it says otherwise."""
    try:
        name = codecs.lookup(charset or "utf-8").name
    except (LookupError, ValueError):
        name = ""
    if name not in _CHARSETS:
        raise UnsupportedBody("The charset must be utf-8.", "Accept-Post", f"{TEXT}; charset=utf-8")
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise MalformedJsonError(f"Invalid {name} at byte {error.start}.") from error


def _sized(text: str, hints: Mapping[str, Any], settings: Settings) -> Article:
    check_size(text, max_characters=settings.max_characters, max_run=settings.max_run)
    return read_text(text, **hints)


def _check(article: Article, settings: Settings) -> None:
    check_size(article.text, max_characters=settings.max_characters, max_run=settings.max_run)


def _load(schema: Schema, data: Mapping[str, Any]) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = schema.load(data)
    except ValidationError as error:
        raise InvalidFieldsError(pointers(error.messages)) from error
    return loaded


def _query(request: Request) -> dict[str, str]:
    repeated = [name for name, values in request.args.lists() if len(values) > 1]
    if repeated:
        raise InvalidFieldsError((f"/{name}", "Given more than once.") for name in repeated)
    return request.args.to_dict()


def _no_query(request: Request) -> None:
    if request.args:
        raise InvalidFieldsError((f"/{name}", "Belongs in the JSON body.") for name in request.args)


def _drain(read: Callable[[int], bytes], limit: int) -> None:
    """Read on for a while: a client that still writes would lose an answer to a closed connection."""
    for _ in range(_DRAINED):
        if not read(limit):
            return
