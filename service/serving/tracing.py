"""Spans for OpenTelemetry, where an endpoint is set and the extra ``otel`` is installed.

One span a request, a child of the caller's `traceparent`, with route, status, request id and the seconds of
each stage. The instrumentation that OpenTelemetry offers for Flask is not used: it records addresses with
their query, and so the titles of articles.
"""

from __future__ import annotations

import os
from typing import Any, Final

from flask import Flask, Response, g, request

from service.api.observe import log, request_id

_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


def trace(app: Flask, exporter: Any = None) -> bool:
    """Send spans of `app`'s requests, by default to the endpoint of the environment (``OTEL_…``, as the SDK
    documents them). False where no endpoint is set, or the packages are missing, which is logged.
    """
    if exporter is None and not any(os.environ.get(name) for name in _ENDPOINTS):
        return False
    try:
        from opentelemetry import propagate
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.trace import SpanKind, StatusCode
    except ImportError:
        log().warning("no spans are sent: the extra otel is not installed")
        return False
    resource = Resource.create({"service.name": os.environ.get("OTEL_SERVICE_NAME", "readout")})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter()))
    tracer = provider.get_tracer("readout")

    def start() -> None:
        route = request.url_rule.rule if request.url_rule else "unknown"
        parent = propagate.extract({name.lower(): value for name, value in request.headers})
        g.span = tracer.start_span(f"{request.method} {route}", context=parent, kind=SpanKind.SERVER)
        g.span.set_attribute("http.route", route)
        g.span.set_attribute("http.request.method", request.method)

    def finish(response: Response) -> Response:
        span = g.pop("span", None)
        if span is not None:
            span.set_attribute("http.response.status_code", response.status_code)
            span.set_attribute("readout.request_id", request_id())
            for stage, seconds in g.get("stages", {}).items():
                span.set_attribute(f"readout.{stage}.seconds", seconds)
            if response.status_code >= 500:
                span.set_status(StatusCode.ERROR)
            span.end()
        return response

    app.before_request(start)
    app.after_request(finish)
    app.extensions["readout.spans"] = provider
    return True
