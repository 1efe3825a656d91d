"""Gold records: loading and the digest that names a corpus.

Two layouts are read: a folder of ``<id>.json`` beside ``<id>.txt``, and a JSON Lines file whose
rows are ``{id, fold, published, text, record}``. Texts are read without newline translation, so
that the offsets of a CRLF file stay those of its bytes decoded.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class GoldError(ValueError):
    """A gold record or its text can't be read. The message names the file and the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRecord:
    """One annotated article. `record` has the API's shape, reduced to the fields scored."""

    id: str
    text: str
    record: dict[str, Any]
    published: datetime.date | None = None
    title: str | None = None
    fold: int | None = None


def load(path: Path, *, folds: Collection[int] = ()) -> tuple[GoldRecord, ...]:
    """Read a folder or a JSONL file, ordered by id; `folds`: those to keep, all if empty."""
    if path.is_dir():
        found = [_from_folder(file) for file in sorted(path.glob("*.json"))]
    elif path.is_file():
        found = list(_from_lines(path))
    else:
        raise GoldError(f"{path}: no such folder or file")
    kept = [gold for gold in found if not folds or gold.fold in folds]
    if not kept:
        raise GoldError(f"{path}: no gold records" + (f" in folds {sorted(folds)}" if folds else ""))
    return tuple(sorted(kept, key=lambda gold: gold.id))


def digest(corpus: Iterable[GoldRecord]) -> str:
    """SHA-256 over ids, dates, titles, texts and records, whatever the layout they came from."""
    sha = hashlib.sha256()
    for gold in sorted(corpus, key=lambda gold: gold.id):
        published = gold.published.isoformat() if gold.published else None
        row = [gold.id, published, gold.title, gold.text, gold.record]
        sha.update(json.dumps(row, sort_keys=True, ensure_ascii=True).encode())
        sha.update(b"\n")
    return sha.hexdigest()


def _from_folder(file: Path) -> GoldRecord:
    row = _parse(file.read_text(encoding="utf-8"), where=str(file))
    name = row.get("text_file", f"{file.stem}.txt")
    try:
        text = file.with_name(name).read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{file}: its text {name} can't be read") from error
    return _gold(row | {"text": text}, where=str(file))


def _from_lines(file: Path) -> Iterator[GoldRecord]:
    with file.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                where = f"{file}:{number}"
                yield _gold(_parse(line, where=where), where=where)


def _parse(source: str, *, where: str) -> dict[str, Any]:
    try:
        row = json.loads(source)
    except json.JSONDecodeError as error:
        raise GoldError(f"{where}: {error}") from error
    if not isinstance(row, dict):
        raise GoldError(f"{where}: not a JSON object")
    return row


def _gold(row: dict[str, Any], *, where: str) -> GoldRecord:
    try:
        published = row.get("published")
        return GoldRecord(
            id=row["id"],
            text=row["text"],
            record=row["record"],
            published=datetime.date.fromisoformat(published) if published else None,
            title=row.get("title"),
            fold=row.get("fold"),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{where}: {error!r}") from error
