"""A cleaned view of a text, every character of which still knows where it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from service.reading import characters, hyphens, markdown, markup, page_breaks
from service.reading.lines import Edit, Range


@dataclass(frozen=True, slots=True)
class View:
    """Text as the pipeline reads it. Its character `i` stands for code points [starts[i], ends[i]) sent.

    Both sequences never decrease. What was dropped lies in no such range; the characters that replace one
    stretch all stand for the whole of it.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @property
    def is_identity(self) -> bool:
        """Whether the text is as it was sent."""
        return isinstance(self.starts, range)

    def sent(self, start: int, end: int) -> Range:
        """The stretch sent for which view [start, end) stands; no dropped mark begins or ends it.

        An empty range stays empty.
        """
        if start < end:
            return self.starts[start], self.ends[end - 1]
        place = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return place, place

    def seen(self, start: int, end: int) -> Range:
        """The part of the view that stands for code points [start, end) sent, wholly or in part."""
        first = bisect_right(self.ends, start)
        return first, max(first, bisect_left(self.starts, end))

    def edited(self, edits: Iterable[Edit]) -> View:
        """The view after `edits`, which are in order, apart, and count in its text."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last = 0
        for start, end, new in edits:
            _copy(self, last, start, pieces, starts, ends)
            pieces.append(new)
            starts.extend([self.starts[start]] * len(new))
            ends.extend([self.ends[end - 1]] * len(new))
            last = end
        if last == 0:
            return self
        _copy(self, last, len(self.text), pieces, starts, ends)
        return View("".join(pieces), starts, ends)


def _copy(view: View, start: int, end: int, pieces: list[str], starts: list[int], ends: list[int]) -> None:
    pieces.append(view.text[start:end])
    starts.extend(view.starts[start:end])
    ends.extend(view.ends[start:end])


_PASSES: Final[tuple[Callable[[str], Iterable[Edit]], ...]] = (
    markup.references,
    markup.tags,
    markup.references,  # of HTML that was itself escaped: "&lt;p&gt;It&amp;rsquo;s"
    characters.unprinted,
    characters.blank_lines,
    markdown.links,
    markdown.line_marks,
    markdown.strong,
    markdown.emphasis,
    page_breaks.running_lines,
    hyphens.broken_words,
)
"""Each takes the text as the one before left it, and gives edits in order and apart."""


def view_of(text: str) -> View:
    """The cleaned view of `text`, the text itself where there is nothing to clean."""
    view = View(text, range(len(text)), range(1, len(text) + 1))
    for find in _PASSES:
        view = view.edited(find(view.text))
    return view
