"""``python -m evaluation.names``: persons and countries in articles, and exact name spans on public corpora.

In articles, gold are the persons and countries that take part or hold a position, where the article
names them: a person by a last name, a country by a name of its own or a demonym. A person is found where
one whom the pipeline reads in the text bears that name, each counted once; a country where a name or
demonym is read as it. Articles name many more persons and countries than those, so what gold does not know
is no error as such: it is counted as ``beyond gold``, and listed by ``--misses`` to be read.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

import click
from spacy.language import Language
from spacy.tokens import Doc

from evaluation.facts import Actor, Facts, from_gold
from evaluation.gold import GoldRecord, load
from evaluation.matching import last_names, likeness, normalise, pair
from service import lexicons
from service.annotations import ACTORS, NAMES
from service.pipeline.build import COMPONENTS, build_nlp

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
FOLDS: Final = range(5)

_BODIES: Final = frozenset(
    {
        "administration", "agency", "alliance", "allies", "army", "assembly", "association",
        "brigades", "brotherhood", "caucus", "church", "coalition", "commission", "committee",
        "congress", "corporation", "council", "court", "cross", "federation", "forum",
        "foundation", "fund", "government", "group", "health", "healthcare", "house",
        "leadership", "league", "ministry", "movement", "network", "parliament", "party",
        "plans", "police", "senate", "union", "university",
    }
)  # fmt: skip
"""Words that an organisation's name holds and a person's does not."""


@dataclass(frozen=True, slots=True)
class Found:
    """Distinct persons by their fullest name, and alpha-3 codes of the countries named."""

    persons: tuple[str, ...]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True)
class Judged:
    """One kind of name in one article: gold names hit and missed, and names beyond gold."""

    hits: tuple[str, ...]
    missed: tuple[str, ...]
    beyond: tuple[str, ...]


def gold_persons(facts: Facts, text: str) -> list[Actor]:
    """Persons of the gold record whose last name the text holds: with an office, or holders of two words."""
    actors = [*facts.participants, *(position.holder for position in facts.positions)]
    offices = {normalise(actor.name) for actor in actors if actor.role}
    chosen: dict[str, Actor] = {}
    for actor in actors:
        named = normalise(actor.name) in offices or len(actor.name.split()) > 1
        if named and _is_persons(actor.name) and _is_named(actor, text):
            chosen.setdefault(normalise(actor.name), actor)
    return [actor for name, actor in chosen.items() if not _is_part(name, chosen)]


def gold_countries(facts: Facts, text: str) -> list[str]:
    """Alpha-3 of the states of the gold record that the text calls by a name of their own or a demonym."""
    actors = [*facts.participants, *(position.holder for position in facts.positions)]
    states = {country.alpha3: country for a in actors if (country := lexicons.country_by_name(a.name))}
    return [
        code
        for code, country in sorted(states.items())
        if any(_holds(text, form) for form in (*country.names, *country.demonyms))
    ]


def found_in(doc: Doc) -> Found:
    """What the pipeline reads in a Doc, up to `readout_entities`."""
    keys = {(span.start, span.end): span.id_ for span in doc.spans[ACTORS] if span.label_ == "person"}
    persons: dict[str, Counter[str]] = {}
    countries = set()
    for span in doc.spans[NAMES]:
        kind, _, code = span.kb_id_.partition(":")
        if span.label_ == "PERSON":
            name = " ".join(span.text.split())
            persons.setdefault(keys.get((span.start, span.end), name), Counter())[name] += 1
        elif kind in {"country", "demonym"} and code:
            countries.add(code)
    fullest = (max(forms, key=lambda f: (len(f.split()), forms[f], len(f))) for forms in persons.values())
    return Found(tuple(fullest), frozenset(countries))


def judge_persons(gold: list[Actor], found: Found) -> Judged:
    """Gold persons beside those found, one to one."""
    read = [Actor(name) for name in found.persons]
    pairs = dict(pair(gold, read, likeness))
    beyond = [actor.name for i, actor in enumerate(read) if i not in pairs.values()]
    return Judged(
        tuple(gold[i].name for i in pairs),
        tuple(actor.name for i, actor in enumerate(gold) if i not in pairs),
        tuple(beyond),
    )


def judge_countries(gold: list[str], found: Found) -> Judged:
    """Gold countries beside those found."""
    return Judged(
        tuple(code for code in gold if code in found.countries),
        tuple(code for code in gold if code not in found.countries),
        tuple(sorted(found.countries - set(gold))),
    )


def _is_persons(name: str) -> bool:
    """Whether a gold name of no stated kind is a person's: capitals and particles, and in no list."""
    words = name.split()
    if lexicons.country_by_name(name) or lexicons.organization_by_name(name) or lexicons.region(name):
        return False
    if not words[0][0].isalpha() or any(not word[0].isupper() and len(word) > 4 for word in words):
        return False
    plain = {word.lower().strip(",.") for word in words}
    return plain.isdisjoint(_BODIES) and not plain & {"of", "and", "the", "for"}


def _is_named(actor: Actor, text: str) -> bool:
    plain = f" {normalise(text)} "
    name = normalise(actor.name)
    return any(f" {word} " in plain for word in (last_names(name, actor.country) or {name}))


def _is_part(name: str, others: Iterable[str]) -> bool:
    """Whether a name is the last name of another gold person."""
    return any(name in last_names(other, None) for other in others)


def _holds(text: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) is not None


def judged(corpus: Iterable[GoldRecord], nlp: Language) -> Iterator[tuple[GoldRecord, dict[str, Judged]]]:
    """Each article with its persons and countries judged."""
    for gold in corpus:
        facts = from_gold(gold.record)
        found = found_in(nlp(gold.text))
        yield (
            gold,
            {
                "persons": judge_persons(gold_persons(facts, gold.text), found),
                "countries": judge_countries(gold_countries(facts, gold.text), found),
            },
        )


def _print(name: str, kind: str, rows: list[Judged]) -> None:
    counts = Counter({part: sum(len(getattr(row, part)) for row in rows) for part in Judged.__slots__})
    total = counts["hits"] + counts["missed"]
    recall = f"{counts['hits'] / total:.3f}" if total else "–"
    print(f"{name:22} {kind:10} {recall:>6} {counts['hits']:5d} {total:5d} {counts['beyond']:7d}")


def _articles(path: Path, nlp: Language, *, misses: bool) -> None:
    read = list(judged(load(path), nlp))
    for gold, kinds in read if misses else ():
        for kind, row in kinds.items():
            for name in row.missed:
                print(f"{gold.id} {kind} missed {name}")
            for name in row.beyond:
                print(f"{gold.id} {kind} beyond gold {name}")
    print(f"{'articles':22} {'':10} {'recall':>6} {'found':>5} {'gold':>5} {'beyond':>7}")
    for kind in ("persons", "countries"):
        _print(path.name, kind, [kinds[kind] for _, kinds in read])
        for fold in FOLDS:
            rows = [kinds[kind] for gold, kinds in read if gold.fold == fold]
            if rows:
                _print(f"  fold {fold}", kind, rows)


def _spans(corpora: Path) -> None:
    """Exact spans on UNER's EWT dev and the development cut of re3d and CrossNER."""
    scores = import_module("training.name_scores")
    nlp = build_nlp(COMPONENTS[:5])
    print(f"\n{'exact spans':22} {'names of':10} {'class':5} {'P':>6} {'R':>6} {'F':>6} {'gold':>5}")
    for name, texts in (
        ("UNER EWT dev", scores.uner_texts),
        ("re3d, CrossNER dev", scores.held_out_names),
    ):
        kept = list(texts(corpora))
        for source in ("encoder", "pipeline"):
            table = scores.score_names(kept, nlp, read=scores.names_of(source))
            for label, (precision, recall, f1, gold) in table.items():
                print(f"{name:22} {source:10} {label:5} {precision:6} {recall:6} {f1:6} {gold:5.0f}")


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path, exists=True), required=False)
@click.option("--misses", is_flag=True, help="List every name missed and every name beyond gold.")
@click.option("--spans/--no-spans", default=True, help="Score exact spans on the public corpora too.")
def main(corpus: Path | None, *, misses: bool, spans: bool) -> None:
    """Score names in CORPUS, or in the development set and the annotated articles beside the checkout."""
    corpora = SHARED / "corpora"
    paths = [corpus] if corpus else [SHARED / "gold/dev", corpora / "annotations/annotations.jsonl"]
    kept = [path for path in paths if path.exists()]
    if not kept:
        print("no articles beside the checkout: name a corpus", file=sys.stderr)
        sys.exit(1)
    nlp = build_nlp(COMPONENTS[:5])
    for path in kept:
        _articles(path, nlp, misses=misses)
    if spans and (corpora / "ner").is_dir():
        _spans(corpora)


if __name__ == "__main__":
    main()
