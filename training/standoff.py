"""Annotations without their texts: ``python -m training.standoff ROWS.jsonl… > annotated/NAME.jsonl``.

`training/annotated` holds records of texts that the project may learn from and does not carry: those of
``corpora/unlabelled/texts.jsonl.gz``, annotated after the guide, version 2, by a large language model. Every
string of a record that is a part of its text stands there as its code points ``[start, end)``; names, codes
and days stand as they are. `rows` puts the two together again.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from training.prepare import HERE

ANNOTATED: Final = HERE / "annotated"
_SPANS: Final = {"text", "cue", "holder_text", "target_text", "trigger", "triggers"}
"""Fields of a record that are parts of the text."""


def parted(row: dict[str, Any]) -> dict[str, Any]:
    """A row ``{id, published, text, record, …}`` without its text. `ValueError`: a field that should be a
    part of the text is none."""
    return {"id": row["id"], "record": _spans(row["record"], row["text"])}


def joined(row: dict[str, Any], text: str) -> dict[str, Any]:
    """What `parted` made, with the strings that its code points mean."""
    return row | {"text": text, "record": _strings(row["record"], text)}


def rows(corpora: Path) -> Iterator[dict[str, Any]]:
    """Annotated rows with their texts, in the order of `training/annotated`. `KeyError`: an id without a
    text."""
    texts = {row["id"]: row for row in unlabelled(corpora)}
    for path in sorted(ANNOTATED.glob("*.jsonl")):
        for row in objects(path):
            known = texts[row["id"]]
            yield joined(row, known["text"]) | {"published": known["published"]}


def unlabelled(corpora: Path) -> Iterator[dict[str, Any]]:
    """The texts without labels, ``{id, source, licence, published, text}``."""
    with gzip.open(corpora / "unlabelled" / "texts.jsonl.gz", "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file. `str.splitlines` would also cut at U+2028 and its kin inside a text."""
    with path.open(encoding="utf8") as lines:
        yield from map(json.loads, lines)


def _spans(value: Any, text: str, name: str = "") -> Any:
    match value:
        case dict():
            return {key: _spans(inner, text, key) for key, inner in value.items()}
        case list():
            return [_spans(inner, text, name) for inner in value]
        case str() if name in _SPANS:
            start = text.index(value)
            return [start, start + len(value)]
    return value


def _strings(value: Any, text: str, name: str = "") -> Any:
    match value:
        case dict():
            return {key: _strings(inner, text, key) for key, inner in value.items()}
        case [int(start), int(end)] if name in _SPANS:
            return text[start:end]
        case list():
            return [_strings(inner, text, name) for inner in value]
    return value


def main() -> None:
    """Write rows without their texts, one to a line."""
    for name in sys.argv[1:]:
        for row in objects(Path(name)):
            print(json.dumps(parted(row), ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main()
