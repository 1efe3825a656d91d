"""Inline markup for gold cases: ``<a Joe Biden> met <b Xi Jinping>. <a He> smiled.``

A mark is ``<label text>``; the label has no space, ``-`` says that nothing may be found there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"<(\S+) ([^<>]+)>")


@dataclass(frozen=True)
class Mark:
    """One marked stretch: code points [start, end) of the plain text."""

    label: str
    start: int
    end: int
    text: str


def read(line: str) -> tuple[str, tuple[Mark, ...]]:
    """The plain text and its marks in order."""
    plain, marks, last = "", [], 0
    for match in _MARK.finditer(line):
        plain += line[last : match.start()]
        marks.append(Mark(match[1], len(plain), len(plain) + len(match[2]), match[2]))
        plain += match[2]
        last = match.end()
    return plain + line[last:], tuple(marks)
