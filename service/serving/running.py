"""What the process in front holds while it runs: settings, the pool, the application over it."""

from __future__ import annotations

import socket
import threading
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler

from prometheus_client.exposition import ThreadingWSGIServer

from service.api import create_app
from service.api.observe import count_restart, observe_wait, watch_pool
from service.api.state import State, state
from service.errors import ReadoutError
from service.serving.pool import reader_pool
from service.serving.tracing import trace
from service.settings import Settings

_PROBES: Final = frozenset({"/livez", "/readyz", "/metrics", "/version"})


class Running:
    """One service. The pool starts in the worker, after gunicorn's fork. `probes` listens for probes, where
    they have a port of their own."""

    def __init__(self, settings: Settings, probes: socket.socket | None = None) -> None:
        self.settings, self._probes = settings, probes
        self.pool = reader_pool(settings, replaced=count_restart, waited=observe_wait)
        self.app = create_app(settings, self.pool)

    @property
    def draining(self) -> bool:
        """Whether the service is about to end."""
        return self._state.draining

    @draining.setter
    def draining(self, value: bool) -> None:
        self._state.draining = value

    @property
    def failure(self) -> ReadoutError | None:
        """Why the service can't start."""
        return self.pool.failure

    def start(self) -> None:
        """Start the pool, and answer probes where they have a port of their own."""
        watch_pool(self.pool)
        trace(self.app)
        self.pool.open()
        if self._probes is not None:
            self._answer_probes(self._probes)

    def stop(self) -> None:
        """End the pool."""
        self.pool.close()

    @property
    def _state(self) -> State:
        return state(self.app)

    def _answer_probes(self, listener: socket.socket) -> None:
        def probes(environ: dict[str, Any], start_response: Any) -> Any:
            if environ["PATH_INFO"] not in _PROBES:
                environ["PATH_INFO"] = "/none"
            return self.app(environ, start_response)

        address = listener.getsockname()
        server = ThreadingWSGIServer(address, _Quiet, bind_and_activate=False)
        server.socket.close()
        server.socket = listener
        server.server_name, server.server_port = address[:2]
        server.setup_environ()
        server.set_app(probes)
        threading.Thread(target=server.serve_forever, daemon=True).start()


class _Quiet(WSGIRequestHandler):
    """Writes no log of its own: the application writes one line a request."""

    timeout = 5

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""
