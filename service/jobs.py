"""One article to read, and what came of it: plain values that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from time import perf_counter
from typing import Any, Protocol

from service.article import Article
from service.deadline import deadline
from service.errors import ReadoutError
from service.intake import batch_article, html_article, json_article, text_article
from service.records import Engine, Record
from service.schemas import dump_record, to_json
from service.settings import Settings


class Body(StrEnum):
    """What the bytes of a job are."""

    JSON = "json"
    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Job:
    """An article as it was sent. `hints` are what `service.intake.load_hints` returns; a line `in_batch` may
    have an `id` of its caller's beside the article's fields."""

    body: Body
    data: bytes
    charset: str | None = None
    hints: Mapping[str, Any] = field(default_factory=dict)
    in_batch: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A record as JSON, and what is counted of it. Times are seconds, by the stage's name."""

    record: str
    characters: int
    words: int
    status: str | None
    confidence: float | None
    stages: Mapping[str, float]
    caller_id: str | int | None = None


class Stages:
    """Times of stages that follow one another."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = perf_counter()

    def done(self, name: str) -> None:
        """The stage `name` has ended; the next one begins."""
        now = perf_counter()
        self.seconds[name] = now - self._since
        self._since = now


class Analyzes(Protocol):
    """`service.analyzer.Analyzer`, or a stand-in in tests."""

    engine: Engine

    def analyze(self, article: Article, done: Any = None) -> Record:
        """The record of one article; `done` is told the name of each stage that ends."""
        ...


class Reader(Protocol):
    """What answers jobs: an `ArticleReader` here, or a pool of processes that have one each."""

    @property
    def engine(self) -> Engine:
        """What reads. Raises `ModelError` where nothing does yet."""
        ...

    @property
    def ready(self) -> bool:
        """Whether a job would be read now."""
        ...

    def read(self, job: Job, *, batch: bool = False) -> Answer:
        """The answer to one job. Raises kinds of `ReadoutError`."""
        ...


def article_of(job: Job, settings: Settings) -> tuple[Article, str | int | None]:
    """The article of a job and its caller's id. Raises kinds of `InputError`."""
    if job.body is Body.TEXT:
        return text_article(job.data, job.charset, hints=job.hints, settings=settings), None
    if job.body is Body.HTML:
        return html_article(job.data, hints=job.hints, settings=settings), None
    if job.in_batch:
        return batch_article(job.data, settings)
    return json_article(job.data, settings, hints=job.hints), None


class ArticleReader:
    """Reads jobs in this process, one at a time, each within the deadline of the settings.

    The deadline rings in the main thread only (`service.deadline`); a pool kills what outlasts it.
    """

    ready = True

    def __init__(self, analyzer: Analyzes, settings: Settings) -> None:
        self.engine = analyzer.engine
        self._analyzer, self._settings = analyzer, settings

    def read(self, job: Job, *, batch: bool = False) -> Answer:
        """The record of one job. Raises kinds of `ReadoutError`. `batch` makes no difference here."""
        del batch
        stages, caller_id = Stages(), None
        try:
            with deadline(self._settings.deadline):
                article, caller_id = article_of(job, self._settings)
                stages.done("intake")
                record = self._analyzer.analyze(article, stages.done)
                text = to_json(dump_record(record, sent=article.sent))
        except ReadoutError as error:
            if caller_id is not None:
                error.caller_id = caller_id
            raise
        stages.done("output")
        meeting = record.meeting
        return Answer(
            record=text,
            characters=len(article.text),
            words=len(article.text.split()),
            status=meeting.status.value if meeting else None,
            confidence=meeting.confidence if meeting else None,
            stages=stages.seconds,
            caller_id=caller_id,
        )
