"""`readout extract --to`: any number of articles in each format."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import service.cli
from service.formats import FORMATS
from service.settings import Settings
from tests.factories import TEXT, FakeReader, make_app


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.cli, "_load", lambda _: FakeReader())


@pytest.fixture
def articles(tmp_path: Path) -> str:
    """Three articles, the second of them broken."""
    lines = [json.dumps({"text": TEXT}), "{", json.dumps({"text": "No meeting here."})]
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def run(*args: str, given: str | None = None) -> Result:
    return CliRunner().invoke(service.cli.main, ["extract", *args], input=given)


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.one is None])
def test_the_bytes_are_those_of_http(name: str) -> None:
    client = make_app(Settings(), FakeReader()).test_client()
    answer = client.post(f"/v1/extract?format={name}", data=TEXT, content_type="text/plain")
    assert run("--to", name, given=TEXT).stdout_bytes == answer.data


def test_lines_are_the_default(articles: str) -> None:
    assert run(articles).stdout_bytes == run("--to", "ndjson", articles).stdout_bytes


def test_json_is_one_array_with_the_error_in_its_place(articles: str) -> None:
    result = run("--to", "json", articles)
    found: list[dict[str, Any]] = json.loads(result.stdout)
    assert ["error" in one for one in found] == [False, True, False]
    assert result.exit_code == 1


@pytest.mark.parametrize("name", ["csv", "plover", "jsonld", "parquet"])
def test_elsewhere_an_error_is_told_and_costs_no_other(articles: str, tmp_path: Path, name: str) -> None:
    output = tmp_path / "out"
    result = run("--to", name, "-o", str(output), articles)
    assert result.exit_code == 1
    assert f"{articles}:2" in result.stderr
    good = tmp_path / "good.jsonl"
    lines = Path(articles).read_text(encoding="utf-8").splitlines()
    good.write_text(f"{lines[0]}\n{lines[2]}", encoding="utf-8")
    assert run("--to", name, str(good)).stdout_bytes == output.read_bytes() != b""


def test_rows(articles: str, tmp_path: Path) -> None:
    for rows in ("positions", "participants", "meetings"):
        text = run("--to", "csv", "--rows", rows, articles).stdout_bytes.decode()
        assert rows.removesuffix("s") in next(csv.reader(io.StringIO(text))) or "capacity" in text
    run("--to", "parquet", "--rows", "meetings", "-o", str(tmp_path / "m.parquet"), articles)
    assert pq.read_table(tmp_path / "m.parquet").column("status").to_pylist() == ["held", "held"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--to", "xml"], "parquet"),
        (["--to", "csv", "--rows", "issues"], "positions, participants, meetings"),
        (["--rows", "meetings"], "no choice of rows"),
    ],
)
def test_usage_errors_come_before_any_reading(args: list[str], message: str) -> None:
    result = run(*args, given=TEXT)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.formats.parquet.find_spec", lambda _: None)
    result = run("--to", "parquet", given=TEXT)
    assert result.exit_code == 2
    assert "pip install 'readout[parquet]'" in result.stderr
