"""Records as the service answers them, for gold articles. The one module here that loads the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from evaluation.gold import GoldRecord


@dataclass(frozen=True, slots=True)
class Prediction:
    """The record of one article in the API's shape, or what kept the service from giving one."""

    gold: GoldRecord
    record: dict[str, Any]
    error: str | None = None


def predictions(corpus: Iterable[GoldRecord]) -> Iterator[Prediction]:
    """Analyse every article. A refused article counts as an empty record, and says why."""
    # Imported here, so that scorer, gate and report work without the model.
    from service import analyzer
    from service.article import read_text
    from service.errors import ReadoutError
    from service.schemas import dump_record
    from service.settings import Settings

    engine = analyzer.load(Settings.from_env())
    for gold in corpus:
        try:
            read = read_text(gold.text, title=gold.title, published=gold.published)
            yield Prediction(gold, dump_record(engine.analyze(read)))
        except ReadoutError as error:
            yield Prediction(gold, empty_record(), f"{type(error).__name__}: {error}")


def empty_record() -> dict[str, Any]:
    """The scored part of a record that states nothing."""
    lists = ("participants", "issues", "positions", "stakeholders", "other_meetings")
    return {"meeting": None, "location": None, "article": {"text": None}} | {name: [] for name in lists}
