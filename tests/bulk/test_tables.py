"""Parquet in and out, and tables that get two columns more."""

import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.bulk.parts import Compression, Form, Output
from service.bulk.pool import Workers
from service.errors import JobError
from service.settings import Settings
from tests.bulk import jobs


@pytest.mark.parametrize("compress", list(Compression))
def test_parquet_in_and_out(tmp_path: Path, compress: Compression) -> None:
    rows = [
        {"id": row["id"], "text": row["text"], "published": date(2026, 11, 24), "length": 1}
        for row in jobs.texts(450)
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    outputs = []
    for workers in (1, 3):
        out = tmp_path / f"out{workers}"
        form = Form(to=Output.PARQUET, compress=compress)
        result = jobs.do(tmp_path / "a.parquet", out, workers=workers, form=form, shard_size=300)
        outputs.append(jobs.output(out))
    assert outputs[0] == outputs[1]
    assert sorted(outputs[0]) == ["part-00000.parquet", "part-00001.parquet", "rejects.jsonl"]
    found = [row for part in sorted(out.glob("part-*")) for row in pq.read_table(part).to_pylist()]
    assert [row["id"] for row in found] == [str(number) for number in range(450)]
    assert [row["line"] for row in found] == list(range(1, 451))
    assert {row["source"] for row in found} == {"a.parquet"}
    assert json.loads(found[7]["record"])["article"]["published"] == "2026-11-24"
    codec = pq.ParquetFile(out / "part-00000.parquet").metadata.row_group(0).column(3).compression
    assert codec == {"none": "UNCOMPRESSED", "gzip": "GZIP", "zstd": "ZSTD"}[compress.value]
    assert result.summary is not None
    assert result.summary.ignored == {"length": 450}


def test_rows_that_are_no_articles(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    bad = pa.Array.from_buffers(
        pa.string(), 3, [None, pa.py_buffer(b"\0\0\0\0\3\0\0\0\4\0\0\0\7\0\0\0"), pa.py_buffer(b"one\xfftwo")]
    )
    pq.write_table(pa.table({"text": bad}), tmp_path / "in/a.parquet")
    pq.write_table(pa.table({"text": ["one", None], "id": [1.0, 2.0]}), tmp_path / "in/b.parquet")
    pq.write_table(pa.table({"text": [b"one"]}), tmp_path / "in/c.parquet")
    pq.write_table(pa.table({"body": ["one"]}), tmp_path / "in/d.parquet")
    (tmp_path / "in/e.parquet").write_bytes(b"PAR1 and nothing else")
    when = pa.table({"text": ["one"], "published": [datetime(2026, 11, 24, 23, 30)]})
    pq.write_table(when, tmp_path / "in/f.parquet")
    jobs.do(tmp_path / "in", tmp_path / "out")
    found = jobs.records(tmp_path / "out")
    assert [(line["source"], line["line"]) for line in found] == [
        ("a.parquet", 1),
        ("a.parquet", 3),
        ("f.parquet", 1),
    ]
    assert found[-1]["record"]["article"]["published"] == "2026-11-24"
    told = [(each["source"], each["line"]) for each in jobs.rejects(tmp_path / "out")]
    assert told == [
        ("a.parquet", 2),
        ("b.parquet", 1),
        ("b.parquet", 2),
        ("c.parquet", 1),
        ("d.parquet", 1),
        ("e.parquet", 1),
    ]
    details = [each["problem"]["detail"] for each in jobs.rejects(tmp_path / "out")]
    assert "invalid utf-8 at byte 0" in details[0]
    assert details[1].startswith("/id: ")
    assert "holds bytes" in details[3]
    assert "no column `text`" in details[4]
    assert "damaged" in details[5]


def test_a_table_keeps_its_columns() -> None:
    from service.bulk.tables import check_columns, read_table

    table = pa.table({"id": [1, 2, 3], "text": ["one", "", "three"], "topic": ["a", None, "c"]})
    with Workers(1, Settings(), loader=jobs.STANDIN) as pool:
        read = read_table(table, pool)
    assert read.column_names == ["id", "text", "topic", "record", "problem"]
    records, problems = read.column("record").to_pylist(), read.column("problem").to_pylist()
    assert [record is None for record in records] == [False, True, False]
    assert [problem is None for problem in problems] == [True, False, True]
    assert json.loads(problems[1])["errors"][0]["pointer"] == "/text"
    with pytest.raises(JobError, match="`record` already"):
        check_columns(read.column_names)
    with pytest.raises(JobError, match="no column `text`"):
        check_columns(["body"])
