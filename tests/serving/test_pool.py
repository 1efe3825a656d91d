"""The pool's queue: who is served, who is sent away."""

import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing import Process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pytest

from service.errors import DeadlineExceededError, ModelError, OverloadedError, StoppingError, WorkerLostError
from service.jobs import Answer, Body, Job
from service.processes import Pool, Start
from service.serving.pool import reader_pool
from service.settings import Settings
from tests.factories import make_engine


def scripted(pipe: Connection) -> None:
    """Does what the job's text says."""
    pipe.send(make_engine())
    while True:
        try:
            job: Job = pipe.recv()
        except EOFError:
            return
        verb, _, value = job.data.decode().partition(" ")
        if verb == "die":
            return
        time.sleep(float(value or 0))
        pipe.send(Answer(value, 1, 1, None, None, {}))


def start(pipe: Connection) -> BaseProcess:
    process = Process(target=scripted, args=(pipe,), daemon=True)
    process.start()
    return process


def job(text: str) -> Job:
    return Job(Body.TEXT, text.encode())


@pytest.fixture
def make_pool(request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    def make(**settings: float) -> Pool:
        pool = reader_pool(Settings(**settings), start=start)  # type: ignore[arg-type]
        pool.open()
        request.addfinalizer(pool.close)
        until = time.monotonic() + 20
        while pool.running + len(pool.memory()) < pool.size and time.monotonic() < until:
            time.sleep(0.01)
        return pool

    return make


def in_thread(call: object, *args: object, **named: object) -> tuple[threading.Thread, list[object]]:
    """The call's result or error, when the thread has ended."""
    found: list[object] = []

    def run() -> None:
        try:
            found.append(call(*args, **named))  # type: ignore[operator]
        except Exception as error:
            found.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, found


def test_who_finds_the_queue_full_is_told_when_to_come_again(make_pool) -> None:  # type: ignore[no-untyped-def]
    pool = make_pool(workers=1, queue=1)
    first = in_thread(pool.read, job("sleep 1"))
    time.sleep(0.2)
    second = in_thread(pool.read, job("sleep 0"))
    time.sleep(0.1)
    with pytest.raises(OverloadedError) as caught:
        pool.read(job("sleep 0"))
    assert caught.value.retry_after >= 1
    for thread, found in (first, second):
        thread.join()
        assert isinstance(found[0], Answer)


def test_an_article_past_the_deadline_is_ended_and_the_next_is_read(make_pool) -> None:  # type: ignore[no-untyped-def]
    pool = make_pool(workers=1, deadline=0.2)
    began = time.monotonic()
    with pytest.raises(DeadlineExceededError):
        pool.read(job("sleep 60"))
    assert time.monotonic() - began < 20
    assert pool.read(job("sleep 0")).record == "0"


def test_a_job_whose_processes_die_is_given_up_after_two(make_pool) -> None:  # type: ignore[no-untyped-def]
    pool = make_pool(workers=1)
    with pytest.raises(WorkerLostError):
        pool.read(job("die"))
    assert pool.read(job("sleep 0")).record == "0"


def test_lines_of_batches_leave_one_process_free(make_pool) -> None:  # type: ignore[no-untyped-def]
    pool = make_pool(workers=2)
    lines = [in_thread(pool.read, job("sleep 1"), batch=True) for _ in range(3)]
    time.sleep(0.2)
    assert pool.running == 1
    began = time.monotonic()
    pool.read(job("sleep 0"))
    assert time.monotonic() - began < 0.5
    for thread, found in lines:
        thread.join()
        assert isinstance(found[0], Answer)


def test_a_process_that_takes_nothing_in_is_replaced(make_pool, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("service.processes._HANDOVER", 0.3)
    pool = make_pool(workers=1)
    os.kill(pool.pids()[0], signal.SIGSTOP)
    assert pool.read(job("sleep 0" + " " * 2_000_000)).record.strip() == "0"


def test_a_process_that_is_never_ready_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.processes._START", 0.3)
    begun: list[BaseProcess] = []

    def sluggish(pipe: Connection) -> BaseProcess:
        if begun:
            return start(pipe)
        begun.append(Process(target=time.sleep, args=(60,), daemon=True))
        begun[0].start()
        return begun[0]

    pool = reader_pool(Settings(workers=1), start=sluggish)
    pool.open()
    try:
        assert pool.read(job("sleep 0")).record == "0"
        assert not begun[0].is_alive()
    finally:
        pool.close()


def test_nobody_is_left_waiting_when_it_closes(make_pool) -> None:  # type: ignore[no-untyped-def]
    pool = make_pool(workers=1)
    calls = [in_thread(pool.read, job("sleep 5")) for _ in range(3)]
    time.sleep(0.2)
    pool.close()
    for thread, found in calls:
        thread.join(5)
        assert isinstance(found[0], StoppingError)


def test_the_engine_is_unknown_before_a_process_is_ready() -> None:
    with pytest.raises(ModelError, match="being loaded"):
        _ = reader_pool(Settings(workers=1), start=start).engine


def test_a_process_that_cannot_be_started_is_started_later() -> None:
    failures = [OSError("too many open files"), EOFError()]

    def flaky(pipe: Connection) -> BaseProcess:
        if failures:
            raise failures.pop()
        return start(pipe)

    reasons: list[str] = []
    pool = reader_pool(Settings(workers=1), start=flaky, replaced=reasons.append)
    pool.open()
    try:
        assert pool.read(job("sleep 0")).record == "0"
    finally:
        pool.close()
    assert reasons == ["start", "start"]


def unable(pipe: Connection) -> None:
    """Can't load its model."""
    pipe.send(ModelError("The self-test gave no valid record."))


def begun(target: Callable[[Connection], None]) -> Start:
    def start(pipe: Connection) -> BaseProcess:
        process = Process(target=target, args=(pipe,), daemon=True)
        process.start()
        return process

    return start


def test_a_model_that_cannot_be_loaded_is_told_to_all_who_wait() -> None:
    pool = reader_pool(Settings(workers=2), start=begun(unable))
    waiting = in_thread(pool.read, job("sleep 0"))
    pool.open()
    waiting[0].join(20)
    assert isinstance(waiting[1][0], ModelError)
    assert isinstance(pool.failure, ModelError)
    with pytest.raises(ModelError, match="self-test"):
        pool.read(job("sleep 0"))


def test_a_later_process_that_fails_its_self_test_is_tried_again() -> None:
    """On a busy machine the sentence can take longer than the deadline: no reason to end the service."""
    targets = iter([scripted, unable, scripted])
    reasons: list[str] = []

    def start(pipe: Connection) -> BaseProcess:
        return begun(next(targets))(pipe)

    pool = reader_pool(Settings(workers=1, recycle=1), start=start, replaced=reasons.append)
    pool.open()
    try:
        assert [pool.read(job("sleep 0")).record for _ in range(2)] == ["0", "0"]
        assert pool.failure is None
        assert reasons[:2] == ["recycled", "start"]
    finally:
        pool.close()
