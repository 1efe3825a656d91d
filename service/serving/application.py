"""`readout serve`: gunicorn with the service's own worker, logger and listening socket."""

from __future__ import annotations

import errno
import logging
import os
import resource
import socket
from pathlib import Path
from typing import Any, Final

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http import message

from service.api.observe import configure_logging, log
from service.errors import SettingsError
from service.problems import places
from service.serving.running import Running
from service.settings import Settings, injected

_REQUEST_LINE: Final = 65_536
"""Bytes of a request line: a title of the longest length, percent-encoded, and an address fit."""
_THREADS: Final = 160
_BACKLOG: Final = 512
_CONNECTIONS: Final = 2000
_FILES: Final = _CONNECTIONS + 1000
"""Files that may be open: each connection is one, and so are two or three for each process that reads."""
_MEMORY: Final = Path("/dev/shm")  # nosec B108: a memory file system, files are made by tempfile


class Application(BaseApplication):  # type: ignore[misc]
    """gunicorn's application object. Unlike `gunicorn.app.base.Application` it adds the current folder to
    no search path: what lies there must not be imported."""

    def __init__(
        self, settings: Settings, listener: socket.socket, probes: socket.socket | None = None
    ) -> None:
        self.settings, self._listener, self._probes = settings, listener, probes
        self._running: Running | None = None
        super().__init__()

    @property
    def running(self) -> Running:
        """Made in the worker, on first use."""
        if self._running is None:
            self._running = Running(self.settings, self._probes)
        return self._running

    def load_config(self) -> None:
        """gunicorn's settings from the service's."""
        message.MAX_REQUEST_LINE = _REQUEST_LINE  # gunicorn takes at most 8,190 otherwise
        settings = self.settings
        chosen = {
            "bind": f"fd://{self._listener.fileno()}",
            "backlog": _BACKLOG,
            "workers": 1,
            "worker_class": "service.serving.worker.Worker",
            "threads": _THREADS,
            "worker_connections": _CONNECTIONS,
            "keepalive": 15,
            "timeout": 60,
            "graceful_timeout": int(settings.shutdown_delay + settings.drain + 5),
            "limit_request_line": _REQUEST_LINE,
            "control_socket_disable": True,
            "logger_class": JsonLogger,
            "loglevel": "warning",
            "proc_name": "readout",
        }
        if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK):
            chosen["worker_tmp_dir"] = str(_MEMORY)
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application."""
        return self.running.app


class JsonLogger(Logger):  # type: ignore[misc]
    """gunicorn's messages as the service's lines. Their arguments may quote a request and are left out."""

    def setup(self, cfg: Any) -> None:
        """No handlers of gunicorn's own."""
        del cfg
        self.loglevel = logging.WARNING
        self.logfile = None
        self.error_log.handlers = [_Handler()]
        self.error_log.setLevel(self.loglevel)

    def access(self, *_: Any) -> None:
        """The application writes one line a request itself."""

    def reopen_files(self) -> None:
        """There are none."""

    def close_on_exec(self) -> None:
        """There are no files."""


class _Handler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        extra = {}
        if record.exc_info and record.exc_info[1]:
            extra = {"error": type(record.exc_info[1]).__name__, "at": places(record.exc_info[1])}
        log().log(record.levelno, "gunicorn", message=str(record.msg), **extra)


def serve(settings: Settings) -> None:
    """Listen and answer until a signal ends it. Raises `SettingsError` where the address can't be used."""
    configure_logging(settings.log_level)
    _allow_files()
    listener = _listener(settings.host, settings.port, "PORT")
    probes = None
    if settings.probe_port:
        probes = _listener(settings.host, settings.probe_port, "PROBE_PORT")
    if passed := injected(os.environ):
        log().warning("ignored, set by Kubernetes for a Service of this name", variables=passed)
    workers = settings.workers or len(os.sched_getaffinity(0))
    log().info("listening", address=f"http://{settings.host}:{settings.port}", processes=workers)
    Application(settings, listener, probes).run()


def _allow_files() -> None:
    """Raise the process's limit of open files, often 1,024, as far as it may and needs to be."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _listener(host: str, port: int, setting: str) -> socket.socket:
    """The bound socket."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except socket.gaierror as error:
        raise SettingsError(f"READOUT_HOST={host}: {error.strerror}.") from error
    except OSError as error:
        hint = ""
        if error.errno == errno.EADDRINUSE:
            ways = "with --port or READOUT_PORT" if setting == "PORT" else f"with READOUT_{setting}"
            hint = f" Another program listens there: stop it, or choose another port {ways}."
        raise SettingsError(f"Can't listen on {host}:{port}: {error.strerror}.{hint}") from error
