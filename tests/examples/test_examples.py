"""The examples run as they stand."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"


def run(*command: str | Path, url: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    own = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=own | {"READOUT_URL": url, "PYTHONPATH": "clients/python/src"} | environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_curl(service_url: str) -> None:
    result = run("bash", EXAMPLES / "curl.sh", service_url, url="")
    assert (result.returncode, result.stderr) == (0, "")
    answers = [json.loads(line) for line in result.stdout.splitlines() if line.startswith("{")]
    *records, problem = answers
    assert [record["meeting"] and record["meeting"]["status"] for record in records] == [
        "held",
        "planned",
        "held",
        None,
    ]
    assert problem["errors"][0]["pointer"] == "/published"
    assert result.stdout.endswith("\n422\n")


def test_python(service_url: str, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    held = "examples/articles/2026-05-14-hanoi-summit-held.txt"
    result = run(sys.executable, EXAMPLES / "extract.py", held, empty, held, url=service_url)
    assert result.returncode == 1
    told = [line for line in result.stdout.splitlines() if line.startswith(held)]
    assert len(told) == 2
    assert "held: Pham Quoc Dinh – Lorena Abueva, Hanoi, 2026-05-14" in told[0]
    assert "  + Lorena Abueva, territory.maritime: " in result.stdout
    assert f"{empty}: 422" in result.stderr


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node 18")
def test_javascript(service_url: str, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    wire = (EXAMPLES / "articles" / "wire.jsonl").read_text(encoding="utf-8")
    # the text's first words: U+2028 comes back in them, and is no end of a line
    odd = json.dumps({"text": "One.", "title": "Signs\u2028that end lines"}, ensure_ascii=False)
    lines.write_text(f"{wire}{{broken\n{odd}\n", encoding="utf-8")
    result = run("node", EXAMPLES / "extract.mjs", lines, url=service_url)
    assert result.returncode == 1
    assert result.stdout.split("\n")[0] == "held: Claire Desrosiers – Ignacio Robledo, 2026-05-22"
    assert "  told by “spoke”" in result.stdout
    assert "no meeting: Tuna prices rise for a third month\n" in result.stdout
    assert "no meeting: Signs\u2028that end lines\n" in result.stdout
    assert result.stderr.startswith("line 3: ")


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node 18")
def test_javascript_tells_of_a_refusal(service_url: str) -> None:
    wire = EXAMPLES / "articles" / "wire.jsonl"
    result = run("node", EXAMPLES / "extract.mjs", wire, url=f"{service_url}/nowhere")
    assert (result.returncode, result.stdout) == (1, "")
    assert "404" in result.stderr
