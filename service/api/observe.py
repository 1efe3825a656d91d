"""Request ids, one log line per request, metrics. No article's text is ever logged: its length at most."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
import uuid
from typing import Any, Final

import structlog
from flask import Flask, Response, g, has_request_context, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess

_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_TRACE: Final = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_REGISTRY: Final = CollectorRegistry()
_SECONDS: Final = Histogram(
    "readout_request_seconds",
    "Time from the first byte read to the answer made.",
    ["route", "method", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_REGISTRY,
)
_CHARACTERS: Final = Histogram(
    "readout_article_characters",
    "Length of the articles read.",
    buckets=(500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 100_000),
    registry=_REGISTRY,
)
_RECORDS: Final = Counter("readout_records_total", "Records made.", ["meeting"], registry=_REGISTRY)


def configure_logging(level: str) -> None:
    """One JSON object a line on standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),  # as it is then, not at start
        cache_logger_on_first_use=False,
    )


def log() -> Any:
    """The service's logger."""
    return structlog.get_logger("readout")


def request_id() -> str:
    """The client's ``X-Request-ID`` where it is a plain token, else one made for this request."""
    if not has_request_context():
        return "none"
    if "request_id" not in g:
        sent = request.headers.get("X-Request-ID", "")
        g.request_id = sent if _ID.fullmatch(sent) else uuid.uuid4().hex
    found: str = g.request_id
    return found


def count_article(characters: int, *, has_meeting: bool) -> None:
    """Count one record made."""
    _CHARACTERS.observe(characters)
    _RECORDS.labels("yes" if has_meeting else "no").inc()


def metrics_text() -> bytes:
    """All processes' metrics in Prometheus' text format; under gunicorn they meet in one folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(_REGISTRY)
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def register(app: Flask) -> None:
    """Watch every request of `app`."""
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    response.headers["X-Request-ID"] = request_id()
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    seconds = time.perf_counter() - g.get("started", time.perf_counter())
    # the rule, not the path: a path may hold anything, and makes metrics without end
    route = request.url_rule.rule if request.url_rule else "unknown"
    _SECONDS.labels(route, request.method if request.url_rule else "other", response.status_code).observe(
        seconds
    )
    log().info(
        "request",
        method=request.method,
        route=route,
        status=response.status_code,
        seconds=round(seconds, 4),
        bytes_in=request.content_length,
        request_id=request_id(),
        trace_id=_trace_id(),
    )
    return response


def _trace_id() -> str | None:
    """The trace of W3C's ``traceparent``, to find this request again in a trace that began elsewhere."""
    match = _TRACE.fullmatch(request.headers.get("traceparent", ""))
    return match[1] if match else None
