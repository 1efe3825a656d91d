"""Cutting an article into the stretches that the encoder reads at once.

A window holds whole paragraphs where they fit, else parts of one cut where a sentence surely ends, and
only in text without such places (lists, runs of signs) at a fixed length. Windows cover every word once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc

WINDOW: Final = 160
"""Word pieces that a window may hold, paragraph separators included."""

_FINAL: Final = frozenset(".!?…")
_CLOSING: Final = "\"'”’»)]"
_ABBREVIATIONS: Final = frozenset({"corp.", "prof.", "sept."})
"""Words of more than four characters that end in a full stop without ending a sentence."""


def is_break(doc: Doc, index: int) -> bool:
    """Whether the white-space token at `index` ends a paragraph.

    A blank line always does. A single line feed does unless the text runs on over it, as in mail and
    hard-wrapped pages: the line before is left open and the next one begins in lower case.
    """
    feeds = doc[index].text.count("\n") or doc[index].text.count("\r")
    if feeds != 1:
        return feeds > 1
    if index == 0 or index + 1 >= len(doc):
        return True
    before, after = doc[index - 1].text, doc[index + 1].text
    return not after[:1].islower() or before[-1:] in _FINAL or before[-1:] in _CLOSING


def is_safe_cut(before: str, after: str) -> bool:
    """Whether a sentence surely ends between two neighbouring words."""
    if not after[:1].isupper() and not (after[:1] in "\"'“‘«(" and len(after) == 1):
        return False
    return before in ("!", "?", "…", ".") or (
        len(before) > 4
        and before[-1:] == "."
        and before.lower() not in _ABBREVIATIONS
        and "." not in before[:-1]
    )


def plan_windows(
    words: Sequence[str], breaks: Sequence[bool], sizes: Sequence[int], *, limit: int = WINDOW
) -> Iterator[tuple[int, int]]:
    """Word ranges ``[start, end)`` that together cover all words once, in order.

    `breaks` is true where a paragraph begins, `sizes` counts each word's pieces; a range holds at most
    `limit` pieces (a separator counts as one), unless one word alone is larger.
    """
    start, size, cut = 0, 0, 0
    for index in range(len(words)):
        if breaks[index] or (size > limit // 2 and is_safe_cut(words[index - 1], words[index])):
            cut = index
        step = sizes[index] + (1 if breaks[index] and index > start else 0)
        while size + step > limit and index > start:
            end = cut if cut > start else index
            yield start, end
            size = sum(sizes[end:index]) + sum(breaks[end + 1 : index])
            start = cut = end
            step = sizes[index] + (1 if breaks[index] and index > start else 0)
        size += step
    if start < len(words):
        yield start, len(words)
