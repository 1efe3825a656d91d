"""The rate limit of `deploy/nginx.conf`, on a running nginx: requests count, the page's files don't."""

import http.client
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.liveserver import free_port
from tests.test_deploy import nginx_main, tool

BURST = 20
"""As in the configuration: so many are served at once, further ones wait or are refused."""


class Always(BaseHTTPRequestHandler):
    """Stands in for the service: answers every request with 200."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[int]:
    """Port of an nginx with the configuration of `deploy/` before a service that answers everything."""
    nginx = tool("nginx")
    behind = ThreadingHTTPServer(("127.0.0.1", 0), Always)
    threading.Thread(target=behind.serve_forever, daemon=True).start()
    port = free_port()
    upstream = f"upstream readout {{ server 127.0.0.1:{behind.server_port}; keepalive 16; }}"
    command = [
        nginx,
        "-c",
        str(nginx_main(tmp_path, port, upstream)),
        "-g",
        "daemon off; master_process off;",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)
        behind.shutdown()
        behind.server_close()


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            statuses(port, ["/page/page.css"])
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nginx does not answer; status {process.poll()}")


def statuses(port: int, paths: list[str]) -> Counter[int]:
    """How often each status came, for requests one after another on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    found: Counter[int] = Counter()
    try:
        for path in paths:
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            found[answer.status] += 1
    finally:
        connection.close()
    return found


def test_files_of_pages_are_not_counted(proxy: int) -> None:
    paths = [
        "/",
        "/page/page.css",
        "/page/samples/held.txt",
        "/docs",
        "/docs/swagger-ui.css",
        "/openapi.yaml",
    ]
    assert statuses(proxy, paths * BURST) == {200: len(paths) * BURST}


@pytest.mark.parametrize("path", ["/v1/extract", "/v1/issues", "/problems/unknown-format"])
def test_everything_else_is_counted(proxy: int, path: str) -> None:
    found = statuses(proxy, [path] * 5 * BURST)
    assert set(found) == {200, 429}
    assert found[200] >= BURST
