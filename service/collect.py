"""Files of articles and of records as records: what is a record already is checked, the rest is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from service.article import Article
from service.deadline import deadline
from service.errors import ReadoutError
from service.inputs import Format, Source
from service.intake import Hints
from service.records import Record
from service.schemas import dump_record
from service.schemas.compare import is_record
from service.settings import Settings
from service.several import checked_record
from service.strictjson import loads

Answer = dict[str, Any] | ReadoutError


class Reader(Protocol):
    """What reads articles."""

    def analyze(self, article: Article) -> Record:
        """The record of one article."""
        ...


def collect(
    found: Iterable[Source], load: Callable[[], Reader], *, hints: Hints, settings: Settings
) -> Iterator[tuple[Source, Answer]]:
    """Each source with its record, or with the error that kept it from one.

    `load` is called once, when the first article comes up: records alone need no model.
    """
    reader: Reader | None = None
    for source in found:
        try:
            with deadline(settings.deadline):
                item = _item(source, hints, settings)
            if isinstance(item, Article):
                reader = reader or load()
                with deadline(settings.deadline):
                    item = dump_record(reader.analyze(item), sent=item.sent)
            yield source, item
        except ReadoutError as error:
            yield source, error


def _item(source: Source, hints: Hints, settings: Settings) -> Article | dict[str, Any]:
    if source.form in (Format.JSON, Format.JSONL) and not source.failure:
        value = loads(source.data)
        if is_record(value):
            return checked_record(value)
    return source.article(hints, settings)
