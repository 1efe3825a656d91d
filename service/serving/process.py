"""What runs in a process that reads articles: it is given jobs through a pipe and sends answers back.

Processes are forked from one that has loaded the model (`service.preload`, by multiprocessing's fork server),
so that they share it. onnxruntime's sessions have threads and are made after the fork.
"""

from __future__ import annotations

import signal
from multiprocessing.connection import Connection
from typing import Final

from service.errors import DefectError, ModelError, ReadoutError
from service.jobs import ArticleReader, Body, Job
from service.problems import places
from service.settings import Settings

SELF_TEST: Final = "The foreign ministers of France and Japan met in Geneva on Monday to discuss trade."


def main(pipe: Connection) -> None:
    """Send the engine, or the error that keeps this process from reading; then answer jobs until the pipe
    is closed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # the process in front says when to end, by closing the pipe
    try:
        reader = tested()
    except ReadoutError as error:
        pipe.send(error)
        return
    pipe.send(reader.engine)
    while True:
        try:
            job: Job = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(_answer(reader, job))
        except OSError:
            return


def tested() -> ArticleReader:
    """A reader that has read one sentence. Raises `ModelError`."""
    from service.preload import analyzer

    settings = Settings.from_env()
    return self_tested(ArticleReader(analyzer(settings), settings))


def self_tested(reader: ArticleReader) -> ArticleReader:
    """`reader`, which has given a valid record of one sentence. Raises `ModelError` where it has not."""
    try:
        reader.read(Job(Body.TEXT, SELF_TEST.encode()))
    except ReadoutError as error:
        raise ModelError("The self-test gave no valid record.") from error
    return reader


def _answer(reader: ArticleReader, job: Job) -> object:
    try:
        return reader.read(job)
    except ReadoutError as error:
        error.__traceback__ = error.__cause__ = error.__context__ = None
        return error
    except Exception as error:  # a defect costs its own article only, and its message may quote the article
        return DefectError(f"{type(error).__name__} at {places(error)}")
