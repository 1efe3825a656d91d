"""A pool of processes that read articles, one at a time each: of the service and of bulk jobs.

Threads call `Pool.read`. Whoever comes first is served first. The processes are forked from a server that has
loaded the model, each has a pipe of its own, and what outlasts its limit, inside a library's C code for
instance, is killed with its process, which is replaced, as is one that has read its share of articles.

`pebble` and `concurrent.futures` offer pools too: both send all jobs through one pipe, so that a process
killed while it writes breaks the pool, and neither bounds the queue.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
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
    DefectError,
    ModelError,
    OverloadedError,
    ReadoutError,
    StoppingError,
    WorkerLostError,
)
from service.memory import resident_bytes
from service.problems import places

_JITTER: Final = 0.1
"""Share by which a process's number of articles varies, so that not all are replaced at once."""
_PAUSE: Final = 1.0
"""Seconds before another process is started where one could not be."""
_START: Final = 120.0
"""Seconds in which a process must be ready."""
_HANDOVER: Final = 10.0
"""Seconds in which a process must have taken in a job that it is given."""

Start = Callable[[Connection], BaseProcess]
Opened = tuple[Any, Callable[[Any], object]]
"""What a process says once it is ready, and how it answers a job."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a pool allows. None sets no limit."""

    seconds: float | None
    """That a process may take for a job before it is killed."""
    recycle: int = 0
    """Jobs, give or take a tenth, after which a process is replaced; 0: never."""
    room: int | None = None
    """Jobs that may wait, those of batches aside."""
    patience: float | None = None
    """Seconds that each of these may wait."""
    lines: int | None = None
    """Jobs of batches that are read at once."""


class Pool:
    """`size` processes that `start` starts and that run `work`. For any number of threads.

    `replaced` is told why a process was replaced, `waited` how many seconds each job waited for one.
    """

    def __init__(
        self,
        size: int,
        start: Start,
        limits: Limits,
        *,
        replaced: Callable[[str], None] = lambda _reason: None,
        waited: Callable[[float], None] = lambda _seconds: None,
    ) -> None:
        self.size, self._start, self._limits = size, start, limits
        self.lines = size if limits.lines is None else limits.lines
        """Jobs of batches that are read at once."""
        self._replaced, self._waited = replaced, waited
        self._lock = threading.Lock()
        self._queue: deque[_Ticket] = deque()
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._lines_running = 0
        self._closed = False
        self._engine: Any = None
        self._seconds = 0.3
        """Moving mean of the time a job takes."""
        self.failure: ReadoutError | None = None
        """Why the model can't be loaded, where it can't: no process has been ready yet."""
        self.failed_starts: list[str] = []
        """How processes ended that did so before they were ready, since the last one that was."""

    def open(self) -> None:
        """Start all processes; returns at once."""
        for _ in range(self.size):
            threading.Thread(target=self._add, daemon=True).start()

    @property
    def engine(self) -> Any:
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

    def pids(self) -> list[int]:
        """Process ids, in order."""
        return sorted(p.process.pid or 0 for p in list(self._all))

    def memory(self) -> list[int]:
        """Resident bytes of each process, in order of the process ids."""
        return [resident_bytes(pid) for pid in self.pids()]

    def read(self, job: Any, *, batch: bool = False) -> Any:
        """The answer of a process. A job whose process dies is given to one more.

        Raises `OverloadedError` where too many wait or the wait is too long, `DeadlineExceededError` over the
        limit, `WorkerLostError` where the second process dies too, `StoppingError` after `close`, `failure`
        where the model can't be loaded, and what the process raises.
        """
        try:
            return self._read(job, batch=batch)
        except WorkerLostError:
            return self._read(job, batch=batch)

    def close(self) -> None:
        """End all processes, what they have in hand unread."""
        with self._lock:
            self._closed = True
            idle, self._idle = set(self._idle), []
            processes = list(self._all)
            self._all.clear()
            self._dismiss()
        for each in processes:
            if each in idle:
                with contextlib.suppress(OSError):
                    each.pipe.close()
            else:  # the thread that waits for its answer sees its end
                each.process.kill()
        for each in processes:
            each.process.join(0.2)
            if each.process.is_alive():
                each.process.kill()

    # -- one article -------------------------------------------------------------------

    def _read(self, job: Any, *, batch: bool) -> Any:
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
        return answer

    def _ask(self, process: _Process, job: Any) -> Any:
        try:
            self._hand_over(process, job)
            if not process.pipe.poll(self._limits.seconds):
                raise DeadlineExceededError(
                    f"The article took longer than {self._limits.seconds:g} s and could not be interrupted."
                )
            return process.pipe.recv()
        except (EOFError, OSError) as error:
            if self._closed:
                raise StoppingError("The service is stopping.") from error
            process.process.join(1)
            how = _how(process.process.exitcode)
            raise WorkerLostError(f"Two processes that read the article ended over it: {how}.") from error

    @staticmethod
    def _hand_over(process: _Process, job: Any) -> None:
        """Send a job. A large one waits until the process reads it; one that has stopped is killed."""
        watch = threading.Timer(_HANDOVER, process.process.kill)
        watch.daemon = True
        watch.start()
        try:
            process.pipe.send(job)
        finally:
            watch.cancel()

    def _acquire(self, *, batch: bool) -> _Process:
        ticket, began = _Ticket(batch=batch), time.monotonic()
        with self._lock:
            if self._closed:
                raise StoppingError("The service is stopping.")
            if self.failure:
                raise self.failure
            if not batch and not self._idle and self._is_full():
                raise OverloadedError("Too many articles wait.", retry_after=self._retry_after())
            self._queue.append(ticket)
            self._serve()
        ticket.served.wait(None if batch else self._limits.patience)
        with self._lock:
            if ticket in self._queue:
                self._queue.remove(ticket)
                raise OverloadedError(
                    "The article waited too long for its turn.", retry_after=self._retry_after()
                )
        if ticket.process is None:  # dismissed
            raise self.failure or StoppingError("The service is stopping.")
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

    def _is_full(self) -> bool:
        return (
            self._limits.room is not None
            and sum(not ticket.batch for ticket in self._queue) >= self._limits.room
        )

    def _dismiss(self) -> None:
        """Let those who wait go without a process. The lock is held."""
        for ticket in self._queue:
            ticket.served.set()
        self._queue.clear()

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
        while not self._closed and self.failure is None:
            said, how = None, "not started"
            try:
                process, ours = self._begin()
                how = "ended"
                if ours.poll(_START):
                    said = ours.recv()
                else:
                    process.kill()
                    how = f"not ready after {_START:g} s"
            except (EOFError, OSError):
                if how == "ended":
                    process.join(1)
                    how = _how(process.exitcode)
            if said is not None and not isinstance(said, ReadoutError):
                self._ready(process, ours, said)
                return
            with self._lock:
                if said is not None and self._engine is None:
                    self.failure = said
                    self._dismiss()
                    return
                self.failed_starts.append(how)
            self._replaced("start")
            time.sleep(_PAUSE)

    def _begin(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = multiprocessing.Pipe()
        with theirs:
            return self._start(theirs), ours

    def _ready(self, process: BaseProcess, pipe: Connection, engine: Any) -> None:
        recycle = self._limits.recycle
        share = round(recycle * (1 + _JITTER * (2 * random.random() - 1)))  # nosec B311: no secret
        with self._lock:
            if self._closed:
                pipe.close()
                return
            self._engine, self.failed_starts = engine, []
            added = _Process(process, pipe, max(1, share) if recycle else -1)
            self._all.add(added)
            self._idle.append(added)
            self._serve()


def forkserver_start(preload: str, open_reader: Callable[..., Opened], *given: Any) -> Start:
    """Starts processes that `work` with what ``open_reader(*given)`` opens, forked from a server that has
    imported the module `preload`, and with it loaded the model. They end with this process at the latest."""
    # The server and what it forks must not import from the current folder.
    os.environ["PYTHONSAFEPATH"] = "1"
    # before the server imports numpy and onnxruntime
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload, open_reader.__module__])

    def start(pipe: Connection) -> BaseProcess:
        process = context.Process(target=work, args=(pipe, open_reader, given), daemon=True)
        process.start()
        return process

    return start


def work(pipe: Connection, open_reader: Callable[..., Opened], given: tuple[Any, ...] = ()) -> None:
    """What a process does: say that it is ready, or send the error that keeps it from reading; then answer
    jobs until the pipe is closed. A defect costs its own article only."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the other side says when to end, by closing the pipe
    with contextlib.suppress(EOFError, OSError):
        try:
            said, read = open_reader(*given)
        except ReadoutError as error:
            pipe.send(error)
            return
        pipe.send(said)
        while True:
            pipe.send(_answer(read, pipe.recv()))


def _answer(read: Callable[[Any], object], job: Any) -> object:
    try:
        return read(job)
    except ReadoutError as error:
        error.__traceback__ = error.__cause__ = error.__context__ = None
        return error
    except Exception as error:  # its message may quote the article
        return DefectError(f"{type(error).__name__} at {places(error)}")


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
