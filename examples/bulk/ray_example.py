"""Read a file or folder of JSON lines on Ray Data, here on this machine: python ray_example.py IN OUT

On a cluster: ``ray.init("auto")``, and as many actors as it has cores. Needs ``pip install 'readout[ray]'``.
"""

from __future__ import annotations

import os
import sys

import ray

from service.bulk.ray import read_dataset


def main(source: str, out: str) -> None:
    """Read `source`, write Parquet with the columns id, record and problem to the folder `out`."""
    cores = os.cpu_count() or 1
    ray.init(num_cpus=cores, include_dashboard=False)
    articles = ray.data.read_json(source)
    read = read_dataset(articles, actors=cores)
    read.select_columns(["id", "record", "problem"]).write_parquet(out)
    print(f"{ray.data.read_parquet(out).count()} articles")


if __name__ == "__main__":
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    main(*sys.argv[1:3])
