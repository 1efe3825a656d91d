"""The command `readout batch`."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

import click

from service.errors import ReadoutError
from service.settings import Settings

if TYPE_CHECKING:
    from service.bulk.job import Progress, Summary

INCOMPLETE: Final = 75
"""Exit status of a job that was stopped: `EX_TEMPFAIL` of sysexits.h, "try again"."""
_KINDS: Final = ("text", "html", "json", "jsonl", "parquet")
_LOGGED: Final = 30.0  # seconds between lines of progress where no terminal is


@click.command()
@click.argument("source", metavar="IN", type=click.Path(exists=True, path_type=Path))
@click.argument("out", metavar="OUT", type=click.Path(file_okay=False, path_type=Path))
@click.option("--workers", type=click.IntRange(1, 512), help="Processes that read; by default one per core.")
@click.option(
    "--format", "kind", type=click.Choice(_KINDS), help="What every file is; its suffix by default."
)
@click.option("--to", type=click.Choice(["jsonl", "parquet"]), default="jsonl", help="What part files are.")
@click.option(
    "--compress",
    type=click.Choice(["none", "gzip", "zstd"]),
    help="How they are compressed; by default JSON lines are not, and Parquet is by zstd.",
)
@click.option("--shard-size", type=click.IntRange(1, 1_000_000), default=500, help="Articles of a part file.")
@click.option("--strict", is_flag=True, help="Reject articles with keys or columns that mean nothing here.")
def batch(source: Path, out: Path, workers: int | None, kind: str | None, **form: str | int | bool) -> None:
    """Write the records of all articles in IN, a file or a folder, to part files in the folder OUT.

    Files are JSON lines (.jsonl, .ndjson), Parquet, text (.txt), HTML (.html, .htm) or JSON (.json); all but
    Parquet also compressed (.gz, .zst). What can't be read goes to OUT/rejects.jsonl with the reason.
    Stopped or killed, the same command goes on where it was left. Exit status 0: done, 75: stopped.
    """
    from service.bulk import job  # imports what reads articles; `readout --help` does without
    from service.bulk.parts import Compression, Form, Output
    from service.bulk.sources import Kind

    try:
        settings = Settings.from_env()
        to = Output(str(form["to"]))
        default = Compression.ZSTD if to is Output.PARQUET else Compression.NONE
        options = job.Options(
            kind=Kind(kind) if kind else None,
            form=Form(to=to, compress=Compression(str(form["compress"])) if form["compress"] else default),
            shard_size=int(form["shard_size"]),
            strict=bool(form["strict"]),
        )
        processes = workers or settings.workers or len(os.sched_getaffinity(0))
        with _stopping() as stop, _shown() as report:
            result = job.run(
                source, out, settings=settings, workers=processes, options=options, stop=stop, report=report
            )
    except ReadoutError as error:
        raise click.ClickException(str(error)) from error
    if result.summary is None:
        click.echo(
            f"Stopped before the end; what {out} holds stays. The same command goes on from here.", err=True
        )
        raise click.exceptions.Exit(INCOMPLETE)
    if not result.fresh:
        click.echo(f"Nothing to do: the job in {out} is finished.", err=True)
    for line in _told(result.summary, out):
        click.echo(line, err=True)


def _told(summary: Summary, out: Path) -> Iterator[str]:
    yield (
        f"{summary.articles:,} articles, {summary.words:,} words: {summary.records:,} records in "
        f"{summary.parts:,} parts, {summary.rejects:,} rejects."
    )
    if summary.rejects:
        reasons = ", ".join(f"{count:,} {kind.rpartition('/')[2]}" for kind, count in summary.reasons.items())
        yield f"{out / 'rejects.jsonl'} says why: {reasons}."
    if summary.ignored:
        keys = ", ".join(f"{name!r} ({count:,})" for name, count in summary.ignored.items())
        yield f"Keys that mean nothing here were passed over: {keys}."


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Whether SIGINT or SIGTERM came; a second one ends the process as usual."""
    came: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        click.echo("Stopping …", err=True)
        signal.signal(number, kept[signal.Signals(number)])

    kept = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(came)
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None]]:
    """Progress on standard error: a bar on a terminal, elsewhere a line now and then."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Log()
        return
    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("starting", total=None)
        pace = _Pace()
        yield lambda now: bar.update(
            task, total=now.total, completed=now.position, description=pace.describe(now)
        )


class _Pace:
    """Rate and time left, from this start's articles and bytes."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def describe(self, now: Progress) -> str:
        """Articles, rate, time left, rejects."""
        seconds = max(time.monotonic() - self._began, 0.001)
        parts = [f"{now.done:,} articles", f"{now.done / seconds:.1f}/s"]
        if now.position > now.resumed and now.done:
            left = seconds / (now.position - now.resumed) * max(0, now.total - now.position)
            parts.append(f"{timedelta(seconds=round(left))} left")
        return ", ".join([*parts, f"{now.rejects:,} rejects"])


class _Log:
    """A line of progress now and then."""

    def __init__(self) -> None:
        self._pace, self._last = _Pace(), time.monotonic()

    def __call__(self, now: Progress) -> None:
        """Take note of how far it is."""
        if time.monotonic() - self._last >= _LOGGED:
            self._last = time.monotonic()
            click.echo(f"{now.position / max(now.total, 1):.0%}: {self._pace.describe(now)}", err=True)
