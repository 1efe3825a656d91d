"""`readout digest`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import service.cli
from tests.compare.records import record
from tests.factories import TEXT, FakeReader


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.cli, "_load", lambda _: FakeReader())


def run(*args: object) -> Result:
    return CliRunner().invoke(service.cli.main, ["digest", *map(str, args)])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles and records in folders, beside files that are neither."""
    found = tmp_path / "articles"
    (found / "below").mkdir(parents=True)
    (found / ".hidden").mkdir()
    (found / "a.txt").write_text(TEXT)
    (found / "below" / "b.jsonl").write_text(
        json.dumps(record()) + "\n" + json.dumps({"text": "Rain."}) + "\n"
    )
    (found / "notes.pdf").write_bytes(b"%PDF")
    (found / ".hidden" / "c.txt").write_text("Not read.")
    return found


def test_a_folder(folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    result = run(folder, "-o", output, "--title", "Spring")
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in output.iterdir()) == [
        "digest.html",
        "meetings.csv",
        "positions.csv",
        "records.jsonl",
    ]
    assert "<h1>Spring</h1>" in (output / "digest.html").read_text(encoding="utf-8")
    assert "2022-02-12.RUS-USA.call" in (output / "meetings.csv").read_text(encoding="utf-8")
    assert len((output / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_its_own_output_is_not_read_again_and_records_give_the_same(folder: Path, tmp_path: Path) -> None:
    output = folder / "digest"
    assert run(folder, "-o", output).exit_code == 0
    first = (output / "meetings.csv").read_bytes()
    assert run(folder, "-o", output).exit_code == 0
    assert (output / "meetings.csv").read_bytes() == first
    assert len((output / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert run(output / "records.jsonl", "-o", tmp_path / "again").exit_code == 0
    ids = [
        [
            line.rpartition(",")[2]
            for line in (place / "meetings.csv").read_text(encoding="utf-8").splitlines()
        ]
        for place in (output, tmp_path / "again")
    ]
    assert ids[0] == ids[1]


def test_one_bad_article_costs_no_other(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.json").write_text("{")
    result = run(folder, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "bad.json" in result.stderr
    assert len((tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()) == 3


def test_an_empty_folder_is_said_to_be(tmp_path: Path) -> None:
    result = run(tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "no articles" in result.stderr
    assert not (tmp_path / "out").exists()
