"""How long a client may keep the service waiting: one clock for all connections.

A thread that reads from a socket or writes to one can be held by its client for ever. What a thread waits for
is noted here with the time until which it may; the worker's main loop shuts the sockets that are over it, so
that the thread wakes up.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Final

HEADS: Final = 40
"""Unfinished heads on which threads may wait. With all requests and batches that are admitted
(`service.api.admission`) they leave threads for probes."""
HURRY: Final = 1.0
"""Seconds that a head may take where there are more."""


class Wait(Enum):
    """What a client lets the service wait for."""

    HEAD = "head"
    BODY = "body"
    ANSWER = "answer"


class Patience:
    """Sockets on which threads wait: a batch's body may be read while its answer is written. Thread-safe."""

    def __init__(
        self, seconds: float, *, head_over: Callable[[socket.socket], None] = lambda _: None
    ) -> None:
        """`head_over` is called before the socket of an unfinished head is shut."""
        self.seconds, self._head_over = seconds, head_over
        self._until: dict[tuple[socket.socket, Wait], float] = {}
        self._over: set[socket.socket] = set()
        self._lock = threading.Lock()

    def begin(self, sock: socket.socket, wait: Wait, seconds: float | None = None) -> None:
        """A thread waits for this from now on, for `seconds` at most."""
        with self._lock:
            self._until[sock, wait] = time.monotonic() + (self.seconds if seconds is None else seconds)

    def end(self, sock: socket.socket, wait: Wait) -> None:
        """It waits for this no longer."""
        with self._lock:
            self._until.pop((sock, wait), None)

    def forget(self, sock: socket.socket) -> None:
        """The connection is over."""
        with self._lock:
            for wait in Wait:
                self._until.pop((sock, wait), None)
            self._over.discard(sock)

    def is_over(self, sock: socket.socket) -> bool:
        """Whether the socket was shut for its client's slowness."""
        return sock in self._over

    @contextlib.contextmanager
    def waiting(self, sock: socket.socket, wait: Wait, seconds: float | None = None) -> Iterator[None]:
        """The block waits for this, for `seconds` at most."""
        self.begin(sock, wait, seconds)
        try:
            yield
        finally:
            self.end(sock, wait)

    def expire(self) -> None:
        """Shut what is over. A body's socket can still be written to, so that its client is told."""
        now = time.monotonic()
        with self._lock:
            hurried = sum(wait is Wait.HEAD for _, wait in self._until) > HEADS
            saved = max(0.0, self.seconds - HURRY) if hurried else 0.0
            late = [
                key
                for key, until in self._until.items()
                if until - (saved if key[1] is Wait.HEAD else 0.0) < now
            ]
            for key in late:
                del self._until[key]
                self._over.add(key[0])
        for sock, wait in late:
            with contextlib.suppress(OSError):
                if wait is Wait.HEAD:
                    self._head_over(sock)
                sock.shutdown(socket.SHUT_RD if wait is Wait.BODY else socket.SHUT_RDWR)
