"""The client."""

from __future__ import annotations

import ssl
from collections.abc import Generator, Iterable
from time import sleep
from typing import Self, TypeVar, Unpack

import httpx
from anyio.from_thread import start_blocking_portal

from readout_client import calls
from readout_client.asyncclient import AsyncClient
from readout_client.batch import Article, Articles, BatchAnswer, Known
from readout_client.calls import Call, Json
from readout_client.pulled import pulled
from readout_client.retry import UNSENT, Retries
from readout_client.types import IssueCategory, Record, Version

T = TypeVar("T")


class Client:
    """Calls of one service.

    `base_url` is where it runs, ``http://127.0.0.1:8000``; a path before its routes is kept. `api_key` goes
    in the header ``Authorization``. `timeout` is httpx's: seconds for connecting, writing and each wait for
    bytes. `retries` is how often a request is tried again (see `Retries`). `verify` is httpx's: an SSL
    context for own certificates.

    Methods raise `ProblemError` where the service refuses, and httpx's errors where it can't be reached or
    stops in the middle. Close the client after use, or use it in a ``with`` statement.
    """

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str | None = None,
        timeout: float | httpx.Timeout = 30.0,
        retries: int | Retries = 3,
        verify: ssl.SSLContext | bool = True,
    ) -> None:
        self._base_url, self._api_key, self._timeout = base_url, api_key, timeout
        self._retries = retries if isinstance(retries, Retries) else Retries(retries)
        self._verify = calls.ssl_context(verify)
        self._http = httpx.Client(
            base_url=base_url, headers=calls.headers(api_key), timeout=timeout, verify=self._verify
        )

    def extract(self, text: str, **known: Unpack[Known]) -> Record:
        """The record of an article.

        `title` is the headline where it is not in `text`, `published` the day of publication, from which
        "Saturday" is counted, `url` its address, which is kept and never fetched, `language` a BCP 47 tag.
        Offsets in the record count Unicode code points of `text`, half-open: ``text[start:end]``.
        """
        return self._do(calls.extract(text, known))

    def extract_html(self, html: str | bytes, **known: Unpack[Known]) -> Record:
        """The record of a web page, whose main text and day of publication the service finds.

        Offsets in the record count code points of its ``record["article"]["text"]``. The other arguments are
        those of `extract`.
        """
        return self._do(calls.extract_html(html, known))

    def extract_batch(self, articles: Articles) -> Generator[BatchAnswer]:
        """Records of many articles, in order, each as soon as it is there; one bad article costs no other.

        `articles` are texts, or mappings with the arguments of `extract` and the caller's own ``id``, which
        comes back with the answer. They are taken one by one while answers come in: from a file of any
        length, or from a source that waits for the last answer before it gives the next article. That is done
        in another thread. What `articles` raises is raised here, after the answers to those before.

        All go in one request, which is not tried again once articles are taken.
        """
        with start_blocking_portal("asyncio") as portal:
            client = portal.call(self._twin)
            batch = client.extract_batch(pulled(articles))

            async def following() -> BatchAnswer | None:
                return await anext(batch, None)

            try:
                while (answer := portal.call(following)) is not None:
                    yield answer
            finally:
                portal.call(batch.aclose)
                portal.call(client.aclose)

    def compare(self, articles: Iterable[Article]) -> Json:
        """What articles on the same events have in common, and where they differ."""
        return self._do(calls.compare(articles))

    def schema(self) -> Json:
        """The record's JSON Schema."""
        return self._do(calls.schema())

    def issues(self) -> list[IssueCategory]:
        """The issue taxonomy, in its own order."""
        return self._do(calls.issues())

    def version(self) -> Version:
        """What is running."""
        return self._do(calls.version())

    def ready(self) -> bool:
        """Whether articles are read now. Asks once."""
        return calls.is_ready(self._http.get(calls.READY))

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        """The client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    async def _twin(self) -> AsyncClient:
        return AsyncClient(
            self._base_url,
            api_key=self._api_key,
            timeout=self._timeout,
            retries=self._retries,
            verify=self._verify,
        )

    def _do(self, call: Call[T]) -> T:
        request = self._http.build_request(call.method, call.path, **call.arguments)
        tried = 0
        while True:
            try:
                response = self._http.send(request)
                wait = self._retries.after_answer(tried, response)
            except UNSENT:
                wait = self._retries.after_failure(tried)
                if wait is None:
                    raise
            else:
                if wait is None:
                    return call.result(response)
            sleep(wait)
            tried += 1
