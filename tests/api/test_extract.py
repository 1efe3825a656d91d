"""POST /v1/extract: what goes in, and what a client gets where it can't."""

import io
import json
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.settings import Settings
from tests.factories import TEXT, FakeReader, make_app

URL = "/v1/extract"
PAGE = f"""<html><head><title>Leaders meet</title></head><body><nav>Home</nav><article><h1>Leaders meet</h1>
<p>{TEXT}</p><p>{TEXT} They agreed to meet again in spring.</p></article></body></html>"""


def test_json(client: FlaskClient, reader: FakeReader) -> None:
    sent = {"text": TEXT, "title": "Leaders meet", "published": "2026-11-24", "url": "https://example.org/1"}
    answer = client.post(URL, json=sent)
    assert answer.status_code == 200
    assert answer.content_type == "application/json"
    assert answer.json["meeting"]["status"] == "held"
    (article,) = reader.articles
    assert (article.text, article.title, article.published) == (TEXT, "Leaders meet", date(2026, 11, 24))
    assert (article.url, article.title_sent) == ("https://example.org/1", True)


def test_plain_text_with_hints_in_the_query(client: FlaskClient, reader: FakeReader) -> None:
    answer = client.post(f"{URL}?published=2026-11-24&language=en", data=TEXT, content_type="text/plain")
    assert answer.status_code == 200
    assert reader.articles[0].published == date(2026, 11, 24)
    assert reader.articles[0].language == "en"


def test_html_returns_the_text_that_offsets_refer_to(client: FlaskClient) -> None:
    answer = client.post(URL, data=PAGE, content_type="text/html; charset=utf-8")
    assert answer.status_code == 200
    assert TEXT in answer.json["article"]["text"]
    assert "Home" not in answer.json["article"]["text"]
    assert answer.json["article"]["length"] == len(answer.json["article"]["text"])


@pytest.mark.parametrize("text", ["NUL \x00 one", "line\r\nline", "🤝 e\u0301", "\ufeffmark"])
def test_plain_text_stays_as_sent(client: FlaskClient, reader: FakeReader, text: str) -> None:
    assert client.post(URL, data=text.encode(), content_type="text/plain").status_code == 200
    assert client.post(URL, json={"text": text}).status_code == 200
    assert [article.text for article in reader.articles] == [text, text]


def test_another_charset_that_is_declared(client: FlaskClient, reader: FakeReader) -> None:
    answer = client.post(
        URL, data="café à deux".encode("cp1252"), content_type="text/plain; charset=windows-1252"
    )
    assert answer.status_code == 200
    assert reader.articles[0].text == "café à deux"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/text"),
        ({"text": ""}, "/text"),
        ({"text": 1}, "/text"),
        ({"text": TEXT, "published": "16 November"}, "/published"),
        ({"text": TEXT, "publised": "2026-11-24"}, "/publised"),
        ({"text": TEXT, "a/b~c": 1}, "/a~1b~0c"),
        ({"text": "x" * 501}, "/text"),
        ({"text": " \n "}, "/text"),
        ([], ""),
        ("text", ""),
        (None, ""),
    ],
)
def test_422_names_the_field(client: FlaskClient, body: Any, pointer: str) -> None:
    answer = client.post(URL, data=json.dumps(body), content_type="application/json")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


@pytest.mark.parametrize("query", ["published=soon", "color=red", "title=a&title=b", "language=!"])
def test_422_names_the_query_parameter(client: FlaskClient, query: str) -> None:
    answer = client.post(f"{URL}?{query}", data=TEXT, content_type="text/plain")
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [f"/{query.partition('=')[0]}"]


def test_the_query_fills_what_json_leaves_out(client: FlaskClient, reader: FakeReader) -> None:
    body = {"text": TEXT, "title": "Sent in the body", "language": None}
    answer = client.post(f"{URL}?published=2026-11-24&title=Other&language=en", json=body)
    assert answer.status_code == 200
    (article,) = reader.articles
    assert (article.title, article.published, article.language) == (
        "Sent in the body",
        date(2026, 11, 24),
        "en",
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b'{"text": "\\ud800"}',
        b'{"text": "a", "text": "b"}',
        b'{"text": NaN}',
        b"[" * 4000,
    ],
)
def test_400_for_broken_json(client: FlaskClient, data: bytes) -> None:
    answer = client.post(URL, data=data, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["type"] == "/problems/malformed-json"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"caf\xe9", b"\xed\xa0\x80"])
def test_invalid_utf8_in_plain_text_names_the_byte(client: FlaskClient, data: bytes) -> None:
    answer = client.post(URL, data=data, content_type="text/plain")
    assert answer.status_code == 422
    assert "byte" in answer.json["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/pdf"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {"Content-Type": "text/plain; charset=utf-7"},
        {"Content-Type": "text/plain; charset=hex"},
        {"Content-Type": "text/plain", "Content-Encoding": "gzip"},
        {"Content-Type": "nonsense"},
    ],
)
def test_415(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(URL, data=TEXT, headers=headers).status_code == 415


def test_415_says_what_is_taken(client: FlaskClient) -> None:
    answer = client.post(URL, data=TEXT, content_type="application/pdf")
    assert "text/plain" in answer.headers["Accept-Post"]


def test_413_for_a_long_text(client: FlaskClient) -> None:
    answer = client.post(URL, json={"text": "long " * 401})
    assert answer.status_code == 413
    assert answer.json["type"] == "/problems/text-too-long"


@pytest.mark.parametrize("announced", [True, False])
def test_413_for_a_large_body_whether_announced_or_not(client: FlaskClient, announced: bool) -> None:
    data = b"x " * 4096
    chunked = {"input_stream": io.BytesIO(data), "environ_base": {"wsgi.input_terminated": True}}
    options: dict[str, Any] = {"data": data} if announced else chunked
    assert client.post(URL, content_type="text/plain", **options).status_code == 413


def test_a_body_of_exactly_the_limit_is_read(client: FlaskClient) -> None:
    text = "é" * 400 + " " * (4096 - 800 - 1) + "x"
    answer = client.post(URL, data=text.encode()[:4096], content_type="text/plain")
    assert answer.status_code == 413  # too many characters, yet all bytes were read
    assert answer.json["type"] == "/problems/text-too-long"


@pytest.mark.parametrize(("accepted", "status"), [("*/*", 200), ("application/*", 200), ("text/html", 406)])
def test_accept(client: FlaskClient, accepted: str, status: int) -> None:
    assert client.post(URL, json={"text": TEXT}, headers={"Accept": accepted}).status_code == status


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_405_carries_allow(client: FlaskClient, method: str) -> None:
    answer = client.open(URL, method=method)
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]


def test_of_many_fields_at_fault_the_first_are_named() -> None:
    client = make_app(Settings(), FakeReader()).test_client()
    answer = client.post(URL, json={"text": TEXT, **{f"k{number:05}": 1 for number in range(70_000)}})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [f"/k{n:05}" for n in range(20)]
    assert answer.json["detail"].endswith("; and 69,980 more.")
    assert len(answer.data) < 5_000


def test_a_long_name_of_an_unknown_field_is_cut() -> None:
    client = make_app(Settings(), FakeReader()).test_client()
    answer = client.post(URL, json={"text": TEXT, "k" * 500_000: 1})
    assert answer.json["errors"] == [{"pointer": f"/{'k' * 198}…", "detail": "Unknown field."}]
    assert len(answer.data) < 2_000
