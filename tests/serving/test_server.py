"""The server as its clients and its operators meet it."""

import json
import os
import re
import signal
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from tests.liveserver import Server, free_port, head_and_body, read_all

SECRET = "Zanzibar"
TEXT = "The foreign ministers of Peru and Chile met in Lima on Saturday to discuss fishing."
SLOW = f"{TEXT} " * 60


def post(path: str, body: bytes, *, length: int | None = None, more: str = "") -> bytes:
    """A request as it goes over the wire."""
    size = len(body) if length is None else length
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {size}\r\nConnection: close\r\n{more}\r\n"
    return head.encode() + body


def chunked(path: str, *, media_type: str) -> bytes:
    """The head of a request whose body comes in chunks."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {media_type}\r\nTransfer-Encoding: chunked\r\n\r\n"
    ).encode()


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def test_an_article(server: Server) -> None:
    status, _, record = server.post(TEXT)
    assert status == 200
    assert record["location"]["name"] == "Lima"


PROBLEMS = [
    ("broken request line", b"NONSENSE\r\n\r\n", 400),
    ("a header without a colon", b"GET / HTTP/1.1\r\nHost x\r\n\r\n", 400),
    ("a line over the limit", b"GET /?" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
    ("too many headers", b"GET / HTTP/1.1\r\n" + b"X-A: 1\r\n" * 300 + b"\r\n", 431),
    ("an expectation", post("/v1/extract", b"{}", more="Expect: the best\r\n"), 417),
    ("a coding", post("/v1/extract", b"x", more="Transfer-Encoding: gzip\r\n"), 400),
    (
        "chunks that are none",
        chunked("/v1/extract", media_type="text/plain") + b"zz\r\nhello\r\n0\r\n\r\n",
        400,
    ),
]


@pytest.mark.parametrize(("data", "status"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_what_is_no_request_gets_problem_details(server: Server, data: bytes, status: int) -> None:
    head, body = head_and_body(server.talk(data))
    assert head.startswith(f"HTTP/1.1 {status} ")
    assert "Content-Type: application/problem+json" in head
    problem = json.loads(body)
    assert problem["status"] == status
    assert f"X-Request-ID: {problem['instance']}" in head


def test_a_body_that_ends_early_is_not_taken_for_whole(server: Server) -> None:
    with server.connect() as sock:
        sock.sendall(post("/v1/extract", TEXT.encode(), length=500, more="Content-Type: text/plain\r\n"))
        sock.shutdown(socket.SHUT_WR)
        head, body = head_and_body(read_all(sock))
    assert head.startswith("HTTP/1.1 400 ")
    assert json.loads(body)["type"] == "/problems/broken-body"


def test_a_title_of_the_longest_length_fits_in_the_query(server: Server) -> None:
    title = "%E6%97%A5" * 500
    head, body = head_and_body(
        server.talk(post(f"/v1/extract?title={title}", TEXT.encode(), more="Content-Type: text/plain\r\n"))
    )
    assert head.startswith("HTTP/1.1 200 ")
    assert json.loads(body)["article"]["title"] == "日" * 500


def test_slow_clients_are_told_and_cost_nobody_else(server: Server) -> None:
    slow = [server.connect() for _ in range(40)]
    for number, sock in enumerate(slow):
        half = post("/v1/extract", b'{"text": "', length=500, more="Content-Type: application/json\r\n")
        sock.sendall(half if number % 2 else half[:40])
    began = time.monotonic()
    assert server.post(TEXT)[0] == 200
    assert server.get("/livez", timeout=2)[0] == 200
    assert time.monotonic() - began < 5
    for number, sock in enumerate(slow):
        with sock:
            head, body = head_and_body(read_all(sock))
        assert head.startswith("HTTP/1.1 408 ")
        assert "application/problem+json" in head
        if number % 2:
            assert json.loads(body)["type"] == "/problems/client-timeout"


def test_nothing_of_an_article_is_logged(server: Server) -> None:
    server.talk(f"GET /{SECRET} HTTP/9.9\r\nHost: x\r\n\r\n".encode())
    server.talk(f"{SECRET}\r\n\r\n".encode())
    server.talk(f"GET /?title={SECRET} the capital HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    server.talk(f"GET / HTTP/1.1\r\n{SECRET} : x\r\n\r\n".encode())
    server.talk(chunked("/v1/extract", media_type="text/plain") + f"{SECRET}\r\n".encode())
    server.post(f"{SECRET} {SECRET}. ")
    lines = server.logged().splitlines()
    assert lines
    assert not [line for line in lines if SECRET in line]
    for line in lines:
        assert isinstance(json.loads(line), dict)


# -- batches ---------------------------------------------------------------------------


def test_a_record_leaves_as_soon_as_its_line_is_in(server: Server) -> None:
    """A client that sends its second line only when it has the first record."""
    with server.connect() as sock, sock.makefile("rb") as answer:
        sock.sendall(chunked("/v1/extract/batch", media_type="application/x-ndjson"))
        for number in range(1, 4):
            sock.sendall(chunk(json.dumps({"id": f"n{number}", "text": TEXT}).encode() + b"\n"))
            while not (line := answer.readline()).startswith(b"{"):
                assert line
            record = json.loads(line)
            assert (record["line"], record["id"]) == (number, f"n{number}")
        sock.sendall(b"0\r\n\r\n")


def test_a_batch_that_pauses_too_long_ends_with_a_line_that_says_so(server: Server) -> None:
    with server.connect() as sock:
        sock.sendall(chunked("/v1/extract/batch", media_type="application/x-ndjson"))
        sock.sendall(chunk(json.dumps({"text": TEXT}).encode() + b"\n"))
        _, body = head_and_body(read_all(sock))
    found = [json.loads(line) for line in body.splitlines() if line.startswith(b"{")]
    assert [line["line"] for line in found] == [1, 2]
    assert found[1]["type"] == "/problems/client-timeout"


def test_a_batch_keeps_order_and_counts_every_line(server: Server) -> None:
    texts = [TEXT * (1 + n % 5) for n in range(20)]
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)]
    body = "\n".join([*lines[:10], "", "{broken", *lines[10:]]).encode()
    answer = server.talk(post("/v1/extract/batch", body, more="Content-Type: application/x-ndjson\r\n"))
    found = [json.loads(line) for line in head_and_body(answer)[1].splitlines() if line.startswith(b"{")]
    assert [line["line"] for line in found] == [*range(1, 11), 12, *range(13, 23)]
    assert [line["id"] for line in found if "id" in line] == list(range(20))
    assert [line["status"] for line in found if "status" in line] == [400]
    metrics = server.get("/metrics")[1].decode()
    assert re.search(r'readout_batch_lines_total\{outcome="malformed-json"\} \d', metrics)


def test_a_client_that_does_not_read_is_let_go(start: Callable[..., Server]) -> None:
    server = start(workers="1", client_timeout="1")
    with server.connect() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        sock.sendall(chunked("/v1/extract/batch", media_type="application/x-ndjson"))
        sock.sendall(chunk(b"{\n" * 40_000))  # the problems fill all buffers on the way back
        until = time.monotonic() + 60
        while '"event": "batch"' not in server.logged():
            assert time.monotonic() < until
            time.sleep(0.2)
        assert server.post(TEXT)[0] == 200


# -- load ------------------------------------------------------------------------------


def test_a_full_queue_says_so_at_once_and_probes_answer(start: Callable[..., Server]) -> None:
    server = start(workers="1", queue="4")
    with ThreadPoolExecutor(60) as clients:
        waiting = [clients.submit(timed, server) for _ in range(60)]
        time.sleep(0.3)
        for path in ("/livez", "/readyz", "/metrics"):
            began = time.monotonic()
            assert server.get(path)[0] == 200
            assert time.monotonic() - began < 1
        answers = [future.result() for future in waiting]
    shed = [(seconds, headers) for status, headers, seconds in answers if status == 503]
    assert {status for status, _, _ in answers} == {200, 503}
    assert len(shed) >= 40
    assert sorted(seconds for seconds, _ in shed)[len(shed) // 2] < 1
    assert all(int(headers["Retry-After"]) >= 1 for _, headers in shed)


def timed(server: Server) -> tuple[int, dict[str, str], float]:
    began = time.monotonic()
    status, headers, _ = server.post(SLOW)
    return status, headers, time.monotonic() - began


def test_batches_leave_a_process_to_single_articles(start: Callable[..., Server]) -> None:
    server = start(workers="2")
    line = json.dumps({"text": SLOW}).encode() + b"\n"
    with server.connect() as first, server.connect() as second:
        for sock in (first, second):
            head = "Content-Type: application/x-ndjson\r\n"
            sock.sendall(post("/v1/extract/batch", line * 60, more=head))
        time.sleep(1)
        began = time.monotonic()
        assert server.post(TEXT)[0] == 200
        assert server.get("/readyz")[0] == 200
        assert time.monotonic() - began < 2


def test_a_process_that_dies_costs_no_article(start: Callable[..., Server]) -> None:
    server = start(workers="1")
    with ThreadPoolExecutor(1) as clients:
        answer = clients.submit(server.post, SLOW)
        time.sleep(0.1)
        for pid in server.readers():
            os.kill(pid, signal.SIGKILL)
        assert answer.result()[0] == 200
    assert 'readout_reader_restarts_total{reason="lost"} 1.0' in server.get("/metrics")[1].decode()


def test_processes_are_replaced_after_their_share(start: Callable[..., Server]) -> None:
    server = start(workers="1", recycle="3")
    assert [server.post(TEXT)[0] for _ in range(10)] == [200] * 10
    assert 'reader_restarts_total{reason="recycled"}' in server.get("/metrics")[1].decode()


# -- start and end ---------------------------------------------------------------------


def test_sigterm_finishes_what_was_accepted(start: Callable[..., Server]) -> None:
    server = start(workers="2", shutdown_delay="1", deadline="100", drain="100")
    with ThreadPoolExecutor(30) as clients:
        waiting = [clients.submit(server.post, TEXT * 10) for _ in range(30)]
        time.sleep(0.6)
        server.process.terminate()
        time.sleep(0.3)
        assert server.get("/readyz")[0] == 503
        assert [future.result()[0] for future in waiting] == [200] * 30
    assert server.process.wait(30) == 0
    with pytest.raises(OSError, match="refused"):
        server.connect()


def test_sigterm_ends_a_batch_with_the_line_to_go_on_with(start: Callable[..., Server]) -> None:
    server = start(workers="1")
    with server.connect() as sock:
        sock.sendall(chunked("/v1/extract/batch", media_type="application/x-ndjson"))
        for _ in range(2):
            sock.sendall(chunk(json.dumps({"text": TEXT}).encode() + b"\n"))
        time.sleep(1)
        server.process.terminate()
        _, body = head_and_body(read_all(sock))
    lines = [json.loads(line) for line in body.splitlines() if line.startswith(b"{")]
    assert [line.get("type") for line in lines] == [None, None, "/problems/stopping"]
    assert lines[2]["line"] == 3
    assert server.process.wait(30) == 0


def test_nothing_is_left_running(start: Callable[..., Server]) -> None:
    server = start(workers="2")
    readers = [psutil.Process(pid) for pid in server.readers(2)]
    assert len(readers) == 2
    server.stop()
    assert psutil.wait_procs(readers, timeout=5)[1] == []


def test_a_busy_port_is_named_with_a_hint(server: Server, start: Callable[..., Server]) -> None:
    second = start(ready=False, port=str(server.port))
    assert second.process.wait(30) == 1
    assert len(second.logged().splitlines()) == 1
    assert "--port or READOUT_PORT" in second.logged()


def test_a_model_that_cannot_be_loaded_ends_the_start(start: Callable[..., Server], tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"broken")
    server = start(ready=False, model=str(tmp_path))
    assert server.process.wait(60) != 0
    assert "start failed" in server.logged()


def test_nothing_is_imported_from_the_working_directory(start: Callable[..., Server], tmp_path: Path) -> None:
    trap = "raise SystemExit('imported from the working directory')"
    for name in ("yaml.py", "json.py", "spacy.py", "numpy.py", "service.py"):
        (tmp_path / name).write_text(trap, encoding="utf-8")
    server = start(cwd=tmp_path, workers="1")
    assert server.post(TEXT)[0] == 200


def test_probes_have_a_port_of_their_own(start: Callable[..., Server]) -> None:
    port = free_port()
    server = start(workers="1", probe_port=str(port))
    own, server.port = server.port, port
    assert server.get("/livez")[0] == server.get("/readyz")[0] == server.get("/metrics")[0] == 200
    assert server.post(TEXT)[0] == 404
    server.port = own


def test_a_busy_port_for_probes_ends_the_start(server: Server, start: Callable[..., Server]) -> None:
    second = start(ready=False, probe_port=str(server.port))
    assert second.process.wait(30) == 1
    assert len(second.logged().splitlines()) == 1
    assert "READOUT_PROBE_PORT" in second.logged()


def test_a_worker_that_is_killed_is_replaced_and_probes_answer_again(start: Callable[..., Server]) -> None:
    port = free_port()
    server = start(workers="1", probe_port=str(port))
    first = server.front()
    os.kill(first, signal.SIGKILL)
    until = time.monotonic() + 30
    while server.process.poll() is None and time.monotonic() < until and server.front() in (0, first):
        time.sleep(0.1)
    server.wait_until_ready()
    assert server.front() != first
    assert server.post(TEXT)[0] == 200
    server.port = port
    assert server.get("/readyz")[0] == 200
