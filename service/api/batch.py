"""A batch: lines of articles come in, lines of records go out, each as soon as it can.

One thread reads the body, since a client may wait for the first record before it sends the second line; as
many more as the pool reads lines of batches at once wait for answers. Answers leave in the order of their
lines. Each output line has its `line`, counted from 1 over all lines sent, and the caller's `id` where the
line had one.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, Queue
from time import perf_counter
from typing import Final

from service.api.admission import begin_batch, end_batch
from service.api.errors import problem
from service.api.observe import count_answer, count_line, log
from service.api.state import State
from service.errors import StoppingError, TextTooLongError
from service.jobs import Body, Job
from service.schemas import to_json

_AHEAD: Final = 2
"""Lines that may be read ahead for each that is being answered."""
Outcome = tuple[str, str]
"""An output line, and what it is: `record` or the kind of a problem."""


class Batch:
    """One batch. `chunks` gives the bytes of its body as they come in; while it waits it asks now and then
    whether to go on, and raises `StoppingError` where not.
    """

    def __init__(
        self, here: State, chunks: Callable[[Callable[[], bool]], Iterator[bytes]], request_id: str
    ) -> None:
        """Raises `OverloadedError` or `StoppingError` where no further batch is taken."""
        begin_batch(here)
        self._here, self._request_id = here, request_id
        self._chunks = chunks(self._interrupted)
        self._width = getattr(here.reader, "lines", 1)
        self._readers = ThreadPoolExecutor(self._width)
        self._ahead: Queue[Future[Outcome] | None] = Queue(maxsize=self._width * _AHEAD)
        self._feeder = threading.Thread(target=self._feed, daemon=True)
        self._closed = threading.Event()
        self._counts: Counter[str] = Counter()
        self._began = perf_counter()

    def lines(self) -> Iterator[str]:
        """The output lines, in order."""
        self._feeder.start()
        while (waiting := self._ahead.get()) is not None:
            line, outcome = waiting.result()
            self._counts[outcome] += 1
            count_line(outcome)
            yield line + "\n"

    def close(self) -> None:
        """End it, also where the client has gone before the end."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._readers.shutdown(wait=False, cancel_futures=True)
        while self._feeder.is_alive():  # it may wait for room in the queue
            with suppress(Empty):
                self._ahead.get(timeout=0.05)
        end_batch(self._here)
        seconds = round(perf_counter() - self._began, 4)
        log().info(
            "batch", request_id=self._request_id, seconds=seconds, lines=dict(sorted(self._counts.items()))
        )

    # -- in the feeding thread ---------------------------------------------------------

    def _interrupted(self) -> bool:
        return self._closed.is_set() or self._here.draining

    def _feed(self) -> None:
        number = 0
        try:
            for number, line in enumerate(self._split(), start=1):
                if line is None or line.strip():
                    self._ahead.put(self._readers.submit(self._answer, number, line))
                if self._interrupted():
                    raise StoppingError("The service is stopping.")
        except StoppingError:
            error = StoppingError(f"The service is stopping: send line {number + 1} and what follows again.")
            self._ahead.put(_done(self._problem(error, number + 1)))
        except Exception as error:  # whatever it is, the client learns where the batch ended
            if not self._closed.is_set():
                self._ahead.put(_done(self._problem(error, number + 1)))
        finally:
            self._ahead.put(None)

    def _split(self) -> Iterator[bytes | None]:
        """Lines of up to `max_body` bytes; None for a longer one, whose rest is skipped."""
        limit, held, skipping = self._here.settings.max_body, bytearray(), False
        for part in self._chunks:
            searched = len(held)
            held += part
            while (end := held.find(b"\n", searched)) >= 0:
                line = bytes(held[:end])
                del held[: end + 1]
                yield None if skipping or len(line) > limit else line
                searched, skipping = 0, False
            if len(held) > limit:
                held.clear()
                skipping = True
        if held or skipping:
            yield None if skipping else bytes(held)

    # -- in a reading thread -----------------------------------------------------------

    def _answer(self, number: int, line: bytes | None) -> Outcome:
        """One output line; whatever is wrong with it costs no other."""
        try:
            if line is None:
                raise TextTooLongError(f"The line has more than {self._here.settings.max_body:,} bytes.")
            answer = self._here.reader.read(Job(Body.JSON, line, in_batch=True), batch=True)
        except Exception as error:
            return self._problem(error, number)
        count_answer(answer)
        own = to_json({"line": number} | _caller(answer.caller_id))
        return f"{own[:-1]}, {answer.record[1:]}", "record"  # the record is JSON already

    def _problem(self, error: Exception, number: int) -> Outcome:
        made = problem(error)
        body = made.body(line=number) | {"instance": self._request_id}
        return to_json(body | _caller(getattr(error, "caller_id", None))), made.slug


def _caller(caller_id: str | int | None) -> dict[str, str | int]:
    return {} if caller_id is None else {"id": caller_id}


def _done(outcome: Outcome) -> Future[Outcome]:
    made: Future[Outcome] = Future()
    made.set_result(outcome)
    return made
