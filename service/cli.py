"""The command line: `readout extract`, `batch`, `compare`, `digest`, `serve`, `health`, `schema`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from service import __version__
from service.bulk.command import batch
from service.collect import Answer, collect
from service.deadline import deadline
from service.errors import InputError, ReadoutError
from service.formats import FORMATS, NDJSON, format_named
from service.inputs import STDIN, Format, Source, by_suffix, sources, within
from service.intake import Hints, load_hints
from service.schemas import dump_record, to_json
from service.settings import Settings

if TYPE_CHECKING:
    from service.analyzer import Analyzer
    from service.formats import Format as RecordFormat

_FORMATS = click.Choice(list(FORMATS))
T = TypeVar("T")
_SINGLE = click.Choice([form.value for form in Format])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="readout")
def main() -> None:
    """News articles about diplomatic meetings become records that machines can use."""


main.add_command(batch)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--format", "form", type=_SINGLE, help="What the files are; by default their suffix says it.")
@click.option("--title", help="Headline, where it is not in the text.")
@click.option("--published", help="Day of publication, YYYY-MM-DD.")
@click.option("--url", help="Address of the article.")
@click.option("--language", help="BCP 47 tag.")
@click.option("--to", type=_FORMATS, default=NDJSON.name, show_default=True, help="Format of the records.")
@click.option("--rows", help="Table, for a format that holds one of several: positions, meetings, …")
@click.option("-o", "--output", type=click.File("wb", lazy=True), default="-")
def extract(
    files: tuple[str, ...],
    form: str | None,
    to: str,
    rows: str | None,
    output: IO[bytes],
    **given: str | None,
) -> None:
    """Write the records of the articles in FILES, or in standard input, in their order, one a line.

    FILES are text, HTML (.html, .htm), one JSON article (.json) or one JSON article a line (.jsonl,
    .ndjson), as for HTTP. An article that can't be read, or takes longer than READOUT_DEADLINE seconds, is
    named on standard error and gives exit status 1; among JSON records an object {"error": …} stands in its
    place.
    """
    chosen = _chosen(to, rows)
    settings, hints = _prepare(given)
    if not files and sys.stdin.isatty():
        raise click.UsageError("Name files, or send an article to standard input.")
    files = files or ("-",)
    formats = [Format(form) if form else by_suffix(file) for file in files]
    if any(given.values()) and not {Format.TEXT, Format.HTML}.issuperset(formats):
        raise click.UsageError("JSON articles carry title, published, url and language themselves.")
    failed: list[Source] = []
    answers = _progress(_answers(sources(files, formats), hints, settings))
    for piece in chosen.many(_written(answers, chosen, failed), chosen.table(rows)):
        output.write(piece)
        output.flush()
    if failed:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, allow_dash=True)
)
@click.option("--format", "form", type=_SINGLE, help="What the files are; by default their suffix says it.")
@click.option("--published", help="Day of publication of text and HTML, YYYY-MM-DD.")
@click.option("--text", "readable", is_flag=True, help="Lines for people instead of JSON.")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", lazy=True), default="-")
def compare(
    files: tuple[str, ...], form: str | None, published: str | None, readable: bool, output: IO[str]
) -> None:
    """Compare two to ten articles in FILES: what all report, what some leave out, where they differ.

    FILES are as for `extract`; JSON files may also hold records that it wrote.
    """
    from service.compare import as_text
    from service.compare import compare as compared
    from service.schemas.compare import FEWEST, MOST, check_comparison

    settings, hints = _prepare({"published": published})
    records = []
    for source, answer in _collected(files, form, hints, settings):
        if isinstance(answer, ReadoutError):
            raise click.ClickException(f"{source.name}: {answer}")
        records.append(answer)
    if not FEWEST <= len(records) <= MOST:
        raise click.UsageError(f"Between {FEWEST} and {MOST} articles are compared, not {len(records)}.")
    data = compared(records)
    check_comparison(data)
    output.write(as_text(data) if readable else to_json(data) + "\n")


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True))
@click.option("--format", "form", type=_SINGLE, help="What the files are; by default their suffix says it.")
@click.option("--published", help="Day of publication of text and HTML that states none, YYYY-MM-DD.")
@click.option("--title", default="Digest", show_default=True, help="Title of the report.")
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), default="digest", show_default=True
)
def digest(paths: tuple[str, ...], form: str | None, published: str | None, title: str, output: Path) -> None:
    """Join the meetings and positions of the articles in PATHS over time.

    PATHS are files as for `compare`, or folders of such files. The folder OUTPUT gets digest.html,
    meetings.csv, positions.csv, and records.jsonl, from which a later digest is made faster. An article that
    can't be read is named on standard error and gives exit status 1.
    """
    from service.digest import digest as digested
    from service.digest import meetings_csv, page, positions_csv

    settings, hints = _prepare({"published": published})
    files = [f for path in paths for f in ([path] if path == STDIN else within(Path(path), without=output))]
    if not files:
        raise click.UsageError("There are no articles in these folders.")
    named, failed = [], 0
    for source, answer in _collected(files, form, hints, settings):
        if isinstance(answer, ReadoutError):
            failed += 1
            click.echo(f"{source.name}: {answer}", err=True)
        else:
            named.append((Path(source.name).name, answer))
    found = digested(named)
    output.mkdir(parents=True, exist_ok=True)
    written = {
        "digest.html": page(found, title=title),
        "meetings.csv": meetings_csv(found),
        "positions.csv": positions_csv(found),
        "records.jsonl": "".join(to_json(record) + "\n" for _, record in named),
    }
    for name, content in written.items():
        (output / name).write_bytes(content.encode())
    click.echo(
        f"{output / 'digest.html'}: {len(found.sources)} articles, {len(found.meetings)} meetings, "
        f"{len(found.positions)} positions",
        err=True,
    )
    if failed:
        raise click.exceptions.Exit(1)


@main.command()
@click.option("--host", help="Address to listen on (READOUT_HOST).")
@click.option("--port", type=int, help="Port to listen on (READOUT_PORT).")
@click.option("--workers", type=int, help="Processes that answer, 0 for one per core (READOUT_WORKERS).")
def serve(**given: str | int | None) -> None:
    """Serve the HTTP interface with gunicorn."""
    chosen = {f"READOUT_{name.upper()}": str(v) for name, v in given.items() if v is not None}
    settings = _settings(os.environ | chosen)
    os.environ |= chosen  # the processes that read load the settings again
    from service.serving.application import serve as run

    try:
        run(settings)
    except ReadoutError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option(
    "--ready", is_flag=True, help="Whether it reads articles (/readyz), not only whether it answers (/livez)."
)
@click.option("--timeout", type=click.FloatRange(min=0.1), default=3.0, show_default=True, help="Seconds.")
def health(ready: bool, timeout: float) -> None:
    """Ask the server that listens on READOUT_HOST and READOUT_PORT; exit status 1 where it is not well."""
    from service.probe import ask

    settings, path = _settings(os.environ), "/readyz" if ready else "/livez"
    if problem := ask(settings.host, settings.port, path, timeout=timeout):
        raise click.ClickException(f"{path} on port {settings.port}: {problem}")


@main.command()
@click.option("--openapi", is_flag=True, help="The OpenAPI document (YAML) of the HTTP interface instead.")
@click.option("--markdown", is_flag=True, help="The data dictionary (Markdown) instead.")
def schema(openapi: bool, markdown: bool) -> None:
    """Print the record's JSON Schema."""
    if markdown:
        from service.schemas.dictionary import dictionary

        click.echo(dictionary(), nl=False)
        return
    if openapi:
        from service.api.app import document

        click.echo(document(), nl=False)
        return
    import json

    from service.schemas.jsonschema import record_json_schema

    click.echo(json.dumps(record_json_schema(), indent=2, ensure_ascii=False))


def _chosen(name: str, rows: str | None) -> RecordFormat:
    try:
        chosen = format_named(name)
        chosen.table(rows)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    return chosen


def _written(
    answers: Iterator[tuple[Source, dict[str, Any]]], chosen: RecordFormat, failed: list[Source]
) -> Iterator[dict[str, Any]]:
    """What goes into the output; what failed is told, and kept in `failed`."""
    for source, answer in answers:
        if "error" in answer:
            failed.append(source)
            click.echo(f"{source.name}: {answer['error']['detail']}", err=True)
        if chosen.whole or "error" not in answer:
            yield answer


def _prepare(given: dict[str, str | None]) -> tuple[Settings, Hints]:
    try:
        hints = load_hints(given)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    return _settings(os.environ), hints


def _settings(environ: Any) -> Settings:
    try:
        return Settings.from_env(environ)
    except ReadoutError as error:
        raise click.ClickException(str(error)) from error


def _answers(
    found: Iterator[Source], hints: Hints, settings: Settings
) -> Iterator[tuple[Source, dict[str, Any]]]:
    analyzer = _load(settings)
    for source in found:
        try:
            with deadline(settings.deadline):
                article = source.article(hints, settings)
                answer = dump_record(analyzer.analyze(article), sent=article.sent)
            yield source, answer
        except ReadoutError as error:
            yield source, {"error": _error(source, error)}


def _collected(
    files: Sequence[str], form: str | None, hints: Hints, settings: Settings
) -> Iterator[tuple[Source, Answer]]:
    formats = [Format(form) if form else by_suffix(file) for file in files]
    found = sources(files, formats)
    return _progress(collect(found, lambda: _load(settings), hints=hints, settings=settings))


def _error(source: Source, error: ReadoutError) -> dict[str, Any]:
    return {"type": type(error).__name__, "detail": str(error), "file": source.file, "line": source.line}


def _load(settings: Settings) -> Analyzer:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from service.analyzer import load  # spaCy takes a second to import; `readout --help` does without

    try:
        return load(settings)
    except ReadoutError as error:
        raise click.ClickException(str(error)) from error


def _progress(answers: Iterator[tuple[Source, T]]) -> Iterator[tuple[Source, T]]:
    """`answers`, with a bar on standard error where a person looks at it and waits for more than one."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("articles", total=None)
        for source, answer in answers:
            progress.update(task, total=source.total, visible=source.total != 1, advance=1)
            yield source, answer
