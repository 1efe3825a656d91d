"""Batches: articles go out while answers come in."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from queue import Queue
from threading import Event

import httpx
import pytest
from readout_client import AsyncClient, BatchProblem, BatchRecord, Client, ProblemError
from readout_client.batch import BatchArticle

from tests.client.conftest import Call, collect
from tests.client.fake import RECORD, Fake, Handler, line_by_line, problem


def test_answers_have_the_line_and_the_callers_own_id(fake: Fake, call: Call) -> None:
    fake.answer = line_by_line
    good, bad, bare = call(
        fake.url, "extract_batch", [{"text": "One.", "id": ("a", 1)}, {"text": "", "id": "b"}, "Three."]
    )
    assert isinstance(good, BatchRecord)
    assert isinstance(bad, BatchProblem)
    assert (good.line, good.id, good.record["article"]) == (1, ("a", 1), {"text": "One."})
    assert (bad.line, bad.id, bad.problem.status) == (2, "b", 422)
    assert bad.problem.errors == ({"pointer": "/text", "detail": "Empty."},)
    assert (bare.line, bare.id, bare.record["article"]) == (3, None, {"text": "Three."})


def test_no_articles(fake: Fake, call: Call) -> None:
    fake.answer = line_by_line
    assert call(fake.url, "extract_batch", []) == []


def test_a_record_may_hold_signs_that_end_lines_elsewhere(fake: Fake, call: Call) -> None:
    text = "One\u2028two\u2029three\x85four\r\nfive\x0bsix"

    def answer(handler: Handler) -> None:
        sent = b"".join(handler.chunks())
        handler.begin()
        line = json.dumps(RECORD | {"article": json.loads(sent)}, ensure_ascii=False) + "\n"
        for byte in line.encode():  # and they may come in any pieces
            handler.chunk(bytes([byte]))
        handler.chunk(b"")

    fake.answer = answer
    (got,) = call(fake.url, "extract_batch", [text])
    assert got.record["article"]["text"] == text


def test_the_next_article_may_wait_for_the_last_answer(fake: Fake) -> None:
    fake.answer = line_by_line
    todo: Queue[str | None] = Queue()
    todo.put("1")
    answers = []
    with Client(fake.url, timeout=10) as client:
        for answer in client.extract_batch(iter(todo.get, None)):
            answers.append(answer.record["article"]["text"])  # type: ignore[union-attr]
            todo.put(f"{answers[-1]}{answer.line + 1}" if answer.line < 5 else None)
    assert answers == ["1", "12", "123", "1234", "12345"]


def test_the_next_article_may_wait_for_the_last_answer_on_asyncio(fake: Fake) -> None:
    fake.answer = line_by_line

    async def run() -> list[int]:
        todo: asyncio.Queue[str | None] = asyncio.Queue()
        todo.put_nowait("A text.")

        async def articles() -> AsyncIterator[str]:
            while (text := await todo.get()) is not None:
                yield text

        lines = []
        async with AsyncClient(fake.url, timeout=10) as client:
            async for answer in client.extract_batch(articles()):
                lines.append(answer.line)
                todo.put_nowait("A text." if answer.line < 4 else None)
        return lines

    assert asyncio.run(run()) == [1, 2, 3, 4]


def test_more_than_all_buffers_hold_goes_both_ways(fake: Fake, call: Call) -> None:
    fake.answer = line_by_line  # writes while it reads: who doesn't read meanwhile stops it
    text = "x" * 200_000
    articles = ({"text": text, "id": number} for number in range(100))
    answers = call(fake.url, "extract_batch", articles, options={"timeout": 20})
    assert [answer.id for answer in answers] == list(range(100))


def test_articles_are_taken_only_as_they_are_sent(fake: Fake) -> None:
    taken = 0

    def articles() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "x" * 1_000_000

    fake.answer = line_by_line
    with Client(fake.url) as client:
        answers = client.extract_batch(articles())
        next(answers)
        answers.close()
    assert 1 <= taken < 50


def test_a_pause_between_articles_is_no_timeout(fake: Fake) -> None:
    fake.answer = line_by_line
    go = Event()

    def articles() -> Iterator[str]:
        yield "One."
        go.wait(0.7)  # three times as long as the client waits for bytes
        yield "Two."

    with Client(fake.url, timeout=0.2) as client:
        assert len(list(client.extract_batch(articles()))) == 2


def test_an_answer_that_never_comes_is_a_timeout(fake: Fake, call: Call) -> None:
    def silent(handler: Handler) -> None:
        for _ in handler.chunks():
            pass
        handler.server.ended.wait(5)

    fake.answer = silent
    with pytest.raises(httpx.ReadTimeout):
        call(fake.url, "extract_batch", ["A text."], options={"timeout": 0.2})
    fake.ended.set()


def test_what_the_articles_raise_is_raised_after_the_answers_before_it(fake: Fake) -> None:
    def articles() -> Iterator[BatchArticle]:
        yield {"text": "One.", "id": 1}
        yield {"text": "Two.", "id": 2}
        raise OSError("the disk is gone")

    fake.answer = line_by_line
    with Client(fake.url) as client:
        answers = client.extract_batch(articles())
        assert [next(answers).id, next(answers).id] == [1, 2]
        with pytest.raises(OSError, match="the disk is gone"):
            next(answers)


def test_what_is_no_json_is_raised(fake: Fake, call: Call) -> None:
    fake.answer = line_by_line
    with pytest.raises(TypeError, match="JSON"):
        call(fake.url, "extract_batch", [{"text": Path()}])


def test_leaving_early_ends_the_request(fake: Fake) -> None:
    left = Event()

    def answer(handler: Handler) -> None:
        try:
            line_by_line(handler)
        except (OSError, ValueError):
            left.set()

    fake.answer = answer
    with Client(fake.url) as client:
        for _ in client.extract_batch(f"Text {number}." for number in range(1_000_000)):
            break
    assert left.wait(10)


def test_leaving_early_does_not_wait_for_the_next_article(fake: Fake) -> None:
    go = Event()

    def articles() -> Iterator[str]:
        yield "One."
        go.wait(60)

    fake.answer = line_by_line
    with Client(fake.url) as client:
        answers = client.extract_batch(articles())
        assert collect([next(answers)]) == [("BatchRecord", 1, None)]
        answers.close()
    go.set()


def test_a_refusal_comes_before_all_articles_are_sent(fake: Fake, call: Call) -> None:
    fake.answer = problem(401)
    endless = ("x" * 10_000 for _ in iter(int, 1))
    with pytest.raises(ProblemError) as caught:
        call(fake.url, "extract_batch", endless)
    assert (caught.value.status, caught.value.request_id) == (401, "r1")


def test_a_busy_service_is_not_asked_again(fake: Fake, call: Call, waits: list[float]) -> None:
    fake.script(problem(503, Retry_After="1"), line_by_line)
    with pytest.raises(ProblemError) as caught:
        call(fake.url, "extract_batch", ["A text."])
    assert (caught.value.retry_after, waits) == (1.0, [])


def _cut(handler: Handler) -> None:
    list(handler.chunks())
    handler.begin()
    handler.chunk(json.dumps(RECORD).encode() + b"\n")
    handler.connection.shutdown(socket.SHUT_RDWR)


def _short(handler: Handler) -> None:
    list(handler.chunks())
    handler.begin()
    handler.chunk(json.dumps(RECORD).encode() + b"\n")
    handler.chunk(b"")


def _long(handler: Handler) -> None:
    list(handler.chunks())
    handler.begin()
    handler.chunk((json.dumps(RECORD) + "\n").encode() * 3)
    handler.chunk(b"")


def _shuffled(handler: Handler) -> None:
    list(handler.chunks())
    handler.begin()
    handler.chunk(b'{"status": 422, "line": 2}\n{"status": 422, "line": 1}\n')
    handler.chunk(b"")


def _nothing(handler: Handler) -> None:
    list(handler.chunks())
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("answer", [_cut, _short, _long, _shuffled, _nothing])
def test_answers_that_do_not_belong_to_the_articles(fake: Fake, call: Call, answer: Handler) -> None:
    fake.answer = answer  # type: ignore[assignment]
    with pytest.raises(httpx.RemoteProtocolError):
        call(fake.url, "extract_batch", ["One.", "Two."])
