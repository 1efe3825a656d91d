"""An ordinary iterable as an asynchronous one: a thread asks it, so that it may block."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from typing import Generic, TypeVar

T = TypeVar("T")


async def pulled(source: Iterable[T]) -> AsyncIterator[T]:
    """Items of `source` in order, each asked for after the one before has been used.

    Raises what `source` raises. Where the loop is left early, the thread ends as soon as `source` gives its
    next item; until then it waits as a daemon, which keeps no program from ending.
    """
    puller = _Puller(source, asyncio.get_running_loop())
    threading.Thread(target=puller.run, name="readout-articles", daemon=True).start()
    try:
        while True:
            found = await puller.items.get()
            if found is None:
                break
            yield found.item
            puller.used.release()
    finally:
        puller.left = True
        puller.used.release()
    if puller.failure is not None:
        raise puller.failure


class _Item(Generic[T]):
    def __init__(self, item: T) -> None:
        self.item = item


class _Puller(Generic[T]):
    """The thread's side."""

    def __init__(self, source: Iterable[T], loop: asyncio.AbstractEventLoop) -> None:
        self.items: asyncio.Queue[_Item[T] | None] = asyncio.Queue()
        self.used = threading.Semaphore(0)
        self.left = False
        self.failure: BaseException | None = None
        self._source = source
        self._loop = loop

    def run(self) -> None:
        """Give each item to the loop, then None."""
        try:
            for item in self._source:
                if self.left:
                    return
                self._put(_Item(item))
                self.used.acquire()
                if self.left:
                    return
        except Exception as error:
            self.failure = error
        finally:
            self._put(None)

    def _put(self, found: _Item[T] | None) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self._loop.call_soon_threadsafe(self.items.put_nowait, found)
