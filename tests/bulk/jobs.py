"""Jobs with the stand-in, and what they leave behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from service.bulk.job import Options, Result, run
from service.settings import Settings

ROOT = Path(__file__).parents[2]
STANDIN = "tests.bulk.standin:analyzer"


def do(source: Path, out: Path, *, workers: int = 2, deadline: float = 60, **options: Any) -> Result:
    """Run a job in this process."""
    loader = options.pop("loader", STANDIN)
    recycle = options.pop("recycle", 0)
    settings, chosen = Settings(deadline=deadline, recycle=recycle), Options(**options)
    return run(source, out, settings=settings, workers=workers, options=chosen, loader=loader)


def start(*args: str | Path, module: str = "tests.bulk.driver") -> subprocess.Popen[str]:
    """Start `readout batch` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, args)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )


def write(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def texts(count: int) -> list[dict[str, Any]]:
    """Articles with their number as id."""
    return [{"id": number, "text": f"Article {number} tells of no meeting."} for number in range(count)]


def lines(path: Path) -> list[dict[str, Any]]:
    """JSON lines of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def records(out: Path) -> list[dict[str, Any]]:
    """The lines of all parts, in order."""
    return [line for part in sorted(out.glob("part-*.jsonl")) for line in lines(part)]


def rejects(out: Path) -> list[dict[str, Any]]:
    """The rejects."""
    return lines(out / "rejects.jsonl")


def output(out: Path) -> dict[str, bytes]:
    """Bytes of parts and rejects by name."""
    return {path.name: path.read_bytes() for path in [*sorted(out.glob("part-*")), out / "rejects.jsonl"]}
