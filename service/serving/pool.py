"""The service's pool of processes, which answer jobs (`service.jobs`)."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

from service.errors import ModelError, ReadoutError
from service.jobs import ArticleReader, Body, Job
from service.processes import Limits, Opened, Pool, Start, forkserver_start
from service.settings import Settings

SELF_TEST: Final = "The foreign ministers of France and Japan met in Geneva on Monday to discuss trade."
_SLACK: Final = 1.5
"""Seconds beyond the deadline after which a process is killed that has not answered."""
_PATIENCE: Final = 10.0
"""Seconds that an article may wait for a process at least."""


def reader_pool(
    settings: Settings,
    *,
    start: Start | None = None,
    replaced: Callable[[str], None] = lambda _reason: None,
    waited: Callable[[float], None] = lambda _seconds: None,
) -> Pool:
    """The pool that `settings` describe: one process per core for 0 workers. Batches leave one of them to
    single articles."""
    size = settings.workers or len(os.sched_getaffinity(0))
    return Pool(
        size,
        start or forkserver_start("service.preload", open_reader),
        Limits(
            seconds=settings.deadline + _SLACK if settings.deadline else None,
            recycle=settings.recycle,
            room=settings.queue * size,
            patience=max(settings.deadline, _PATIENCE),
            lines=max(1, size - 1),
        ),
        replaced=replaced,
        waited=waited,
    )


def open_reader() -> Opened:
    """The engine, and a reader that has read one sentence. Raises `ModelError`."""
    from service.preload import analyzer

    settings = Settings.from_env()
    reader = ArticleReader(analyzer(settings), settings)
    try:
        reader.read(Job(Body.TEXT, SELF_TEST.encode()))
    except ReadoutError as error:
        raise ModelError(f"The self-test gave no valid record: {error}") from error
    return reader.engine, reader.read
