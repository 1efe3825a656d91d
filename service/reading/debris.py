"""Page debris: what a page puts around its article. It is masked by range, never cut out of the text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Final

from service.reading.lines import Line
from service.reading.pagedate import page_date

MAX_DEBRIS_LENGTH: Final = 400
"""No longer line is looked at: a paragraph of the article is never lost to a word list."""

_TOP: Final = "top"
_BOTTOM: Final = "bottom"
_MIDDLE: Final = "middle"
_TAIL_KINDS: Final = frozenset({"related", "comments", "tags"})
_META_KINDS: Final = frozenset({"date", "reading_time", "age", "byline"})
_AUTHOR: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}")
_OUTER: Final = " \t:.,;|*•·-–—()[]»›→"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row of `debris.tsv`: a kind of debris, where on the page it may stand, and how it reads."""

    kind: str
    where: str
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`exact`: line in lower case -> rows (kind, where); `patterns`: rows matched against the whole line."""

    exact: dict[str, tuple[tuple[str, str], ...]]
    patterns: tuple[Pattern, ...]


@cache
def lexicon() -> Lexicon:
    """The word lists of `service/data/debris.tsv`."""
    exact: dict[str, tuple[tuple[str, str], ...]] = {}
    patterns: list[Pattern] = []
    table = (resources.files("service") / "data" / "debris.tsv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        kind, where = row["kind"], row["where"]
        if row["match"] == "exact":
            exact[row["pattern"]] = (*exact.get(row["pattern"], ()), (kind, where))
        else:
            flags = re.IGNORECASE if row["match"] == "regex" else re.NOFLAG
            patterns.append(Pattern(kind, where, re.compile(row["pattern"], flags)))
    return Lexicon(exact, tuple(patterns))


def find_debris(lines: Sequence[Line]) -> list[str | None]:
    """For each line the kind of debris that it is, None for a line of the article."""
    zones = list(_zones(lines))
    kinds = [_kind(line, zone) for line, zone in zip(lines, zones, strict=True)]
    _spread_meta(lines, zones, kinds)
    _spread_tail(lines, zones, kinds)
    return kinds


def _zones(lines: Sequence[Line]) -> Iterator[str]:
    """`top` before the first paragraph, `bottom` after the last, `middle` between."""
    prose = [index for index, line in enumerate(lines) if line.is_prose and not _kind(line, _MIDDLE)]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), len(lines))
    for index in range(len(lines)):
        yield _TOP if index < first else _BOTTOM if index > last else _MIDDLE


def _kind(line: Line, zone: str) -> str | None:
    if len(line.text) > MAX_DEBRIS_LENGTH:
        return None
    if zone != _MIDDLE and page_date(line.text):
        return "date"
    words = " ".join(line.text.split())
    for form in (words.casefold(), words.casefold().strip(_OUTER)):
        for kind, where in lexicon().exact.get(form, ()):
            if _applies(where, zone):
                return kind
    return next(
        (row.kind for row in lexicon().patterns if _applies(row.where, zone) and row.regex.fullmatch(words)),
        None,
    )


def _applies(where: str, zone: str) -> bool:
    return where in ("any", zone) or (where == "ends" and zone in (_TOP, _BOTTOM))


def _spread_meta(lines: Sequence[Line], zones: Sequence[str], kinds: list[str | None]) -> None:
    """Author names that stand in one block with a date or a reading time above the article."""
    listed = set(_meta_lists(lines, kinds))
    headline_seen = False
    for index, line in enumerate(lines):
        if zones[index] != _TOP or kinds[index]:
            continue
        names_author = headline_seen and _AUTHOR.fullmatch(line.text) and _beside_meta(kinds, index)
        if index in listed or names_author:
            kinds[index] = "byline"
        headline_seen = True


def _meta_lists(lines: Sequence[Line], kinds: Sequence[str | None]) -> Iterator[int]:
    """Indexes of the lines of each bulleted list of short lines that holds a date or the like."""
    items = enumerate(zip(lines, kinds, strict=True))
    for short, run in groupby(items, key=lambda item: item[1][0].bullet and not item[1][0].is_sentence):
        members = list(run)
        if short and any(kind in _META_KINDS for _, (_, kind) in members):
            yield from (index for index, _ in members)


def _beside_meta(kinds: Sequence[str | None], index: int) -> bool:
    after = kinds[index + 1] if index + 1 < len(kinds) else None
    before = kinds[index - 1] if index else None
    return after in _META_KINDS or before in _META_KINDS


def _spread_tail(lines: Sequence[Line], zones: Sequence[str], kinds: list[str | None]) -> None:
    """What follows "Related posts" after the last paragraph, or right below it within the article."""
    current: str | None = None
    for index, line in enumerate(lines):
        if kinds[index] in _TAIL_KINDS and len(line.text) < 40:
            current = kinds[index]
        elif kinds[index]:
            continue
        elif current and (zones[index] == _BOTTOM or _follows_closely(line)):
            kinds[index] = current
        else:
            current = None


def _follows_closely(line: Line) -> bool:
    return not (line.after_blank or line.is_prose or line.is_sentence)
