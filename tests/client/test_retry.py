"""What is tried again, and after how long."""

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from readout_client import ProblemError, Retries
from readout_client.retry import retry_after

from tests.client.conftest import Call
from tests.client.fake import RECORD, Fake, Handler, problem, record


def test_a_busy_service_is_asked_again_when_it_said(fake: Fake, call: Call, waits: list[float]) -> None:
    fake.script(problem(503, Retry_After="2"), problem(503, Retry_After="4"), record)
    assert call(fake.url, "extract", "A text.") == RECORD
    first, second = waits
    assert 2 <= first <= 2.5
    assert 4 <= second <= 5


def test_after_the_last_retry_the_problem_is_raised(fake: Fake, call: Call, waits: list[float]) -> None:
    fake.script(*[problem(503, Retry_After="1")] * 3)
    with pytest.raises(ProblemError) as caught:
        call(fake.url, "extract", "A text.", options={"retries": 2})
    assert (caught.value.status, caught.value.retry_after, len(waits)) == (503, 1.0, 2)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (503, {}),
        (503, {"Retry_After": "soon"}),
        (503, {"Retry_After": "61"}),  # longer than a client waits
        (429, {"Retry_After": "1"}),
        (413, {"Retry_After": "1"}),
        (422, {}),
        (500, {"Retry_After": "1"}),
    ],
)
def test_nothing_else_is_asked_again(
    fake: Fake, call: Call, waits: list[float], status: int, headers: dict[str, str]
) -> None:
    fake.script(problem(status, **headers))
    with pytest.raises(ProblemError) as caught:
        call(fake.url, "extract", "A text.")
    assert (caught.value.status, len(fake.requests), waits) == (status, 1, [])


@pytest.mark.parametrize("method", ["extract", "extract_batch"])
def test_a_connection_that_was_never_made_is_tried_again(call: Call, waits: list[float], method: str) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, and not listening
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        argument = "A text." if method == "extract" else ["A text."]
        with pytest.raises(httpx.ConnectError):
            call(url, method, argument, options={"retries": 3})
    assert len(waits) == 3
    assert waits == sorted(waits)


def test_a_connection_lost_after_the_request_was_sent_is_not(
    fake: Fake, call: Call, waits: list[float]
) -> None:
    def hang_up(handler: Handler) -> None:
        handler.body()
        handler.connection.shutdown(socket.SHUT_RDWR)

    fake.script(hang_up, record)
    with pytest.raises(httpx.TransportError):
        call(fake.url, "extract", "A text.")
    assert (len(fake.requests), waits) == (1, [])


def test_waits_are_never_shortened_and_never_longer_than_the_longest() -> None:
    retries = Retries(limit=1, longest=10)
    answers = [httpx.Response(503, headers={"Retry-After": "9"}) for _ in range(200)]
    waits = [retries.after_answer(0, answer) for answer in answers]
    assert all(wait is not None and 9 <= wait <= 10 for wait in waits)
    assert len(set(waits)) > 1
    assert retries.after_answer(1, answers[0]) is None


@pytest.mark.parametrize(
    ("value", "seconds"), [("3", 3.0), ("0", 0.0), ("", None), ("soon", None), ("-3", None), ("1.5", None)]
)
def test_seconds_of_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after({"Retry-After": value}) == seconds


def test_the_date_of_retry_after() -> None:
    moment = datetime.now(UTC) + timedelta(seconds=30)
    seconds = retry_after({"Retry-After": format_datetime(moment, usegmt=True)})
    assert seconds is not None
    assert 25 < seconds <= 30
    assert retry_after({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0
