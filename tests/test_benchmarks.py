"""Benchmarks start by the commands that their docstrings name."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.stem)
def test_a_benchmark_starts_as_it_says(path: Path) -> None:
    assert re.search(rf"python -m benchmarks\.{path.stem}\b", path.read_text(encoding="utf-8"))
    command = [sys.executable, "-m", f"benchmarks.{path.stem}", "--help"]
    done = subprocess.run(command, cwd=FOLDER.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
