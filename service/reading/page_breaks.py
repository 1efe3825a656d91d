"""Running heads and feet that printed pages leave in a text: "10482/25   1/2", "EN", "Page 3 of 7"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from service.reading.days import find_days
from service.reading.lines import Edit, Line, lines

_LONGEST: Final = 120
_REACH: Final = 3
_PAGE_OF: Final = r"\d{1,3} ?(?:/|of) ?\d{1,3}"
# The line of a page number: alone, after "page", or parted by blanks from a document's number or name
_PAGED: Final = re.compile(
    rf"(?:(?P<head>\S.{{0,80}}?)(?:\s{{2,}}|\s[|•·]\s))?(?:page )?{_PAGE_OF}"
    r"|(?:\S.{0,80}?(?:\s{2,}|\s[|•·–—-]\s))?page \d{1,3}"
    r"|[-–—] ?(?!30\b)\d{1,3} ?[-–—]",  # "-30-" ends a report
    re.IGNORECASE,
)
_LANGUAGE: Final = re.compile(r"[A-Z]{2}")
_DIGITS: Final = re.compile(r"\d+")
_DOCUMENT_NUMBER: Final = re.compile(r"(?=\S*\d)\S{4,}")
_UNFINISHED: Final = re.compile(r"[^.!?…:;\"'”’»)\]]$")
_OPEN: Final = re.compile(r".*(?:,|\b(?:a|an|and|at|by|for|from|in|of|on|or|that|the|to|with))$")
_DATED_HEAD: Final = 5


def running_lines(text: str) -> Iterator[Edit]:
    """Edits: running heads and feet go. Where they part a sentence its lines come together again, elsewhere
    a paragraph ends.
    """
    if not any(_may_be_paged(line) for line in text.split("\n")):
        return
    found = list(lines(text))
    running = sorted(_running(found))
    for first, last in _blocks(running):
        before = found[first - 1] if first else None
        after = found[last + 1] if last + 1 < len(found) else None
        if before and after:
            yield before.end, after.start, "\n" if _continues(before, after) else "\n\n"
        elif before:
            yield before.end, found[last].end, ""
        elif after:
            yield found[first].start, after.start, ""


def _may_be_paged(line: str) -> bool:
    """Whether a line may end in a page's number; this costs next to nothing."""
    last = line.rstrip()[-1:]
    return len(line) <= 2 * _LONGEST and (last.isdigit() or last in "-–—") and bool(last)


def _running(found: Sequence[Line]) -> set[int]:
    """Indexes of running heads and feet: lines of page numbers, and what is repeated beside them."""
    short = [len(line.text) <= _LONGEST and not line.is_prose for line in found]
    paged = {
        n: match
        for n, line in enumerate(found)
        if short[n] and (match := _PAGED.fullmatch("- " * line.bullet + line.text))
    }
    shapes = Counter(_shape(line) for line in found)
    numbers = {match["head"].split()[0] for match in paged.values() if match["head"]}
    numbers = {number for number in numbers if _DOCUMENT_NUMBER.fullmatch(number)}
    running = set(paged)
    for start in paged:
        for step in (-1, 1):
            for n in range(start + step, start + step * (_REACH + 1), step):
                if not (0 <= n < len(found) and short[n] and _is_beside(found[n], shapes)):
                    break
                running.add(n)
    running |= {n for n, line in enumerate(found) if short[n] and line.text.split()[0] in numbers}
    return {n for n in running if not _heads_with_date(n, found[n])}


def _is_beside(line: Line, shapes: Counter[str]) -> bool:
    return shapes[_shape(line)] > 1 or _LANGUAGE.fullmatch(line.text) is not None


def _shape(line: Line) -> str:
    return " ".join(_DIGITS.sub("0", line.text).casefold().split())


def _heads_with_date(index: int, line: Line) -> bool:
    """Whether it may say on which day the text appeared."""
    return index < _DATED_HEAD and bool(find_days(line.text))


def _continues(before: Line, after: Line) -> bool:
    """Whether a sentence runs on from one line to the other."""
    runs_on = after.text[0].islower() and _UNFINISHED.search(before.text) is not None
    return not after.bullet and (runs_on or _OPEN.fullmatch(before.text) is not None)


def _blocks(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of neighbours."""
    first = last = -2
    for index in indexes:
        if index != last + 1:
            if last >= 0:
                yield first, last
            first = index
        last = index
    if last >= 0:
        yield first, last
