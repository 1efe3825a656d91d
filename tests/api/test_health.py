"""Probes, version, metrics."""

import pytest
from flask.testing import FlaskClient

from service.api import create_app
from service.api.state import state
from service.errors import ModelError
from service.jobs import Answer, ArticleReader, Job
from service.records import Engine
from service.settings import Settings
from tests.factories import TEXT, FakeReader, make_app


class Unloaded:
    """A pool whose first process is not ready yet."""

    @property
    def engine(self) -> Engine:
        raise ModelError("The model is being loaded.")

    @property
    def ready(self) -> bool:
        return False

    def read(self, job: Job, *, batch: bool = False) -> Answer:
        raise AssertionError((job, batch))


@pytest.mark.parametrize(
    ("path", "said"),
    [("/livez", {"status": "alive"}), ("/readyz", {"status": "ready", "model": "none-0"})],
)
def test_probes(client: FlaskClient, path: str, said: dict[str, str]) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json) == (200, said)


def test_not_ready_before_the_model_is_loaded() -> None:
    client = create_app(Settings(), Unloaded()).test_client()
    assert client.get("/livez").status_code == 200
    for path in ("/readyz", "/version"):
        answer = client.get(path)
        assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
        assert int(answer.headers["Retry-After"]) > 0


def test_not_ready_while_every_process_is_being_replaced() -> None:
    reader = ArticleReader(FakeReader(), Settings())
    client = create_app(Settings(), reader).test_client()
    assert client.get("/readyz").status_code == 200
    reader.ready = False
    assert client.get("/readyz").status_code == 503


def test_not_ready_when_the_service_is_about_to_end() -> None:
    app = make_app(Settings(), FakeReader())
    state(app).draining = True
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["type"]) == (503, "/problems/stopping")
    assert app.test_client().get("/livez").status_code == 200


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
    records = 'readout_records_total{status="held"}'
    before = value(requests), value(records)
    client.post("/v1/extract", json={"text": TEXT})
    client.get("/a/path/that/is/none")
    assert (value(requests), value(records)) == (before[0] + 1, before[1] + 1)
    assert "that/is/none" not in client.get("/metrics").text
