"""What each call sends and how its answer is read, the same for both clients."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Generic, TypeVar

import httpx

from readout_client.batch import NDJSON, Article, Known, article_json, to_json
from readout_client.errors import ProblemError
from readout_client.types import IssueCategory, Record, Version

T = TypeVar("T")
Json = dict[str, Any]
BATCH: Final = "v1/extract/batch"
BATCH_HEADERS: Final = {"Content-Type": NDJSON, "Accept": NDJSON, "Accept-Encoding": "identity"}
READY: Final = "readyz"


@dataclass(frozen=True, slots=True)
class Call(Generic[T]):
    """One request: httpx's arguments for it, and what becomes of the answer's JSON."""

    method: str
    path: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    read: Callable[[Any], T] = lambda data: data

    def result(self, response: httpx.Response) -> T:
        """The answer's value; raises `ProblemError` for an answer that is none."""
        if not response.is_success:
            raise ProblemError.from_response(response)
        return self.read(response.json())


def extract(text: str, known: Known) -> Call[Record]:
    """One article's text."""
    return Call("POST", "v1/extract", _json(article_json({"text": text, **known})))


def extract_html(html: str | bytes, known: Known) -> Call[Record]:
    """One page; what is known of it goes in the query."""
    return Call(
        "POST",
        "v1/extract",
        {
            "content": html.encode() if isinstance(html, str) else html,
            "params": {name: value for name, value in article_json(known).items() if value is not None},
            "headers": {"Content-Type": "text/html"},
        },
    )


def compare(articles: Iterable[Article]) -> Call[Json]:
    """Several articles on the same events."""
    return Call("POST", "v1/compare", _json({"articles": [article_json(article) for article in articles]}))


def schema() -> Call[Json]:
    """The record's JSON Schema."""
    return Call("GET", "v1/schema")


def issues() -> Call[list[IssueCategory]]:
    """The issue taxonomy."""
    return Call("GET", "v1/issues", read=lambda data: data["issues"])


def version() -> Call[Version]:
    """What is running."""
    return Call("GET", "version")


def is_ready(response: httpx.Response) -> bool:
    """True for 200, False for 503; raises `ProblemError` for anything else."""
    if response.status_code not in (200, 503):
        raise ProblemError.from_response(response)
    return response.status_code == 200


def headers(api_key: str | None) -> dict[str, str]:
    """Headers of every request."""
    return {"Authorization": f"Bearer {api_key}"} if api_key else {}


def ssl_context(verify: ssl.SSLContext | bool) -> ssl.SSLContext:
    """What httpx makes of `verify`."""
    return verify if isinstance(verify, ssl.SSLContext) else httpx.create_ssl_context(verify=verify)


def _json(value: Any) -> Json:
    return {"content": to_json(value), "headers": {"Content-Type": "application/json"}}
