"""Ray Data and Spark on one machine, where they are installed: the same records, a deadline that holds."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.bulk import jobs, standin

_DISASTERS = [{"id": 31, "text": standin.SLOW}, {"id": 32, "text": standin.CRASH}]
ROWS: list[dict[str, Any]] = [*jobs.texts(30), {"id": 30, "text": ""}, *_DISASTERS]

NOT_STARTED = 69  # Ray gives its own processes 15 s to start, ray-project/ray#65983

RAY = (
    f"NOT_STARTED = {NOT_STARTED}"
    + """
import json, sys
import ray
from service.bulk.ray import read_dataset
from service.settings import Settings
try:
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
except Exception:
    sys.exit(NOT_STARTED)
rows = ray.data.read_json(sys.argv[1])
read = read_dataset(rows, settings=Settings(deadline=5), batch_size=8, loader="tests.bulk.standin:analyzer")
found = sorted(read.take_all(), key=lambda row: row["id"])
print(json.dumps([[row["id"], row["record"], row["problem"]] for row in found]))
"""
)

SPARK = """
import json, sys
from pyspark.sql import SparkSession
from service.bulk.spark import read_dataframe
from service.settings import Settings
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
rows = spark.read.schema("id long, text string, published date").json(sys.argv[1]).repartition(3)
read = read_dataframe(rows, settings=Settings(deadline=5), loader="tests.bulk.standin:analyzer")
assert read.columns == ["id", "text", "published", "record", "problem"]
print(json.dumps([[row.id, row.record, row.problem] for row in read.orderBy("id").collect()]))
spark.stop()
"""


@pytest.mark.parametrize(
    "code",
    [
        pytest.param(RAY, id="ray", marks=pytest.mark.skipif(not find_spec("ray"), reason="needs ray")),
        pytest.param(
            SPARK,
            id="spark",
            marks=pytest.mark.skipif(
                not find_spec("pyspark") or not shutil.which("java"), reason="needs pyspark and Java"
            ),
        ),
    ],
)
def test_every_row_has_its_record_or_problem(tmp_path: Path, code: str) -> None:
    source = jobs.write(tmp_path / "a.jsonl", ROWS)
    environ = {
        "PYTHONPATH": str(jobs.ROOT),
        "PYSPARK_PYTHON": sys.executable,
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, str(source)],
        cwd=jobs.ROOT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    if done.returncode == NOT_STARTED:
        pytest.skip("Ray does not start on a machine as busy as this one")
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    jobs.do(source, tmp_path / "out", deadline=5)
    wanted = [[line["id"], line["record"]] for line in jobs.records(tmp_path / "out")]
    assert [[number, json.loads(record)] for number, record, _ in found[:30]] == wanted
    assert [record for _, record, _ in found[30:]] == [None, None, None]
    assert [json.loads(problem)["status"] for _, _, problem in found[30:]] == [422, 503, 500]
