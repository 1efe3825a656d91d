"""What clients send, and how they tell of errors."""

import json
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from readout_client import ProblemError

from tests.client.conftest import Call
from tests.client.fake import RECORD, Fake, Handler, problem, record


@pytest.fixture
def bodies(fake: Fake) -> list[bytes]:
    """What is sent to a server that answers every request with a record."""
    sent: list[bytes] = []

    def answer(handler: Handler) -> None:
        sent.append(handler.body())
        handler.reply(200, RECORD)

    fake.answer = answer
    return sent


def test_an_article_goes_as_json_without_what_is_not_known(
    fake: Fake, call: Call, bodies: list[bytes]
) -> None:
    assert call(fake.url, "extract", "A “text”.", published=date(2026, 3, 4), language="en") == RECORD
    assert json.loads(bodies[0]) == {"text": "A “text”.", "published": "2026-03-04", "language": "en"}
    command, path, headers = fake.requests[0]
    assert (command, path, headers["Content-Type"]) == ("POST", "/v1/extract", "application/json")
    assert "Authorization" not in headers


@pytest.mark.parametrize("html", ["<p>é</p>", "<p>é</p>".encode()])
def test_a_page_goes_as_it_is(fake: Fake, call: Call, bodies: list[bytes], html: str | bytes) -> None:
    call(fake.url, "extract_html", html, url="https://example.org/a?b=c&d", published="2026-03-04")
    assert bodies == ["<p>é</p>".encode()]
    _, path, headers = fake.requests[0]
    assert headers["Content-Type"] == "text/html"
    assert parse_qs(urlsplit(path).query) == {
        "url": ["https://example.org/a?b=c&d"],
        "published": ["2026-03-04"],
    }


def test_articles_to_be_compared(fake: Fake, call: Call, bodies: list[bytes]) -> None:
    call(fake.url, "compare", [{"text": "One.", "published": date(2026, 3, 4), "id": "a"}, {"text": "Two."}])
    one = {"text": "One.", "published": "2026-03-04", "id": "a"}
    assert json.loads(bodies[0]) == {"articles": [one, {"text": "Two."}]}
    assert fake.requests[0][1] == "/v1/compare"


@pytest.mark.parametrize("method", ["extract", "extract_batch"])
def test_the_key_goes_in_the_header_and_a_path_before_the_routes_is_kept(
    fake: Fake, call: Call, method: str
) -> None:
    fake.answer = problem(401)
    argument = "A text." if method == "extract" else ["A text."]
    with pytest.raises(ProblemError, match="401"):
        call(f"{fake.url}/readout/", method, argument, options={"api_key": "k1"})
    _, path, headers = fake.requests[0]
    assert path.startswith("/readout/v1/extract")
    assert headers["Authorization"] == "Bearer k1"


def test_a_problem_has_all_that_the_service_said(fake: Fake, call: Call) -> None:
    details = {
        "type": "/problems/invalid-field",
        "title": "A field's value is not acceptable",
        "status": 422,
        "detail": "published: no day",
        "instance": "r7",
        "errors": [{"pointer": "/published", "detail": "no day"}],
    }

    def answer(handler: Handler) -> None:
        handler.body()
        handler.reply(422, details, Content_Type="application/problem+json; charset=utf-8", X_Request_ID="r7")

    fake.answer = answer
    with pytest.raises(ProblemError) as caught:
        call(fake.url, "extract", "A text.")
    error = caught.value
    assert (error.type, error.title, error.status, error.detail) == tuple(
        details[name] for name in ("type", "title", "status", "detail")
    )
    assert error.errors == ({"pointer": "/published", "detail": "no day"},)
    assert (error.request_id, error.retry_after) == ("r7", None)
    assert "/published: no day" in str(error)


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (502, {"Content_Type": "text/html"}, b"<h1>Bad Gateway</h1>"),
        (502, {"Content_Type": "application/problem+json"}, b"{broken"),
        (502, {"Content_Type": "application/problem+json"}, b"[]"),
        (302, {"Location": "/elsewhere"}, b""),
    ],
)
def test_an_error_without_details(
    fake: Fake, call: Call, status: int, headers: dict[str, str], body: bytes
) -> None:
    fake.answer = lambda handler: handler.reply(status, body, **headers)
    with pytest.raises(ProblemError) as caught:
        call(fake.url, "version")
    error = caught.value
    assert (error.type, error.status, error.request_id) == ("about:blank", status, None)
    assert error.title


@pytest.mark.parametrize(
    ("method", "path", "answer", "result"),
    [
        ("schema", "/v1/schema", {"title": "Record"}, {"title": "Record"}),
        ("issues", "/v1/issues", {"issues": [{"id": "other"}]}, [{"id": "other"}]),
        ("version", "/version", {"name": "readout"}, {"name": "readout"}),
        ("ready", "/readyz", {"status": "ready"}, True),
    ],
)
def test_what_is_asked_for_by_get(
    fake: Fake, call: Call, method: str, path: str, answer: Any, result: Any
) -> None:
    fake.answer = lambda handler: handler.reply(200, answer)
    assert call(fake.url, method) == result
    assert fake.requests[0][:2] == ("GET", path)


def test_a_service_that_is_not_ready_is_asked_once(fake: Fake, call: Call, waits: list[float]) -> None:
    fake.answer = problem(503, Retry_After="1")
    assert call(fake.url, "ready") is False
    assert (len(fake.requests), waits) == (1, [])


def test_something_else_than_a_service(fake: Fake, call: Call) -> None:
    fake.answer = problem(404)
    with pytest.raises(ProblemError):
        call(fake.url, "ready")


def test_the_answer_may_hold_any_sign(fake: Fake, call: Call) -> None:
    fake.answer = record
    assert call(fake.url, "extract", "\ud800 and \u2028") == RECORD
