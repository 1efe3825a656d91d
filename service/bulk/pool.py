"""Worker processes that read articles, each over a pipe of its own, so that one that crashes or hangs costs
the article that it had in hand and nothing else.

The processes are forked from a server that has loaded the model (`multiprocessing`'s ``forkserver``), never
from the process that runs the job. `concurrent.futures` can't say which article a lost process had and breaks
as a whole; here it is known, since a process reads what it is given in order.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final

from service.bulk.reading import MODEL, Outcome, describe, identify, open_reader
from service.bulk.sources import Item
from service.errors import DeadlineExceededError, JobError, ModelError, ReadoutError, WorkerLostError
from service.settings import Settings

HARD: Final = 2.0
"""Multiples of the deadline after which a worker that code in C holds is killed."""
_ATTEMPTS: Final = 2  # deaths of workers over one article
_STARTS: Final = 3  # deaths of workers in a row before they were ready
_RECYCLED: Final = 5000  # articles after which a worker is replaced, for what memory zones don't return
_WAIT: Final = 60.0  # seconds; a worker's end ends the wait
_AHEAD: Final = 2  # articles with a worker, so that it need not wait while results are written
_SMALL: Final = 32_768  # bytes that fit in a pipe's buffer for sure, and can be sent to a busy worker

Ticket = tuple[int, int]
"""What a result is claimed by: anything that orders."""


@dataclass(frozen=True, slots=True)
class _Task:
    ticket: Ticket
    item: Item


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    ready: bool = False
    count: int = 0
    tasks: deque[_Task] = field(default_factory=deque)
    since: float = 0.0
    """When the first of its tasks was begun, by the monotonic clock."""

    def begin(self) -> None:
        self.since = time.monotonic()


class Pool:
    """`size` workers that are replaced as they are lost. A context manager, for one thread at a time."""

    def __init__(self, size: int, settings: Settings, *, strict: bool = False, loader: str = MODEL) -> None:
        self._size, self._settings, self._strict, self._loader = size, settings, strict, loader
        self._limit = settings.deadline * HARD
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([loader.partition(":")[0], __name__])
        self._workers: list[_Worker] = []
        self._again: deque[_Task] = deque()
        self._deaths: dict[Ticket, int] = {}
        self._failed_starts = 0
        self.engine: dict[str, Any] | None = None
        """What reads, once a worker is ready."""

    def __enter__(self) -> Pool:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start the workers. They end with this process at the latest."""
        os.environ.setdefault("OMP_NUM_THREADS", "1")  # before the fork server imports numpy and onnxruntime
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        for _ in range(self._size):
            self._start()

    def close(self) -> None:
        """End the workers, what they have in hand unread."""
        for worker in self._workers:
            if not worker.tasks:
                worker.pipe.close()
            else:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(5)
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
        self._workers.clear()

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return bool(self._again) or any(worker.tasks for worker in self._workers)

    def pids(self) -> list[int]:
        """The workers' process ids."""
        return [pid for worker in self._workers if (pid := worker.process.pid) is not None]

    def room(self, size: int) -> bool:
        """Whether an item of `size` bytes can be given now."""
        return not self._again and self._free(size) is not None

    def give(self, ticket: Ticket, item: Item) -> None:
        """Have an item read; there must be `room`."""
        self._send(_Task(ticket, item))

    def results(self, timeout: float) -> list[tuple[Ticket, Outcome]]:
        """What has come within `timeout` seconds; every item given is answered once.

        Raises `ModelError` where the model can't be loaded, `JobError` where no worker starts.
        """
        found: list[tuple[Ticket, Outcome]] = []
        by_pipe = {worker.pipe: worker for worker in self._workers}
        for pipe in wait(list(by_pipe), timeout=self._patience(timeout)):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                found.extend(self._take(worker, worker.pipe.recv()))
            except (EOFError, OSError):
                found.extend(self._lost(worker))
        found.extend(self._overdue())
        while self._again and self._free(len(self._again[0].item.data)):
            self._send(self._again.popleft())
        return found

    def answers(self, items: Iterable[Item]) -> list[Outcome]:
        """What comes of each item, in their order."""
        found: dict[Ticket, Outcome] = {}
        count = 0
        for count, item in enumerate(items, start=1):
            if item.failure:
                found[0, count] = Outcome(problem=describe(item.failure))
                continue
            while not self.room(len(item.data)):
                found.update(self.results(_WAIT))
            self.give((0, count), item)
        while len(found) < count:
            found.update(self.results(_WAIT))
        return [found[0, number] for number in range(1, count + 1)]

    def _start(self) -> None:
        here, there = self._context.Pipe()
        process = self._context.Process(
            target=serve, args=(there, self._loader, self._settings, self._strict), daemon=True
        )
        process.start()
        there.close()
        self._workers.append(_Worker(process, here))

    def _free(self, size: int) -> _Worker | None:
        """The worker to give an item to: an idle one, or one whose pipe takes it while it works."""
        ahead = _AHEAD if size <= _SMALL else 1
        fit = [
            worker
            for worker in self._workers
            if worker.ready and len(worker.tasks) < ahead and worker.count + len(worker.tasks) < _RECYCLED
        ]
        return min(fit, key=lambda worker: len(worker.tasks), default=None)

    def _send(self, task: _Task) -> None:
        worker = self._free(len(task.item.data))
        assert worker is not None
        if not worker.tasks:
            worker.begin()
        worker.tasks.append(task)
        with suppress(OSError):  # of a lost worker, the end of whose pipe is read next
            worker.pipe.send((task.ticket, task.item))

    def _take(self, worker: _Worker, message: Any) -> Iterator[tuple[Ticket, Outcome]]:
        if not worker.ready:
            if isinstance(message, str):
                raise ModelError(message)
            worker.ready, self.engine, self._failed_starts = True, message, 0
            return
        ticket, outcome = message
        worker.tasks.popleft()
        worker.count += 1
        worker.begin()
        self._deaths.pop(ticket, None)
        yield ticket, outcome
        if worker.count >= _RECYCLED and not worker.tasks:
            worker.pipe.close()
            self._replace(worker)

    def _lost(self, worker: _Worker) -> Iterator[tuple[Ticket, Outcome]]:
        """Replace a worker that ended; the article that it had in hand is tried once more."""
        worker.process.join(5)
        if worker.process.exitcode is None:
            worker.process.kill()
            worker.process.join()
        how = _how(worker.process.exitcode)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise JobError(f"Workers end before they are ready: {how}.")
        rejected = None
        if worker.tasks:
            task = worker.tasks[0]
            deaths = self._deaths[task.ticket] = self._deaths.get(task.ticket, 0) + 1
            if deaths >= _ATTEMPTS:
                why = WorkerLostError(f"Two processes that read the article ended over it: {how}.")
                rejected = self._reject(worker, why)
        self._replace(worker)
        if rejected:
            yield rejected

    def _overdue(self) -> Iterator[tuple[Ticket, Outcome]]:
        """Kill workers that the deadline's own alarm could not stop; their articles are not tried again."""
        if not self._limit:
            return
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.tasks and now - worker.since > self._limit and not worker.pipe.poll():
                worker.process.kill()
                worker.process.join()
                why = DeadlineExceededError(
                    f"The article took longer than {self._limit:g} s and could not be interrupted."
                )
                rejected = self._reject(worker, why)
                self._replace(worker)
                yield rejected

    def _reject(self, worker: _Worker, why: ReadoutError) -> tuple[Ticket, Outcome]:
        task = worker.tasks.popleft()
        self._deaths.pop(task.ticket, None)
        seconds = time.monotonic() - worker.since
        return task.ticket, Outcome(id=identify(task.item), problem=describe(why), seconds=seconds)

    def _replace(self, worker: _Worker) -> None:
        self._again.extendleft(reversed(worker.tasks))
        self._workers.remove(worker)
        worker.pipe.close()
        self._start()

    def _patience(self, timeout: float) -> float:
        """Seconds to wait: not beyond the moment at which a worker is overdue."""
        if not self._limit:
            return timeout
        now = time.monotonic()
        ends = [worker.since + self._limit - now for worker in self._workers if worker.tasks]
        return max(0.0, min([timeout, *ends]))


def serve(pipe: Connection, loader: str, settings: Settings, strict: bool) -> None:
    """A worker's life: load, say so, answer items until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's reaches all; the job decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(EOFError, OSError):  # the job is gone, or needs no more
        try:
            reader = open_reader(settings, strict=strict, loader=loader)
        except ReadoutError as error:
            pipe.send(str(error))
            return
        pipe.send(asdict(reader.analyzer.engine))
        while True:
            ticket, item = pipe.recv()
            pipe.send((ticket, reader.read(item)))


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
