"""What the routes share: settings and the reader, kept on the application."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Final

from flask import Flask, current_app

from service.jobs import Reader
from service.settings import Settings

_KEY: Final = "readout"


@dataclass(slots=True)
class State:
    """Settings, what answers jobs, and whether the service is about to end (`draining`)."""

    settings: Settings
    reader: Reader
    draining: bool = False
    batches: int = 0
    """Batches that are being answered."""
    requests: int = 0
    """Requests with an article that are being read or answered."""
    lock: threading.Lock = field(default_factory=threading.Lock)


def attach(app: Flask, state: State) -> None:
    """Keep `state` on the application."""
    app.extensions[_KEY] = state


def state(app: Flask | None = None) -> State:
    """The state of `app`, by default the one that answers the request."""
    found: State = (app or current_app).extensions[_KEY]
    return found
