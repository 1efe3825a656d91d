"""A transport that reads the answer while it still sends the request.

httpx sends a whole body before it looks at the answer. For a batch that is no use: the service answers each
line as it comes, a client that doesn't read would stop it as soon as the buffers between them are full, and a
caller who waits for a record before the next article would wait for ever.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import h11
import httpcore
import httpx

AWAITED: Final = "readout.awaited"
"""The request's extension that says whether the server's word is due: a read times out only then."""
Timeouts = dict[str, float | None]
_CHUNK: Final = 65_536
_PORTS: Final = {"http": 80, "https": 443}


class DuplexTransport(httpx.AsyncBaseTransport):
    """HTTP/1.1 over a connection of its own for each request, on asyncio. Proxies are not asked.

    Raises httpx's errors. The body must be a stream without announced length.
    """

    def __init__(self, ssl_context: ssl.SSLContext) -> None:
        self._ssl_context = ssl_context
        self._network = httpcore.AnyIOBackend()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Connect, begin to send, and return as soon as the head of the answer is there."""
        with _httpx_errors():
            stream = await self._connect(request.url, request.extensions["timeout"])
        answer = _Answer(stream, request)
        try:
            head = await answer.begin()
        except BaseException:
            await answer.aclose()
            raise
        return httpx.Response(head.status_code, headers=head.headers.raw_items(), stream=answer)

    async def _connect(self, url: httpx.URL, timeouts: Timeouts) -> httpcore.AsyncNetworkStream:
        host, limit = url.raw_host.decode("ascii"), timeouts["connect"]
        stream = await self._network.connect_tcp(host, url.port or _PORTS[url.scheme], timeout=limit)
        if url.scheme == "https":
            stream = await stream.start_tls(self._ssl_context, server_hostname=host, timeout=limit)
        return stream


class _Answer(httpx.AsyncByteStream):
    """The body of the answer; a task of its own sends the request meanwhile."""

    def __init__(self, stream: httpcore.AsyncNetworkStream, request: httpx.Request) -> None:
        self._stream = stream
        self._request = request
        self._timeouts: Timeouts = request.extensions["timeout"]
        self._awaited: Callable[[], bool] = request.extensions[AWAITED]
        self._protocol = h11.Connection(h11.CLIENT)
        self._sender: asyncio.Task[None] | None = None

    async def begin(self) -> h11.Response:
        """Start to send; the head of the answer."""
        headers = [*self._request.headers.raw, (b"Connection", b"close")]
        head = self._protocol.send(
            h11.Request(method=self._request.method, target=self._request.url.raw_path, headers=headers)
        )
        # h11 reads an answer in any state; the body is framed below, so that only one task uses h11
        end = self._protocol.send(h11.EndOfMessage())
        self._sender = asyncio.create_task(self._send(head or b"", end or b""))
        while not isinstance(event := await self._event(), h11.Response):
            if isinstance(event, h11.ConnectionClosed):
                raise httpx.RemoteProtocolError("The server closed the connection without an answer.")
        return event

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The answer as it comes."""
        while isinstance(event := await self._event(), h11.Data):
            yield bytes(event.data)

    async def aclose(self) -> None:
        """Stop sending and close the connection."""
        if self._sender is not None:
            self._sender.cancel()
            await asyncio.wait([self._sender])
        await self._stream.aclose()

    async def _send(self, head: bytes, end: bytes) -> None:
        # the server may answer, a 401 for one, without reading on: whoever reads finds out
        with suppress(httpcore.WriteError, httpcore.WriteTimeout):
            await self._write(head)
            assert isinstance(self._request.stream, httpx.AsyncByteStream)
            async for data in self._request.stream:
                await self._write(b"%x\r\n%b\r\n" % (len(data), data))
            await self._write(end)

    async def _write(self, data: bytes) -> None:
        await self._stream.write(data, timeout=self._timeouts["write"])

    async def _event(self) -> Any:
        with _httpx_errors():
            while (event := self._protocol.next_event()) is h11.NEED_DATA:
                self._protocol.receive_data(await self._read())
        return event

    async def _read(self) -> bytes:
        while True:
            due = self._awaited()
            try:
                return await self._stream.read(_CHUNK, timeout=self._timeouts["read"])
            except httpcore.ReadTimeout:
                if due:  # and not only since a moment ago
                    raise


@contextmanager
def _httpx_errors() -> Iterator[None]:
    """Errors of httpcore and h11 as httpx names them."""
    try:
        yield
    except h11.RemoteProtocolError as error:
        raise httpx.RemoteProtocolError(str(error)) from error
    except (httpcore.NetworkError, httpcore.TimeoutException) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error
