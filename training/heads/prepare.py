"""Annotated articles to samples: ``python -m training.heads.prepare [--unlabelled WORDS]``.

Both versions of the project's annotations, the articles written for it and the annotations of
`training.standoff` are read by the service's own pipeline; what comes out lies in ``training/work``:
``heads-samples.pkl`` and ``heads-unlabelled.pkl``. Fold 4 is the test and is left out, as is every article
that shares a good part of its words with one of it.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import numpy as np

from service.analyzer import Analyzer, load
from service.article import read_text
from service.candidates import dates
from service.candidates.entities import EntityIndex
from service.candidates.places import places
from service.errors import ReadoutError
from service.heads.document import Document, document
from service.heads.features import Reading
from service.heads.labels import CATEGORIES, STANCES
from service.reading.view import view_of
from service.settings import Settings
from training import standoff
from training.heads.samples import Sample, sample
from training.prepare import CORPORA, HERE, WORK

WRITTEN: Final = HERE / "written"
TEST: Final = 4
_RUN: Final = 8
"""Words of a run by which texts are compared."""
_SHARED: Final = 0.3
"""Share of an article's runs that makes it a near duplicate."""
_LENGTHS: Final = (60, 900)
"""Words of the unlabelled texts that are read."""
_SEED: Final = 7


def annotated(folder: Path) -> Iterator[dict[str, Any]]:
    """Rows of both versions, and of the articles written or annotated for training, which count as fold 0."""
    for version, name in ((1, "annotations.jsonl"), (2, "articles.jsonl")):
        for row in standoff.objects(folder / "annotations" / name):
            yield row | {"v": version}
    for path in sorted(WRITTEN.glob("*.jsonl")):
        for row in standoff.objects(path):
            yield row | {"v": 2, "fold": 0}
    for row in standoff.rows(folder):
        yield row | {"v": 2, "fold": 0}


def runs(text: str) -> set[str]:
    """All runs of `_RUN` words."""
    words = text.lower().split()
    return {" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1))}


def without_duplicates(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows outside the test that share little with any text of the test; those of folds 0 to 2 also with
    none of fold 3, where choices are made."""
    rows = list(rows)
    known: dict[int, set[str]] = {
        fold: set().union(*(runs(r["text"]) for r in rows if r["fold"] == fold)) for fold in (3, TEST)
    }
    kept = []
    for row in rows:
        if row["fold"] == TEST:
            continue
        own = runs(row["text"])
        others = [known[TEST]] if row["fold"] == 3 else [known[TEST], known[3]]
        if all(len(own & other) <= _SHARED * len(own) for other in others):
            kept.append(row)
    return kept


def read(analyzer: Analyzer, text: str, published: str | None) -> Document:
    """The Document of a text, with what its dates and places resolve to."""
    day = date.fromisoformat(published) if published else None
    article = read_text(text, published=day)
    with analyzer.nlp.memory_zone():
        doc = analyzer.make_doc(article)
        for _, component in analyzer.nlp.pipeline:
            doc = component(doc)
        made = document(doc, EntityIndex(doc))
        made.extra["dates"] = [
            (e.text, e.kind, e.relation, sorted(_intervals(e, day))) for e in dates.find(doc)
        ]
        made.extra["places"] = [(p.name, p.kind.value, p.country, p.venue) for p in places(doc)]
    return made


def _intervals(expression: dates.DateExpression, day: date | None) -> set[tuple[str, str]]:
    """What an expression may mean, whatever the tense."""
    found = (dates.resolve(expression, anchor=day, tense=tense) for tense in (None, "past", "future"))
    return {(interval.start, interval.end) for interval in found if interval}


def unlabelled(analyzer: Analyzer, folder: Path, words: int) -> Iterator[Sample]:
    """Samples without gold of about so many words, chosen at random."""
    rows = [
        row for row in standoff.unlabelled(folder) if _LENGTHS[0] <= len(row["text"].split()) <= _LENGTHS[1]
    ]
    random.Random(_SEED).shuffle(rows)
    for number, row in enumerate(rows):
        try:
            made = read(analyzer, row["text"], row.get("published"))
        except ReadoutError:
            continue
        count = len(made.texts)
        words -= count
        if words < 0:
            return
        yield Sample(
            uid=f"u/{row.get('id', number)}", version=0, fold=-1, reading=Reading(made), detected=False,
            main=None, others=[], trigger=np.zeros((count, 2), np.int8),
            stance=np.zeros((count, len(STANCES)), np.float32), cue=np.zeros((0, len(STANCES)), np.float32),
            segments=[], issues=np.zeros(len(CATEGORIES), np.float32), spans=[], countries=[],
        )  # fmt: skip


def main() -> None:
    """Write the samples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--unlabelled", type=int, default=0, metavar="WORDS")
    options = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    analyzer = load(Settings())
    if options.unlabelled:
        found = list(unlabelled(analyzer, options.corpora, options.unlabelled))
        (WORK / "heads-unlabelled.pkl").write_bytes(pickle.dumps(found))
        print(len(found), "texts without labels")
        return
    rows = without_duplicates(annotated(options.corpora))
    made = []
    for row in rows:
        prepared = row | {"gold": row["record"], "doc": read(analyzer, row["text"], row["published"])}
        made.append(sample(prepared | {"text": view_of(row["text"]).text}))
    (WORK / "heads-samples.pkl").write_bytes(pickle.dumps(made))
    print(len(made), "articles,", sum(len(s.segments) for s in made), "segments")


if __name__ == "__main__":
    main()
