"""Annotated articles: issues, stances and the meeting's fields as training layers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from training.readers.roles import roles
from training.samples import GoldSpan, Text

HELD_OUT_FOLD = 4
_SAME = 150
"""Characters by which two texts are told to be one."""
MEETING_FIELDS = ("status", "kind", "mode", "setting", "level")


def read(path: Path, *, held_out: bool) -> Iterator[Text]:
    """Articles of the held-out fold, or all the others."""
    for line in path.read_text(encoding="utf8").splitlines():
        item = json.loads(line)
        if (item["fold"] == HELD_OUT_FOLD) == held_out:
            yield _article(item)


def read_raw(folder: Path, *, without: Path) -> Iterator[Text]:
    """Readouts without layers, for silver labels; none whose beginning an annotated article shares."""
    known = {json.loads(line)["text"][:_SAME] for line in without.read_text(encoding="utf8").splitlines()}
    for name in ("kremlin", "whitehouse"):
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf8").splitlines():
            item = json.loads(line)
            if item["text"][:_SAME] not in known:
                yield Text("readouts", str(item["id"]), item["text"])


def _article(item: dict[str, object]) -> Text:
    text, record = item["text"], item["record"]
    assert isinstance(text, str)
    assert isinstance(record, dict)
    issues = [
        s for e in [*record["issues"], *record["positions"]] for s in _span(text, e["text"], e["category"])
    ]
    stances = [s for e in record["positions"] for s in _span(text, e["text"], e["stance"])]
    meeting = record["meeting"]
    fields = {"detected": "yes" if meeting else "no"}
    if meeting:
        fields |= {name: meeting[name] or "none" for name in MEETING_FIELDS}
    return Text(
        "articles",
        str(item["id"]),
        text,
        issues=tuple(issues),
        stances=tuple(sorted(stances, key=lambda s: (s.start, -s.end))),
        roles=roles(text, record),
        meeting=fields,
    )


def _span(text: str, part: str | None, label: str | None) -> Iterator[GoldSpan]:
    start = text.find(part) if part and label else -1
    if start >= 0 and part and label:
        yield GoldSpan(start, start + len(part), label)
