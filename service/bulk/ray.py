"""Reading articles on Ray Data. Needs the extra ``ray``."""

from __future__ import annotations

from typing import Any

import ray

from service.bulk.reading import MODEL
from service.bulk.tables import check_columns, open_pool, read_table
from service.settings import Settings


class RayReader:
    """An actor for `map_batches`: loads the model once, then reads batches of ``batch_format="pyarrow"``."""

    def __init__(self, settings: Settings | None = None, loader: str = MODEL) -> None:
        self._pool = open_pool(settings, loader)

    def __call__(self, table: Any) -> Any:
        """The batch with the columns ``record`` and ``problem``."""
        return read_table(table, self._pool)


def read_dataset(
    dataset: Any,
    *,
    settings: Settings | None = None,
    actors: int = 2,
    cpus: float = 0.4,
    batch_size: int = 64,
    loader: str = MODEL,
) -> Any:
    """`dataset` with the columns ``record`` and ``problem``, in which one is null: what came of each article.

    It has a column ``text`` and may have ``title``, ``published``, ``url``, ``language`` and ``id``. `actors`
    processes read; each asks for `cpus` cores, less than it uses, so that Ray's own tasks find room as well.
    """
    check_columns(dataset.columns())
    return dataset.map_batches(
        RayReader,
        fn_constructor_args=(settings, loader),
        batch_format="pyarrow",
        batch_size=batch_size,
        num_cpus=cpus,
        compute=ray.data.ActorPoolStrategy(size=actors),
    )
