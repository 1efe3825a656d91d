"""A time limit for one article, by the interval timer: articles are read in a process's main thread."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from service.errors import DeadlineExceededError

_AGAIN: Final = 1.0  # seconds until the alarm rings again, should a library have swallowed the first


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise `DeadlineExceededError` in the block after `seconds`; 0 sets no limit.

    Signals reach the main thread alone, where sync workers and the command line read: elsewhere, as in tests
    that run a server in a thread, no limit holds.
    """
    if not seconds or threading.current_thread() is not threading.main_thread():
        yield
        return

    def expire(_signal: int, _frame: FrameType | None) -> None:
        raise DeadlineExceededError(f"The article took longer than {seconds:g} s.")

    previous = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
