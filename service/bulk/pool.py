"""The processes of a bulk job: articles go in and outcomes come out, in any order."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from typing import Any, Final

from service.bulk.reading import MODEL, Outcome, describe, identify, open_reader
from service.bulk.sources import Item
from service.errors import DeadlineExceededError, DefectError, JobError, StoppingError, WorkerLostError
from service.processes import Limits, Opened, Pool, forkserver_start
from service.settings import Settings

HARD: Final = 2.0
"""Multiples of the deadline after which a process is killed that code in C holds."""
_STARTS: Final = 3  # processes in a row that ended before they were ready
_WAIT: Final = 0.5  # seconds between two looks at whether processes start at all
_AHEAD: Final = 2  # articles for each process, so that it need not wait while results are written

Ticket = tuple[int, int]
"""What a result is claimed by: anything that orders."""


class Workers:
    """`size` processes, each of which opens a reader by `loader`. A context manager, for one thread.

    An article over which two processes end is rejected, and so is one that outlasts the hard limit.
    """

    def __init__(self, size: int, settings: Settings, *, strict: bool = False, loader: str = MODEL) -> None:
        self._pool = Pool(
            size,
            forkserver_start(loader.partition(":")[0], _open, settings, strict, loader),
            Limits(seconds=settings.deadline * HARD or None, recycle=settings.recycle),
        )
        self._threads = ThreadPoolExecutor(size)
        self._pending: dict[Future[Outcome], Ticket] = {}

    def __enter__(self) -> Workers:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start the processes. They end with this process at the latest."""
        self._pool.open()

    def close(self) -> None:
        """End the processes, what they have in hand unread."""
        self._pool.close()
        self._threads.shutdown(cancel_futures=True)

    @property
    def engine(self) -> dict[str, Any] | None:
        """What reads, once a process is ready."""
        return asdict(self._pool.engine) if self._pool.ready else None

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return bool(self._pending)

    def room(self) -> bool:
        """Whether an item can be given now."""
        return len(self._pending) < _AHEAD * self._pool.size

    def give(self, ticket: Ticket, item: Item) -> None:
        """Have an item read."""
        self._pending[self._threads.submit(self._read, item)] = ticket

    def results(self, timeout: float) -> list[tuple[Ticket, Outcome]]:
        """What has come within `timeout` seconds; every item given is answered once.

        Raises `ModelError` where the model can't be loaded, `JobError` where no process starts.
        """
        if self._pool.failure:
            raise self._pool.failure
        if len(self._pool.failed_starts) >= _STARTS:
            raise JobError(f"Processes end before they are ready: {self._pool.failed_starts[-1]}.")
        if not self._pending:
            time.sleep(timeout)
            return []
        done = wait(self._pending, timeout=timeout, return_when=FIRST_COMPLETED).done
        return [(self._pending.pop(future), future.result()) for future in done]

    def answers(self, items: Iterable[Item]) -> list[Outcome]:
        """What comes of each item, in their order."""
        found: dict[Ticket, Outcome] = {}
        count = 0
        for count, item in enumerate(items, start=1):
            if item.failure:
                found[0, count] = Outcome(problem=describe(item.failure))
                continue
            while not self.room():
                found.update(self.results(_WAIT))
            self.give((0, count), item)
        while len(found) < count:
            found.update(self.results(_WAIT))
        return [found[0, number] for number in range(1, count + 1)]

    def _read(self, item: Item) -> Outcome:
        began = time.monotonic()
        try:
            outcome: Outcome = self._pool.read(item, batch=True)
        except (DeadlineExceededError, DefectError, WorkerLostError, StoppingError) as error:
            seconds = time.monotonic() - began
            return Outcome(id=identify(item), problem=describe(error), seconds=seconds)
        return outcome


def _open(settings: Settings, strict: bool, loader: str) -> Opened:
    reader = open_reader(settings, strict=strict, loader=loader)
    return reader.analyzer.engine, reader.read
