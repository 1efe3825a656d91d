"""API keys, other origins, headers that protect."""

import hashlib

import pytest
from flask.testing import FlaskClient

from service.settings import Settings
from tests.factories import TEXT, FakeReader, make_app

KEYS = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("first", "second")}


@pytest.fixture
def guarded() -> FlaskClient:
    return make_app(Settings(api_keys=tuple(KEYS.values())), FakeReader()).test_client()


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("header", ["Authorization", "X-API-Key"])
def test_a_known_key_opens(guarded: FlaskClient, name: str, header: str) -> None:
    value = f"Bearer {name}" if header == "Authorization" else name
    assert guarded.post("/v1/extract", json={"text": TEXT}, headers={header: value}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer third"},
        {"Authorization": "Basic first"},
        {"Authorization": "Bearer "},
        {"X-API-Key": KEYS["first"]},  # the digest is no key
    ],
)
def test_another_or_none_is_401(guarded: FlaskClient, headers: dict[str, str]) -> None:
    answer = guarded.post("/v1/extract", json={"text": TEXT}, headers=headers)
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"].casefold().startswith("bearer")


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/docs", "/openapi.yaml"])
def test_probes_and_documentation_stay_open(guarded: FlaskClient, path: str) -> None:
    assert guarded.get(path).status_code == 200


def test_pages_of_named_origins_may_call() -> None:
    app = make_app(Settings(cors_origins=("https://news.example",)), FakeReader())
    ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    allowed = app.test_client().options("/v1/extract", headers=ask | {"Origin": "https://news.example"})
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://news.example"
    assert "content-type" in allowed.headers["Access-Control-Allow-Headers"].casefold()
    other = app.test_client().options("/v1/extract", headers=ask | {"Origin": "https://other.example"})
    assert "Access-Control-Allow-Origin" not in other.headers


def test_by_default_no_page_of_another_origin_may(client: FlaskClient) -> None:
    answer = client.get("/v1/issues", headers={"Origin": "https://news.example"})
    assert not [name for name in answer.headers.keys() if name.startswith("Access-Control")]  # noqa: SIM118


def test_answers_cannot_be_framed_or_sniffed(client: FlaskClient) -> None:
    headers = client.get("/livez").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "script-src 'self'" in client.get("/docs").headers["Content-Security-Policy"]
