"""Problems after RFC 9457."""

import logging
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from service import errors
from service.api.explanations import EXPLANATIONS
from service.problems import KINDS
from tests.factories import TEXT, make_record

MEMBERS = {"type", "title", "status", "detail", "instance"}


@pytest.mark.parametrize(
    "path", ["/nope", "/v1", "/v1/extract/", "/docs/../../etc/passwd", "/problems/nope", "/docs/nope.js"]
)
def test_404_is_a_problem(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if path == "/v1/extract/":
        assert answer.status_code == 405
        return
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.json.keys() == MEMBERS


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.DeadlineExceededError("It took longer than 10 s."), 422),
        (errors.ModelError("x"), 503),
        (errors.RecordError("x"), 500),
        (errors.InvalidFieldError("x", field="text"), 422),
        (errors.TextTooLongError("x"), 413),
        (RuntimeError("the article's secret"), 500),
        (RecursionError("the article's secret"), 500),
        (MemoryError(), 500),
    ],
)
def test_errors_of_the_reader(
    failing: Callable[[Exception], FlaskClient], error: Exception, status: int
) -> None:
    answer = failing(error).post("/v1/extract", json={"text": TEXT})
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.json.keys() >= MEMBERS
    assert answer.json["status"] == status
    assert answer.json["instance"] == answer.headers["X-Request-ID"]
    assert ("Retry-After" in answer.headers) is (status == 503)


def test_an_unexpected_error_gives_nothing_away(
    failing: Callable[[Exception], FlaskClient], capfd: pytest.CaptureFixture[str]
) -> None:
    answer = failing(RuntimeError("the article's secret")).post("/v1/extract", json={"text": TEXT})
    logged = capfd.readouterr().err
    assert "secret" not in answer.text
    assert "secret" not in logged
    assert "Firefly" not in logged
    assert '"error": "RuntimeError"' in logged


def test_every_error_has_a_kind_and_every_kind_a_page(client: FlaskClient) -> None:
    for kind in KINDS.values():
        answer = client.get(f"/problems/{kind.slug}")
        assert (answer.status_code, answer.mimetype) == (200, "text/plain")
        title, cause, remedy = answer.text.strip().split("\n\n")
        assert title == f"{kind.title} (status {kind.status})."
        assert min(len(cause), len(remedy)) > 50
    assert EXPLANATIONS.keys() == {kind.slug for kind in KINDS.values()}
    assert errors.ReadoutError in KINDS


def test_a_record_that_breaks_its_schema_does_not_get_out(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.factories import FakeReader

    monkeypatch.setattr(FakeReader, "analyze", lambda *_: make_record())
    assert client.post("/v1/extract", json={"text": "Another text."}).status_code == 500


def test_flask_logs_nothing_of_its_own() -> None:
    assert logging.getLogger("service.api").handlers == []
