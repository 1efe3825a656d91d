"""Probes, version, metrics."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from service.errors import RecordError
from tests.factories import TEXT


@pytest.mark.parametrize(
    ("path", "said"),
    [("/livez", {"status": "alive"}), ("/readyz", {"status": "ready", "model": "none-0"})],
)
def test_probes(client: FlaskClient, path: str, said: dict[str, str]) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json) == (200, said)


def test_not_ready_where_the_self_test_fails(failing: Callable[[Exception], FlaskClient]) -> None:
    client = failing(RecordError("x"))
    assert client.get("/livez").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")


def test_version(client: FlaskClient) -> None:
    assert client.get("/version").json == {
        "name": "readout",
        "version": "0.0.0",
        "schema_version": "1.0",
        "model": "none-0",
        "model_sha256": None,
    }


def test_metrics_count_requests_by_route_and_articles(client: FlaskClient) -> None:
    def value(name: str) -> float:
        rows = [row for row in client.get("/metrics").text.splitlines() if row.startswith(name + " ")]
        return float(rows[0].split()[-1]) if rows else 0.0

    requests = 'readout_request_seconds_count{method="POST",route="/v1/extract",status="200"}'
    records = 'readout_records_total{meeting="yes"}'
    before = value(requests), value(records)
    client.post("/v1/extract", json={"text": TEXT})
    client.get("/a/path/that/is/none")
    assert (value(requests), value(records)) == (before[0] + 1, before[1] + 1)
    assert "that/is/none" not in client.get("/metrics").text
