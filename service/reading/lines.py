"""A text as lines with their places, none of it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LINE: Final = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_EDGE: Final = " \t\xa0\u200b\u200e\u200f\u202f\u3000\ufeff\x00"
_BULLETS: Final = "•◦▪‣●■·*-–—>|"
_TERMINAL: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
_WORD: Final = re.compile(r"\w")
_PROSE_LENGTH: Final = 60
_LONG_LENGTH: Final = 200

Range = tuple[int, int]

Edit = tuple[int, int, str]
"""Code points [start, end), at least one, give way to a string."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds a word.

    `start` and `end` are code points of the text, without outer white space and bullets; `text` is that
    stretch. `after_blank` is true where an empty line (or nothing) stands before it.
    """

    start: int
    end: int
    text: str
    bullet: bool
    after_blank: bool

    @property
    def is_sentence(self) -> bool:
        """Ends as a sentence ends."""
        return _TERMINAL.search(self.text) is not None

    @property
    def is_prose(self) -> bool:
        """Long enough, and ended, as a paragraph of an article is."""
        length = len(self.text)
        return length >= _LONG_LENGTH or (length >= _PROSE_LENGTH and self.is_sentence)


def lines(text: str) -> Iterator[Line]:
    """Lines that hold at least one letter, digit or sign worth reading, in order."""
    previous_end = -1
    for match in _LINE.finditer(text):
        raw = match.group()
        start = match.start() + len(raw) - len(raw.lstrip(_EDGE))
        end = match.start() + len(raw.rstrip(_EDGE))
        if start >= end:
            continue
        body = start + _bullet_length(text[start:end])
        after_blank = previous_end < 0 or _has_blank(text, previous_end, match.start())
        previous_end = match.end()
        yield Line(body, end, text[body:end], bullet=body > start, after_blank=after_blank)


def _bullet_length(line: str) -> int:
    """Length of a leading bullet with its white space; 0 where the line is nothing but signs."""
    if line[0] not in _BULLETS or not _WORD.search(line):
        return 0
    rest = line.lstrip(_BULLETS)
    trimmed = rest.lstrip(_EDGE)
    # "-5 degrees" or "—Reuters" are words; a bullet is set off by white space
    return len(line) - len(trimmed) if len(trimmed) < len(rest) else 0


def _has_blank(text: str, start: int, end: int) -> bool:
    """Two line ends or more between two lines ("\\r\\n" is one)."""
    gap = text[start:end].replace("\r\n", "\n")
    return sum(character not in _EDGE for character in gap) > 1
