"""Errors as problem details (RFC 9457). One table says which error gets which answer."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, InternalServerError

from service.api.observe import count_reject, log, request_id
from service.errors import (
    BrokenBodyError,
    ClientTimeoutError,
    DeadlineExceededError,
    DefectError,
    InputError,
    InvalidFieldError,
    InvalidFieldsError,
    MalformedJsonError,
    ModelError,
    OverloadedError,
    ReaderLostError,
    ReadoutError,
    StoppingError,
    TextTooLongError,
    UnknownCharsetError,
    UnknownFormatError,
    UnreadableTextError,
)
from service.schemas import to_json

PROBLEM_JSON: Final = "application/problem+json"
RETRY_AFTER: Final = 5
"""Seconds after which a client may ask again, where nothing better is known."""

FieldError = tuple[str, str]
"""JSON pointer and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: status code, the last part of its type, its title."""

    status: int
    slug: str
    title: str


KINDS: Final[dict[type[ReadoutError], Kind]] = {
    MalformedJsonError: Kind(400, "malformed-json", "The body is not the JSON that it claims to be"),
    InvalidFieldsError: Kind(422, "invalid-field", "A field's value is not acceptable"),
    InvalidFieldError: Kind(422, "invalid-field", "A field's value is not acceptable"),
    TextTooLongError: Kind(413, "text-too-long", "The text is longer than the limit"),
    UnreadableTextError: Kind(422, "unreadable-text", "There is no text to read"),
    UnknownCharsetError: Kind(415, "unknown-charset", "The characters are in a coding that is not taken"),
    BrokenBodyError: Kind(400, "broken-body", "The body did not arrive whole"),
    ClientTimeoutError: Kind(408, "client-timeout", "The client was too slow"),
    UnknownFormatError: Kind(406, "unknown-format", "Records are not written in that format"),
    InputError: Kind(422, "invalid-field", "A field's value is not acceptable"),
    # Not 503: the same text takes as long again, and a proxy would send it to the next server.
    DeadlineExceededError: Kind(422, "deadline-exceeded", "The article takes too long to read"),
    OverloadedError: Kind(503, "overloaded", "Too many articles wait"),
    StoppingError: Kind(503, "stopping", "The service is stopping"),
    ReaderLostError: Kind(500, "reader-lost", "A process ended while it read the article"),
    ModelError: Kind(503, "model-unavailable", "The model can't be loaded"),
    ReadoutError: Kind(500, "internal", "The service made a mistake"),
}
"""The first class in an error's ancestry that stands here decides."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One answer to an error. `headers` are those that belong to its status, `Allow` for 405."""

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[FieldError, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """One word for the kind of problem: the last part of its type, else the title of its status."""
        kind = self.type.rpartition("/")[2]
        return kind if kind != "about:blank" else self.title.lower().replace(" ", "-")

    def body(self, *, line: int | None = None) -> dict[str, Any]:
        """The members of RFC 9457; `errors` and `line` only where they say something."""
        members: dict[str, Any] = {
            "type": self.type,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": request_id(),
        }
        if self.errors:
            members["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in self.errors]
        return members if line is None else members | {"line": line}

    def response(self) -> Response:
        """The answer as it goes out."""
        answer = Response(to_json(self.body()), status=self.status, content_type=PROBLEM_JSON)
        answer.headers.update(self.headers)
        return answer


def problem(error: Exception) -> Problem:
    """What to answer to `error`. An unexpected error's message stays inside: it may quote the article."""
    made = _problem(error)
    count_reject(made.slug)
    return made


def _problem(error: Exception) -> Problem:
    if isinstance(error, HTTPException):
        return _http(error)
    if not isinstance(error, ReadoutError):
        _log_defect(error)
        return _http(InternalServerError())
    kind = next(KINDS[ancestor] for ancestor in type(error).__mro__ if ancestor in KINDS)
    if kind.status == 500:
        _log_defect(error)
    wait = {"Retry-After": str(getattr(error, "retry_after", RETRY_AFTER))} if kind.status == 503 else {}
    return Problem(
        type=f"/problems/{kind.slug}",
        title=kind.title,
        status=kind.status,
        detail=str(error) if kind.status < 500 or kind.status == 503 else kind.title,
        errors=_fields(error),
        headers=wait,
    )


def register(app: Flask) -> None:
    """Answer every error of `app` with a problem."""
    app.register_error_handler(Exception, lambda error: problem(error).response())


def _fields(error: ReadoutError) -> tuple[FieldError, ...]:
    if isinstance(error, InvalidFieldsError):
        return error.errors
    if isinstance(error, InputError) and error.field:
        return ((f"/{error.field}", error.detail),)
    return ()


def _http(error: HTTPException) -> Problem:
    kept = {"Allow", "Accept", "Accept-Post", "Accept-Encoding", "Retry-After", "WWW-Authenticate"}
    headers = {name: value for name, value in error.get_headers() if name in kept}
    return Problem(
        type="about:blank",
        title=error.name,
        status=error.code or 500,
        detail=str(error.description or error.name),
        headers=headers,
    )


def _log_defect(error: Exception) -> None:
    """Where it happened and of what class it is; never its message."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    log().error(
        "defect",
        error=type(error).__name__,
        at=str(error)
        if isinstance(error, DefectError)
        else [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
        request_id=request_id(),
    )
