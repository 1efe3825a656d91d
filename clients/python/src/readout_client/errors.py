"""Answers that are errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import httpx

from readout_client.retry import retry_after
from readout_client.types import FieldError


class ProblemError(Exception):
    """The service refused: problem details (RFC 9457), from a whole answer or from one line of a batch.

    `type`, `title`, `status` and `detail` are the problem's own; `errors` names each field at fault by JSON
    pointer; `request_id` finds the request in the service's log; `retry_after` is the number of seconds after
    which the service may be asked again, None where it doesn't say. An answer without problem details, such
    as a proxy's page, has the type ``about:blank`` and the status's own words as title.
    """

    def __init__(
        self, problem: Mapping[str, Any], *, request_id: str | None = None, retry_after: float | None = None
    ) -> None:
        self.type: str = problem.get("type", "about:blank")
        self.title: str = problem.get("title", "")
        self.status: int = problem.get("status", 0)
        self.detail: str = problem.get("detail", "")
        self.errors: tuple[FieldError, ...] = tuple(problem.get("errors", ()))
        self.request_id: str | None = request_id or problem.get("instance")
        self.retry_after = retry_after
        super().__init__(self._words())

    @classmethod
    def from_response(cls, response: httpx.Response) -> Self:
        """The problem of an answer that has been read."""
        return cls(
            {"title": response.reason_phrase, **_details(response), "status": response.status_code},
            request_id=response.headers.get("X-Request-ID"),
            retry_after=retry_after(response.headers),
        )

    def _words(self) -> str:
        fields = [f"{error['pointer']}: {error['detail']}" for error in self.errors]
        told = [self.detail, *(field for field in fields if field not in self.detail)]
        return f"{self.status} {self.title}. {' '.join(told)}".rstrip()


def _details(response: httpx.Response) -> Mapping[str, Any]:
    if not response.headers.get("Content-Type", "").startswith("application/problem+json"):
        return {}
    try:
        details = response.json()
    except ValueError:
        return {}
    return details if isinstance(details, dict) else {}
