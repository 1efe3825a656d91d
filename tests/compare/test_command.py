"""`readout compare`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import service.cli
from tests.compare.records import record
from tests.factories import TEXT, FakeReader


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.cli, "_load", lambda _: FakeReader())


def run(*args: object) -> Result:
    return CliRunner().invoke(service.cli.main, ["compare", *map(str, args)])


def write(folder: Path, name: str, *content: Any) -> Path:
    file = folder / name
    file.write_text(
        "".join(c if isinstance(c, str) else json.dumps(c) + "\n" for c in content), encoding="utf-8"
    )
    return file


def test_articles_and_records(tmp_path: Path) -> None:
    text, page = write(tmp_path, "a.txt", TEXT), write(tmp_path, "b.json", {"text": TEXT})
    lines = write(tmp_path, "c.jsonl", record(), {"text": TEXT})
    result = run(text, page, lines)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert [article["article"] for article in found["articles"]] == [0, 1, 2, 3]
    assert found["meeting"]["verdict"] == "different"


def test_records_need_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.cli, "_load", lambda _: pytest.fail("the model was loaded"))
    result = run("--text", write(tmp_path, "a.jsonl", record(), record()))
    assert result.stdout.startswith("All tell of one meeting")


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    result = run(write(tmp_path, "a.jsonl", record(), record()), "-o", tmp_path / "out.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "out.json").read_text())["meeting"]["verdict"] == "same"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([record()], "2 and 10"),
        ([record()] * 11, "2 and 10"),
        ([record(), {"text": ""}], "a.jsonl:2: /text"),
        ([record(), {"schema_version": "0"}], "a.jsonl:2: /"),
    ],
)
def test_what_can_not_be_compared(tmp_path: Path, content: list[Any], message: str) -> None:
    result = run(write(tmp_path, "a.jsonl", *content))
    assert result.exit_code != 0
    assert message in result.stderr
    assert not result.stdout
