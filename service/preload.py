"""The model as processes that read articles share it: loaded once, by the process from which they are forked.

Importing this module loads the model. Nothing but `multiprocessing`'s fork server and the processes that it
forks, those of the service and of bulk jobs, may do so.
"""

from __future__ import annotations

import gc
import os
from importlib import resources

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and onnxruntime are imported

import trafilatura  # noqa: F401  imported here so that forked processes share it

from service.analyzer import Analyzer, load
from service.errors import ReadoutError
from service.settings import Settings


def analyzer(settings: Settings) -> Analyzer:
    """The analyzer for `settings`. Raises `ModelError` where the model is missing or broken."""
    return _shared if _shared is not None and settings.model == _model else _load(settings)


def _load(settings: Settings) -> Analyzer:
    loaded = load(settings)
    text = (resources.files("service") / "data" / "warm.txt").read_text(encoding="utf-8")
    loaded.warm(text.splitlines())
    return loaded


def _first() -> tuple[Analyzer | None, str | None]:
    try:
        settings = Settings.from_env()
        return _load(settings), settings.model
    except ReadoutError:
        return None, None  # the worker that asks for it tells what is wrong


_shared, _model = _first()
gc.collect()
gc.freeze()  # what the collector never visits stays shared after the fork
