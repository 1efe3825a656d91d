"""`readout health` tells a server that is well from one that is not, and is quick about it."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.probe import ask


class _Server(BaseHTTPRequestHandler):
    """Alive, and not ready."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/livez" else 503)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def health(port: int, *args: str, host: str = "127.0.0.1") -> Result:
    return CliRunner().invoke(main, ["health", *args], env={"READOUT_PORT": str(port), "READOUT_HOST": host})


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "localhost"])
def test_alive_on_the_port_and_address_of_the_settings(port: int, host: str) -> None:
    result = health(port, host=host)
    assert (result.exit_code, result.output) == (0, "")


def test_not_ready(port: int) -> None:
    result = health(port, "--ready")
    assert result.exit_code == 1
    assert f"/readyz on port {port}: status 503" in result.output


def test_nothing_listens(closed: int) -> None:
    result = health(closed)
    assert result.exit_code == 1
    assert "refused" in result.output


def test_no_answer_within_the_time(silent: int) -> None:
    assert ask("127.0.0.1", silent, "/livez", timeout=0.2) == "timed out"


def test_no_http() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 mail\r\n")

        threading.Thread(target=talk, daemon=True).start()
        assert ask("127.0.0.1", server.getsockname()[1], "/livez", timeout=2) is not None


def test_a_proxy_of_the_environment_is_not_asked(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert ask("127.0.0.1", port, "/livez", timeout=2) is None


def test_a_bad_setting_is_named() -> None:
    result = CliRunner().invoke(main, ["health"], env={"READOUT_PORT": "none"})
    assert result.exit_code == 1
    assert "READOUT_PORT" in result.output


def test_it_loads_no_pipeline_and_no_server(closed: int) -> None:
    check = (
        "import sys\n"
        "from click import ClickException\n"
        "from service.cli import main\n"
        "try: main(['health'], standalone_mode=False)\n"
        "except ClickException: print(*{name.split('.')[0] for name in sys.modules})\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", check],
        env=os.environ | {"READOUT_PORT": str(closed)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "http" in run.stdout.split()
    assert not {"spacy", "numpy", "onnxruntime", "trafilatura", "flask", "gunicorn"} & set(run.stdout.split())
