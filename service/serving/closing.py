"""How a connection ends so that its client can read the answer to the end.

A connection closed over bytes that nobody read is reset, and the client loses an answer sent already:
the reason why its article was refused, for one. So the server ends its own side first, and what the client
still sends is read and dropped for a while. gunicorn does that too, but waits for one client at a time in the
loop that serves all of them.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

_SILENCE: Final = 2.0
"""Seconds without a byte after which a connection is closed."""
_PART: Final = 65_536


@dataclass(slots=True)
class _Ending:
    silent: float
    """Time at which it is closed if no byte comes before."""
    over: float
    """Time at which it is closed in any case."""
    left: int
    """Bytes that are still dropped."""


class Closing:
    """Connections whose answers are sent. For one thread, that of the loop."""

    def __init__(self, *, seconds: float, size: int, closed: Callable[[], None]) -> None:
        """A client may go on for `seconds` and `size` bytes; `closed` is called after each connection."""
        self._seconds, self._size, self._closed = seconds, size, closed
        self._open: dict[socket.socket, _Ending] = {}

    def begin(self, sock: socket.socket, poller: selectors.BaseSelector) -> None:
        """End our side. `poller` calls its data when the socket can be read."""
        try:
            sock.shutdown(socket.SHUT_WR)
            sock.setblocking(False)
            poller.register(sock, selectors.EVENT_READ, partial(self._drop, poller))
        except (OSError, ValueError):  # the client has gone before, or the socket is closed already
            self._end(sock)
            return
        now = time.monotonic()
        self._open[sock] = _Ending(now + _SILENCE, now + self._seconds, self._size)

    def expire(self, poller: selectors.BaseSelector) -> None:
        """Close those that went on for too long."""
        now = time.monotonic()
        late = [sock for sock, ending in self._open.items() if min(ending.silent, ending.over) < now]
        for sock in late:
            poller.unregister(sock)
            self._end(sock)

    def _drop(self, poller: selectors.BaseSelector, sock: socket.socket) -> None:
        ending = self._open[sock]
        try:
            size = len(sock.recv(_PART))
        except BlockingIOError:
            return
        except OSError:
            size = 0
        ending.left -= size
        ending.silent = time.monotonic() + _SILENCE
        if not size or ending.left < 0:
            poller.unregister(sock)
            self._end(sock)

    def _end(self, sock: socket.socket) -> None:
        self._open.pop(sock, None)
        with contextlib.suppress(OSError):
            sock.close()
        self._closed()
