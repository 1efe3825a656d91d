"""Articles to lines, and lines to answers: what a batch is without its connection."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NotRequired, Required, TypedDict, cast

import httpx

from readout_client.errors import ProblemError
from readout_client.types import Record

NDJSON: Final = "application/x-ndjson"


class Known(TypedDict, total=False):
    """What may be known of an article beside its text."""

    title: str | None
    """Headline, where it is not in the text."""
    published: str | date | None
    """Day of publication, from which "Saturday" is counted; YYYY-MM-DD where it is a string."""
    url: str | None
    """Address of the article, kept in the record and never fetched."""
    language: str | None
    """BCP 47 tag."""


class Article(Known):
    """One article to be read."""

    text: Required[str]
    """Offsets of the record count its Unicode code points."""


class BatchArticle(Article):
    """An article of a batch, with the caller's own id for it."""

    id: NotRequired[Any]
    """Comes back with the answer. It stays in the client: the service never sees it."""


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """An article's record. `line` counts the articles from 1; `id` is what the caller gave."""

    line: int
    id: Any
    record: Record


@dataclass(frozen=True, slots=True)
class BatchProblem:
    """What was wrong with an article. `line` counts the articles from 1; `id` is what the caller gave."""

    line: int
    id: Any
    problem: ProblemError


BatchAnswer = BatchRecord | BatchProblem
Articles = Iterable[BatchArticle | str]


def article_json(article: Mapping[str, Any] | str) -> dict[str, Any]:
    """An article's fields as JSON has them; a string is an article's text."""
    if isinstance(article, str):
        return {"text": article}
    fields = dict(article)
    if isinstance(fields.get("published"), date):
        fields["published"] = fields["published"].isoformat()
    return fields


def to_json(value: Any) -> bytes:
    """One line of JSON in ASCII, where a lone surrogate can stand too: the service says what is wrong."""
    return json.dumps(value, allow_nan=False).encode("ascii")


class Exchange:
    """The lines of one batch as they leave, and the answers as they come: in order, one for each line."""

    def __init__(self, articles: Articles | AsyncIterable[BatchArticle | str]) -> None:
        self._articles = articles
        self._open: deque[Any] = deque()
        self._answered = 0
        self._all_sent = False
        self._failure: Exception | None = None

    def awaited(self) -> bool:
        """Whether an answer is due, or their end."""
        return self._all_sent or bool(self._open)

    async def lines(self) -> AsyncIterator[bytes]:
        """Each article as a line. An error of `articles` ends the lines; `close` raises it."""
        try:
            async for article in _each(self._articles):
                fields = article_json(article)
                own = fields.pop("id", None)
                line = to_json(fields) + b"\n"
                self._open.append(own)
                yield line
        except Exception as error:  # kept until the answers to what was sent before it are there
            self._failure = error
        self._all_sent = True

    def answer(self, line: bytes) -> BatchAnswer:
        """The next answer; raises `httpx.RemoteProtocolError` for one that belongs to no article."""
        self._answered += 1
        data = json.loads(line)
        if not self._open or data.get("line", self._answered) != self._answered:
            raise httpx.RemoteProtocolError(f"Answer {self._answered} of the batch belongs to no article.")
        own = self._open.popleft()
        if "schema_version" in data:
            data.pop("line", None)  # the batch's, not the record's
            return BatchRecord(self._answered, own, cast(Record, data))
        return BatchProblem(self._answered, own, ProblemError(data))

    def close(self) -> None:
        """Raise what `articles` raised, or `httpx.RemoteProtocolError` where answers are missing."""
        if self._failure:
            raise self._failure
        if self._open:
            raise httpx.RemoteProtocolError(f"The batch ended after {self._answered} answers.")


async def split(chunks: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    """Lines without their ends. JSON may hold U+2028 and its like, so that only LF ends a line."""
    rest = bytearray()
    async for chunk in chunks:
        rest += chunk
        if b"\n" in chunk:
            *lines, last = rest.split(b"\n")
            rest = bytearray(last)
            for line in lines:
                yield bytes(line)
    if rest:
        yield bytes(rest)


async def _each(
    articles: Articles | AsyncIterable[BatchArticle | str],
) -> AsyncIterator[BatchArticle | str]:
    if isinstance(articles, AsyncIterable):
        async for article in articles:
            yield article
    else:
        for article in articles:
            yield article
