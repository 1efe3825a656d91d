"""`readout batch` with the stand-in, as a process of its own that tests may kill."""

from __future__ import annotations

from functools import partial

from service.bulk import job
from service.bulk.command import batch

if __name__ == "__main__":
    job.run = partial(job.run, loader="tests.bulk.standin:analyzer")
    batch()
