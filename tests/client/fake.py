"""A small HTTP server whose answers a test writes down, to see what a client makes of them."""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

RECORD = {"schema_version": "1.0", "meeting": None}
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One request; `answer` of the server decides what to do with it."""

    protocol_version = "HTTP/1.1"
    server: "Fake"

    def do_GET(self) -> None:
        """Answer as the test says."""
        self.server.requests.append((self.command, self.path, dict(self.headers)))
        self.server.answer(self)

    def do_POST(self) -> None:
        """Answer as the test says."""
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def body(self) -> bytes:
        """The whole body of announced length."""
        return self.rfile.read(int(self.headers["Content-Length"]))

    def chunks(self) -> Iterator[bytes]:
        """A chunked body, as it comes."""
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    def reply(self, status: int, value: Any = None, **headers: str) -> None:
        """A whole answer: JSON, or bytes as they are."""
        data = value if isinstance(value, bytes) else json.dumps(value).encode()
        self.send_response(status)
        given = {name.replace("_", "-"): text for name, text in headers.items()}
        for name, text in {"Content-Type": "application/json", **given}.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def begin(self) -> None:
        """The head of a streamed answer."""
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        """One part of it; none ends it."""
        self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))
        self.wfile.flush()


class Fake(ThreadingHTTPServer):
    """The server: what was asked, and how to answer."""

    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self._scheme = "https" if tls else "http"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.ended = Event()
        self.answer: Answer = lambda handler: handler.reply(500)

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self._scheme}://127.0.0.1:{self.server_port}"

    def script(self, *answers: Answer) -> None:
        """Answer with each in turn."""
        left = iter(answers)
        self.answer = lambda handler: next(left)(handler)

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is part of the tests."""


@contextmanager
def fake_service(tls: ssl.SSLContext | None = None) -> Iterator[Fake]:
    """A running fake."""
    with Fake(tls) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def problem(status: int, **headers: str) -> Answer:
    """An answer with problem details."""
    body = {"type": "/problems/x", "title": "No", "status": status, "detail": "Not so.", "instance": "r1"}

    def answer(handler: Handler) -> None:
        if "Content-Length" in handler.headers:
            handler.body()
        handler.reply(status, body, Content_Type="application/problem+json", X_Request_ID="r1", **headers)
        if "Content-Length" not in handler.headers and handler.command == "POST":
            with suppress(OSError, ValueError):  # a connection closed on unread bytes would cost the answer
                for _ in handler.chunks():
                    pass

    return answer


def record(handler: Handler) -> None:
    """An answer with a record."""
    handler.body()
    handler.reply(200, RECORD)


def line_by_line(handler: Handler) -> None:
    """A batch as the service answers it: each line as soon as it is in."""
    handler.begin()
    number, rest = 0, b""
    for chunk in handler.chunks():
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            number += 1
            handler.chunk(json.dumps(_answer(json.loads(line), number)).encode() + b"\n")
    handler.chunk(b"")
    handler.server.ended.set()


def _answer(article: dict[str, Any], number: int) -> dict[str, Any]:
    if article["text"]:
        return {**RECORD, "article": article}
    errors = [{"pointer": "/text", "detail": "Empty."}]
    return {"title": "No", "status": 422, "detail": "", "errors": errors, "line": number}
