"""A job: an input's articles, shard by shard, through the workers to part files, from where it was left.

The process that runs the job reads the input and writes the output; workers only turn articles into outcomes.
So a kill costs the one or two shards that its articles come from, however many workers there are, and nobody
but this process ever has a file of the job open.
"""

from __future__ import annotations

import fcntl
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from service.bulk import durable
from service.bulk.manifest import fix_engine, fix_inputs, fix_options, read_inputs
from service.bulk.parts import Account, Form, Shard
from service.bulk.pool import Workers
from service.bulk.reading import MODEL, Outcome, describe
from service.bulk.sources import Item, Kind, articles, check_libraries, entries, kind_of
from service.errors import JobError
from service.schemas import to_json
from service.settings import Settings

SHARD: Final = 500
"""Articles of a shard."""
_WORK: Final = ".job"
_ROUND: Final = 1000  # articles after which to look whether to stop, where no worker is waited for
_TICK: Final = 0.5  # seconds between looks at whether to stop
_HELD: Final = 64_000_000  # characters of records that may wait for an article before them


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a job is asked to do; all of it is kept in the manifest. `kind`: the format of every file,
    otherwise its name says it. `strict`: refuse articles with keys that mean nothing."""

    kind: Kind | None = None
    form: Form = field(default_factory=Form)
    shard_size: int = SHARD
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job is. `done` counts articles since this start, bytes those of the input as it is stored;
    `resumed` bytes were behind it when the first article of this start was read."""

    done: int = 0
    rejects: int = 0
    position: int = 0
    resumed: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A finished job in numbers. `seconds` is the workers' time, all together; `reasons` counts rejects by
    kind of problem, `ignored` articles by key that meant nothing; `bytes` are those of all parts."""

    articles: int = 0
    records: int = 0
    rejects: int = 0
    words: int = 0
    seconds: float = 0.0
    parts: int = 0
    bytes: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    ignored: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a call of `run` came to: `summary` is None where it was stopped, `fresh` says whether there was
    anything to do."""

    summary: Summary | None
    fresh: bool


def run(
    source: Path,
    out: Path,
    *,
    settings: Settings,
    workers: int,
    options: Options | None = None,
    stop: Callable[[], bool] = lambda: False,
    report: Callable[[Progress], None] = lambda _: None,
    loader: str = MODEL,
) -> Result:
    """Read all articles of the file or folder `source` into part files in the folder `out`.

    Called again with the same arguments it goes on where it was left, after a kill too; `workers` may differ.
    `stop` is asked twice a second whether to leave off; `report` is told how far it is. Raises `JobError`
    where `out` holds something else or a file can't be read, `ModelError` where the model can't be loaded.
    """
    options = options or Options()
    with _folder(source, out) as work:
        fixed = _fixed(options, settings)
        manifest, listing = out / "manifest.json", work / "inputs.jsonl"
        if manifest.exists():
            fix_options(manifest, fixed)
        else:
            _check_new(out, work)
        fix_inputs(listing, entries(source))
        check_libraries((entry.file for entry in read_inputs(listing)), options.kind)
        size = 1 if (out / "summary.json").exists() else workers
        with Workers(size, settings, strict=options.strict, loader=loader) as pool:
            while pool.engine is None and not stop():
                pool.results(_TICK)
            if pool.engine is None:
                return Result(summary=None, fresh=True)
            fix_engine(manifest, fixed, pool.engine, str(source))
            if (finished := _finished(out, work)) is not None:
                return Result(summary=finished, fresh=False)
            job = _Job(source, out, work, options, settings, pool, report)
            if not job.go(stop):
                return Result(summary=None, fresh=True)
        return Result(summary=_finish(out, work), fresh=True)


class _Job:
    def __init__(
        self,
        source: Path,
        out: Path,
        work: Path,
        options: Options,
        settings: Settings,
        pool: Workers,
        report: Callable[[Progress], None],
    ) -> None:
        self._source, self._out, self._work, self._options = source, out, work, options
        self._limit, self._pool, self._report = settings.max_body, pool, report
        self._done = {int(place.stem) for place in work.glob("[0-9]*.json") if self._is_whole(place)}
        self._shards: dict[int, Shard] = {}
        self._pending: dict[tuple[int, int], Item] = {}
        self._counts = Counter[str]()
        self._position, self._resumed = 0, 0
        self._total = sum(entry.size for entry in read_inputs(work / "inputs.jsonl"))

    def go(self, stop: Callable[[], bool]) -> bool:
        """Read everything that is not read yet; False where it was stopped before the end."""
        coming = self._coming(stop)
        following = next(coming, None)
        try:
            while following is not None or self._pending:
                if stop():
                    return False
                for _ in range(_ROUND):
                    if following is None or not self._has_room(following[1]):
                        break
                    self._begin(*following)
                    following = next(coming, None)
                for ticket, outcome in self._pool.results(_TICK if self._pool.busy else 0):
                    self._end(ticket, outcome)
                self._report(self._progress())
        finally:
            for shard in self._shards.values():
                shard.drop()
        return not stop()

    def _coming(self, stop: Callable[[], bool]) -> Iterator[tuple[int, Item]]:
        """The articles of shards that are not done, with their shard."""
        last, skipped = -1, 0
        found = slices(self._source, self._work / "inputs.jsonl", self._options, self._limit, done=self._done)
        for number, position, item in found:
            if number != last:
                self._close(last)
                last = number
            self._position = position
            if number not in self._done:
                yield number, item
                continue
            self._resumed, skipped = position, skipped + 1
            if skipped % _ROUND == 0 and stop():
                return
        self._close(last)

    def _has_room(self, item: Item) -> bool:
        held = sum(shard.held for shard in self._shards.values())
        return item.failure is not None or (held < _HELD and self._pool.room())

    def _begin(self, number: int, item: Item) -> None:
        shard = self._shards.get(number)
        if shard is None:
            beside = self._work / f"{number:05}.part"
            shard = self._shards[number] = Shard(number, beside, self._options.form)
        ticket = (number, shard.expected)
        shard.expected += 1
        self._pending[ticket] = item
        if shard.expected == self._options.shard_size:
            shard.closed = True
        if item.failure:
            self._end(ticket, Outcome(problem=describe(item.failure)))
        else:
            self._pool.give(ticket, item)

    def _end(self, ticket: tuple[int, int], outcome: Outcome) -> None:
        number, index = ticket
        shard = self._shards[number]
        shard.put(index, self._pending.pop(ticket), outcome)
        self._counts["done"] += 1
        self._counts["rejects"] += outcome.problem is not None
        self._settle(shard)

    def _close(self, number: int) -> None:
        """Nothing more will come of a shard."""
        if shard := self._shards.get(number):
            shard.closed = True
            self._settle(shard)

    def _settle(self, shard: Shard) -> None:
        if shard.complete:
            del self._shards[shard.number]
            part = self._out / self._options.form.name(shard.number)
            shard.commit(part, _account(self._work, shard.number))

    def _is_whole(self, place: Path) -> bool:
        part = self._out / self._options.form.name(int(place.stem))
        return part.is_file() and part.stat().st_size == Account.load(place).bytes

    def _progress(self) -> Progress:
        return Progress(
            done=self._counts["done"],
            rejects=self._counts["rejects"],
            position=self._position,
            resumed=self._resumed,
            total=self._total,
        )


def slices(
    source: Path, listing: Path, options: Options, limit: int, *, done: AbstractSet[int] = frozenset()
) -> Iterator[tuple[int, int, Item]]:
    """All articles: their shard's number, from 0; bytes of the input behind them; the article.

    A shard is `shard_size` articles of one file, or as many files that are one article each. Files of the
    latter kind are not read where their shard is among `done`, and do not come.
    """
    number, count, together, base = -1, 0, False, 0
    for entry in read_inputs(listing):
        kind = options.kind or kind_of(entry.file)
        many = kind is not None and kind.many
        if many or not together:
            count = options.shard_size  # a new shard with the next article
        together = not many
        if together and count < options.shard_size and number in done:
            count += 1
        else:
            for item in articles(source, entry, kind, limit):
                if count == options.shard_size:
                    number, count = number + 1, 0
                count += 1
                yield number, base + item.position, item
        base += entry.size


def _fixed(options: Options, settings: Settings) -> dict[str, Any]:
    """Everything that output depends on, beside input and engine."""
    return {
        "format": options.kind.value if options.kind else None,
        "to": options.form.to.value,
        "compress": options.form.compress.value,
        "shard_size": options.shard_size,
        "strict": options.strict,
        "max_body": settings.max_body,
        "max_characters": settings.max_characters,
        "max_run": settings.max_run,
        "deadline": settings.deadline,
        "model": settings.model,
    }


@contextmanager
def _folder(source: Path, out: Path) -> Iterator[Path]:
    """The job's own folder within `out`, with nobody else at work in it."""
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise JobError(f"{out} lies within {source}: the next start would read what this one wrote.")
    work = out / _WORK
    try:
        if out.exists() and not work.is_dir() and any(out.iterdir()):
            raise JobError(f"{out} is not empty and holds no job.")
        work.mkdir(parents=True, exist_ok=True)
        lock = (work / "lock").open("w")
    except OSError as error:
        raise JobError(f"{out} can't be written: {error.strerror}.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise JobError(f"Another process is at work in {out}.") from error
        for left in [*work.glob("*.part"), *work.glob("*.tmp")]:
            left.unlink()
        yield work


def _check_new(out: Path, work: Path) -> None:
    """Without a manifest nothing can have been read yet."""
    if (out / "summary.json").exists() or any(work.glob("[0-9]*.json")) or any(out.glob("part-*")):
        raise JobError(f"The manifest of the job in {out} is gone: it can't be resumed.")
    (work / "inputs.jsonl").unlink(missing_ok=True)


def _account(work: Path, number: int) -> Path:
    return work / f"{number:05}.json"


def _finished(out: Path, work: Path) -> Summary | None:
    """The summary of a finished job. Raises `JobError` where its parts are no longer there."""
    place = out / "summary.json"
    if not place.exists():
        return None
    summary = Summary(**json.loads(place.read_text(encoding="utf-8")))
    parts = [part.stat().st_size for part in out.glob("part-*")]
    if (len(parts), sum(parts)) != (summary.parts, summary.bytes):
        raise JobError(
            f"The job in {out} is finished, but there are {len(parts)} parts of {sum(parts):,} bytes "
            f"instead of {summary.parts} of {summary.bytes:,}."
        )
    _clear(work)
    return summary


def _finish(out: Path, work: Path) -> Summary:
    """Gather what the shards' accounts say. The summary comes last: with it the job is finished."""
    total, reasons, parts = Account(), Counter[str](), 0
    rejects = 0
    beside = work / "rejects.tmp"
    with beside.open("w", encoding="utf-8") as lines:
        while (place := _account(work, parts)).exists():
            account = Account.load(place)
            parts += 1
            for name in ("articles", "records", "words", "seconds", "bytes"):
                setattr(total, name, getattr(total, name) + getattr(account, name))
            total.ignored.update(account.ignored)
            for reject in account.rejects:
                rejects += 1
                reasons[reject["problem"]["type"]] += 1
                lines.write(to_json(reject) + "\n")
    durable.put(beside, out / "rejects.jsonl")
    summary = Summary(
        articles=total.articles,
        records=total.records,
        rejects=rejects,
        words=total.words,
        seconds=round(total.seconds, 3),
        parts=parts,
        bytes=total.bytes,
        reasons=dict(sorted(reasons.items())),
        ignored=dict(sorted(total.ignored.items())),
    )
    durable.put_json(asdict(summary), out / "summary.json")
    _clear(work)
    return summary


def _clear(work: Path) -> None:
    for place in work.glob("[0-9]*.json"):
        place.unlink()
