"""The command line gives the records that HTTP gives."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import service.cli
from service.api.app import document
from service.article import Article
from service.records import Record
from service.schemas.jsonschema import record_json_schema
from service.settings import Settings
from tests.factories import TEXT, FakeReader, make_app

BODY = f"<h1>Leaders meet</h1><p>{TEXT}</p><p>{TEXT} They agreed.</p>"
PAGE = f"<html><body><article>{BODY}</article></body></html>"


@pytest.fixture(autouse=True)
def _no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service.cli, "_load", lambda _: FakeReader())


def run(*args: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(service.cli.main, list(args), input=given)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_files_of_all_formats_in_their_order(tmp_path: Path) -> None:
    files = {
        "a.txt": TEXT,
        "b.html": PAGE,
        "c.json": json.dumps({"text": TEXT, "title": "Leaders meet"}),
        "d.jsonl": "\n".join(json.dumps({"text": text}) for text in ("one", "two")) + "\n\n",
        "e": TEXT,
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    result = run("extract", *(str(tmp_path / name) for name in files))
    assert result.exit_code == 0
    lengths = [record["article"]["length"] for record in records(result)]
    assert lengths[0] == lengths[2] == lengths[5] == len(TEXT)
    assert lengths[3:5] == [3, 3]
    assert records(result)[2]["article"]["title"] == "Leaders meet"
    assert TEXT in records(result)[1]["article"]["text"]


def test_standard_input_and_hints() -> None:
    result = run("extract", "--title", "Leaders meet", "--published", "2026-11-24", given="A text.")
    (record,) = records(result)
    assert (record["article"]["title"], record["article"]["published"]) == ("Leaders meet", "2026-11-24")


def test_the_bytes_are_those_of_http(tmp_path: Path) -> None:
    text = "CRLF\r\n and e\u0301 and 🤝 and NUL \x00.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    answer = (
        make_app(Settings(), FakeReader())
        .test_client()
        .post("/v1/extract", data=text.encode(), content_type="text/plain")
    )
    assert run("extract", str(tmp_path / "a.txt")).stdout == answer.text + "\n"


def test_one_bad_line_costs_no_other(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [
        b'{"text": "one"}',
        b"{",
        b'{"text": ""}',
        b"\xff",
        b'{"text": "three", "color": 1}',
        b'{"text": "two"}',
    ]
    file.write_bytes(b"\n".join(lines))
    result = run("extract", str(file))
    assert result.exit_code == 1
    found = records(result)
    assert [record.get("error", {}).get("line") for record in found] == [None, 2, 3, 4, 5, None]
    assert found[1]["error"]["type"] == "MalformedJsonError"
    assert f"{file}:2" in result.stderr


def test_an_article_past_the_deadline_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class SlowReader(FakeReader):
        def analyze(self, article: Article) -> Record:
            if article.text == "slow":
                time.sleep(20)
            return super().analyze(article)

    monkeypatch.setattr(service.cli, "_load", lambda _: SlowReader())
    monkeypatch.setenv("READOUT_DEADLINE", "0.2")
    file = tmp_path / "a.jsonl"
    file.write_text("\n".join(json.dumps({"text": text}) for text in ("one", "slow", "two")))
    started = time.monotonic()
    result = run("extract", str(file))
    assert time.monotonic() - started < 10
    assert result.exit_code == 1
    first, second, third = records(result)
    assert (first["article"]["length"], third["article"]["length"]) == (3, 3)
    assert second == {
        "error": {
            "type": "DeadlineExceededError",
            "detail": "The article took longer than 0.2 s.",
            "file": str(file),
            "line": 2,
        }
    }


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    result = run("extract", "-o", str(tmp_path / "out.jsonl"), given="A text.")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text())["article"]["length"] == 7


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["extract", "--published", "soon", "-"], "published"),
        (["extract", "no-such-file"], "no-such-file"),
        (["extract", "--format", "jsonl", "--title", "x", "-"], "JSON"),
        (["extract", "--format", "pdf", "-"], "pdf"),
        (["serve", "--port", "99999"], "PORT"),
    ],
)
def test_usage_errors_say_what_is_wrong(args: list[str], message: str) -> None:
    result = run(*args, given="A text.")
    assert result.exit_code != 0
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_bad_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_MAX_BODY", "huge")
    result = run("extract", given="A text.")
    assert result.exit_code == 1
    assert "READOUT_MAX_BODY" in result.stderr


def test_schemas() -> None:
    assert json.loads(run("schema").stdout) == record_json_schema()
    assert run("schema", "--openapi").stdout == document()


def test_serve_passes_its_options_on_as_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Settings] = []
    monkeypatch.setattr("service.serving.application.serve", started.append)
    monkeypatch.setattr(service.cli.os, "environ", {"READOUT_WORKERS": "3"})
    assert run("serve", "--port", "9000").exit_code == 0
    ((settings),) = started
    assert (settings.port, settings.workers) == (9000, 3)
    assert service.cli.os.environ["READOUT_PORT"] == "9000"  # the processes that read load them again
