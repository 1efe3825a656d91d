"""The client for asyncio."""

from __future__ import annotations

import ssl
from asyncio import sleep
from collections.abc import AsyncGenerator, AsyncIterable, Iterable
from contextlib import aclosing
from typing import Self, TypeVar, Unpack

import httpx

from readout_client import calls
from readout_client.batch import Article, Articles, BatchAnswer, BatchArticle, Exchange, Known, split
from readout_client.calls import Call, Json
from readout_client.duplex import AWAITED, DuplexTransport
from readout_client.errors import ProblemError
from readout_client.retry import UNSENT, Retries
from readout_client.types import IssueCategory, Record, Version

T = TypeVar("T")


class AsyncClient:
    """As `Client`, on asyncio; its methods are described there."""

    def __init__(
        self,
        base_url: str,
        *,
        api_key: str | None = None,
        timeout: float | httpx.Timeout = 30.0,
        retries: int | Retries = 3,
        verify: ssl.SSLContext | bool = True,
    ) -> None:
        self._retries = retries if isinstance(retries, Retries) else Retries(retries)
        context = calls.ssl_context(verify)
        headers = calls.headers(api_key)
        self._http = httpx.AsyncClient(base_url=base_url, headers=headers, timeout=timeout, verify=context)
        self._duplex = httpx.AsyncClient(
            base_url=base_url, headers=headers, timeout=timeout, transport=DuplexTransport(context)
        )

    async def extract(self, text: str, **known: Unpack[Known]) -> Record:
        """The record of an article."""
        return await self._do(calls.extract(text, known))

    async def extract_html(self, html: str | bytes, **known: Unpack[Known]) -> Record:
        """The record of a web page."""
        return await self._do(calls.extract_html(html, known))

    async def extract_batch(
        self, articles: Articles | AsyncIterable[BatchArticle | str]
    ) -> AsyncGenerator[BatchAnswer]:
        """Records of many articles, in order, each as soon as it is there.

        A plain iterable is asked in the event loop, so it must not block: what has to wait is an
        asynchronous one. Leave no loop over the answers early without ``contextlib.aclosing``.
        """
        exchange = Exchange(articles)
        request = self._duplex.build_request(
            "POST",
            calls.BATCH,
            content=exchange.lines(),
            headers=calls.BATCH_HEADERS,
            extensions={AWAITED: exchange.awaited},
        )
        response = await self._connected(request)
        try:
            if not response.is_success:
                await response.aread()
                raise ProblemError.from_response(response)
            async with aclosing(split(response.aiter_raw())) as lines:
                async for line in lines:
                    yield exchange.answer(line)
        finally:
            await response.aclose()
        exchange.close()

    async def compare(self, articles: Iterable[Article]) -> Json:
        """What articles on the same events have in common, and where they differ."""
        return await self._do(calls.compare(articles))

    async def schema(self) -> Json:
        """The record's JSON Schema."""
        return await self._do(calls.schema())

    async def issues(self) -> list[IssueCategory]:
        """The issue taxonomy, in its own order."""
        return await self._do(calls.issues())

    async def version(self) -> Version:
        """What is running."""
        return await self._do(calls.version())

    async def ready(self) -> bool:
        """Whether articles are read now. Asks once."""
        return calls.is_ready(await self._http.get(calls.READY))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()
        await self._duplex.aclose()

    async def __aenter__(self) -> Self:
        """The client itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the connections."""
        await self.aclose()

    async def _do(self, call: Call[T]) -> T:
        request = self._http.build_request(call.method, call.path, **call.arguments)
        tried = 0
        while True:
            try:
                response = await self._http.send(request)
                wait = self._retries.after_answer(tried, response)
            except UNSENT:
                wait = self._retries.after_failure(tried)
                if wait is None:
                    raise
            else:
                if wait is None:
                    return call.result(response)
            await sleep(wait)
            tried += 1

    async def _connected(self, request: httpx.Request) -> httpx.Response:
        """The beginning of a batch's answer. Once articles are taken from the caller, nothing is repeated."""
        tried = 0
        while True:
            try:
                return await self._duplex.send(request, stream=True)
            except UNSENT:
                wait = self._retries.after_failure(tried)
                if wait is None:
                    raise
            await sleep(wait)
            tried += 1
