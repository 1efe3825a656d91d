"""Request ids, one log line per request, metrics. No article's text is ever logged: its length at most."""

from __future__ import annotations

import logging
import os
import re
import sys
import time
import uuid
from collections.abc import Iterator
from typing import Any, Final, Protocol

import structlog
from flask import Flask, Response, g, has_request_context, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from service.errors import ReadoutError
from service.jobs import Answer
from service.memory import resident_bytes
from service.records import Engine

_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_TRACE: Final = re.compile(r"00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""On every answer; pages have a content policy of their own."""
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
_WORDS: Final = Counter("readout_words", "Words of the articles read.", registry=_REGISTRY)
_RECORDS: Final = Counter(
    "readout_records",
    "Records made, by the status of their meeting; none: without a meeting.",
    ["status"],
    registry=_REGISTRY,
)
_CONFIDENCE: Final = Histogram(
    "readout_meeting_confidence",
    "Confidence of the meetings found.",
    buckets=[n / 10 for n in range(1, 11)],
    registry=_REGISTRY,
)
_STAGES: Final = Histogram(
    "readout_stage_seconds",
    "Time of each stage of reading an article.",
    ["stage"],
    buckets=(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_REGISTRY,
)
_QUEUE_SECONDS: Final = Histogram(
    "readout_queue_seconds",
    "Time that an article waited for a process.",
    buckets=(0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_REGISTRY,
)
_LINES: Final = Counter("readout_batch_lines", "Lines of batches answered.", ["outcome"], registry=_REGISTRY)
_REJECTS: Final = Counter("readout_rejects", "Problems answered, by kind.", ["reason"], registry=_REGISTRY)
_DEADLINES: Final = Counter("readout_deadlines", "Articles that took too long.", registry=_REGISTRY)
_RESTARTS: Final = Counter(
    "readout_reader_restarts",
    "Processes replaced: after their share of articles, at the deadline, lost, or not started.",
    ["reason"],
    registry=_REGISTRY,
)


class WatchedPool(Protocol):
    """What is asked of the pool when metrics are collected."""

    @property
    def engine(self) -> Engine:
        """What its processes run."""
        ...

    @property
    def waiting(self) -> int:
        """Articles that wait."""
        ...

    @property
    def running(self) -> int:
        """Articles that are being read."""
        ...

    def memory(self) -> list[int]:
        """Resident bytes of each process."""
        ...


class _PoolCollector(Collector):
    """Gauges of the pool, read when they are asked for."""

    def __init__(self, pool: WatchedPool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        """The gauges."""
        yield GaugeMetricFamily("readout_queue_length", "Articles that wait.", value=self._pool.waiting)
        yield GaugeMetricFamily(
            "readout_in_flight", "Articles that are being read.", value=self._pool.running
        )
        memory = GaugeMetricFamily("readout_resident_bytes", "Resident memory.", labels=["process"])
        memory.add_metric(["front"], resident_bytes(os.getpid()))
        for number, size in enumerate(self._pool.memory()):
            memory.add_metric([f"reader-{number}"], size)
        yield memory
        try:
            engine = self._pool.engine
        except ReadoutError:
            return
        about = GaugeMetricFamily("readout_build_info", "What runs.", labels=["version", "model"])
        about.add_metric([engine.version, engine.model or ""], 1)
        yield about


def watch_pool(pool: WatchedPool) -> None:
    """Show the pool's gauges among the metrics."""
    _REGISTRY.register(_PoolCollector(pool))


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


def count_answer(answer: Answer) -> None:
    """Count one record made."""
    if has_request_context():
        g.stages = answer.stages
    _CHARACTERS.observe(answer.characters)
    _WORDS.inc(answer.words)
    _RECORDS.labels(answer.status or "none").inc()
    if answer.confidence is not None:
        _CONFIDENCE.observe(answer.confidence)
    for stage, seconds in answer.stages.items():
        _STAGES.labels(stage).observe(seconds)


def count_line(outcome: str) -> None:
    """Count one line of a batch: `record`, or the kind of its problem."""
    _LINES.labels(outcome).inc()


def count_reject(reason: str) -> None:
    """Count one problem answered, by the last part of its type."""
    _REJECTS.labels(reason).inc()
    if reason == "deadline-exceeded":
        _DEADLINES.inc()


def count_restart(reason: str) -> None:
    """Count one process replaced, and say so."""
    _RESTARTS.labels(reason).inc()
    if reason != "recycled":
        log().warning("process replaced", reason=reason)


def observe_wait(seconds: float) -> None:
    """Note how long an article waited for a process."""
    _QUEUE_SECONDS.observe(seconds)


def metrics_text() -> bytes:
    """All metrics in Prometheus' text format."""
    return generate_latest(_REGISTRY)


def register(app: Flask) -> None:
    """Watch every request of `app`."""
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()


def _finish(response: Response) -> Response:
    response.headers["X-Request-ID"] = request_id()
    response.headers.setdefault("Cache-Control", "no-store")
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
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
