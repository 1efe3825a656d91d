"""``python -m evaluation.dates``: values of date expressions on public corpora.

Spans are gold; so is the day of publication. An expression is right where it resolves to the interval that
the gold value names, or to nothing where the value names none (``PAST_REF``, ``XXXX-XX-XX``, a length).
Times of day are compared by their day.
"""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import click

from service.extract.dates import Interval, parse, resolve_form

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"

Span = tuple[str, str] | None

_CUE = re.compile(
    r"(?P<future>\b(?:will|shall|would|should|(?:is|are|was|were) (?:set|due|scheduled|expected|planned|to)"
    r"|(?:plan|expect|intend)s? to|to be)\b|['’]ll\b)"
    r"|(?P<past>\b(?:\w+ed|said|told|met|had|has|have|was|were)\b)",
    re.IGNORECASE,
)
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
        anchor = _created(root, timexes)
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


def answer(case: Case) -> Interval | None:
    """What the grammar makes of the phrase."""
    form = parse(case.phrase)
    return None if form is None else resolve_form(form, anchor=case.anchor, tense=_tense(case))


def _tense(case: Case) -> Literal["past", "future"]:
    """Tense of the nearest word that shows one; the service reads it from the tree instead."""
    place = case.sentence.find(case.phrase)
    cues = list(_CUE.finditer(case.sentence))
    nearest = min(cues, key=lambda cue: abs(cue.start() - place), default=None)
    return "future" if nearest is not None and nearest["future"] else "past"


def right(case: Case) -> bool:
    """Whether the answer is the gold interval, or none where gold names none."""
    found = answer(case)
    return (found and (found.start, found.end)) == interval(case.value)


def _created(root: ElementTree.Element, timexes: list[ElementTree.Element]) -> date | None:
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


def _plain(words: list[str]) -> str:
    text = re.sub(r" (?=[,.;:)%?!]|['’]s\b|n['’]t\b)", "", " ".join(words))
    return text.replace("( ", "(")


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


def _print(name: str, cases: list[Case]) -> None:
    groups = {
        "all": cases,
        "without datelines": [case for case in cases if not case.creation],
        "naming days": [case for case in cases if not case.creation and interval(case.value)],
        "naming none": [case for case in cases if not case.creation and not interval(case.value)],
    }
    for group, kept in groups.items():
        hits = sum(right(case) for case in kept)
        share = f"{hits / len(kept):.3f}" if kept else "–"
        print(f"{name:10} {group:18} {share:>6} {hits:5d} {len(kept):5d}")


@click.command()
@click.option("--errors", is_flag=True, help="List every expression that resolves wrongly.")
def main(*, errors: bool) -> None:
    """Score the date grammar on MEANTIME and GUM, where `../shared/corpora` lies beside the checkout."""
    if not CORPORA.is_dir():
        print("no ../shared/corpora beside the checkout: nothing to score", file=sys.stderr)
        sys.exit(1)
    corpora = {
        "MEANTIME": list(meantime(CORPORA / "time_events" / "meantime")),
        "GUM": list(gum(sorted((CORPORA / "syntax").glob("gum-*.conllu")))),
    }
    for name, cases in corpora.items():
        for case in cases if errors else ():
            if not right(case):
                found = answer(case)
                shown = f"{found.start}..{found.end}" if found else "–"
                print(f"{name} {case.anchor} {case.phrase!r} gold {case.value} got {shown} | {case.sentence}")
    for name, cases in corpora.items():
        _print(name, cases)


if __name__ == "__main__":
    main()
