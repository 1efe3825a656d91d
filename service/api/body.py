"""From a request to an Article: headers, bytes, characters, fields. Each step refuses what it can't take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask import Request
from werkzeug.exceptions import NotAcceptable, RequestEntityTooLarge, UnsupportedMediaType

from service.article import Article
from service.errors import InvalidFieldsError
from service.intake import html_article, json_article, load_hints, text_article
from service.settings import Settings

JSON: Final = "application/json"
TEXT: Final = "text/plain"
HTML: Final = "text/html"
XHTML: Final = "application/xhtml+xml"
NDJSON: Final = "application/x-ndjson"
MEDIA_TYPES: Final = (JSON, TEXT, HTML, XHTML)

_DRAINED: Final = 8


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
    hints = load_hints(_query(request))
    if kind == JSON:
        return json_article(data, settings, hints=hints)
    if kind == TEXT:
        return text_article(data, request.mimetype_params.get("charset"), hints=hints, settings=settings)
    return html_article(data, hints=hints, settings=settings)


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


def _query(request: Request) -> dict[str, str]:
    repeated = [name for name, values in request.args.lists() if len(values) > 1]
    if repeated:
        raise InvalidFieldsError((f"/{name}", "Given more than once.") for name in repeated)
    return request.args.to_dict()


def _drain(read: Callable[[int], bytes], limit: int) -> None:
    """Read on for a while: a client that still writes would lose an answer to a closed connection."""
    for _ in range(_DRAINED):
        if not read(limit):
            return
