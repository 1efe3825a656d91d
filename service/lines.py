"""Lines of a stream, none longer than a limit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO


def limited_lines(stream: IO[bytes], limit: int) -> Iterator[bytes | None]:
    """Lines of up to `limit` bytes; None for a longer one, whose rest is skipped without being kept."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None
