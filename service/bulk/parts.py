"""A shard of a job on disk: its part file and its account, each whole or absent."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Protocol

from service.bulk import durable
from service.bulk.extras import need
from service.bulk.reading import Outcome
from service.bulk.sources import Item
from service.schemas import to_json

Where = tuple[str, int | None]
"""Source and line of an article."""


class Output(StrEnum):
    """What a part file is."""

    JSONL = "jsonl"
    PARQUET = "parquet"


class Compression(StrEnum):
    """How a part file is compressed: as a whole in JSON lines, its columns in Parquet."""

    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"


_SUFFIX = {Compression.NONE: "", Compression.GZIP: ".gz", Compression.ZSTD: ".zst"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What part files look like. Raises `JobError` where a library for it is missing."""

    to: Output = Output.JSONL
    compress: Compression = Compression.NONE

    def __post_init__(self) -> None:
        if self.to is Output.PARQUET:
            need("pyarrow.parquet", extra="parquet", reason="Writing Parquet")
        elif self.compress is Compression.ZSTD:
            need("zstandard", extra="zstd", reason="Compressing with Zstandard")

    def name(self, number: int) -> str:
        """A part's file name."""
        suffix = "" if self.to is Output.PARQUET else _SUFFIX[self.compress]
        return f"part-{number:05}.{self.to}{suffix}"


@dataclass(slots=True)
class Account:
    """What came of a shard's articles. `seconds` is the workers' time, `bytes` the part file's length,
    `ignored` keys of articles that mean nothing here, with the number of articles that had them."""

    articles: int = 0
    records: int = 0
    words: int = 0
    seconds: float = 0.0
    bytes: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    rejects: list[dict[str, Any]] = field(default_factory=list)

    def add(self, where: Where, outcome: Outcome) -> None:
        """Count an outcome."""
        self.articles += 1
        self.words += outcome.words
        self.seconds += outcome.seconds
        self.ignored.update(outcome.ignored)
        if outcome.problem is None:
            self.records += 1
        else:
            self.rejects.append(
                {"id": outcome.id, "source": where[0], "line": where[1], "problem": outcome.problem}
            )

    def save(self, place: Path) -> None:
        """Write it down; from then on the shard is done."""
        values = {name: getattr(self, name) for name in self.__slots__}
        durable.put_json({**values, "seconds": round(self.seconds, 3)}, place)

    @classmethod
    def load(cls, place: Path) -> Account:
        """As `save` wrote it."""
        values = json.loads(place.read_text(encoding="utf-8"))
        return cls(**{**values, "ignored": Counter(values["ignored"])})


class Part(Protocol):
    """A file of records that is written as they come."""

    def add(self, row: dict[str, Any], record: str) -> None:
        """Add a record as JSON text; `row` has its id, source and line."""

    def close(self) -> None:
        """Write what is left."""


class LinesPart:
    """Records as JSON lines. The same records give the same bytes: no time and no name is in them."""

    def __init__(self, path: Path, compress: Compression) -> None:
        self._file = path.open("wb")
        self._lines: IO[bytes] | Any = self._file
        if compress is Compression.GZIP:
            self._lines = gzip.GzipFile(filename="", mode="wb", fileobj=self._file, mtime=0, compresslevel=6)
        elif compress is Compression.ZSTD:
            zstd: Any = need("zstandard", extra="zstd", reason="Compressing with Zstandard")
            self._lines = zstd.ZstdCompressor().stream_writer(self._file, closefd=False)

    def add(self, row: dict[str, Any], record: str) -> None:
        """Add a line: the row with the record behind it."""
        self._lines.write(f'{to_json(row)[:-1]},"record":{record}}}\n'.encode())

    def close(self) -> None:
        """Write what is left."""
        self._lines.close()
        self._file.close()


def open_part(path: Path, form: Form) -> Part:
    """A new part file."""
    if form.to is Output.PARQUET:
        from service.bulk.parquet import ParquetPart

        return ParquetPart(path, form.compress.value)
    return LinesPart(path, form.compress)


class Shard:
    """A shard in the making: outcomes come in any order and are written in that of the articles."""

    def __init__(self, number: int, beside: Path, form: Form) -> None:
        self.number, self.expected, self.closed = number, 0, False
        self.account = Account()
        self._beside = beside
        self._part = open_part(beside, form)
        self._waiting: dict[int, tuple[Where, Outcome]] = {}
        self.held = 0
        """Characters of records that wait for an article before them."""

    def put(self, index: int, item: Item, outcome: Outcome) -> None:
        """Take what came of the shard's article `index`, counted from 0."""
        self._waiting[index] = ((item.source, item.line), outcome)
        self.held += len(outcome.record or "")
        while (found := self._waiting.pop(self.account.articles, None)) is not None:
            self.held -= len(found[1].record or "")
            self._write(*found)

    @property
    def complete(self) -> bool:
        """Whether all its articles are known and written."""
        return self.closed and self.account.articles == self.expected

    def commit(self, part: Path, account: Path) -> None:
        """Give the files their names: the part first, then the account that says the shard is done."""
        self._part.close()
        self.account.bytes = self._beside.stat().st_size
        durable.put(self._beside, part)
        self.account.save(account)

    def drop(self) -> None:
        """Forget it, unfinished."""
        self._part.close()
        self._beside.unlink(missing_ok=True)

    def _write(self, where: Where, outcome: Outcome) -> None:
        self.account.add(where, outcome)
        if outcome.record is not None:
            row = {"id": outcome.id, "source": where[0], "line": where[1]}
            self._part.add(row, outcome.record)
