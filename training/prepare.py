"""All corpora as encoded samples: `python -m training.prepare`."""

from __future__ import annotations

import argparse
import csv
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from training.align import tokenise
from training.labels import (
    CORPUS_VECTORS,
    MEETING,
    NAME_TYPES,
    ROLES,
    STANCES,
    bio,
    inventory,
    lemma_lookup,
    name_sets,
)  # fmt: skip
from training.readers import articles, names, treebanks
from training.samples import MASK, Text, Tokens

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"
CORPORA = SHARED / "corpora" if (SHARED / "corpora").is_dir() else HERE / "assets"
WORK = HERE / "work"


def training_texts(corpora: Path) -> Iterator[Text]:
    """Everything that training may see, held-out documents left out."""
    yield from treebanks.read(corpora / "syntax/ewt-train.conllu", corpus="ewt")
    yield from treebanks.read(corpora / "syntax/gum-train.conllu", corpus="gum", entities=True)
    for text in (*names.read_re3d(corpora / "ner/re3d"), *names.read_crossner(corpora / "ner")):
        if not names.held_out(text.id):
            yield text
    yield from names.read_wikigold(corpora / "ner/wikigold.conll")
    for part in ("dev", "test"):
        yield from names.read_redocred(corpora / f"ner/redocred-{part}.json")
    yield from names.read_gmb(corpora / "ner/gmb.csv", reserved=corpora / "ner/gmb-reserved-sentences.csv")
    annotated = (
        corpora / "annotations/annotations.jsonl"
    )  # not published; without it its heads stay untrained
    if annotated.exists():
        yield from articles.read(annotated, held_out=False)
        yield from articles.read_raw(corpora / "readouts", without=annotated)


def issue_ids() -> list[str]:
    """Ids of the issue categories, in the order of their file."""
    for path in (HERE.parent / "service/data/issues.csv", SHARED / "design/issues.csv"):
        if path.exists():
            with path.open(encoding="utf8") as rows:
                return [row["id"] for row in csv.DictReader(rows)]
    raise FileNotFoundError("issues.csv")


def label_lists(samples: list[Tokens]) -> dict[str, list[str]]:
    """Labels of every head, in the order of its outputs."""
    treebank = [sample for sample in samples if sample.corpus in ("ewt", "gum")]
    return {
        "upos": inventory(treebank, "upos"),
        "xpos": inventory(treebank, "xpos"),
        "feats": inventory(treebank, "feats", minimum=3),
        "lemma": [
            script
            for script in inventory(treebank, "lemma", minimum=4)
            if re.fullmatch(r"[LKT]\d\d[a-z.'’\"-]{0,6}|L02I", script)
        ],
        "relation": inventory(treebank, "relation"),
        "sent": ["inside", "start"],
        "names": bio(NAME_TYPES),
        "stance": bio(STANCES),
        "role": bio(ROLES),
        "issues": issue_ids(),
    }


def encode_labels(sample: Tokens, labels: dict[str, list[str]], keys: dict[str, int]) -> None:
    """Replace label strings by numbers, in place; labels too rare for a class are masked."""
    numbers = {head: {label: i for i, label in enumerate(values)} for head, values in labels.items()}
    for head in ("upos", "xpos", "feats", "lemma", "relation", "stance", "role"):
        if head in sample.labels:
            table = numbers[head]
            sample.labels[head] = [table.get(value, MASK) for value in sample.labels[head]]  # type: ignore[call-overload]
    if "names" in sample.labels:
        sample.labels["names"] = [
            keys.get(str(tag).replace(" I-O", " O"), MASK) for tag in _scheme(sample, keys)
        ]
    if "issues" in sample.labels:
        table = numbers["issues"]
        rows = np.zeros((len(sample.words), len(table)), np.int8)
        for row, (here, silent) in zip(rows, sample.labels["issues"], strict=True):  # type: ignore[misc]
            row[[table[i] for i in silent]] = -1
            row[[table[i] for i in here]] = 1
        sample.labels["issues"] = list(rows)
    sample.labels.pop("lemma_text", None)
    if sample.meeting is not None:
        sample.meeting = {k: MEETING[k].index(v) for k, v in sample.meeting.items() if v in MEETING[k]}  # type: ignore[misc]
    sample.corpus_index = CORPUS_VECTORS.index(sample.corpus) if sample.corpus in CORPUS_VECTORS else 0  # type: ignore[attr-defined]


def _scheme(sample: Tokens, keys: dict[str, int]) -> Iterator[str]:
    """The corpus's tags; a class without an entry in its scheme counts as outside."""
    for tag in sample.labels["names"]:
        yield str(tag) if tag in keys else f"{sample.corpus} O"


def main() -> None:
    """Read, tokenise, encode, and write ``training/work/samples.pkl`` with ``labels.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    options = parser.parse_args()
    from service.pipeline.build import build_tokenizer

    nlp = build_tokenizer()
    samples = [tokenise(text, nlp) for text in training_texts(options.corpora)]
    samples = [sample for sample in samples if sample.words]
    labels = label_lists(samples)
    lookup = lemma_lookup(samples, set(labels["lemma"]))
    keys, _ = name_sets()
    index = {key: i for i, key in enumerate(keys)}
    for sample in samples:
        encode_labels(sample, labels, index)
        sample.offsets = []
    WORK.mkdir(exist_ok=True)
    (WORK / "labels.json").write_text(json.dumps({"labels": labels, "meeting": MEETING, "lookup": lookup}))
    (WORK / "samples.pkl").write_bytes(pickle.dumps(samples))
    sizes: dict[str, int] = {}
    for sample in samples:
        sizes[sample.corpus] = sizes.get(sample.corpus, 0) + len(sample.words)
    masked = {
        h: np.mean([x == MASK for s in samples if s.corpus == "ewt" for x in s.labels[h]])
        for h in ("upos", "arcs", "lemma")
    }
    print(sizes, {head: len(values) for head, values in labels.items()}, len(lookup), masked)


if __name__ == "__main__":
    main()
