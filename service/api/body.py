"""From a request to a Job: headers, bytes, fields of the query. Each step refuses what it can't take."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Final

from flask import Request
from werkzeug.exceptions import NotAcceptable, RequestEntityTooLarge, UnsupportedMediaType

from service.errors import InputError, InvalidFieldsError
from service.intake import load_hints
from service.jobs import Body, Job
from service.settings import Settings

JSON: Final = "application/json"
TEXT: Final = "text/plain"
HTML: Final = "text/html"
XHTML: Final = "application/xhtml+xml"
NDJSON: Final = "application/x-ndjson"
MEDIA_TYPES: Final = (JSON, TEXT, HTML, XHTML)
ANSWER: Final = ("format", "rows")
"""Parameters of the query that are about the answer and no hints about the article."""

CHUNKS: Final = "readout.chunks"
"""Key of the WSGI environment: a function that iterates over the body's bytes as they come in. It takes a
function that says whether to stop waiting for more, and whether time is limited by `lines`."""

_BODIES: Final = {JSON: Body.JSON, TEXT: Body.TEXT, HTML: Body.HTML, XHTML: Body.HTML}
_DRAINED: Final = 8
_PART: Final = 65_536


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


def read_job(request: Request, settings: Settings) -> Job:
    """The article of a request with one of `MEDIA_TYPES`, as it was sent."""
    kind = media_type(request, *MEDIA_TYPES)
    hints = load_hints({name: value for name, value in query(request).items() if name not in ANSWER})
    data = read_body(request, settings.max_body)
    return Job(_BODIES[kind], data, request.mimetype_params.get("charset"), dict(hints))


def read_body(request: Request, limit: int) -> bytes:
    """The whole body; 413 over `limit` bytes, whether its length was announced or not."""
    length = request.content_length
    if length is not None and length > limit:
        _drain(request, limit)
        raise RequestEntityTooLarge(f"The body has {length:,} bytes; at most {limit:,} are taken.")
    data = bytearray()
    for part in chunks(request):
        data += part
        if len(data) > limit:
            _drain(request, limit)
            raise RequestEntityTooLarge(f"The body has more than {limit:,} bytes.")
    return bytes(data)


def chunks(
    request: Request, interrupted: Callable[[], bool] = lambda: False, *, lines: bool = False
) -> Iterator[bytes]:
    """The body's bytes as they come in, where the server hands them over like that. The client's time is
    limited for the whole body, with `lines` for each line. Raises
    `BrokenBodyError`, `ClientTimeoutError`, and `StoppingError` where `interrupted` while it waits.
    """
    arriving = request.environ.get(CHUNKS)
    if arriving is not None:
        yield from arriving(interrupted, lines=lines)
        return
    while part := request.stream.read(_PART):
        yield part


def no_query(request: Request) -> None:
    """Raise 422 for any query parameter, where none is known."""
    if request.args:
        raise InvalidFieldsError((f"/{name}", "Unknown query parameter.") for name in request.args)


def query(request: Request) -> dict[str, str]:
    """Parameters of the query by name; raises `InvalidFieldsError` for one given twice."""
    repeated = [name for name, values in request.args.lists() if len(values) > 1]
    if repeated:
        raise InvalidFieldsError((f"/{name}", "Given more than once.") for name in repeated)
    return request.args.to_dict()


def _drain(request: Request, limit: int) -> None:
    """Read on for a while: a client that still writes would lose an answer to a closed connection."""
    left = _DRAINED * limit
    with contextlib.suppress(InputError):
        for part in chunks(request):
            left -= len(part)
            if left < 0:
                return
