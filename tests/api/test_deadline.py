"""The deadline interrupts what takes too long, and leaves no alarm behind."""

import signal
import threading
import time
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from service.analyzer import Analyzer
from service.deadline import deadline
from service.errors import DeadlineExceededError
from service.settings import Settings
from tests.factories import TEXT, FakeReader, make_app


def busy() -> None:
    with deadline(0.05):
        started = time.monotonic()
        while time.monotonic() - started < 5:
            pass


def deaf() -> None:
    with deadline(0.05):
        try:
            time.sleep(5)
        except DeadlineExceededError:
            time.sleep(5)


@pytest.mark.parametrize("block", [busy, deaf])
def test_a_long_block_is_interrupted_even_if_it_swallows_the_first_alarm(block: Callable[[], None]) -> None:
    started = time.monotonic()
    with pytest.raises(DeadlineExceededError):
        block()
    assert time.monotonic() - started < 3
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize("seconds", [0, 5])
def test_a_short_block_passes(seconds: float) -> None:
    before = signal.getsignal(signal.SIGALRM)
    with deadline(seconds):
        pass
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_no_limit_holds_outside_the_main_thread() -> None:
    passed = []

    def block() -> None:
        with deadline(0.01):
            time.sleep(0.05)
        passed.append(True)

    thread = threading.Thread(target=block)
    thread.start()
    thread.join()
    assert passed == [True]


def test_422_since_no_retry_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeReader, "analyze", lambda *_: time.sleep(5))
    client: FlaskClient = make_app(Settings(deadline=0.05), FakeReader()).test_client()
    answer = client.post("/v1/extract", json={"text": TEXT})
    assert answer.status_code == 422
    assert answer.json["type"] == "/problems/deadline-exceeded"
    assert "Retry-After" not in answer.headers


def test_the_reader_lives_on_after_a_deadline(analyzer: Analyzer) -> None:
    """An alarm inside spaCy's memory zone leaves neither zone nor vocabulary in pieces."""
    text = "President Ana Ruiz met Chancellor Tom Keller in Geneva on Monday to discuss trade."
    client = make_app(Settings(deadline=0.3), analyzer).test_client()
    before = make_app(Settings(), analyzer).test_client().post("/v1/extract", json={"text": text})
    for _ in range(3):
        late = client.post("/v1/extract", json={"text": f"{text}\n\n" * 1000})
        assert late.status_code == 422
    after = make_app(Settings(), analyzer).test_client().post("/v1/extract", json={"text": text})
    assert (before.status_code, after.status_code) == (200, 200)
    assert after.data == before.data
