"""A pool of processes that read articles, one at a time each, behind a bounded queue.

Threads call `Pool.read`. Whoever comes first is served first; of batches no more lines are read at once than
leave a process to single articles. A process that outlasts the deadline, inside a library's C code for
instance, is killed and replaced, as is one that has read its share of articles.

`pebble` and `concurrent.futures` offer pools too: both send all jobs through one pipe, so that a process
killed while it writes breaks the pool, and neither bounds the queue.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final

from service.errors import (
    DeadlineExceededError,
    ModelError,
    OverloadedError,
    ReadoutError,
    StoppingError,
    WorkerLostError,
)
from service.jobs import Answer, Job
from service.memory import resident_bytes
from service.records import Engine
from service.serving.process import main
from service.settings import Settings

_SLACK: Final = 1.5
"""Seconds beyond the deadline after which a process is killed that has not answered."""
_JITTER: Final = 0.1
"""Share by which a process's number of articles varies, so that not all are replaced at once."""
_PAUSE: Final = 1.0
"""Seconds before another process is started where one could not be."""

Start = Callable[[Connection], BaseProcess]


@dataclass(slots=True, eq=False)
class _Process:
    process: BaseProcess
    pipe: Connection
    left: int
    """Articles until it is replaced."""


class _Ticket:
    """A place in the queue."""

    def __init__(self, *, batch: bool) -> None:
        self.batch = batch
        self.served = threading.Event()
        self.process: _Process | None = None


class Pool:
    """`Settings.workers` processes, one per core for 0. `changed` is told why a process was replaced, and
    `waited` how many seconds each article waited for one."""

    def __init__(
        self,
        settings: Settings,
        *,
        start: Start | None = None,
        replaced: Callable[[str], None] = lambda _reason: None,
        waited: Callable[[float], None] = lambda _seconds: None,
    ) -> None:
        self.size = settings.workers or len(os.sched_getaffinity(0))
        self.lines = max(1, self.size - 1)
        """Most lines of batches that are read at once."""
        self._settings, self._replaced, self._waited = settings, replaced, waited
        self._start = start or forkserver_start()
        self._lock = threading.Lock()
        self._queue: deque[_Ticket] = deque()
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._lines_running = 0
        self._closed = False
        self._engine: Engine | None = None
        self._seconds = 0.3
        """Moving mean of the time an article takes."""
        self.failure: ReadoutError | None = None
        """Why the model can't be loaded, where it can't."""

    def open(self) -> None:
        """Start all processes; returns at once."""
        for _ in range(self.size):
            threading.Thread(target=self._add, daemon=True).start()

    @property
    def engine(self) -> Engine:
        """What the processes run. Raises `ModelError` before the first is ready."""
        if self._engine is None:
            raise self.failure or ModelError("The model is being loaded.")
        return self._engine

    @property
    def ready(self) -> bool:
        """Whether a process is there to read."""
        return bool(self._all) and not self._closed

    @property
    def waiting(self) -> int:
        """Articles that wait for a process."""
        return len(self._queue)

    @property
    def running(self) -> int:
        """Articles that are being read."""
        return len(self._all) - len(self._idle)

    def memory(self) -> list[int]:
        """Resident bytes of each process, in order of age."""
        return [resident_bytes(pid) for pid in sorted(p.process.pid or 0 for p in list(self._all))]

    def read(self, job: Job, *, batch: bool = False) -> Answer:
        """The answer of a process. A job whose process dies is given to one more.

        Raises `OverloadedError` where the queue is full or the wait exceeds the deadline, `StoppingError`
        after `close`, and what the reader raises.
        """
        try:
            return self._read(job, batch=batch)
        except WorkerLostError:
            return self._read(job, batch=batch)

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            processes, self._idle = list(self._all), []
            self._all.clear()
            for ticket in self._queue:
                ticket.served.set()
            self._queue.clear()
        for each in processes:
            with contextlib.suppress(OSError):
                each.pipe.close()
        for each in processes:
            each.process.join(0.2)
            if each.process.is_alive():
                each.process.kill()

    # -- one article -------------------------------------------------------------------

    def _read(self, job: Job, *, batch: bool) -> Answer:
        process = self._acquire(batch=batch)
        began, reason = time.monotonic(), None
        try:
            answer = self._ask(process, job)
        except DeadlineExceededError:
            reason = "deadline"
            raise
        except WorkerLostError:
            reason = "lost"
            raise
        finally:
            process.left -= 1
            if not reason and process.left == 0:
                reason = "recycled"
            self._release(process, batch=batch, reason=reason, seconds=time.monotonic() - began)
        if isinstance(answer, ReadoutError):
            raise answer
        assert isinstance(answer, Answer)
        return answer

    def _ask(self, process: _Process, job: Job) -> Any:
        limit = self._settings.deadline + _SLACK if self._settings.deadline else None
        try:
            process.pipe.send(job)
            if not process.pipe.poll(limit):
                raise DeadlineExceededError(f"The article took longer than {self._settings.deadline:g} s.")
            return process.pipe.recv()
        except (EOFError, OSError) as error:
            if self._closed:
                raise StoppingError("The service is stopping.") from error
            raise WorkerLostError("A process ended while it read the article.") from error

    def _acquire(self, *, batch: bool) -> _Process:
        ticket, began = _Ticket(batch=batch), time.monotonic()
        with self._lock:
            if self._closed:
                raise StoppingError("The service is stopping.")
            room = self._settings.queue * self.size
            if not batch and not self._idle and sum(not t.batch for t in self._queue) >= room:
                raise OverloadedError("Too many articles wait.", retry_after=self._retry_after())
            self._queue.append(ticket)
            self._serve()
        patience = None if batch else max(self._settings.deadline, 10.0)
        ticket.served.wait(patience)
        with self._lock:
            if ticket.process is None and not self._closed:
                self._queue.remove(ticket)
                raise OverloadedError(
                    "The article waited too long for its turn.", retry_after=self._retry_after()
                )
        if ticket.process is None:
            raise StoppingError("The service is stopping.")
        self._waited(time.monotonic() - began)
        return ticket.process

    def _release(self, process: _Process, *, batch: bool, reason: str | None, seconds: float) -> None:
        with self._lock:
            self._lines_running -= batch
            self._seconds += 0.1 * (seconds - self._seconds)
            if reason:
                self._all.discard(process)
            elif process in self._all:
                self._idle.append(process)
            self._serve()
        if reason and not self._closed:
            threading.Thread(target=self._replace, args=(process, reason), daemon=True).start()

    def _serve(self) -> None:
        """Give idle processes to those who wait, the first first. The lock is held."""
        passed: list[_Ticket] = []
        while self._idle and self._queue:
            ticket = self._queue.popleft()
            if ticket.batch and self._lines_running >= self.lines:
                passed.append(ticket)
                continue
            self._lines_running += ticket.batch
            ticket.process = self._idle.pop()
            ticket.served.set()
        self._queue.extendleft(reversed(passed))

    def _retry_after(self) -> int:
        return max(1, min(60, round(self._seconds * (len(self._queue) + self.size) / self.size)))

    # -- processes ---------------------------------------------------------------------

    def _replace(self, process: _Process, reason: str) -> None:
        self._replaced(reason)
        if reason == "recycled":
            with contextlib.suppress(OSError):
                process.pipe.close()
            process.process.join(1)
        if process.process.is_alive():
            process.process.kill()
            process.process.join()
        self._add()

    def _add(self) -> None:
        """Start a process and wait until it is ready; again and again where it ends before."""
        while not self._closed:
            try:
                process, ours = self._begin()
                said = ours.recv()
            except (EOFError, OSError):  # it ended, or could not be started
                self._replaced("start")
                time.sleep(_PAUSE)
                continue
            if isinstance(said, ReadoutError):
                self.failure = said
                return
            recycle = self._settings.recycle
            share = round(recycle * (1 + _JITTER * (2 * random.random() - 1))) if recycle else 0
            added = _Process(process, ours, max(1, share) if recycle else -1)
            with self._lock:
                if self._closed:
                    ours.close()
                    return
                self._engine = said
                self._all.add(added)
                self._idle.append(added)
                self._serve()
            return

    def _begin(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = multiprocessing.Pipe()
        with theirs:
            return self._start(theirs), ours


def forkserver_start() -> Start:
    """Starts processes from a server that has the model loaded."""
    # The server and what it forks must not import from the current folder.
    os.environ["PYTHONSAFEPATH"] = "1"
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["service.preload"])

    def start(pipe: Connection) -> BaseProcess:
        process = context.Process(target=main, args=(pipe,), daemon=True)
        process.start()
        return process

    return start
