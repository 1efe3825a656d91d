"""Asks a running server whether it is alive: what a container's health check calls.

Imports nothing of the pipeline, since it is started anew every few seconds.
"""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException
from typing import Final

_LOOPBACK: Final = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1", "[::]": "::1"}  # nosec B104: what is bound to is not decided here


def ask(host: str, port: int, path: str, *, timeout: float) -> str | None:
    """None where ``GET path`` is answered with 200 within `timeout` seconds, else what went wrong.

    `host` is the address that the server listens on; where that is every address, the loopback is asked.
    Redirects are not followed and proxies of the environment are not used.
    """
    connection = HTTPConnection(_LOOPBACK.get(host, host.strip("[]")), port, timeout=timeout)
    try:
        connection.request("GET", path, headers={"Accept": "application/json"})
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return str(error) or type(error).__name__
    finally:
        connection.close()
    return None if status == 200 else f"status {status}"
