"""Code blocks of Markdown documents: what they hold, and whether they are marked to be run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"<!-- run -->")
_FENCE = re.compile(r"(?P<fence>```+)(?P<language>\w*)")
_PYTHON = re.compile(r"^(?:from \w\S* import |import \w)", re.MULTILINE)
_SHELL = re.compile(r"^curl ", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block's text without its indentation or fence. `marked`: the line above it is ``<!-- run -->``."""

    path: Path
    line: int
    text: str
    marked: bool

    @property
    def language(self) -> str | None:
        """`python`, `sh`, or None for what can't be run: an answer, a table of a file."""
        if _PYTHON.search(self.text):
            return "python"
        return "sh" if _SHELL.search(self.text) else None


def blocks(path: Path, text: str) -> Iterator[Block]:
    """The fenced and the indented blocks of a document, in order. Lines count from 1.

    An indented block begins after an empty line; those within a list's item are not looked for.
    """
    lines = text.splitlines()
    at, marked = 0, False
    while at < len(lines):
        line = lines[at]
        if fence := _FENCE.fullmatch(line):
            end = next((n for n in range(at + 1, len(lines)) if lines[n] == fence["fence"]), len(lines))
            yield Block(path, at + 1, "\n".join(lines[at + 1 : end]) + "\n", marked)
            at, marked = end + 1, False
        elif line.startswith("    ") and (at == 0 or not lines[at - 1].strip()):
            end = _end_of_indented(lines, at)
            yield Block(path, at + 1, "\n".join(text[4:] for text in lines[at:end]) + "\n", marked)
            at, marked = end, False
        else:
            if line.strip():
                marked = bool(_MARK.fullmatch(line))
            at += 1


def _end_of_indented(lines: list[str], start: int) -> int:
    end = start
    for at in range(start, len(lines)):
        if lines[at].startswith("    "):
            end = at + 1
        elif lines[at].strip():
            break
    return end
