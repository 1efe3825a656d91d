"""What `readout batch` says."""

from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.bulk import command, job
from service.bulk.job import Progress
from service.cli import main
from tests.bulk import jobs


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "run", partial(job.run, loader=jobs.STANDIN))


def batch(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, args)])


def test_the_end_says_what_came_of_it(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": "One two.", "topic": "a"}, {"id": 2, "text": ""}, {"id": 3, "text": "Three."}]
    source = jobs.write(tmp_path / "a.jsonl", rows)
    done = batch(source, tmp_path / "out", "--workers", "1")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "3 articles, 3 words: 2 records in 1 parts, 1 rejects.",
        f"{tmp_path / 'out' / 'rejects.jsonl'} says why: 1 invalid-field.",
        "Keys that mean nothing here were passed over: 'topic' (1).",
    ]
    again = batch(source, tmp_path / "out", "--workers", "1")
    assert again.exit_code == 0
    assert again.stderr.startswith(f"Nothing to do: the job in {tmp_path / 'out'} is finished.")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["--shard-size", "0"], 2, "--shard-size"),
        (["--to", "csv"], 2, "csv"),
        (["--compress", "lzma"], 2, "lzma"),
        (["--format", "pdf"], 2, "pdf"),
        (["--workers", "0"], 2, "--workers"),
    ],
)
def test_wrong_usage(tmp_path: Path, args: list[str], code: int, message: str) -> None:
    done = batch(jobs.write(tmp_path / "a.jsonl", []), tmp_path / "out", *args)
    assert (done.exit_code, message in done.stderr) == (code, True)
    assert not (tmp_path / "out").exists()


def test_a_refusal_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(1))
    assert batch(tmp_path / "nothing", tmp_path / "out").exit_code == 2
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine").touch()
    done = batch(source, tmp_path / "out")
    assert (done.exit_code, done.stderr) == (1, f"Error: {tmp_path / 'out'} is not empty and holds no job.\n")
    monkeypatch.setenv("READOUT_MAX_BODY", "huge")
    assert "READOUT_MAX_BODY" in batch(source, tmp_path / "new").stderr


def test_rate_and_time_left_count_from_this_start(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(command.time, "monotonic", lambda: now[0])
    pace = command._Pace()
    now[0] += 10
    # 900 bytes were done before, 50 since; 50 remain: as long again
    told = pace.describe(Progress(done=20, rejects=3, position=950, resumed=900, total=1000))
    assert told == "20 articles, 2.0/s, 0:00:10 left, 3 rejects"
    assert pace.describe(Progress(total=1000)) == "0 articles, 0.0/s, 0 rejects"


def test_a_job_reports_how_far_it_is(tmp_path: Path) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(50))
    seen: list[Progress] = []
    job.run(
        source,
        tmp_path / "out",
        settings=job.Settings(),
        workers=2,
        options=job.Options(shard_size=10),
        report=seen.append,
    )
    assert seen[-1].done == 50
    assert seen[-1].position == seen[-1].total == source.stat().st_size
    assert [each.done for each in seen] == sorted(each.done for each in seen)
