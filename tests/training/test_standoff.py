"""Annotations that are kept without their texts."""

import gzip
import json
from pathlib import Path

import pytest

from training import standoff
from training.check_annotations import faults
from training.prepare import CORPORA

TEXT = "Minister Aino Saar met her counterpart in Riga. She urged Latvia to open the border."
RECORD = {
    "meeting": {"status": "held", "date": {"start": None, "text": None}, "triggers": ["met her counterpart"]},
    "participants": [{"name": "Aino Saar", "country": None, "role": None, "text": "Minister Aino Saar"}],
    "location": {"city": "Riga", "country": "LVA", "venue": None, "text": "in Riga"},
    "issues": [{"category": "territory.borders", "on_agenda": False, "text": "the border"}],
    "positions": [
        {
            **{"holder": "Aino Saar", "country": None, "category": "territory.borders", "stance": "request"},
            **{"target": "Latvia", "text": "to open the border", "cue": "urged", "holder_text": "She"},
            "target_text": "Latvia",
        }
    ],
    "other_meetings": [],
}  # fmt: skip


def test_no_words_of_the_text_are_kept_and_all_come_back() -> None:
    row = {"id": "a", "published": None, "text": TEXT, "record": RECORD}
    kept = standoff.parted(row)
    assert "counterpart" not in json.dumps(kept)
    assert "urged" not in json.dumps(kept)
    assert kept["record"]["positions"][0]["cue"] == [52, 57]
    assert standoff.joined(json.loads(json.dumps(kept)), TEXT)["record"] == RECORD


def test_a_string_that_is_no_part_of_the_text_is_an_error() -> None:
    wrong = RECORD | {"issues": [{"category": "other", "on_agenda": False, "text": "the harbour"}]}
    with pytest.raises(ValueError, match="substring"):
        standoff.parted({"id": "a", "text": TEXT, "record": wrong})


def test_rows_come_with_text_and_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "unlabelled").mkdir()
    with gzip.open(tmp_path / "unlabelled" / "texts.jsonl.gz", "wt", encoding="utf8") as out:
        out.write(json.dumps({"id": "a", "source": "s", "published": "2027-03-02", "text": TEXT}) + "\n")
    kept = standoff.parted({"id": "a", "text": TEXT, "record": RECORD})
    (tmp_path / "some.jsonl").write_text(json.dumps(kept) + "\n", encoding="utf8")
    monkeypatch.setattr(standoff, "ANNOTATED", tmp_path)
    assert list(standoff.rows(tmp_path)) == [
        {"id": "a", "published": "2027-03-02", "text": TEXT, "record": RECORD}
    ]


def test_separators_of_lines_inside_a_text_part_no_rows(tmp_path: Path) -> None:
    row = {"id": "a", "text": "They met in Riga.\u2028They will meet again."}
    (tmp_path / "some.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf8")
    assert list(standoff.objects(tmp_path / "some.jsonl")) == [row]


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora do not lie beside the checkout")
def test_all_annotations_hold_to_the_guide() -> None:
    found = [(row["id"], fault) for row in standoff.rows(CORPORA) for fault in faults(row)]
    assert found == []
