"""Prints the meetings of articles in files, one line each, and who holds what position under it.

    pip install clients/python
    python examples/extract.py examples/articles/*.txt

A file whose name begins with a day, 2026-05-14-hanoi.txt, was published on that day. READOUT_URL is the
service's address, READOUT_API_KEY its key where it wants one.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from readout_client import BatchProblem, Client
from readout_client.batch import BatchArticle
from readout_client.types import Record

SIGNS = {1: "+", 0: "?", -1: "-"}


def articles(names: list[str]) -> Iterator[BatchArticle]:
    """The files' texts, each with its name as id."""
    for name in names:
        day = re.match(r"\d{4}-\d\d-\d\d", Path(name).name)
        yield {
            "id": name,
            "text": Path(name).read_text(encoding="utf-8"),
            "published": day[0] if day else None,
        }


def lines(record: Record) -> Iterator[str]:
    """The record in words."""
    meeting = record["meeting"]
    yield f"{meeting['status']}: {meeting['title']}" if meeting else "no meeting"
    for position in record["positions"]:
        issue = position["issue"]["category"] if position["issue"] else "other"
        said = " ".join(position["statement"].split())
        yield f"  {SIGNS[position['polarity']]} {position['stakeholder']['name']}, {issue}: {said}"


def main(names: list[str]) -> int:
    """Print what is read; 1 where a file was refused."""
    refused = 0
    url = os.environ.get("READOUT_URL", "http://127.0.0.1:8000")
    with Client(url, api_key=os.environ.get("READOUT_API_KEY")) as client:
        for answer in client.extract_batch(articles(names)):
            if isinstance(answer, BatchProblem):
                print(f"{answer.id}: {answer.problem}", file=sys.stderr)
                refused = 1
            else:
                print(f"{answer.id}: " + "\n".join(lines(answer.record)), flush=True)
    return refused


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
