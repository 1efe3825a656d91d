"""Tables of articles get two columns more, ``record`` and ``problem``: what Ray Data and Spark share.

Each of their processes reads through `Workers` of one process: there the deadline holds, which it would not
in Ray's threads, and an article over which a process ends costs itself and not the batch.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa

from service.bulk.parquet import row_items
from service.bulk.pool import Workers
from service.bulk.reading import MODEL
from service.errors import JobError
from service.schemas import to_json
from service.settings import Settings

ADDED: Final = ("record", "problem")
"""Columns of JSON text; one of them is null in every row. A problem is one of RFC 9457."""


def check_columns(names: Iterable[str]) -> None:
    """Raise `JobError` where a table of these columns can't be read."""
    known = list(names)
    if "text" not in known:
        raise JobError("The table has no column `text`.")
    if taken := [name for name in ADDED if name in known]:
        raise JobError(f"The table has a column `{taken[0]}` already.")


def open_pool(settings: Settings | None = None, loader: str = MODEL) -> Workers:
    """A pool of one process that lives as long as this process."""
    pool = Workers(1, settings or Settings.from_env(), loader=loader)
    pool.open()
    return pool


def read_table(table: Any, pool: Workers) -> Any:
    """A pyarrow table with what came of each row. Columns but `text`, `title`, `published`, `url`, `language`
    and `id` are not read; all stay."""
    outcomes = pool.answers(row_items(table))
    problems = [to_json(each.problem) if each.problem else None for each in outcomes]
    table = table.append_column(ADDED[0], pa.array([each.record for each in outcomes], pa.string()))
    return table.append_column(ADDED[1], pa.array(problems, pa.string()))
