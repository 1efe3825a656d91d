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
from service.reading.pagedate import PageDate, heading_date, names_document, page_dates
from service.reading.stamps import Standing

MAX_DEBRIS_LENGTH: Final = 400
"""No longer line is looked at: a paragraph of the article is never lost to a word list."""

_TOP: Final = "top"
_BOTTOM: Final = "bottom"
_MIDDLE: Final = "middle"
_TAIL_KINDS: Final = frozenset({"related", "comments", "tags"})
_META_KINDS: Final = frozenset({"date", "reading_time", "age", "byline"})
_AUTHOR: Final = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){1,3}")
_FENCES: Final = frozenset({"---", "+++"})
_FIELD: Final = re.compile(r"[\w.-]+\s*[:=]|[\]\[}{#]")
_LONGEST_FRONT: Final = 40
_HEAD_LINES: Final = 6
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
    _free_heading(lines, kinds)
    _mark_front_matter(lines, kinds)
    _mark_late_date(lines, zones, kinds)
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
    dates = page_dates(line.text)
    if dates and (zone != _MIDDLE or _is_labelled(dates)):
        return "listed_date" if zone == _BOTTOM and line.bullet else "date"
    words = " ".join(line.text.split())
    for form in (words.casefold(), words.casefold().strip(_OUTER)):
        for kind, where in lexicon().exact.get(form, ()):
            if _applies(where, zone):
                return kind
    return next(
        (row.kind for row in lexicon().patterns if _applies(row.where, zone) and row.regex.fullmatch(words)),
        None,
    )


def _is_labelled(dates: Sequence[PageDate]) -> bool:
    """Whether the page says of a date that it is its own, which makes it debris between paragraphs too."""
    return any(dated.standing is not Standing.ALONE for dated in dates)


def _applies(where: str, zone: str) -> bool:
    return where in ("any", zone) or (where == "ends" and zone in (_TOP, _BOTTOM))


def _free_heading(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """A document's heading is no debris for the date that it ends with: "Press Briefing, May 3, 2024"."""
    first = next((n for n, kind in enumerate(kinds) if kind in (None, "date")), None)
    if first is not None and heading_date(lines[first].text) and names_document(lines[first].text):
        kinds[first] = None


def _mark_front_matter(lines: Sequence[Line], kinds: list[str | None]) -> None:
    """The fields between two fences with which Markdown pages begin."""
    if not lines or lines[0].text not in _FENCES:
        return
    for last, line in enumerate(lines[1:_LONGEST_FRONT], start=1):
        if line.text == lines[0].text:
            for index in range(last + 1):
                kinds[index] = kinds[index] if kinds[index] == "date" else "front_matter"
            return
        if not line.bullet and not _FIELD.match(line.text):
            return


def _mark_late_date(lines: Sequence[Line], zones: Sequence[str], kinds: list[str | None]) -> None:
    """The page's date below a standfirst, where none stands above: the one among the first lines, if no
    other date stands alone in the article, as those of a chronology do.
    """
    if "date" in kinds:
        return
    alone = [n for n, zone in enumerate(zones) if zone == _MIDDLE and page_dates(lines[n].text)]
    if len(alone) == 1 and alone[0] < _HEAD_LINES and not kinds[alone[0]] and not lines[alone[0]].bullet:
        kinds[alone[0]] = "date"


def _spread_meta(lines: Sequence[Line], zones: Sequence[str], kinds: list[str | None]) -> None:
    """Author names that stand in one block with a date or a reading time above the article."""
    listed = set(_meta_lists(lines, kinds))
    headline_seen = False
    for index, line in enumerate(lines):
        if zones[index] != _TOP or kinds[index]:
            continue
        author = _AUTHOR.fullmatch(line.text) and not names_document(line.text)
        names_author = headline_seen and author and _beside_meta(kinds, index)
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
        elif kinds[index] and not _is_of_tail(kinds[index], current, zones[index]):
            continue
        elif current and (zones[index] == _BOTTOM or _follows_closely(line)):
            kinds[index] = current
        else:
            current = None


def _is_of_tail(kind: str | None, current: str | None, zone: str) -> bool:
    """Whether a date is that of another article, or of a comment."""
    return kind == "date" and (current == "related" or (current is not None and zone == _BOTTOM))


def _follows_closely(line: Line) -> bool:
    return not (line.after_blank or line.is_prose or line.is_sentence)
