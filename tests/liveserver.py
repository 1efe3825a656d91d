"""The service as its users run it: `readout serve` on a free port, in processes of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).parents[1]


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Server:
    """`readout serve`, started with `environ`."""

    environ: dict[str, str] = field(default_factory=dict)
    cwd: Path = ROOT

    def __post_init__(self) -> None:
        self.port = free_port()
        environ = {name: value for name, value in os.environ.items() if not name.startswith("READOUT_")}
        self.log: list[str] = []
        self.file = open(f"/tmp/readout-test-{self.port}.log", "w+")  # noqa: SIM115, PTH123
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from service.cli import main; main()", "serve"],
            cwd=self.cwd,
            env=environ
            | {"READOUT_PORT": str(self.port), "PYTHONSAFEPATH": "1", "PYTHONPATH": str(ROOT)}
            | self.environ,
            stdout=self.file,
            stderr=self.file,
            start_new_session=True,
        )

    def wait_until_ready(self, seconds: float = 60) -> None:
        """Until `/readyz` says so."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"ended with {self.process.returncode}: {self.logged()}")
            try:
                if self.get("/readyz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"not ready after {seconds} s: {self.logged()}")

    def logged(self) -> str:
        """Everything on standard output and error."""
        self.file.flush()
        return Path(self.file.name).read_text(encoding="utf-8")

    def get(self, path: str, timeout: float = 10) -> tuple[int, bytes]:
        """Status and body."""
        return self._send(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"), timeout)[::2]

    def post(self, text: str, timeout: float = 120) -> tuple[int, dict[str, str], Any]:
        """Status, headers and body of an extraction."""
        body = json.dumps({"text": text}).encode()
        headers = {"Content-Type": "application/json"}
        url = f"http://127.0.0.1:{self.port}/v1/extract"
        status, sent, answer = self._send(urllib.request.Request(url, body, headers), timeout)
        return status, sent, json.loads(answer)

    @staticmethod
    def _send(request: urllib.request.Request, timeout: float) -> tuple[int, dict[str, str], bytes]:
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read()

    def connect(self) -> socket.socket:
        """A plain connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def talk(self, data: bytes) -> bytes:
        """What comes back for these bytes until the server closes."""
        with self.connect() as sock:
            sock.sendall(data)
            return read_all(sock)

    def front(self) -> int:
        """The process that answers clients; 0 where there is none."""
        return next((child.pid for child in _children(self.process.pid)), 0)

    def readers(self, count: int = 1, seconds: float = 30) -> list[int]:
        """The processes that read, once there are `count`: children of the fork server, the front's child."""
        until = time.monotonic() + seconds
        found: list[int] = []
        while len(found) < count and time.monotonic() < until:
            servers = [each for front in _children(self.process.pid) for each in _children(front.pid)]
            found = [reader.pid for each in servers for reader in _children(each.pid)]
            time.sleep(0.05)
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it; its exit status."""
        self.process.send_signal(number)
        return self.process.wait(60)

    def close(self) -> None:
        """Whatever is left of it ends."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.file.close()
        Path(self.file.name).unlink()


def _children(pid: int) -> list[psutil.Process]:
    """Children by the parents that the system names; its own list of children may leave some out."""
    try:
        return psutil.Process(pid).children()
    except psutil.NoSuchProcess:
        return []


def read_all(sock: socket.socket) -> bytes:
    """Everything until the other side closes."""
    parts = []
    while True:
        try:
            part = sock.recv(65536)
        except ConnectionResetError:
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def head_and_body(answer: bytes) -> tuple[str, bytes]:
    """An HTTP answer in two."""
    head, _, body = answer.partition(b"\r\n\r\n")
    return head.decode("ascii"), body
