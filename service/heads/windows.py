"""A document in windows of whole sentences, as word pieces, each behind the article's first words.

A later window begins with headline and lead again, so that the encoder knows there too which meeting is
the main one; the states of these repeated words are not used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from service.heads.document import Document

LIMIT: Final = 500
"""Most pieces of a window."""
PREFIX: Final = 64
"""Most pieces of the article's beginning before a later window."""
LONGEST: Final = 220
"""Words after which a sentence without an end is cut."""


@dataclass(slots=True)
class Window:
    """Words [start, end) of a document; `first`: the first piece of each."""

    start: int
    end: int
    ids: list[int]
    shapes: list[int]
    first: list[int]


def windows(
    document: Document, pieces: Callable[[str], tuple[tuple[int, ...], int]], *, start: int, separator: int
) -> list[Window]:
    """All windows in order. `pieces` gives a word's piece ids; `start`, `separator`: special piece ids."""
    coded = [pieces(text)[0] for text in document.texts]
    sizes = [len(own) + int(gap) for own, gap in zip(coded, document.break_before, strict=True)]
    prefix = 0
    room = PREFIX
    while prefix < len(coded) and sizes[prefix] <= room:
        room -= sizes[prefix]
        prefix += 1
    found: list[Window] = []
    begin = used = 0
    for low, high in _sentences(document):
        size = sum(sizes[low:high])
        if low > begin and used + size > LIMIT - 2:
            found.append(_window(document, coded, (begin, low), prefix, start, separator))
            begin, used = low, PREFIX - room + 1
        used += size
    if begin < len(coded):
        found.append(_window(document, coded, (begin, len(coded)), prefix, start, separator))
    return found


def _sentences(document: Document) -> list[tuple[int, int]]:
    """Sentences as word ranges; a long one in parts."""
    found, begin = [], 0
    sent = document.sent
    for i in range(1, len(sent) + 1):
        if i == len(sent) or sent[i] != sent[begin] or i - begin >= LONGEST:
            found.append((begin, i))
            begin = i
    return found


def _window(
    document: Document,
    coded: list[tuple[int, ...]],
    words: tuple[int, int],
    prefix: int,
    start: int,
    separator: int,
) -> Window:
    ids, shapes, first = [start], [0], []
    begin, end = words

    def enter(word: int) -> None:
        if document.break_before[word] and len(ids) > 1:
            ids.append(separator)
            shapes.append(0)
        first.append(min(len(ids), 511))
        ids.extend(coded[word])
        shapes.extend([int(document.shapes[word])] * len(coded[word]))

    if begin:
        for word in range(min(prefix, begin)):
            enter(word)
        ids.append(separator)
        shapes.append(0)
    first.clear()
    for word in range(begin, end):
        enter(word)
    ids.append(separator)
    shapes.append(0)
    return Window(begin, end, ids[:512], shapes[:512], first)
