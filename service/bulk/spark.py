"""Reading articles on Spark. Needs the extra ``spark`` and a Java runtime."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

import pyarrow as pa
from pyspark.sql.types import StringType, StructField, StructType

from service.bulk.reading import MODEL
from service.bulk.tables import ADDED, check_columns, open_pool, read_table
from service.settings import Settings


def read_dataframe(frame: Any, *, settings: Settings | None = None, loader: str = MODEL) -> Any:
    """`frame` with the columns ``record`` and ``problem``, in which one is null: what came of each article.

    It has a column ``text`` and may have ``title``, ``published``, ``url``, ``language`` and ``id``. Spark's
    Python workers load the model once each; there is one for each core of an executor.
    """
    check_columns(frame.columns)
    schema = StructType([*frame.schema.fields, *(StructField(name, StringType()) for name in ADDED)])
    read = partial(read_frames, settings=settings or Settings.from_env(), loader=loader)
    return frame.mapInPandas(read, schema)


def read_frames(frames: Iterator[Any], *, settings: Settings, loader: str = MODEL) -> Iterator[Any]:
    """pandas frames with two columns more: the function for `mapInPandas`."""
    pool = _pool(settings, loader)
    for frame in frames:
        table = read_table(pa.Table.from_pandas(frame, preserve_index=False), pool)
        yield frame.assign(**{name: table.column(name).to_pylist() for name in ADDED})


_pool = cache(open_pool)  # Spark gives a Python process many partitions, one after another
