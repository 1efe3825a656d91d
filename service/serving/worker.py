"""gunicorn's threaded worker, made to wait no longer for clients than it may and to end without loss.

What it adds to `gunicorn.workers.gthread.ThreadWorker`: a connection takes a thread only once it has sent
something; clients' slowness is bounded (`service.serving.patience`); bodies are handed to the application as
they come in; the server's own errors are problem details and name no text of a request; after SIGTERM the
service says that it isn't ready, then takes what has connected already, then finishes it.
"""

from __future__ import annotations

import contextlib
import errno
import math
import select
import selectors
import socket
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from gunicorn.arbiter import Arbiter
from gunicorn.http import errors as http_errors
from gunicorn.http.body import ChunkedReader, LengthReader
from gunicorn.workers.gthread import TConn, ThreadWorker

from service.api.body import CHUNKS
from service.api.observe import count_reject, log
from service.errors import BrokenBodyError, ClientTimeoutError, StoppingError
from service.schemas import to_json
from service.serving.closing import Closing
from service.serving.patience import Patience, Wait
from service.serving.running import Running

_PULSE: Final = 0.5
"""Seconds between two looks at whether to go on waiting."""
_DROPPED: Final = 8
"""Bodies of the longest length that a client may go on to send after its answer."""
_CROWDED: Final = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
_PAUSE: Final = 0.05
"""Seconds between two tries to take a connection while too many files are open."""
_SAID_AGAIN: Final = 60.0
_REST: Final = 0.1
"""Seconds in which the rest of a body that was refused may come, for the connection to be used again."""
_STATUS: Final[dict[type[Exception], HTTPStatus]] = {
    http_errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    http_errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    http_errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
    http_errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    http_errors.ForbiddenProxyRequest: HTTPStatus.FORBIDDEN,
}
_DETAIL: Final = {
    HTTPStatus.BAD_REQUEST: "The request is no valid HTTP.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The request line is too long: send a long title in a JSON body.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "The header fields are too many or too long.",
    HTTPStatus.EXPECTATION_FAILED: "Of expectations only 100-continue is met.",
    HTTPStatus.NOT_IMPLEMENTED: "Of transfer codings only chunked is taken.",
    HTTPStatus.REQUEST_TIMEOUT: "The request's head took too long.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "The service made a mistake.",
}


class Worker(ThreadWorker):  # type: ignore[misc]
    """The one process in front of the pool."""

    alive: bool
    wsgi: Callable[..., Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.running: Running = self.app.running
        self.patience = Patience(self.running.settings.client_timeout, head_over=_tell_timeout)
        self.closing = Closing(
            seconds=self.patience.seconds,
            size=_DROPPED * self.running.settings.max_body,
            closed=self._count_out,
        )
        self._stops_at: float | None = None
        self._crowded_at = -math.inf

    # -- life --------------------------------------------------------------------------

    def run(self) -> None:
        """Start the pool, serve, end the pool."""
        self.running.start()
        try:
            super().run()
        finally:
            self.running.stop()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM: not ready from now on, and no more accepted after the delay."""
        del sig, frame
        if self._stops_at is None:
            self.running.draining = True
            self._stops_at = time.monotonic() + self.running.settings.shutdown_delay
            self.method_queue.defer(lambda: None)

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """The main loop's one wait, shortened where something is due before."""
        if self.alive and self._stops_at is not None:
            timeout = min(timeout, max(0.0, self._stops_at - time.monotonic()))
        super().wait_for_and_dispatch_events(timeout=timeout)
        self.patience.expire()
        self.closing.expire(self.poller)
        if self.running.failure is not None:
            log().critical("start failed", error=str(self.running.failure))
            sys.exit(Arbiter.WORKER_BOOT_ERROR)
        if self.alive and self._stops_at is not None and time.monotonic() >= self._stops_at:
            self.alive = False

    def _cap_keepalive(self, deadline: float) -> None:
        """Connections that send nothing don't hold up the end either."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Before a stopping worker closes its ears it takes what has connected already."""
        if not enabled and not self.alive and self._accepting:
            for listener in self.sockets:
                while select.select([listener], [], [], 0)[0]:
                    before = self.nr_conns
                    self.accept(listener)
                    if self.nr_conns == before:
                        break
        super().set_accept_enabled(enabled)

    # -- connections -------------------------------------------------------------------

    def accept(self, listener: Any) -> None:
        """Take a connection; it gets a thread when its first bytes are there."""
        try:
            sock, address = listener.accept()
        except OSError as error:  # that of one connection, which may have gone again
            if error.errno in _CROWDED:
                self._wait_for_room(error)
            return
        self.nr_conns += 1
        conn = TConn(self.cfg, sock, address, listener.getsockname())
        conn.timeout = time.monotonic() + self.patience.seconds
        self.pending_conns.append(conn)
        ready = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, ready)

    def _wait_for_room(self, error: OSError) -> None:
        """Too many files are open to take a connection; it stays in the listener's queue."""
        if time.monotonic() > self._crowded_at + _SAID_AGAIN:
            self._crowded_at = time.monotonic()
            log().error("no further connection can be taken", error=error.strerror, open=self.nr_conns)
        time.sleep(_PAUSE)  # the loop would run without a rest

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """What becomes of a connection whose thread is done."""
        if fs.cancelled() or fs.exception() is not None or fs.result():
            super().finish_request(conn, fs)
        else:
            self.closing.begin(conn.sock, self.poller)

    def _count_out(self) -> None:
        self.nr_conns -= 1

    def handle(self, conn: TConn) -> Any:
        """One request of a connection, in a thread."""
        self.patience.begin(conn.sock, Wait.HEAD)
        try:
            return super().handle(conn)
        finally:
            self.patience.forget(conn.sock)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Hand a request to the application."""
        self.patience.end(conn.sock, Wait.HEAD)
        req.body.unreader = conn.parser.unreader
        # gunicorn writes on its own before the application runs (100 Continue) and after it
        with self.patience.waiting(conn.sock, Wait.ANSWER):
            return super().handle_request(req, conn)

    def _keepalive_after(self, conn: TConn, keepalive: bool) -> bool:
        """Whether the connection can be used again: a body that was refused must be there by now. A thread
        waits for no more of it; `Closing` does without one."""
        return keepalive and bool(conn.parser.finish_body(deadline=time.monotonic() + _REST))

    def load_wsgi(self) -> None:
        """The application, between clocks for body and answer."""
        super().load_wsgi()
        self.wsgi = self._watched(self.wsgi)

    def _watched(self, application: Callable[..., Any]) -> Callable[..., Iterator[bytes]]:
        def call(environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
            sock = environ["gunicorn.socket"]
            body = environ["wsgi.input"]
            environ[CHUNKS] = partial(_chunks, body, sock, self.patience)
            self.patience.end(sock, Wait.ANSWER)
            answer = application(environ, start_response)
            try:
                for part in answer:
                    self.patience.begin(sock, Wait.ANSWER)
                    yield part  # gunicorn writes it before it asks for the next
                    self.patience.end(sock, Wait.ANSWER)
            finally:
                self.patience.end(sock, Wait.ANSWER)
                if hasattr(answer, "close"):
                    answer.close()
                self.patience.begin(sock, Wait.ANSWER)

        return call

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        """Answer what isn't HTTP, or a defect, with problem details. Nothing of the request is logged."""
        del req, addr
        if isinstance(exc, http_errors.ParseException):
            status = next((s for kind, s in _STATUS.items() if isinstance(exc, kind)), HTTPStatus.BAD_REQUEST)
        else:
            status = HTTPStatus.INTERNAL_SERVER_ERROR
        number = uuid.uuid4().hex
        log().warning("refused", status=int(status), error=type(exc).__name__, request_id=number)
        count_reject(status.phrase.lower().replace(" ", "-"))
        with contextlib.suppress(OSError):
            client.setblocking(True)
            client.settimeout(1.0)
            client.sendall(problem_bytes(status, number))


def _chunks(
    body: Any,
    sock: socket.socket,
    patience: Patience,
    interrupted: Callable[[], bool] = lambda: False,
    *,
    lines: bool = False,
) -> Iterator[bytes]:
    """Bytes of a body as they come in. Its client may keep the service waiting for `patience.seconds` in all,
    with `lines` for each line. Raises `BrokenBodyError`, `ClientTimeoutError`, and `StoppingError` where
    `interrupted` while it waits."""
    source, left = _source(body, sock, interrupted), patience.seconds
    while True:
        began = time.monotonic()
        try:
            with patience.waiting(sock, Wait.BODY, left):
                part = next(source, None)
        except StoppingError:
            body.failed = True  # what the client still sends is not read
            raise
        except (http_errors.ParseException, OSError) as error:
            body.failed = True
            if patience.is_over(sock):
                what = "The next line" if lines else "The body"
                raise ClientTimeoutError(f"{what} took longer than {patience.seconds:g} s.") from error
            raise BrokenBodyError("The body ended before it was whole, or its chunks are broken.") from error
        if part is None:
            return
        left -= time.monotonic() - began
        if lines and b"\n" in part:
            left = patience.seconds
        yield part


def _source(body: Any, sock: socket.socket, interrupted: Callable[[], bool]) -> Iterator[bytes]:
    """What gunicorn's readers hold and receive; `Body.read` waits until it has what was asked for."""
    reader, receive = body.reader, body.unreader.chunk
    readable = select.poll()  # select.select takes no descriptor over 1023
    readable.register(sock, select.POLLIN)

    def chunk(size_hint: int | None = None) -> Any:
        while not readable.poll(_PULSE * 1000):
            if interrupted():
                raise StoppingError("The service is stopping.")
        return receive(size_hint)

    body.unreader.chunk = chunk
    try:
        yield from _parts(reader)
    finally:
        del body.unreader.chunk


def _parts(reader: Any) -> Iterator[bytes]:
    if isinstance(reader, ChunkedReader):
        if reader.parser:
            yield from reader.parser
        reader.parser = None
    elif isinstance(reader, LengthReader):
        while reader.length > 0:
            data = reader.unreader.read(None, read_ahead=reader.length)
            if not data:
                raise http_errors.NoMoreData
            if len(data) > reader.length:
                reader.unreader.unread(data[reader.length :])
                data = data[: reader.length]
            reader.length -= len(data)
            yield data


def _tell_timeout(sock: socket.socket) -> None:
    sock.setblocking(False)
    with contextlib.suppress(OSError):
        sock.send(problem_bytes(HTTPStatus.REQUEST_TIMEOUT, uuid.uuid4().hex))


def problem_bytes(status: HTTPStatus, number: str) -> bytes:
    """A whole HTTP answer of problem details (RFC 9457)."""
    body = to_json(
        {
            "type": "about:blank",
            "title": status.phrase,
            "status": int(status),
            "detail": _DETAIL.get(status, status.phrase),
            "instance": number,
        }
    ).encode()
    head = (
        f"HTTP/1.1 {int(status)} {status.phrase}\r\nConnection: close\r\n"
        f"Content-Type: application/problem+json\r\nContent-Length: {len(body)}\r\n"
        f"Cache-Control: no-store\r\nX-Request-ID: {number}\r\n\r\n"
    )
    return head.encode("ascii") + body
