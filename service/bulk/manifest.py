"""What a job is: its input, options and engine, kept beside its output so that nothing else resumes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from service.bulk import durable
from service.bulk.sources import Entry
from service.errors import JobError

FORMAT: Final = 1
_ADVICE: Final = "Name another folder, or remove this one to begin anew."


def read_inputs(listing: Path) -> Iterator[Entry]:
    """The input files that the job began with."""
    with listing.open(encoding="utf-8") as lines:
        for line in lines:
            file, size, modified = json.loads(line)
            yield Entry(file, size, modified)


def fix_inputs(listing: Path, found: Iterator[Entry]) -> None:
    """Write the files of a new job down, or compare them with those that it began with.

    Raises `JobError` that names the first file which is another one now.
    """
    if not listing.exists():
        beside = listing.with_suffix(".tmp")
        with beside.open("w", encoding="utf-8") as lines:
            for entry in found:
                lines.write(json.dumps([entry.file, entry.size, entry.modified]) + "\n")
        durable.put(beside, listing)
        return
    for was, now in zip_longest(read_inputs(listing), found):
        if was != now:
            raise JobError(f"The input is not the one that the job began with: {_change(was, now)} {_ADVICE}")


def fix_options(place: Path, options: Mapping[str, Any]) -> None:
    """Compare with the options that the job began with. Raises `JobError` that names the first difference."""
    _compare(_load(place), {"format": FORMAT, "options": dict(options)})


def fix_engine(place: Path, options: Mapping[str, Any], engine: Mapping[str, Any], source: str) -> None:
    """Write the manifest of a new job, or compare it. Raises `JobError` that names the first difference."""
    manifest = {"format": FORMAT, "input": source, "options": dict(options), "engine": dict(engine)}
    if place.exists():
        _compare(_load(place), {"engine": manifest["engine"]})
    else:
        durable.put_json(manifest, place)


def _load(place: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(place.read_text(encoding="utf-8"))
    except ValueError as error:
        raise JobError(f"{place} is no manifest of a job: {error}. {_ADVICE}") from error
    if not isinstance(manifest, dict):
        raise JobError(f"{place} is no manifest of a job. {_ADVICE}")
    return manifest


def _compare(was: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    for part, wanted in now.items():
        kept = was.get(part)
        if kept == wanted:
            continue
        if isinstance(wanted, dict) and isinstance(kept, dict):
            name = next(name for name in [*wanted, *kept] if wanted.get(name) != kept.get(name))
            change = f"{part} {name} was {kept.get(name)!r} and is {wanted.get(name)!r}."
        else:
            change = f"{part} was {kept!r} and is {wanted!r}."
        raise JobError(f"The job in this folder began otherwise: {change} {_ADVICE}")


def _change(was: Entry | None, now: Entry | None) -> str:
    if was is None or now is None or was.file != now.file:
        gone = was is not None and (now is None or was.file < now.file)
        named = was if gone else now
        return f"{named.name if named else '?'} {'is gone' if gone else 'is new'}."
    if was.size != now.size:
        return f"{now.name} had {was.size:,} bytes and has {now.size:,}."
    return f"{now.name} was written again."
