"""HTML that stands in plain text: character references and tags, as feeds and scrapers leave them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import Final

from service.reading.lines import Edit

_REFERENCE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

_PARAGRAPHS: Final = re.compile(
    r"address|article|aside|blockquote|body|caption|center|d[dlt]|div|fieldset|figcaption|figure|footer|form|h[1-6]"
    r"|head|header|hr|html|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|title|tr|ul"
)
_LINES: Final = re.compile(r"br|li|option")
_CELLS: Final = re.compile(r"t[dh]")
_INLINE: Final = re.compile(
    r"a|abbr|acronym|audio|b|bd[io]|big|button|cite|code|data|del|dfn|em|embed|font|i|iframe|img|input|ins|kbd|label"
    r"|link|mark|meta|noscript|o:p|object|param|picture|q|s|samp|script|small|source|span|strike|strong|style|sub"
    r"|sup|svg|time|tt|u|var|video|wbr"
)
_UNREAD: Final = re.compile(r"script|style")
# An attribute has a value here: "a <b and c> d" is no tag
_VALUE: Final = r"""(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
_TAG: Final = re.compile(
    rf"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:]{{0,10}})(?:\s+[A-Za-z:_-]+\s*=\s*{_VALUE})*\s*/?>"
    r"|(?P<comment><!--)"
    r"|(?P<other><!\[CDATA\[|\]\]>|<!DOCTYPE[^<>]{0,200}>|<\?xml[^<>]{0,200}\?>)",
    re.IGNORECASE,
)


def references(text: str) -> Iterator[Edit]:
    """Edits: "&amp;", "&#8211;" and the like become the characters that they name."""
    for match in _REFERENCE.finditer(text):
        found = match.group()
        if found[1] == "#" or found[1:] in html5:
            yield match.start(), match.end(), unescape(found)


def tags(text: str) -> Iterator[Edit]:
    """Edits: tags of HTML become line breaks where they begin or end a line, else nothing; scripts, styles
    and comments go with their content.
    """
    if "<" not in text and "]]>" not in text:
        return
    last = 0
    unclosed: set[str] = set()  # looked for once: many that are never closed cost no more than one
    for match in _TAG.finditer(text):
        name = (match["name"] or "").casefold()
        new = _instead(name)
        if match.start() < last or new is None:
            continue
        end: int | None = match.end()
        if match["comment"]:
            end = _close(text, match.end(), "-->", unclosed)
        elif _UNREAD.fullmatch(name) and not match["end"]:
            end = _close(text, match.end(), f"</{name}>", unclosed) or match.end()
        if end:
            last = end
            yield match.start(), end, new


def _instead(name: str) -> str | None:
    """What a tag of this name is in the text, None for a name that HTML doesn't know."""
    if _PARAGRAPHS.fullmatch(name):
        return "\n\n"
    if _LINES.fullmatch(name):
        return "\n"
    if _CELLS.fullmatch(name):
        return " "
    return "" if not name or _INLINE.fullmatch(name) else None


def _close(text: str, start: int, mark: str, unclosed: set[str]) -> int | None:
    """Where the next `mark` ends, None where there is none."""
    if mark in unclosed:
        return None
    found = text.find(mark, start)
    if found < 0:
        unclosed.add(mark)
        return None
    return found + len(mark)
