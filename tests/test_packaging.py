"""What the package declares, pins and ships."""

import csv
import hashlib
import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_every_dependency_is_pinned_with_hashes(requirement: str) -> None:
    name = re.split(r"[<>=\[~! ]", requirement)[0]
    assert re.search(rf"^{re.escape(name)}==\S+.*\\\n +--hash=sha256:", LOCK, re.MULTILINE), "run `make lock`"


def test_no_file_names_an_index() -> None:
    assert "://" not in LOCK


@pytest.mark.parametrize(
    "path",
    [
        "data/issues.csv",
        "data/debris.tsv",
        "data/warm.txt",
        "model/encoder.onnx",
        "api/static/swagger-ui/LICENSE",
        "api/static/page/index.html",
        "api/static/page/land.js",
        "api/static/page/samples/held.txt",
    ],
)
def test_what_the_service_reads_at_run_time_is_there(path: str) -> None:
    assert (ROOT / "service" / path).stat().st_size > 0


def test_every_data_file_has_a_word_on_its_origin() -> None:
    sources = (ROOT / "service" / "data" / "SOURCES.md").read_text(encoding="utf-8")
    files = [
        path.name for path in (ROOT / "service" / "data").iterdir() if path.suffix in (".tsv", ".csv", ".txt")
    ]
    assert not [name for name in sorted(files) if name not in sources]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "service" / "data").glob("*.[tc]sv")), ids=lambda path: path.name
)
def test_tables_are_whole(path: Path) -> None:
    delimiter, quoting = ("\t", csv.QUOTE_NONE) if path.suffix == ".tsv" else (",", csv.QUOTE_MINIMAL)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(
            csv.reader(
                (line for line in file if not line.startswith("#")), delimiter=delimiter, quoting=quoting
            )
        )
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_model_says_what_it_is() -> None:
    meta = json.loads((ROOT / "service" / "model" / "meta.json").read_text(encoding="utf-8"))
    assert {"name", "version", "sha256"} <= meta.keys()
    assert (
        meta["sha256"]
        == hashlib.sha256((ROOT / "service" / "model" / "encoder.onnx").read_bytes()).hexdigest()
    )


def test_make_knows_every_target_that_the_documents_name() -> None:
    text = "".join(
        path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
    )
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4})make ([a-z]+)", text, re.MULTILINE)) <= targets


def test_ci_calls_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert "make test" in script.read_text(encoding="utf-8")
    subprocess.run(["bash", "-n", str(script)], check=True)
