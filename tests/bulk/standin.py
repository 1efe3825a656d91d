"""An analyzer without a model, and texts over which a process crashes, hangs or is slow."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from service.article import Article
from service.errors import ModelError
from service.records import Record
from service.settings import Settings
from tests.factories import FakeReader

CRASH = "This text kills the process that reads it."
CRASH_ONCE = "This text kills one process, and leaves a file at "
HANG = "No alarm interrupts what reads this text."
SLOW = "This text takes long."
DEFECT = "This text meets a defect."


class StandIn(FakeReader):
    """Empty records, but for the texts above."""

    def analyze(self, article: Article, done: Any = None) -> Record:
        """The record, or a disaster."""
        text = article.text
        self.articles.clear()
        if text == CRASH or (text.startswith(CRASH_ONCE) and _first(Path(text.removeprefix(CRASH_ONCE)))):
            os.kill(os.getpid(), signal.SIGKILL)
        if text == HANG:
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        if text in (HANG, SLOW):
            time.sleep(60)
        if text == DEFECT:
            raise KeyError("secret")
        return super().analyze(article, done)


def _first(place: Path) -> bool:
    try:
        place.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def analyzer(_settings: Settings) -> StandIn:
    """For a job's `loader`."""
    return StandIn()


def broken(_settings: Settings) -> StandIn:
    """A model that can't be loaded."""
    raise ModelError("There is no model.")


def fatal(_settings: Settings) -> StandIn:
    """A model over which every process ends."""
    os._exit(3)
