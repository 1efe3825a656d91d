"""What the routes share: settings and the reader, kept on the application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from flask import Flask, current_app

from service.article import Article
from service.records import Engine, Record
from service.settings import Settings

_KEY: Final = "readout"


class Reader(Protocol):
    """What reads articles: `service.analyzer.Analyzer`, or a stand-in in tests."""

    engine: Engine

    def analyze(self, article: Article) -> Record:
        """The record of one article."""
        ...


@dataclass(slots=True)
class State:
    """`alive` tells the process manager that a long answer is still being written."""

    settings: Settings
    reader: Reader
    alive: Callable[[], None]
    ready: bool = False


def attach(app: Flask, state: State) -> None:
    """Keep `state` on the application."""
    app.extensions[_KEY] = state


def state(app: Flask | None = None) -> State:
    """The state of `app`, by default the one that answers the request."""
    found: State = (app or current_app).extensions[_KEY]
    return found
