"""Exact name spans: the classes that corpora share, counts per class, and the corpora held out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from service.annotations import NAMES
from training.readers import names, treebanks
from training.samples import Text

CLASSES = {
    "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC",
    "Person": "PER", "Organisation": "ORG", "Location": "LOC",
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG",
    "country": "LOC", "location": "LOC",
    "PER": "PER",
}  # fmt: skip


class Counts:
    """True positives, predicted and gold counts per label."""

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()

    def add(self, gold: set[tuple[object, ...]], found: set[tuple[object, ...]]) -> None:
        """Items are tuples whose last member is the label."""
        self.hits.update(str(item[-1]) for item in gold & found)
        self.found.update(str(item[-1]) for item in found)
        self.gold.update(str(item[-1]) for item in gold)

    def table(self) -> dict[str, list[float]]:
        """Label -> precision, recall, F (percent), gold count; ``all`` is micro-averaged."""
        rows = {
            label: (self.hits[label], self.found[label], self.gold[label])
            for label in sorted(self.gold | self.found)
        }
        rows["all"] = (sum(self.hits.values()), sum(self.found.values()), sum(self.gold.values()))
        return {label: [*_prf(*row), row[2]] for label, row in rows.items()}


def _prf(hits: int, found: int, gold: int) -> tuple[float, float, float]:
    precision, recall = hits / found if found else 0.0, hits / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return round(100 * precision, 2), round(100 * recall, 2), round(100 * f1, 2)


def names_of(source: str) -> Callable[[Doc], Iterable[Span]]:
    """Where a Doc's names are read: ``encoder`` or whole ``pipeline``."""
    return (lambda doc: doc.ents) if source == "encoder" else (lambda doc: doc.spans[NAMES])


def score_names(
    texts: Iterable[Text], nlp: Language, *, read: Callable[[Doc], Iterable[Span]] | None = None
) -> dict[str, list[float]]:
    """Exact spans of PER, ORG, LOC; answers on words that the corpus leaves unclear are not counted."""
    counts = Counts()
    read = read or names_of("encoder")
    for text in texts:
        doc = nlp(text.text)
        gold = {(s.start, s.end, CLASSES[s.label]) for s in text.names or () if s.label in CLASSES}
        unclear = [s for s in text.names or () if s.label == "unclear"]
        found = {
            (e.start_char, e.end_char, CLASSES[e.label_])
            for e in read(doc)
            if e.label_ in CLASSES and all(e.end_char <= s.start or e.start_char >= s.end for s in unclear)
        }
        counts.add(set(gold), set(found))
    return counts.table()


def uner_texts(corpora: Path) -> Iterator[Text]:
    """EWT dev with UNER's names; documents whose words differ between the two versions are left out."""
    gold = names.read_uner(corpora / "ner/uner-ewt-dev.iob2")
    for text in treebanks.read(corpora / "syntax/ewt-dev.conllu", corpus="ewt"):
        pairs = [pair for sentence in gold.get(text.id, ()) for pair in sentence]
        words = text.words or ()
        spans = [(w.start, w.end) for w in words]
        if [text.text[w.start : w.end] for w in words] != [form for form, _ in pairs]:
            print("words differ", text.id, len(words), len(pairs))
            continue
        found = names._bio_spans([tag for _, tag in pairs], spans)
        yield Text("uner", text.id, text.text, names=tuple(found))


def held_out_names(corpora: Path) -> Iterator[Text]:
    """The development cut of re3d and CrossNER politics."""
    for text in (*names.read_re3d(corpora / "ner/re3d"), *names.read_crossner(corpora / "ner")):
        if names.held_out(text.id):
            yield text
