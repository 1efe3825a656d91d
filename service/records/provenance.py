"""Where a record comes from: what was read, what read it, what could not be resolved."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleInfo:
    """What was read. `text` is set only where the service made the text (HTML input)."""

    title: str | None
    published: str | None
    url: str | None
    language: str | None
    length: int
    sha256: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """What read it: the same text, options and engine give the same bytes."""

    name: str
    version: str
    model: str
    model_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """What could not be resolved. `pointer` is a JSON pointer into the record, or null."""

    code: str
    message: str
    pointer: str | None = None
