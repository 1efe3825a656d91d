"""Clients that hold on, send too much, send slowly, read nothing or come in crowds cost others nothing."""

import json
import resource
import time
from collections.abc import Callable

import pytest

from tests.liveserver import Server, head_and_body, read_all

TEXT = "The foreign ministers of Peru and Chile met in Lima on Saturday to discuss fishing."
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


def test_a_crowd_of_connections_over_the_limit_of_files_ends_nothing(start: Callable[..., Server]) -> None:
    server = start(workers="1")
    front = server.front()
    hard = resource.prlimit(front, resource.RLIMIT_NOFILE)[1]
    resource.prlimit(front, resource.RLIMIT_NOFILE, (80, hard))
    crowd = [server.connect() for _ in range(120)]
    time.sleep(0.5)
    for sock in crowd:
        sock.close()
    assert server.get("/livez")[0] == 200
    assert server.post(TEXT)[0] == 200
    assert server.front() == front
    assert "no further connection can be taken" in server.logged()


def test_articles_are_read_beside_more_connections_than_select_can_watch(
    start: Callable[..., Server],
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 2500:
        pytest.skip("fewer files may be open")
    server = start(workers="1")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 2500), hard))
    try:
        crowd = [server.connect() for _ in range(1100)]
        assert server.post(TEXT)[0] == 200
        for sock in crowd:
            sock.close()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_who_reads_no_answers_is_let_go(start: Callable[..., Server]) -> None:
    server = start(workers="1", client_timeout="1")
    with server.connect() as sock:
        sock.settimeout(3)
        ended = False
        until = time.monotonic() + 40
        while not ended and time.monotonic() < until:
            try:
                sock.send(b"HEAD /livez HTTP/1.1\r\nHost: x\r\n\r\n" * 1000)
            except TimeoutError:
                continue
            except OSError:  # reset
                ended = True
    assert ended


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/extract/batch"])
def test_a_body_that_trickles_in_ends_at_the_time_limit(start: Callable[..., Server], path: str) -> None:
    server = start(workers="1", client_timeout="1")
    media_type = "application/x-ndjson" if path.endswith("batch") else "text/plain"
    with server.connect() as sock:
        sock.sendall(post(path, media_type, 1000))
        for _ in range(12):
            time.sleep(0.3)
            try:
                sock.sendall(b"x")
            except OSError:
                break
        sock.settimeout(0.5)
        answer = read_all(sock)
    assert b"/problems/client-timeout" in answer


def test_a_batch_of_whole_lines_may_take_any_time(start: Callable[..., Server]) -> None:
    server = start(workers="1", client_timeout="1")
    with server.connect() as sock:
        sock.sendall(post("/v1/extract/batch", "application/x-ndjson", 16))
        for _ in range(8):
            time.sleep(0.4)
            sock.sendall(b"1\n")
        sock.settimeout(5)
        answer = b""
        while not answer.endswith(b"0\r\n\r\n"):
            answer += sock.recv(65536)
    assert answer.count(b"/problems/invalid-field") == 8


def test_unfinished_heads_leave_threads_for_others(start: Callable[..., Server]) -> None:
    server = start(workers="1")
    crowd = [server.connect() for _ in range(200)]
    for sock in crowd:
        sock.sendall(b"GET /livez HTTP/1.1\r\nHost:")
    time.sleep(0.2)
    began = time.monotonic()
    assert server.get("/livez")[0] == 200
    assert time.monotonic() - began < 5
    with crowd[0]:
        assert read_all(crowd[0]).startswith(b"HTTP/1.1 408 ")
    for sock in crowd:
        sock.close()


def test_probes_answer_while_all_places_for_requests_are_taken(start: Callable[..., Server]) -> None:
    server = start(workers="1")
    crowd = [server.connect() for _ in range(160)]
    for number, sock in enumerate(crowd):
        batch = number % 2
        path = "/v1/extract/batch" if batch else "/v1/extract"
        sock.sendall(post(path, "application/x-ndjson" if batch else "text/plain", 100))
    time.sleep(0.5)
    for path in ("/livez", "/readyz", "/metrics"):
        began = time.monotonic()
        assert server.get(path)[0] == 200
        assert time.monotonic() - began < 2
    for sock in crowd:
        sock.close()
