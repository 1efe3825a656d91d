"""Spans: one a request, within the caller's trace, without any text of the article."""

import pytest

from service.serving.tracing import trace
from service.settings import Settings
from tests.factories import TEXT, FakeReader, make_app

memory = pytest.importorskip(
    "opentelemetry.sdk.trace.export.in_memory_span_exporter", reason="the extra otel is not installed"
)
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def test_a_request_is_a_span_of_its_callers_trace() -> None:
    exporter = memory.InMemorySpanExporter()
    app = make_app(Settings(), FakeReader())
    assert trace(app, exporter)
    headers = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", "Content-Type": "text/plain"}
    app.test_client().post("/v1/extract?title=Secret", data=TEXT, headers=headers)
    app.test_client().get("/nowhere/Secret")
    app.extensions["readout.spans"].force_flush()
    first, second = exporter.get_finished_spans()
    assert (first.name, second.name) == ("POST /v1/extract", "GET unknown")
    assert f"{first.context.trace_id:032x}" == TRACE
    assert first.attributes["http.response.status_code"] == 200
    assert first.attributes["readout.extraction.seconds"] >= 0
    assert "Secret" not in first.to_json() + second.to_json()
    assert "Firefly" not in first.to_json()


def test_without_an_endpoint_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OTEL_EXPORTER_OTLP_ENDPOINT", raising=False)
    assert not trace(make_app(Settings(), FakeReader()))
