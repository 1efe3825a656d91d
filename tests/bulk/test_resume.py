"""A job that was killed goes on where it was left, and nothing else goes on in its place."""

import os
import signal
import subprocess
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from service import processes
from service.bulk.parts import Compression, Form
from service.errors import JobError
from tests.bulk import jobs

ARTICLES = 10_000
SIZE = 100


def wait_for(out: Path, parts: int, process: subprocess.Popen[str]) -> int:
    """Wait until so many parts are there; the number that are."""
    ends = time.monotonic() + 240
    while time.monotonic() < ends:
        found = len(list(out.glob("part-*")))
        if found >= parts:
            return found
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.02)
    raise AssertionError("No parts came.")


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit status and what was said."""
    _, said = process.communicate(timeout=300)
    return process.returncode, said


def test_ten_thousand_articles_survive_two_kills(tmp_path: Path) -> None:
    rows = jobs.texts(ARTICLES)
    rows[1234]["text"] = rows[9876]["text"] = ""
    source = jobs.write(tmp_path / "a.jsonl", rows)
    out = tmp_path / "out"
    args = (source, out, "--shard-size", str(SIZE), "--workers", "2")
    for parts in (20, 60):
        process = jobs.start(*args)
        assert wait_for(out, parts, process) < ARTICLES / SIZE
        process.send_signal(signal.SIGKILL)
        assert finish(process)[0] == -signal.SIGKILL
        assert not (out / "summary.json").exists()
    kept = {part: part.stat().st_mtime_ns for part in out.glob("part-*")}
    code, said = finish(jobs.start(*args))
    assert code == 0, said
    assert [line["id"] for line in jobs.records(out)] == [n for n in range(ARTICLES) if n not in (1234, 9876)]
    assert [reject["id"] for reject in jobs.rejects(out)] == [1234, 9876]
    assert f"{ARTICLES:,} articles" in said
    again = {part: part.stat().st_mtime_ns for part in kept}
    assert sum(kept[part] != again[part] for part in kept) <= 1  # renamed, and its account not yet
    whole = tmp_path / "whole"
    jobs.do(source, whole, workers=1, shard_size=SIZE, deadline=10)
    assert jobs.output(out) == jobs.output(whole)


def test_the_model_itself_resumes(tmp_path: Path) -> None:
    text = "The foreign ministers of Peru and Chile met in Lima on Saturday, {} days ago, to discuss fishing."
    rows = [{"id": f"a{number}", "text": text.format(number)} for number in range(40)]
    source = jobs.write(tmp_path / "a.jsonl", rows)
    out = tmp_path / "out"
    args = ("batch", source, out, "--shard-size", "4", "--workers", "2")
    process = jobs.start(*args, module="tests.bulk.readout")
    wait_for(out, 2, process)
    process.kill()
    finish(process)
    code, said = finish(jobs.start(*args, module="tests.bulk.readout"))
    assert code == 0, said
    found = jobs.records(out)
    assert [line["id"] for line in found] == [row["id"] for row in rows]
    assert all(line["record"]["meeting"] for line in found)
    assert finish(jobs.start(*args, module="tests.bulk.readout"))[1].startswith("Nothing to do")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_job_and_says_how_to_go_on(tmp_path: Path, number: signal.Signals) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(2000))
    out = tmp_path / "out"
    process = jobs.start(source, out, "--shard-size", "50", "--workers", "1")
    wait_for(out, 3, process)
    os.killpg(process.pid, number)  # the workers get it too, as from a terminal
    code, said = finish(process)
    assert code == 75, said
    assert "The same command goes on from here" in said
    assert not list((out / ".job").glob("*.part"))
    done = len(list((out / ".job").glob("[0-9]*.json")))
    assert done == len(list(out.glob("part-*"))) < 40
    assert finish(jobs.start(source, out, "--shard-size", "50"))[0] == 0
    assert [line["id"] for line in jobs.records(out)] == list(range(2000))


def stopped(tmp_path: Path) -> tuple[Path, Path]:
    """A job that is not finished."""
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    jobs.write(source / "a.jsonl", jobs.texts(50))
    jobs.write(source / "b.jsonl", jobs.texts(50))
    jobs.do(source, out, shard_size=10)
    (out / "summary.json").unlink()
    return source, out


def test_another_input_is_refused_by_name(tmp_path: Path) -> None:
    source, out = stopped(tmp_path)
    os.utime(source / "b.jsonl", ns=(1, 1))
    with pytest.raises(JobError, match=r"b\.jsonl was written again"):
        jobs.do(source, out, shard_size=10)
    jobs.write(source / "b.jsonl", jobs.texts(49))
    with pytest.raises(JobError, match=r"b\.jsonl had \d.* bytes and has"):
        jobs.do(source, out, shard_size=10)
    (source / "b.jsonl").unlink()
    with pytest.raises(JobError, match=r"b\.jsonl is gone"):
        jobs.do(source, out, shard_size=10)


def test_a_new_file_is_refused(tmp_path: Path) -> None:
    source, out = stopped(tmp_path)
    jobs.write(source / "aa.jsonl", jobs.texts(1))
    with pytest.raises(JobError, match=r"aa\.jsonl is new"):
        jobs.do(source, out, shard_size=10)


def test_other_options_and_engines_are_refused(tmp_path: Path) -> None:
    source, out = stopped(tmp_path)
    with pytest.raises(JobError, match="shard_size was 10 and is 20"):
        jobs.do(source, out, shard_size=20)
    with pytest.raises(JobError, match="compress was 'none' and is 'gzip'"):
        jobs.do(source, out, shard_size=10, form=Form(compress=Compression.GZIP))
    manifest = out / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"version": "', '"version": "0'))
    with pytest.raises(JobError, match="engine version was"):
        jobs.do(source, out, shard_size=10)
    manifest.unlink()
    with pytest.raises(JobError, match=r"manifest of the job in .* is gone"):
        jobs.do(source, out, shard_size=10)


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(1))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(JobError, match="not empty"):
        jobs.do(source, tmp_path / "out")
    with pytest.raises(JobError, match="lies within"):
        jobs.do(tmp_path, tmp_path / "new")
    with pytest.raises(JobError, match="changed after"):
        list(pool_reads_a_changed_file(source))


def pool_reads_a_changed_file(source: Path) -> list[object]:
    """A file that changes between being listed and being read."""
    from service.bulk.sources import Kind, articles, entries

    (entry,) = entries(source)
    jobs.write(source, jobs.texts(2))
    return list(articles(source, entry, Kind.JSONL, 1000))


def test_two_processes_cannot_share_a_folder(tmp_path: Path) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(2000))
    out = tmp_path / "out"
    process = jobs.start(source, out, "--shard-size", "50", "--workers", "1")
    wait_for(out, 1, process)
    code, said = finish(jobs.start(source, out, "--shard-size", "50"))
    process.kill()
    finish(process)
    assert code == 1
    assert "Another process is at work" in said


def test_a_part_that_is_gone_is_made_again(tmp_path: Path) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(2000))
    out = tmp_path / "out"
    process = jobs.start(source, out, "--shard-size", "50", "--workers", "1")
    wait_for(out, 4, process)
    process.kill()
    finish(process)
    (out / "part-00001.jsonl").unlink()
    (out / "part-00002.jsonl").write_text("cut")
    assert finish(jobs.start(source, out, "--shard-size", "50"))[0] == 0
    assert [line["id"] for line in jobs.records(out)] == list(range(2000))


def test_processes_are_replaced_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(100))
    seen: set[int] = set()
    ready = processes.Pool._ready

    def counted(self: processes.Pool, process: BaseProcess, *given: object) -> None:
        ready(self, process, *given)
        seen.add(process.pid or 0)

    monkeypatch.setattr(processes.Pool, "_ready", counted)
    jobs.do(source, tmp_path / "out", workers=2, recycle=10)
    assert [line["id"] for line in jobs.records(tmp_path / "out")] == list(range(100))
    assert len(seen) >= 10
