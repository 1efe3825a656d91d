"""Files and standard input as a stream of articles for the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from service.article import Article
from service.errors import UnreadableTextError
from service.intake import Hints, html_article, json_article, text_article
from service.settings import Settings

STDIN: Final = "-"


class Format(StrEnum):
    """How a file holds its articles."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"


_SUFFIXES: Final = {
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
}


@dataclass(frozen=True, slots=True)
class Source:
    """One article's bytes and where they came from.

    `line` counts from 1 in JSONL files and is None in others, `total` is the number of articles in all, None
    where it isn't known yet, `failure` says why there are no bytes.
    """

    file: str
    line: int | None
    form: Format
    data: bytes
    total: int | None
    failure: str | None = None

    @property
    def name(self) -> str:
        """For messages: file, and line where there are many."""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def article(self, hints: Hints, settings: Settings) -> Article:
        """The article; raises `InputError` where it can't be read. `hints` belong to text and HTML."""
        if self.failure:
            raise UnreadableTextError(self.failure)
        if self.form is Format.TEXT:
            return text_article(self.data, hints=hints, settings=settings)
        if self.form is Format.HTML:
            return html_article(self.data, hints=hints, settings=settings)
        return json_article(self.data, settings)


def by_suffix(file: str) -> Format:
    """What a file's name says of its format; text where it says nothing."""
    return _SUFFIXES.get(Path(file).suffix.lower(), Format.TEXT)


def within(path: Path, *, without: Path) -> list[str]:
    """`path` itself if a file; of a folder and all below, the files whose suffix says what they are, by path.

    Hidden files and folders, and what lies in the folder `without`, are passed over.
    """
    if not path.is_dir():
        return [str(path)]
    taken = without.resolve()
    found = (file for file in path.rglob("*") if file.suffix.lower() in (*_SUFFIXES, ".txt"))
    return [
        str(file)
        for file in sorted(found)
        if file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
        and taken not in file.resolve().parents
    ]


def sources(files: Sequence[str], formats: Sequence[Format]) -> Iterator[Source]:
    """The articles of `files`, one format for each, in order; ``-`` is standard input."""
    total = _total(files, formats)
    for file, chosen in zip(files, formats, strict=True):
        if chosen is Format.JSONL:
            yield from _lines(file, total)
        else:
            yield _whole(file, chosen, total)


def _whole(file: str, form: Format, total: int | None) -> Source:
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    except OSError as error:
        return Source(file, None, form, b"", total, failure=error.strerror or "can't be read")
    return Source(file, None, form, data, total)


def _lines(file: str, total: int | None) -> Iterator[Source]:
    if file == STDIN:
        yield from _numbered(file, sys.stdin.buffer, total)
        return
    try:
        with Path(file).open("rb") as stream:
            yield from _numbered(file, stream, total)
    except OSError as error:
        yield Source(file, None, Format.JSONL, b"", total, failure=error.strerror or "can't be read")


def _numbered(file: str, stream: Iterator[bytes], total: int | None) -> Iterator[Source]:
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield Source(file, number, Format.JSONL, line, total)


def _total(files: Sequence[str], formats: Sequence[Format]) -> int | None:
    """Articles in all files; None where standard input holds lines, or a file can't be counted."""
    count = 0
    for file, form in zip(files, formats, strict=True):
        if form is not Format.JSONL:
            count += 1
            continue
        if file == STDIN:
            return None
        try:
            with Path(file).open("rb") as stream:
                count += sum(1 for line in stream if line.strip())
        except OSError:
            return None
    return count
