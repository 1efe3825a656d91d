"""gunicorn's configuration. Workers are processes that answer one request at a time, since spaCy's memory
zone is not thread-safe; the model is loaded once and shared by fork."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from service.settings import Settings, injected

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and onnxruntime are imported
_metrics = None
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    _metrics = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="readout-metrics-")

_settings = Settings.from_env()
_memory = Path("/dev/shm")

wsgi_app = "service.wsgi:app"
bind = f"{_settings.host}:{_settings.port}"
worker_class = "sync"
workers = _settings.workers or len(os.sched_getaffinity(0))
preload_app = True
control_socket_disable = True
timeout = max(60, int(_settings.deadline) + 30)
graceful_timeout = max(30, int(_settings.deadline) + 5)
max_requests = 5000  # what memory zones don't give back
max_requests_jitter = 500
loglevel = "warning"
accesslog = None  # the service writes one line per request itself
if _memory.is_dir() and os.access(_memory, os.W_OK):
    worker_tmp_dir = str(_memory)


def when_ready(server: Any) -> None:
    """Say where it listens, and what of the environment is not meant for it."""
    if passed := injected(os.environ):
        server.log.warning("Ignored, set by Kubernetes for a Service of this name: %s", ", ".join(passed))
    server.log.warning("Readout listens on http://%s with %s workers", bind, workers)


def post_fork(_server: Any, worker: Any) -> None:
    """Make what must not be shared by fork, onnxruntime's session above all, before the first request."""
    from service.api.health import warm
    from service.api.state import state
    from service.wsgi import app

    here = state(app)
    here.alive = worker.notify
    warm(here)


def child_exit(_server: Any, worker: Any) -> None:
    """Close the account of a worker that is gone."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Leave nothing behind."""
    if _metrics:
        shutil.rmtree(_metrics, ignore_errors=True)
