"""The headline with which a text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from service.reading.dateline import dateline_of
from service.reading.lines import Line, Range

_MAX_LENGTH: Final = 250
_MAX_LINES: Final = 3
_PARAGRAPH: Final = 120
_FULL_STOP: Final = re.compile(r"(?<!\.)\.[\"'”’»)\]]*$")
_UNFINISHED: Final = re.compile(r"[,;—–-]$")
_PLAIN: Final = re.compile(r"[\W_]+")


def find_headline(lines: Sequence[Line]) -> Range | None:
    """Code points of the headline, or None where the text begins with its first sentence.

    `lines` are those of the article, debris left out. A headline is short, ends without a full stop, and
    stands apart from the paragraph below it. A hard-wrapped paragraph does not qualify by its first line.
    """
    block = _first_block(lines)
    if not block or len(block) == len(lines) or block[0].bullet or dateline_of(block[0]):
        return _first_line(lines)
    span = block[0].start, block[-1].end
    short = len(block) <= _MAX_LINES and span[1] - span[0] <= _MAX_LENGTH
    if short and _stands_alone(block[-1]) and not _any_stop(block[:-1]):
        return span
    return _first_line(lines)


def starts_with_title(lines: Sequence[Line], title: str) -> Range | None:
    """Code points of `title` where the text's first line repeats it, whatever its marks and case."""
    wanted = _plain(title)
    for line in lines[:1]:
        if wanted and _plain(line.text) == wanted:
            return line.start, line.end
    return None


def _first_block(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to the first empty one."""
    for index, line in enumerate(lines[1:], start=1):
        if line.after_blank:
            return lines[:index]
    return lines


def _first_line(lines: Sequence[Line]) -> Range | None:
    """The first line above a whole paragraph that follows without an empty line."""
    if len(lines) < 2 or lines[0].bullet or dateline_of(lines[0]):
        return None
    first, second = lines[0], lines[1]
    if len(first.text) > _MAX_LENGTH or not _stands_alone(first):
        return None
    paragraph = len(second.text) >= _PARAGRAPH or dateline_of(second) is not None
    return (first.start, first.end) if paragraph and len(second.text) > len(first.text) else None


def _stands_alone(line: Line) -> bool:
    return not _FULL_STOP.search(line.text) and not _UNFINISHED.search(line.text)


def _any_stop(lines: Sequence[Line]) -> bool:
    return any(_FULL_STOP.search(line.text) for line in lines)


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text).strip().casefold()
