"""Gold records in both layouts, and what is refused."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from evaluation.facts import from_gold
from evaluation.gold import GoldError, GoldRecord, digest, load

SHIPPED = Path(__file__).parents[2] / "evaluation" / "gold"
RECORD = {
    "meeting": None,
    "participants": [],
    "location": None,
    "issues": [],
    "positions": [],
    "other_meetings": [],
}


def folder(path: Path, text: str, **row: object) -> Path:
    (path / "a.json").write_text(json.dumps({"id": "a", "published": None, "record": RECORD} | row), "utf-8")
    (path / "a.txt").write_bytes(text.encode())
    return path


def lines(path: Path, *rows: dict[str, object]) -> Path:
    file = path / "gold.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", "utf-8")
    return file


def test_folder_keeps_the_text_as_it_is(tmp_path: Path) -> None:
    (found,) = load(folder(tmp_path, "One\r\ntwo ☮", published="2031-05-03"))
    assert found.text == "One\r\ntwo ☮"
    assert found.published == datetime.date(2031, 5, 3)


def test_lines_by_fold_in_order_of_id(tmp_path: Path) -> None:
    file = lines(
        tmp_path,
        {"id": "b", "fold": 1, "published": None, "text": "B", "record": RECORD},
        {"id": "a", "fold": 1, "published": None, "text": "A", "record": RECORD},
        {"id": "c", "fold": 2, "published": None, "text": "C", "record": RECORD},
    )
    assert [gold.id for gold in load(file)] == ["a", "b", "c"]
    assert [gold.id for gold in load(file, folds=[1])] == ["a", "b"]
    with pytest.raises(GoldError, match="folds \\[7\\]"):
        load(file, folds=[7])


def test_digest_names_the_content_not_the_layout(tmp_path: Path) -> None:
    apart = load(folder(tmp_path, "Text"))
    rows = load(lines(tmp_path, {"id": "a", "published": None, "text": "Text", "record": RECORD}))
    other = load(lines(tmp_path, {"id": "a", "published": None, "text": "Text!", "record": RECORD}))
    assert digest(apart) == digest(rows)
    assert digest(apart) != digest(other)


@pytest.mark.parametrize(
    ("row", "message"),
    [({"published": "yesterday"}, "Invalid isoformat"), ({"text_file": "none.txt"}, "none.txt")],
)
def test_bad_record_is_named(tmp_path: Path, row: dict[str, object], message: str) -> None:
    with pytest.raises(GoldError, match=message) as error:
        load(folder(tmp_path, "Text", **row))
    assert "a.json" in str(error.value)


def test_broken_json_and_missing_path_are_gold_errors(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("{\n", "utf-8")
    for path in (tmp_path / "x.jsonl", tmp_path / "none", tmp_path):
        with pytest.raises(GoldError):
            load(path)


SHIPPED_RECORDS = load(SHIPPED)


@pytest.mark.parametrize("gold", SHIPPED_RECORDS, ids=[gold.id for gold in SHIPPED_RECORDS])
def test_shipped_gold_is_grounded(gold: GoldRecord) -> None:
    record, text = gold.record, gold.text
    assert from_gold(record).issues
    for item in [*record["issues"], *record["positions"]]:
        assert item["text"] in text
    for phrase in filter(None, [(record["meeting"] or {}).get("date", {}).get("text")]):
        assert phrase in text
    for name in [p["name"] for p in record["participants"]] + [p["holder"] for p in record["positions"]]:
        assert name.split()[-1] in text or name in {"United States"}
