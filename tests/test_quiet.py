"""Nothing is fetched or sent at run time, and nothing is running when the workers fork."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def python(code: str, **environ: str) -> str:
    """What a fresh interpreter prints."""
    inherited = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=inherited | ONE_THREAD | environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.strip()


def test_onnxruntimes_telemetry_is_off_before_it_is_imported() -> None:
    code = "import os, service.encoder.network; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    assert python(code) == "1"
    assert python(code, ORT_DISABLE_TELEMETRY="0") == "1"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="counts threads in /proc")
def test_no_thread_runs_when_the_processes_fork() -> None:
    assert python("import os, service.preload; print(len(os.listdir('/proc/self/task')))") == "1"


def test_no_socket_is_opened_to_read_an_article() -> None:
    code = """
import socket
def refuse(*_, **__): raise AssertionError("a socket")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from service.analyzer import load
from service.article import read_html, read_text
from service.settings import Settings
analyzer = load(Settings())
text = "The presidents of France and Brazil met in Lima on Monday to discuss trade."
page = f"<html><body><article><p>{text}</p><p>{text} They agreed.</p></article></body></html>".encode()
for article in (read_text(text, url="https://example.org/"), read_html(page, url="https://example.org/")):
    print(analyzer.analyze(article).schema_version)
"""
    assert python(code).split() == ["1.0", "1.0"]
