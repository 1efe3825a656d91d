"""``python -m evaluation.places``: places to GeoNames ids and ISO countries, on four corpora.

A *mention* is judged where the text writes the gold place by one of its names, and not inside a longer name
("Washington" of "Washington Post"). A *record* is judged by its ``location``. See `docs/evaluation.md`.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import click
from spacy.language import Language
from spacy.tokens import Doc

from evaluation.gold import load
from evaluation.place_gold import Case, Place, of_gum, of_kremlin, of_records
from service import lexicons
from service.analyzer import Analyzer
from service.annotations import NAMES
from service.article import read_text
from service.heads.network import Heads
from service.pipeline.build import build_nlp
from service.schemas import dump_record

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


class Name(NamedTuple):
    """A name of ``doc.spans[NAMES]``: code points [start, end), label and entry."""

    start: int
    end: int
    label: str
    kb_id: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judged thing. `shown` says for a miss what was wanted and what came."""

    measure: str
    right: bool
    shown: str


class Keeper:
    """A last component that remembers the names of the Doc it saw, which the record does not carry."""

    def __init__(self) -> None:
        self.names: tuple[Name, ...] = ()

    def __call__(self, doc: Doc) -> Doc:
        spans = doc.spans[NAMES]
        self.names = tuple(Name(s.start_char, s.end_char, s.label_, s.kb_id_) for s in spans)
        return doc


@Language.factory("evaluation_names")
def make_keeper(nlp: Language, name: str) -> Keeper:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("evaluation_names")`."""
    return Keeper()


class Reader:
    """Reads texts with the service's pipeline: the names found and the record."""

    def __init__(self) -> None:
        nlp = build_nlp()
        nlp.add_pipe("evaluation_names")
        found = nlp.get_pipe("evaluation_names")
        assert isinstance(found, Keeper)
        self._keeper = found
        self._analyzer = Analyzer(nlp, Heads())

    def read(self, case: Case) -> tuple[tuple[Name, ...], dict[str, Any]]:
        """Names and record of one text."""
        article = read_text(case.gold.text, title=case.gold.title, published=case.gold.published)
        record = dump_record(self._analyzer.analyze(article))
        return self._keeper.names, record


def judge(case: Case, names: tuple[Name, ...], record: dict[str, Any]) -> Iterator[Verdict]:
    """What is right of one text."""
    yield from _mentions(case, names)
    if not case.at and not case.remote:
        yield from _record(case, record)


def _mentions(case: Case, names: tuple[Name, ...]) -> Iterator[Verdict]:
    text = case.gold.text
    for place, start, end in _occurrences(case):
        hit = next((n for n in names if n.start < end and start < n.end), None)
        if hit is not None and (hit.start < start or end < hit.end) and not hit.kb_id:
            continue
        kb_id = hit.kb_id if hit else ""
        shown = f"{text[max(0, start - 40) : end + 30]!r}: {place.city}, {place.country}, got {kb_id or '–'}"
        right = lexicons.country_of(kb_id) == place.country
        yield Verdict("mention, country", right, shown)
        if place.city:
            yield Verdict("mention of a city, country", right, shown)
            if not kb_id.startswith("seat:") or lexicons.venue(text[start:end]):
                right = _id(kb_id, text[start:end]) == place.geonames_id
                yield Verdict("mention of a city, id", right, shown)


def _occurrences(case: Case) -> Iterator[tuple[Place, int, int]]:
    """The mentions that gold marks; else wherever the text writes the place's name."""
    if case.at:
        yield from ((place, *at) for place, at in zip(case.places, case.at, strict=True))
        return
    for place in case.places:
        spelt = "|".join(sorted(map(re.escape, place.names), key=len, reverse=True))
        for match in re.finditer(rf"\b(?:{spelt})(?!\w)", case.gold.text):
            yield place, match.start(), match.end()


def _id(kb_id: str, text: str) -> int | None:
    """GeoNames id of a city, or of the city where a building stands."""
    prefix, _, value = kb_id.partition(":")
    if prefix == "city":
        return int(value)
    venue = lexicons.venue(text) if prefix in {"seat", "venue"} else None
    return venue.city if venue else None


def _record(case: Case, record: dict[str, Any]) -> Iterator[Verdict]:
    """The record's location; where the text does not write the place, only another city is an error."""
    place, where = case.places[0], record["location"]
    country = where["country"]["alpha3"] if where and where["country"] else None
    shown = f"{place.city}, {place.country}, got {where and (where['name'] or where['venue'])}, {country}"
    if next(_occurrences(case), None) is None:
        right = where is None or country == place.country
        yield Verdict("record, place not written: none or its country", right, shown)
        return
    yield Verdict("record, country", country == place.country, shown)
    if place.city:
        found = where["geonames_id"] if where else None
        yield Verdict("record, city id", place.listed and found == place.geonames_id, shown)


def corpora() -> dict[str, Iterator[Case]]:
    """Name -> cases, in the order of the report."""
    gold, data = SHARED / "gold" / "dev", SHARED / "corpora"
    return {
        "dev": of_records(load(gold)),
        "annotated": of_records(load(data / "annotations" / "annotations.jsonl")),
        "kremlin": of_kremlin(data / "readouts" / "kremlin.jsonl"),
        "GUM": of_gum(sorted((data / "syntax").glob("gum-*.conllu"))),
    }


def _report(name: str, verdicts: Iterable[Verdict]) -> None:
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for verdict in verdicts:
        right[verdict.measure] += verdict.right
        judged[verdict.measure] += 1
    for measure, count in judged.items():
        print(f"{name:10} {measure:46} {right[measure] / count:.3f} {right[measure]:5d} {count:5d}")


@click.command()
@click.argument("names", nargs=-1)
@click.option("--misses", is_flag=True, help="List every miss.")
def main(names: tuple[str, ...], *, misses: bool) -> None:
    """Score places on the corpora NAMES (all of them) where `../shared` lies beside the checkout."""
    if not SHARED.is_dir():
        print("no ../shared beside the checkout: nothing to score", file=sys.stderr)
        sys.exit(1)
    reader = Reader()
    found: dict[str, list[Verdict]] = {}
    for name, cases in corpora().items():
        for case in cases if not names or name in names else ():
            verdicts = list(judge(case, *reader.read(case)))
            found.setdefault(name, []).extend(verdicts)
            for verdict in verdicts if misses else ():
                if not verdict.right:
                    print(f"{name} {case.gold.id} {verdict.measure}: {verdict.shown}")
    for name, verdicts in found.items():
        _report(name, verdicts)


if __name__ == "__main__":
    main()
