"""The articles of a file or of a folder's files as a stream, in a defined order."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final, cast

from service.bulk.extras import need
from service.errors import InputError, JobError, TextTooLongError, UnreadableTextError
from service.inputs import Format, by_suffix
from service.lines import limited_lines


class Kind(StrEnum):
    """How a file holds its articles: one as text, HTML or JSON; one a line or a row."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"

    @property
    def many(self) -> bool:
        """Whether a file holds many articles."""
        return self in (Kind.JSONL, Kind.PARQUET)


ZSTD: Final = frozenset({".zst", ".zstd"})
_COMPRESSED: Final = ZSTD | {".gz"}
_TEXT: Final = frozenset({".txt", ".text"})
_CORRUPT: Final = (gzip.BadGzipFile, EOFError, zlib.error)
_CHUNK: Final = 65_536


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the input: its path from the folder given (its name, for a single file), bytes, and time of
    its last change in nanoseconds."""

    file: str
    size: int
    modified: int

    @property
    def name(self) -> str:
        """The path as text that can be written: bytes of it that are no UTF-8 as escapes."""
        return os.fsencode(self.file).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Item:
    """One article's bytes and where they came from.

    `line` counts lines and rows from 1 and is None where a file is one article; `data` of a Parquet row is a
    JSON object. `position`: bytes of the file behind it. `failure`: why there is no article.
    """

    source: str
    line: int | None
    kind: Kind
    data: bytes
    position: int = 0
    failure: InputError | None = None


def kind_of(file: str) -> Kind | None:
    """What a file's name says of its format, ``.gz``, ``.zst`` or ``.zstd`` aside; None where it says
    nothing."""
    path = PurePosixPath(file)
    if path.suffix.lower() in _COMPRESSED:
        path = path.with_suffix("")
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return Kind.PARQUET
    found = by_suffix(path.name)
    return None if found is Format.TEXT and suffix not in _TEXT else Kind(found.value)


def entries(root: Path) -> Iterator[Entry]:
    """The files of `root` in the order of their names, folder by folder. What starts with a dot and links to
    folders are passed over. Raises `JobError` for what can't be listed."""
    try:
        if root.is_dir():
            yield from _walk(root, "")
        elif root.is_file():
            yield _entry(root, root.name)
        else:
            raise JobError(f"{root} is neither a file nor a folder.")
    except OSError as error:
        raise JobError(f"{error.filename} can't be read: {error.strerror}.") from error


def check_libraries(files: Iterable[str], kind: Kind | None) -> None:
    """Raise `JobError` where one of `files` needs a library that is not installed. `kind`: that of all."""
    for file in files:
        if (kind or kind_of(file)) is Kind.PARQUET:
            need("pyarrow.parquet", extra="parquet", reason=f"Reading {file}")
        elif PurePosixPath(file).suffix.lower() in ZSTD:
            need("zstandard", extra="zstd", reason=f"Reading {file}")


def articles(root: Path, entry: Entry, kind: Kind | None, limit: int) -> Iterator[Item]:
    """The articles of a file; one of more than `limit` bytes is an item with a failure, and so is the place
    where a damaged file can't be read on. Raises `JobError` where the file changed or can't be read."""
    path = root / entry.file if root.is_dir() else root
    try:
        with path.open("rb") as raw:
            stat = os.fstat(raw.fileno())
            if (stat.st_size, stat.st_mtime_ns) != (entry.size, entry.modified):
                raise JobError(f"{entry.name} changed after the job began.")
            if kind is None:
                why = UnreadableTextError("The file's name says nothing of its format.")
                yield Item(entry.name, None, Kind.TEXT, b"", entry.size, why)
            elif kind is Kind.PARQUET:
                yield from _rows(raw, entry, limit)
            elif kind is Kind.JSONL:
                yield from _lines(raw, entry, limit)
            else:
                yield _whole(raw, entry, kind, limit)
    except OSError as error:
        raise JobError(f"{entry.name} can't be read: {error.strerror or error}.") from error


def _walk(folder: Path, lead: str) -> Iterator[Entry]:
    with os.scandir(folder) as found:
        inner = sorted(found, key=lambda each: os.fsencode(each.name))
    for each in inner:
        if each.name.startswith("."):
            continue
        if each.is_dir(follow_symlinks=False):
            yield from _walk(folder / each.name, f"{lead}{each.name}/")
        elif not each.is_dir():
            yield _entry(folder / each.name, lead + each.name)


def _entry(path: Path, file: str) -> Entry:
    stat = path.stat()
    return Entry(file, stat.st_size, stat.st_mtime_ns)


def _open(raw: IO[bytes], file: str) -> IO[bytes]:
    suffix = PurePosixPath(file).suffix.lower()
    if suffix == ".gz":
        return cast(IO[bytes], gzip.GzipFile(fileobj=raw))
    if suffix in ZSTD:
        return io.BufferedReader(_Zstd(raw), _CHUNK)
    return raw


def _lines(raw: IO[bytes], entry: Entry, limit: int) -> Iterator[Item]:
    number = 0
    try:
        for number, line in enumerate(limited_lines(_open(raw, entry.file), limit), start=1):
            if line is None:
                yield Item(entry.name, number, Kind.JSONL, b"", raw.tell(), _too_long("line", limit))
            elif line.strip():
                yield Item(entry.name, number, Kind.JSONL, line, raw.tell())
    except _CORRUPT as error:
        yield Item(entry.name, number + 1, Kind.JSONL, b"", entry.size, _damaged(error))


def _whole(raw: IO[bytes], entry: Entry, kind: Kind, limit: int) -> Item:
    try:
        data = _open(raw, entry.file).read(limit + 1)
    except _CORRUPT as error:
        return Item(entry.name, None, kind, b"", entry.size, _damaged(error))
    failure = _too_long("file", limit) if len(data) > limit else None
    return Item(entry.name, None, kind, b"" if failure else data, entry.size, failure)


def _rows(raw: IO[bytes], entry: Entry, limit: int) -> Iterator[Item]:
    from service.bulk.parquet import rows

    for number, share, row in rows(raw):
        position = int(entry.size * share)
        if isinstance(row, InputError):
            yield Item(entry.name, number, Kind.PARQUET, b"", position, row)
        elif len(row) > limit:
            yield Item(entry.name, number, Kind.PARQUET, b"", position, _too_long("row", limit))
        else:
            yield Item(entry.name, number, Kind.PARQUET, row, position)


def _too_long(what: str, limit: int) -> TextTooLongError:
    return TextTooLongError(f"The {what} has more than {limit:,} bytes.")


def _damaged(error: Exception) -> UnreadableTextError:
    return UnreadableTextError(f"The file is damaged, nothing can be read from here on: {error}")


class _Zstd(io.RawIOBase):
    """Zstandard's frames of a file, one after another, as bytes. Unlike zstandard's own reader it raises
    `EOFError` where the file ends within a frame."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._zstd: Any = need("zstandard", extra="zstd", reason="Reading Zstandard")
        self._raw = raw
        self._frame: Any = None
        self._ready = b""
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` as far as is convenient; 0 at the end."""
        while not self._ready and self._advance():
            pass
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count

    def _advance(self) -> bool:
        data = self._rest or self._raw.read(_CHUNK)
        self._rest = b""
        if not data:
            if self._frame is not None:
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
            return False
        if self._frame is None:
            self._frame = self._zstd.ZstdDecompressor().decompressobj()
        try:
            self._ready = self._frame.decompress(data)
        except self._zstd.ZstdError as error:
            raise EOFError(str(error)) from error
        if self._frame.eof:
            self._rest, self._frame = self._frame.unused_data, None
        return True
