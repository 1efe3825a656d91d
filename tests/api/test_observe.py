"""Request ids, headers, log lines."""

import json

import pytest
from flask.testing import FlaskClient

from tests.factories import TEXT


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("abc-123", True), ("a" * 128, True), ("a" * 129, False), ("a b", False), ("<x>", False)],
)
def test_a_plain_request_id_is_kept(client: FlaskClient, sent: str, kept: bool) -> None:
    answer = client.get("/livez", headers={"X-Request-ID": sent})
    assert (answer.headers["X-Request-ID"] == sent) is kept
    assert answer.headers["X-Request-ID"]


@pytest.mark.parametrize("path", ["/livez", "/v1/extract", "/nope"])
def test_answers_are_not_stored(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_one_line_of_json_without_the_article(capfd: pytest.CaptureFixture[str], client: FlaskClient) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    headers = {"traceparent": trace, "Content-Type": "text/plain"}
    client.post("/v1/extract?title=Secret", data=TEXT, headers=headers)
    (line,) = capfd.readouterr().err.splitlines()
    entry = json.loads(line)
    assert (entry["route"], entry["status"], entry["bytes_in"]) == ("/v1/extract", 200, len(TEXT))
    assert entry["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert "Secret" not in line
    assert "Firefly" not in line
