"""Errors as answers with problem details (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, InternalServerError

from service.api.observe import count_reject, log, request_id
from service.errors import DefectError, ReadoutError
from service.problems import FieldError, faults, kind_of, places
from service.schemas import to_json

PROBLEM_JSON: Final = "application/problem+json"
RETRY_AFTER: Final = 5
"""Seconds after which a client may ask again, where nothing better is known."""


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
    kind = kind_of(error)
    if kind.status == 500:
        _log_defect(error)
    wait = {"Retry-After": str(getattr(error, "retry_after", RETRY_AFTER))} if kind.status == 503 else {}
    return Problem(
        type=f"/problems/{kind.slug}",
        title=kind.title,
        status=kind.status,
        detail=str(error) if kind.status < 500 or kind.status == 503 else kind.title,
        errors=faults(error),
        headers=wait,
    )


def register(app: Flask) -> None:
    """Answer every error of `app` with a problem."""
    app.register_error_handler(Exception, lambda error: problem(error).response())


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
    at = str(error) if isinstance(error, DefectError) else places(error)
    log().error("defect", error=type(error).__name__, at=at, request_id=request_id())
