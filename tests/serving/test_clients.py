"""Clients that hold on, send too much, send slowly, read nothing or come in crowds cost others nothing."""

import json
import time

import pytest

from tests.liveserver import Server, head_and_body, read_all

CLOSING = b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def post(path: str, media_type: str, length: int) -> bytes:
    """The head of a request."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def test_clients_that_do_not_close_delay_nobody(server: Server) -> None:
    holding = [server.connect() for _ in range(10)]
    for sock in holding:
        sock.sendall(CLOSING)
    time.sleep(0.2)
    began = time.monotonic()
    assert server.get("/livez")[0] == 200
    assert time.monotonic() - began < 1
    for sock in holding:
        with sock:
            assert head_and_body(read_all(sock))[0].startswith("HTTP/1.1 200 ")


REFUSED = [
    ("/v1/extract/batch", "text/csv", 415),
    ("/v1/extract/batch?format=csv", "application/x-ndjson", 422),
    ("/v1/extract", "text/csv", 415),
    ("/v1/extract?language=12", "text/plain", 422),
    ("/nowhere", "text/plain", 404),
    ("/v1/issues", "text/plain", 405),
]


@pytest.mark.parametrize(("path", "media_type", "status"), REFUSED)
def test_who_is_refused_while_sending_can_send_all_and_read_why(
    server: Server, path: str, media_type: str, status: int
) -> None:
    size = 4_000_000
    with server.connect() as sock:
        sock.sendall(post(path, media_type, size))
        for _ in range(size // 50_000):
            sock.sendall(b"x" * 50_000)  # raises where the connection is closed on it
            time.sleep(0.001)
        head, body = head_and_body(read_all(sock))
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert json.loads(body)["status"] == status
