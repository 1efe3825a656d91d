"""The service as its users run it: gunicorn with the project's own configuration, on a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
_CONFIG = ROOT / "service" / "gunicorn.conf.py"
_SECONDS = 120


@contextmanager
def running(log: Path) -> Iterator[str]:
    """The address of a service that is ready; what it logs goes to `log`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {
        name: value for name, value in os.environ.items() if not name.startswith(("READOUT_", "PROMETHEUS_"))
    }
    environ = own | {"READOUT_PORT": str(port), "READOUT_WORKERS": "1", "PYTHONPATH": str(ROOT)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", str(_CONFIG)],
            cwd=log.parent,
            env=environ,
            stdout=output,
            stderr=output,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/readyz", process, log)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(probe: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            if httpx.get(probe, timeout=30).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"not ready after {_SECONDS} s: {log.read_text(encoding='utf-8', errors='replace')}")
