"""A job's output: every article once, in order, as a record or a reject, whatever the number of workers."""

import gzip
import json
import os
from pathlib import Path

import pytest
import zstandard

from service.bulk.parts import Compression, Form, Output
from service.bulk.sources import Kind
from service.errors import JobError, ModelError
from tests.bulk import jobs, standin
from tests.factories import TEXT


def test_a_record_carries_source_line_and_id(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = [{"id": "a", "text": TEXT, "published": "2026-11-24"}, {"text": "No id."}]
    (tmp_path / "in/b.jsonl").write_text(json.dumps(rows[0]) + "\n\n" + json.dumps(rows[1]) + "\n")
    (tmp_path / "in/a.txt").write_text("A text.")
    (tmp_path / "in/sub").mkdir()
    (tmp_path / "in/sub/c.html").write_text(f"<html><body><article><p>{TEXT}</p></article></body></html>")
    (tmp_path / "in/sub/d.json").write_text('{"id": 7, "text": "One."}')
    result = jobs.do(tmp_path / "in", tmp_path / "out")
    found = [(line["source"], line["line"], line["id"]) for line in jobs.records(tmp_path / "out")]
    assert found == [
        ("a.txt", None, None),
        ("b.jsonl", 1, "a"),
        ("b.jsonl", 3, None),
        ("sub/c.html", None, None),
        ("sub/d.json", None, 7),
    ]
    assert jobs.records(tmp_path / "out")[1]["record"]["schema_version"] == "1.0"
    assert result.summary is not None
    assert (result.summary.articles, result.summary.records, result.summary.parts) == (5, 5, 3)
    words = sum(len(text.split()) for text in ("A text.", TEXT, "No id.", TEXT, "One."))
    assert result.summary.words == words


@pytest.mark.parametrize("compress", list(Compression))
def test_the_output_does_not_depend_on_the_number_of_workers(tmp_path: Path, compress: Compression) -> None:
    rows = [{"id": row["id"], "text": row["text"] * (1 + row["id"] % 7 * 20)} for row in jobs.texts(150)]
    rows[20]["text"], rows[77]["text"] = "", standin.DEFECT
    source = jobs.write(tmp_path / "a.jsonl", rows)
    outputs = []
    for workers in (1, 2, 5):
        out = tmp_path / f"out{workers}"
        jobs.do(source, out, workers=workers, shard_size=40, form=Form(compress=compress))
        outputs.append(jobs.output(out))
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0]) == 5


@pytest.mark.parametrize("coding", ["", ".gz", ".zst"])
@pytest.mark.parametrize("compress", list(Compression))
def test_compressed_in_and_out(tmp_path: Path, coding: str, compress: Compression) -> None:
    plain = jobs.write(tmp_path / "plain", jobs.texts(30)).read_bytes()
    codings = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}
    source = tmp_path / f"a.jsonl{coding}"
    source.write_bytes(codings[coding](plain[:900]) + codings[coding](plain[900:]))
    out = tmp_path / "out"
    jobs.do(source, out, form=Form(compress=compress))
    (part,) = out.glob("part-*")
    data = part.read_bytes()
    if compress is Compression.GZIP:
        assert part.suffix == ".gz"
        data = gzip.decompress(data)
    elif compress is Compression.ZSTD:
        assert part.suffix == ".zst"
        data = zstandard.ZstdDecompressor().decompressobj().decompress(data)
    assert [json.loads(line)["id"] for line in data.splitlines()] == list(range(30))


@pytest.mark.parametrize("coding", ["gz", "zst"])
@pytest.mark.parametrize("damage", ["cut", "junk"])
def test_of_a_damaged_file_nothing_is_lost_silently(tmp_path: Path, coding: str, damage: str) -> None:
    rows = [{"id": number, "text": os.urandom(2000).hex() + " x"} for number in range(200)]
    plain = jobs.write(tmp_path / "plain", rows).read_bytes()
    whole = gzip.compress(plain) if coding == "gz" else zstandard.compress(plain)
    source = tmp_path / f"a.jsonl.{coding}"
    source.write_bytes(whole[: len(whole) // 2] if damage == "cut" else whole + b"junk, and no frame")
    jobs.do(source, tmp_path / "out")
    found = [line["id"] for line in jobs.records(tmp_path / "out")]
    (reject,) = jobs.rejects(tmp_path / "out")[-1:]
    assert found == list(range(len(found)))
    assert len(found) == 200 if damage == "junk" else 0 < len(found) < 200
    assert reject["line"] == len(found) + 1
    assert "damaged" in reject["problem"]["detail"]


def test_rejects_say_where_and_why(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    rows = [
        b'{"id": "good", "text": "one"}',
        b"{",
        b'{"id": "empty", "text": ""}',
        b"\xff",
        b'{"id": "day", "text": "three", "published": "soon"}',
        b'{"id": 1.5, "text": "four"}',
        b'{"id": "long", "text": "' + b"x" * 1_100_000 + b'"}',
        b'{"id": "good too", "text": "two", "topic": 1}',
        json.dumps({"id": "defect", "text": standin.DEFECT}).encode(),
        b"[]",
    ]
    (tmp_path / "in/a.jsonl").write_bytes(b"\n".join(rows))
    (tmp_path / "in/b.pdf").write_bytes(b"%PDF")
    (tmp_path / "in/c.html").write_text("<html></html>")
    (tmp_path / "in/.hidden").write_text("passed over")
    result = jobs.do(tmp_path / "in", tmp_path / "out")
    assert [line["id"] for line in jobs.records(tmp_path / "out")] == ["good", "good too"]
    found = jobs.rejects(tmp_path / "out")
    assert [(each["source"], each["line"], each["id"], each["problem"]["status"]) for each in found] == [
        ("a.jsonl", 2, None, 400),
        ("a.jsonl", 3, "empty", 422),
        ("a.jsonl", 4, None, 400),
        ("a.jsonl", 5, "day", 422),
        ("a.jsonl", 6, None, 422),
        ("a.jsonl", 7, None, 413),
        ("a.jsonl", 9, "defect", 500),
        ("a.jsonl", 10, None, 422),
        ("b.pdf", None, None, 422),
        ("c.html", None, None, 422),
    ]
    assert found[3]["problem"]["errors"][0]["pointer"] == "/published"
    assert found[4]["problem"]["errors"][0]["pointer"] == "/id"
    assert "KeyError at standin.py" in found[6]["problem"]["detail"]
    assert "secret" not in json.dumps(found)
    assert result.summary is not None
    assert result.summary.ignored == {"topic": 1}
    assert result.summary.reasons["/problems/malformed-json"] == 2


def test_strict_refuses_unknown_keys(tmp_path: Path) -> None:
    source = jobs.write(tmp_path / "a.jsonl", [{"id": 1, "text": "one", "topic": 1}])
    jobs.do(source, tmp_path / "out", strict=True)
    (reject,) = jobs.rejects(tmp_path / "out")
    assert reject["problem"]["errors"] == [{"pointer": "/topic", "detail": "Unknown field."}]


def test_the_format_may_be_given(tmp_path: Path) -> None:
    source = jobs.write(tmp_path / "a.dump", jobs.texts(3))
    jobs.do(source, tmp_path / "out", kind=Kind.JSONL)
    assert len(jobs.records(tmp_path / "out")) == 3


def test_files_of_one_article_share_shards(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(7):
        (tmp_path / f"in/{number}.txt").write_text(f"Text {number}.")
    jobs.write(tmp_path / "in/3a.jsonl", jobs.texts(2))
    jobs.do(tmp_path / "in", tmp_path / "out", shard_size=3)
    parts = [
        [line["source"] for line in jobs.lines(part)] for part in sorted((tmp_path / "out").glob("part-*"))
    ]
    assert parts == [
        ["0.txt", "1.txt", "2.txt"],
        ["3.txt"],
        ["3a.jsonl", "3a.jsonl"],
        ["4.txt", "5.txt", "6.txt"],
    ]


def test_a_finished_job_is_left_alone(tmp_path: Path) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(5))
    first = jobs.do(source, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.name != "lock"}
    again = jobs.do(source, tmp_path / "out", workers=1)
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*") if path.name != "lock"}
    assert (first.fresh, again.fresh) == (True, False)
    assert first.summary == again.summary
    assert before == after
    (tmp_path / "out/part-00000.jsonl").unlink()
    with pytest.raises(JobError, match="0 parts"):
        jobs.do(source, tmp_path / "out")


def test_no_articles(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_text("\n")
    result = jobs.do(tmp_path / "in", tmp_path / "out")
    assert result.summary is not None
    assert (result.summary.articles, result.summary.parts) == (0, 0)
    assert jobs.rejects(tmp_path / "out") == []


def test_a_model_that_cannot_be_loaded_stops_the_job(tmp_path: Path) -> None:
    source = jobs.write(tmp_path / "a.jsonl", jobs.texts(1))
    with pytest.raises(ModelError, match="There is no model"):
        jobs.do(source, tmp_path / "out", loader="tests.bulk.standin:broken")
    with pytest.raises(JobError, match="before they are ready: exit status 3"):
        jobs.do(source, tmp_path / "out", loader="tests.bulk.standin:fatal")


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import service.bulk.extras

    def missing(name: str) -> None:
        raise ModuleNotFoundError(name=name)

    monkeypatch.setattr(service.bulk.extras, "import_module", missing)
    (tmp_path / "a.jsonl.zst").write_bytes(b"")
    with pytest.raises(JobError, match=r"zstandard: pip install 'readout\[zstd\]'"):
        jobs.do(tmp_path / "a.jsonl.zst", tmp_path / "out")
    with pytest.raises(JobError, match=r"pyarrow: pip install 'readout\[parquet\]'"):
        Form(to=Output.PARQUET)
