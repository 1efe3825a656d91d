"""POST /v1/compare: articles and records, their faults by pointer, limits."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.errors import DeadlineExceededError
from service.settings import Settings
from tests.compare.records import record
from tests.factories import TEXT, FakeReader, make_app

URL = "/v1/compare"
ARTICLE = {"text": TEXT, "published": "2026-11-24"}


@pytest.fixture
def roomy() -> FlaskClient:
    """Records are longer than the other tests' limit."""
    return make_app(Settings(max_characters=2000, max_run=500), FakeReader()).test_client()


def post(client: FlaskClient, *items: Any, **more: Any) -> TestResponse:
    return client.post(URL, json={"articles": list(items)} | more)


def pointers(answer: TestResponse) -> set[str]:
    return {error["pointer"] for error in answer.json["errors"]}


def test_two_articles(roomy: FlaskClient) -> None:
    answer = post(roomy, ARTICLE, ARTICLE | {"title": "Leaders meet"})
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    found = answer.json
    assert found["meeting"]["verdict"] == "same"
    assert [article["title"] for article in found["articles"]] == [None, "Leaders meet"]
    evidence = found["participants"][0]["accounts"][1]["evidence"][0]
    assert TEXT[evidence["start"] : evidence["end"]] == evidence["text"]


def test_articles_and_records_in_one(roomy: FlaskClient) -> None:
    read = roomy.post("/v1/extract", json=ARTICLE).json
    assert post(roomy, ARTICLE, read).json == post(roomy, read, read).json


def test_records_need_no_reader(failing: Callable[[Exception], FlaskClient]) -> None:
    answer = post(failing(AssertionError("read")), record(), record())
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ([ARTICLE, {"text": ""}], {"/articles/1/text"}),
        ([ARTICLE, {"text": "–"}], {"/articles/1/text"}),
        ([ARTICLE, {"title": "x", "color": 1}], {"/articles/1/text", "/articles/1/color"}),
        ([{"text": TEXT, "published": "soon"}, 7], {"/articles/0/published", "/articles/1"}),
        ([ARTICLE, {"text": "a" * 501}], {"/articles/1/text"}),
        ([ARTICLE, None], {"/articles/1"}),
        ([ARTICLE], {"/articles"}),
        ([ARTICLE] * 11, {"/articles"}),
        ([], {"/articles"}),
    ],
)
def test_faults_are_named_by_pointer(roomy: FlaskClient, items: list[Any], found: set[str]) -> None:
    answer = post(roomy, *items)
    assert (answer.status_code, answer.content_type) == (422, "application/problem+json")
    assert pointers(answer) == found


def test_faults_of_a_record(roomy: FlaskClient) -> None:
    bad = record()
    bad["meeting"]["status"] = "soon"
    bad["participants"][1]["confidence"] = 2
    assert pointers(post(roomy, ARTICLE, bad)) == {
        "/articles/1/meeting/status",
        "/articles/1/participants/1/confidence",
    }
    dangling = record()
    dangling["participants"][0]["id"] = "s9"
    assert pointers(post(roomy, dangling, ARTICLE)) == {"/articles/0/participants/0"}
    assert "/articles/0/meeting" in pointers(post(roomy, {"schema_version": "1.0"}, ARTICLE))


@pytest.mark.parametrize(
    ("body", "status", "found"),
    [
        (b"{", 400, None),
        (b"[]", 422, {""}),
        (b"{}", 422, {"/articles"}),
        (b'{"articles": {}}', 422, {"/articles"}),
        (json.dumps({"articles": [ARTICLE, ARTICLE], "limit": 1}).encode(), 422, {"/limit"}),
    ],
)
def test_bodies_that_are_no_request(
    roomy: FlaskClient, body: bytes, status: int, found: set[str] | None
) -> None:
    answer = roomy.post(URL, data=body, content_type="application/json")
    assert answer.status_code == status
    assert found is None or pointers(answer) == found


def test_too_long(roomy: FlaskClient, client: FlaskClient) -> None:
    answer = post(roomy, ARTICLE, {"text": "x " * 1001})
    assert (answer.status_code, pointers(answer)) == (413, {"/articles/1/text"})
    assert post(client, record(), record()).status_code == 413  # more bytes than a body may have


def test_headers(roomy: FlaskClient) -> None:
    assert roomy.post(URL, data="x", content_type="text/plain").status_code == 415
    assert roomy.post(URL, json={"articles": []}, headers={"Accept": "text/html"}).status_code == 406
    assert roomy.get(URL).status_code == 405


def test_an_article_that_takes_too_long(failing: Callable[[Exception], FlaskClient]) -> None:
    answer = post(failing(DeadlineExceededError("The article took longer than 10 s.")), ARTICLE, ARTICLE)
    assert (answer.status_code, "Retry-After" in answer.headers) == (422, False)


def test_a_query_is_named_and_not_ignored(roomy: FlaskClient) -> None:
    answer = roomy.post(f"{URL}?format=csv", json={"articles": [ARTICLE, ARTICLE]})
    assert answer.status_code == 422
    assert pointers(answer) == {"/format"}
