"""Read a file or folder of JSON lines on Spark, here on this machine: python spark_example.py IN OUT

On a cluster: ``spark-submit --py-files`` or an image with Readout on every executor. Needs
``pip install 'readout[spark]'`` and a Java runtime.
"""

from __future__ import annotations

import os
import sys

from pyspark.sql import SparkSession

from service.bulk.spark import read_dataframe


def main(source: str, out: str) -> None:
    """Read `source`, write Parquet with the columns id, record and problem to the folder `out`."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").getOrCreate()
    articles = spark.read.schema("id string, text string, title string, published string").json(source)
    spread = articles.repartition(4 * spark.sparkContext.defaultParallelism)
    read_dataframe(spread).select("id", "record", "problem").write.parquet(out)
    print(f"{spark.read.parquet(out).count()} articles")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
