"""Marks of Markdown in plain text. Each is taken away only where it can be nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from service.reading.lines import Edit

_ADDRESS: Final = (
    r"(?:https?://|mailto:|www\.|[/#])[^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+\"[^\"\n]{0,200}\")?"
)
_LINK: Final = re.compile(rf"(?P<image>!?)\[(?P<text>[^\[\]\n]{{0,300}})\]\({_ADDRESS}\)")

# "# Heading" but neither "#hashtag" nor the "# # #" with which a press release ends
_HEADING: Final = r"[ ]{0,3}#{1,6}[ \t]+(?=[^\s#])"
# "> quoted" but not "> 50 members"
_QUOTED: Final = r"[ ]{0,3}(?:>[ \t]?)+(?![ \t>]*\d)"
_LINE_MARK: Final = re.compile(rf"^(?:{_QUOTED}|{_HEADING})+", re.MULTILINE)
_UNDERLINE: Final = re.compile(r"^={3,}$", re.MULTILINE)
_ROW: Final = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_RULE: Final = re.compile(r"[\s|:-]*--[\s|:-]*")

# Opening and closing marks cling to what they mark, and stand outside words and addresses.
_STARS: Final = r"(?:[^*\n]|\n(?![ \t]*\n)){1,300}?"
_BARS: Final = r"(?:[^_\n]|\n(?![ \t]*\n)){1,300}?"
_MARKED: Final = r"[\w\"'“‘«(\[<$€£#@*_]"
_STRONG: Final = re.compile(
    rf"(?<![*\w\\])\*\*(?={_MARKED})\*?{_STARS}(?<=[^\s(])\*?\*\*(?!\w)"
    rf"|(?<![\w\\@/])__(?={_MARKED}){_BARS}(?<=[^\s(])__(?!\w)"
)
_EMPHASIS: Final = re.compile(
    rf"(?<![*\w\\])\*(?={_MARKED}){_STARS}(?<=[^\s(])\*(?![*\w])"
    rf"|(?<![\w\\@/])_(?={_MARKED}){_BARS}(?<=[^\s(])_(?!\w)"
)


def links(text: str) -> Iterator[Edit]:
    """Edits: of ``[text](address)`` the text stays, of an image nothing."""
    if "](" not in text:
        return
    for match in _LINK.finditer(text):
        if match["image"] or not match["text"]:
            yield match.start(), match.end(), ""
        else:
            yield match.start(), match.start("text"), ""
            yield match.end("text"), match.end(), ""


def line_marks(text: str) -> Iterator[Edit]:
    """Edits: the marks with which headings and quotations begin and rules are drawn go; semicolons part the
    cells of a table's row.
    """
    if not any(mark in text for mark in "#>=|"):
        return
    marks = chain(_LINE_MARK.finditer(text), _UNDERLINE.finditer(text))
    yield from sorted(chain(((mark.start(), mark.end(), "") for mark in marks), _rows(text)))


def strong(text: str) -> Iterator[Edit]:
    """Edits: ``**bold**`` and ``__bold__`` lose their marks."""
    return _unmarked(_STRONG, text, 2)


def emphasis(text: str) -> Iterator[Edit]:
    """Edits: ``*italics*`` and ``_italics_`` lose their marks."""
    return _unmarked(_EMPHASIS, text, 1)


def _unmarked(pattern: re.Pattern[str], text: str, width: int) -> Iterator[Edit]:
    if "*" not in text and "_" not in text:
        return
    for match in pattern.finditer(text):
        yield match.start(), match.start() + width, ""
        yield match.end() - width, match.end(), ""


def _rows(text: str) -> Iterator[Edit]:
    for row in _ROW.finditer(text):
        if _RULE.fullmatch(row.group()):
            yield row.start(), min(row.end() + 1, len(text)), ""
            continue
        yield from _cells(row.start(), row.group().split("|"))


def _cells(start: int, cells: list[str]) -> Iterator[Edit]:
    """Edits of the pipes between `cells`, the first of which begins at `start`, and of the blanks there."""
    done = start
    for place, cell in enumerate(cells[:-1]):
        pipe, following = start + len(cell), cells[place + 1]
        first = max(done, start + len(cell.rstrip()))
        done = pipe + 1 + len(following) - len(following.lstrip())
        outer = place in (0, len(cells) - 2)
        yield first, done, "" if outer else "; "
        start = pipe + 1
