"""One article in, one outcome out: the same function in a job's own workers, on Ray and on Spark."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final

from service.article import Article, read_text
from service.bulk.sources import Item, Kind
from service.deadline import deadline
from service.errors import InputError, InvalidFieldsError, ReadoutError, WorkerLostError
from service.intake import article_of, html_article, text_article
from service.jobs import Analyzes
from service.problems import KINDS, faults, kind_of, places
from service.schemas import ExtractRequestSchema, dump_record, to_json
from service.settings import Settings
from service.strictjson import loads

MODEL: Final = "service.preload:analyzer"
"""Where a process gets its analyzer: a module and a function of it that takes the settings."""

Id = str | int | None
"""The caller's own name for an article."""

FIELDS: Final = frozenset({"id", *ExtractRequestSchema().fields})
"""Keys of a JSON article, and columns of a table, that mean something."""
_NO_HINTS: Final[Mapping[str, Any]] = MappingProxyType({})
_FIRST: Final = "The foreign ministers of France and Japan met in Geneva on Monday to discuss trade."


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one article: a `record` as JSON text, or a `problem` as RFC 9457 has it.

    `words` are separated by white space and counted where there is a record, `seconds` is wall time,
    `ignored` are keys of the article that mean nothing here.
    """

    id: Id = None
    record: str | None = None
    problem: dict[str, Any] | None = None
    words: int = 0
    seconds: float = 0.0
    ignored: tuple[str, ...] = ()


@dataclass(slots=True)
class _Known:
    """What is known of an article before it was read."""

    id: Id = None
    ignored: list[str] = field(default_factory=list)


class Reader:
    """Reads articles with one analyzer; an article's error is its outcome and never raised.

    `settings.deadline` holds in a process's main thread alone. With `strict` an article with a key or column
    that means nothing here is refused, otherwise the key is passed over and named in the outcome.
    """

    def __init__(self, analyzer: Analyzes, settings: Settings, *, strict: bool = False) -> None:
        self.analyzer, self._settings, self._strict = analyzer, settings, strict

    def warm(self) -> None:
        """Read one sentence, so that the first article's deadline does not pay for what is loaded late."""
        self.analyzer.analyze(read_text(_FIRST))

    def read(self, item: Item) -> Outcome:
        """What comes of an item."""
        if item.kind is Kind.TEXT:
            return self._read(lambda _: text_article(item.data, hints=_NO_HINTS, settings=self._settings))
        if item.kind is Kind.HTML:
            return self._read(lambda _: html_article(item.data, hints=_NO_HINTS, settings=self._settings))
        return self._read(lambda known: self._article(loads(item.data), known))

    def _article(self, value: Any, known: _Known) -> Article:
        if not isinstance(value, dict):
            raise InvalidFieldsError([("", "Not a JSON object.")])
        known.id = _id(value)
        known.ignored = [name for name in value if name not in FIELDS]
        dropped = {"id"} if self._strict else {"id", *known.ignored}
        fields = {name: given for name, given in value.items() if name not in dropped}
        return article_of(fields, self._settings)

    def _read(self, load: Callable[[_Known], Article]) -> Outcome:
        started, known = time.perf_counter(), _Known()
        record, problem, words = None, None, 0
        try:
            with deadline(self._settings.deadline):
                article = load(known)
                made = self.analyzer.analyze(article)
                record = to_json(dump_record(made, sent=article.sent))
                words = len(article.text.split())
        except Exception as error:  # one article's defect must not cost another
            record, problem = None, describe(error)
        return Outcome(
            id=known.id,
            record=record,
            problem=problem,
            words=words if record else 0,
            seconds=time.perf_counter() - started,
            ignored=tuple(known.ignored),
        )


def open_reader(settings: Settings, *, strict: bool = False, loader: str = MODEL) -> Reader:
    """A reader with the analyzer that `loader` names, loaded and warm. Raises `ModelError`."""
    module, _, name = loader.partition(":")
    reader = Reader(getattr(import_module(module), name)(settings), settings, strict=strict)
    reader.warm()
    return reader


def identify(item: Item) -> Id:
    """The caller's id of an item that no worker could read."""
    if item.kind in (Kind.TEXT, Kind.HTML):
        return None
    try:
        return _id(loads(item.data))
    except (InputError, AttributeError):
        return None


def describe(error: Exception) -> dict[str, Any]:
    """The error as problem details. A defect's own message stays inside: it may quote the article."""
    kind = kind_of(error) if isinstance(error, ReadoutError) else KINDS[ReadoutError]
    told = isinstance(error, ReadoutError) and (kind.status != 500 or isinstance(error, WorkerLostError))
    members: dict[str, Any] = {
        "type": f"/problems/{kind.slug}",
        "title": kind.title,
        "status": kind.status,
        "detail": str(error) if told else f"{type(error).__name__} at {places(error)}",
    }
    if isinstance(error, ReadoutError) and (found := faults(error)):
        members["errors"] = [{"pointer": pointer, "detail": detail} for pointer, detail in found]
    return members


def _id(value: Mapping[str, Any]) -> Id:
    found = value.get("id")
    if found is None or isinstance(found, str) or (isinstance(found, int) and not isinstance(found, bool)):
        return found
    raise InvalidFieldsError([("/id", "Neither a string nor an integer.")])
