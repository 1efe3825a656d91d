"""Date expressions with their values in MEANTIME and GUM: readers and what the values mean."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.candidates.dates import parse, resolve_form

Span = tuple[str, str] | None

_MONTHS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "AU": (9, 3), "WI": (12, 3)}
_MONTHS |= {f"Q{n}": (3 * n - 2, 3) for n in (1, 2, 3, 4)} | {"H1": (1, 6), "H2": (7, 6)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An annotated expression. `creation` marks the dateline's own date, which every reader gets right."""

    document: str
    phrase: str
    value: str
    sentence: str
    anchor: date | None
    creation: bool = False


def interval(value: str) -> Span:
    """First and last day that a TIMEX3 or TEI value names, ISO 8601; None where it names none."""
    day = value.partition("T")[0].removesuffix("-XX")
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", day):
        week = int(match[1]), int(match[2])
        return _iso(date.fromisocalendar(*week, 6 if match[3] else 1), date.fromisocalendar(*week, 7))
    if match := re.fullmatch(r"(\d{4})-([A-Z][A-Z0-9])", day):
        return _months(int(match[1]), *_MONTHS[match[2]])
    if match := re.fullmatch(r"(\d{4})-(\d\d)", day):
        return _months(int(match[1]), int(match[2]), 1)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return day, day
    if re.fullmatch(r"\d{2,4}", day):
        return f"{day:0<4}-01-01", f"{day:9<4}-12-31"
    return None


def meantime(folder: Path) -> Iterator[Case]:
    """TIMEX3 of types DATE and TIME with words of their own, from MEANTIME's NAF-like files."""
    for file in sorted(folder.glob("*/*.xml")):
        root = ElementTree.parse(file).getroot()
        words = {token.get("t_id"): token for token in root.iter("token")}
        timexes = [timex for timex in root.iter("TIMEX3") if timex.get("type") in ("DATE", "TIME")]
        anchor = created(root, timexes)
        for timex in timexes:
            tokens = [words[ref.get("t_id")] for ref in timex.iter("token_anchor")]
            if tokens:
                number = tokens[0].get("sentence")
                around = [t.text or "" for t in words.values() if t.get("sentence") == number]
                yield Case(
                    document=file.stem,
                    phrase=_plain([token.text or "" for token in tokens]),
                    value=timex.get("value") or "",
                    sentence=_plain(around),
                    anchor=anchor,
                    creation=timex.get("functionInDocument") == "CREATION_TIME",
                )


def gum(files: Iterable[Path]) -> Iterator[Case]:
    """``<date when="…">`` of GUM's MISC column; values without a year are left out."""
    for file in files:
        document, anchor = "", None
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            if match := re.search(r"^# newdoc id = (.*)$", block, re.MULTILINE):
                document = match[1]
            if match := re.search(r"^# meta::dateCreated = (.*)$", block, re.MULTILINE):
                anchor = _date(match[1])
            rows = [line.split("\t") for line in block.split("\n") if re.match(r"\d+\t", line)]
            sentence = _plain([row[1] for row in rows])
            for phrase, value in _tagged(rows):
                if not value.startswith("--"):
                    yield Case(
                        document=document, phrase=phrase, value=value, sentence=sentence, anchor=anchor
                    )


def created(root: ElementTree.Element, timexes: list[ElementTree.Element]) -> date | None:
    """Day of publication: as annotated, else the line that holds nothing but a date."""
    marked = [t.get("value") for t in timexes if t.get("functionInDocument") == "CREATION_TIME"]
    if marked and (day := _date(marked[0])):
        return day
    lines: dict[str | None, list[str]] = {}
    for token in root.iter("token"):
        lines.setdefault(token.get("sentence"), []).append(token.text or "")
    for line in lines.values():
        form = parse(_plain(line)) if len(line) <= 5 else None
        found = resolve_form(form, anchor=None, tense=None) if form else None
        if found and found.start == found.end:
            return date.fromisoformat(found.start)
    return None


def _tagged(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Phrases within one sentence, with their values."""
    phrase: list[str] = []
    value: str | None = None
    for row in rows:
        misc = row[9]
        opened = re.search(r'<date when:::"([^"]*)">', misc)
        if opened:
            phrase, value = [], opened[1]
        if value is not None:
            phrase.append(row[1])
        if value is not None and "</date>" in misc:
            yield _plain(phrase), value
            value = None


def spaces(words: list[str]) -> list[bool]:
    """Whether a space follows each token of text that was split in the manner of the Penn Treebank."""
    following = [*words[1:], ""][: len(words)]
    return [
        not (_CLOSES.match(after) or word in _OPENS or not word.strip() or not after.strip())
        for word, after in zip(words, following, strict=True)
    ]


_CLOSES = re.compile(r"[,.;:)%?!”]+$|['’](?:s|re|ll|ve|d|m)?$|n['’]t$")
_OPENS = frozenset({"(", "“", "$", "£", "€"})


def _plain(words: list[str]) -> str:
    return "".join(w + " " * gap for w, gap in zip(words, spaces(words), strict=True)).strip()


def _months(year: int, first: int, count: int) -> Span:
    last = first + count
    return _iso(
        date(year, first, 1),
        date.fromordinal(date(year + (last > 12), (last - 1) % 12 + 1, 1).toordinal() - 1),
    )


def _iso(start: date, end: date) -> Span:
    return start.isoformat(), end.isoformat()


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value and re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None
