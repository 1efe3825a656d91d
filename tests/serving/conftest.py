"""Servers of a test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.liveserver import ROOT, Server


@pytest.fixture
def start() -> Iterator[Callable[..., Server]]:
    """Starts servers of a test's own."""
    started: list[Server] = []

    def make(*, ready: bool = True, cwd: Path = ROOT, **environ: str) -> Server:
        made = Server({f"READOUT_{name.upper()}": value for name, value in environ.items()}, cwd)
        started.append(made)
        if ready:
            made.wait_until_ready()
        return made

    yield make
    for each in started:
        each.close()
