"""Both clients behind one interface, and a server to talk to."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from readout_client import AsyncClient, BatchAnswer, Client

from tests.client.fake import Fake, fake_service

Call = Callable[..., Any]


@pytest.fixture
def fake() -> Iterator[Fake]:
    with fake_service() as server:
        yield server


def call_client(url: str, method: str, /, *args: Any, options: dict[str, Any], **given: Any) -> Any:
    with Client(url, **options) as client:
        result = getattr(client, method)(*args, **given)
        return list(result) if method == "extract_batch" else result


def call_async_client(url: str, method: str, /, *args: Any, options: dict[str, Any], **given: Any) -> Any:
    async def run() -> Any:
        async with AsyncClient(url, **options) as client:
            result = getattr(client, method)(*args, **given)
            return [answer async for answer in result] if method == "extract_batch" else await result

    return asyncio.run(run())


@pytest.fixture(params=[call_client, call_async_client], ids=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Call:
    """`call(url, "extract", text, published=…, options={"api_key": …})` by either client."""
    made: Call = request.param
    return lambda *args, options={}, **given: made(*args, options=options, **given)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that clients wanted to wait; none is waited."""
    asked: list[float] = []

    async def sleep(seconds: float) -> None:
        asked.append(seconds)

    monkeypatch.setattr("readout_client.client.sleep", asked.append)
    monkeypatch.setattr("readout_client.asyncclient.sleep", sleep)
    return asked


def collect(answers: Iterable[BatchAnswer]) -> list[Any]:
    """Kind, line and id of each answer."""
    return [(type(answer).__name__, answer.line, answer.id) for answer in answers]
