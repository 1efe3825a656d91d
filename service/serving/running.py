"""What the process in front holds while it runs: settings, the pool, the application over it."""

from __future__ import annotations

import threading
from typing import Any, Final
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client.exposition import ThreadingWSGIServer

from service.api import create_app
from service.api.observe import count_restart, log, observe_wait, watch_pool
from service.api.state import State, state
from service.errors import ReadoutError
from service.serving.pool import Pool
from service.serving.tracing import trace
from service.settings import Settings

_PROBES: Final = frozenset({"/livez", "/readyz", "/metrics", "/version"})


class Running:
    """One service. The pool starts in the worker, after gunicorn's fork."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.pool = Pool(settings, replaced=count_restart, waited=observe_wait)
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
        """Start the pool, and the listener for probes where there is a port for one."""
        watch_pool(self.pool)
        trace(self.app)
        self.pool.open()
        if self.settings.probe_port:
            self._listen_for_probes()

    def stop(self) -> None:
        """End the pool."""
        self.pool.close()

    @property
    def _state(self) -> State:
        return state(self.app)

    def _listen_for_probes(self) -> None:
        def probes(environ: dict[str, Any], start_response: Any) -> Any:
            if environ["PATH_INFO"] not in _PROBES:
                environ["PATH_INFO"] = "/none"
            return self.app(environ, start_response)

        try:
            server = make_server(
                self.settings.host, self.settings.probe_port, probes, ThreadingWSGIServer, _Quiet
            )
        except OSError as error:
            log().critical("probe port can't be opened", port=self.settings.probe_port, error=error.strerror)
            raise SystemExit(1) from error
        threading.Thread(target=server.serve_forever, daemon=True).start()


class _Quiet(WSGIRequestHandler):
    """Writes no log of its own: the application writes one line a request."""

    timeout = 5

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""
