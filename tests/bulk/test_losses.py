"""An article that is slow, hangs or kills its process costs itself and nothing else."""

import time
from pathlib import Path

from tests.bulk import jobs, standin


def test_the_deadline_of_an_article(tmp_path: Path) -> None:
    rows = jobs.texts(6)
    rows[2]["text"] = standin.SLOW
    source = jobs.write(tmp_path / "a.jsonl", rows)
    jobs.do(source, tmp_path / "out", deadline=2)
    assert [line["id"] for line in jobs.records(tmp_path / "out")] == [0, 1, 3, 4, 5]
    (reject,) = jobs.rejects(tmp_path / "out")
    assert (reject["id"], reject["problem"]["detail"]) == (2, "The article took longer than 2 s.")


def test_a_worker_that_no_alarm_reaches_is_replaced(tmp_path: Path) -> None:
    rows = jobs.texts(12)
    rows[4]["text"] = rows[5]["text"] = standin.HANG
    source = jobs.write(tmp_path / "a.jsonl", rows)
    started = time.monotonic()
    jobs.do(source, tmp_path / "out", deadline=2)
    assert time.monotonic() - started < 30
    assert [line["id"] for line in jobs.records(tmp_path / "out")] == [*range(4), *range(6, 12)]
    found = jobs.rejects(tmp_path / "out")
    assert [each["id"] for each in found] == [4, 5]
    assert {each["problem"]["type"] for each in found} == {"/problems/deadline-exceeded"}
    assert "could not be interrupted" in found[0]["problem"]["detail"]


def test_an_article_that_kills_two_workers_is_rejected(tmp_path: Path) -> None:
    rows = jobs.texts(40)
    for number in (0, 17, 18, 39):
        rows[number]["text"] = standin.CRASH
    source = jobs.write(tmp_path / "a.jsonl", rows)
    jobs.do(source, tmp_path / "out", shard_size=15)
    kept = [number for number in range(40) if number not in (0, 17, 18, 39)]
    assert [line["id"] for line in jobs.records(tmp_path / "out")] == kept
    found = jobs.rejects(tmp_path / "out")
    assert [each["id"] for each in found] == [0, 17, 18, 39]
    assert found[0]["problem"]["type"] == "/problems/worker-lost"
    assert "signal SIGKILL" in found[0]["problem"]["detail"]


def test_one_lost_worker_costs_nothing(tmp_path: Path) -> None:
    rows = jobs.texts(20)
    rows[6]["text"] = standin.CRASH_ONCE + str(tmp_path / "once")
    source = jobs.write(tmp_path / "a.jsonl", rows)
    jobs.do(source, tmp_path / "out", workers=1)
    assert (tmp_path / "once").exists()
    assert [line["id"] for line in jobs.records(tmp_path / "out")] == list(range(20))
    assert jobs.rejects(tmp_path / "out") == []
