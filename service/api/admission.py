"""How many requests with articles, and how many batches, are taken at once: the rest is told to come again.

The pool bounds how many articles wait for a process; this bounds the threads that wait for clients' bodies,
so that some are always left for probes and for saying no.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from service.api.state import State
from service.errors import OverloadedError, StoppingError

REQUESTS: Final = 96
BATCHES: Final = 16


@contextmanager
def admitted(here: State) -> Iterator[None]:
    """A request with one article. Raises `OverloadedError`."""
    with here.lock:
        if here.requests >= REQUESTS:
            raise OverloadedError("Too many requests are being read.", retry_after=2)
        here.requests += 1
    try:
        yield
    finally:
        with here.lock:
            here.requests -= 1


def begin_batch(here: State) -> None:
    """Count a batch in. Raises `OverloadedError`, and `StoppingError` where the service is about to end."""
    if here.draining:
        raise StoppingError("The service is stopping.")
    with here.lock:
        if here.batches >= BATCHES:
            raise OverloadedError("Too many batches are being read.", retry_after=30)
        here.batches += 1


def end_batch(here: State) -> None:
    """Count a batch out."""
    with here.lock:
        here.batches -= 1
