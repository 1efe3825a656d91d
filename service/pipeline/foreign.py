"""Another spaCy pipeline in place of the shipped model: how it is loaded, and `readout_foreign`, which puts
what it says in the terms of the rules.

Its tokenizer, sentence ends, tags, lemmas, tree and names are used. It has none of the encoder's own answers
(stances, roles, issues, fields of the meeting), and the rules do without them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span

from service.annotations import register
from service.grammar.clearnlp import universal

LABELS: Final = {
    "PER": "PERSON",
    "PERS": "PERSON",
    "people": "PERSON",
    "ORGANIZATION": "ORG",
    "LOCATION": "LOC",
    "FACILITY": "FAC",
    "NATIONALITY": "NORP",
    "MISC": "",
}
"""Names of other schemes (CoNLL 2003, WikiNER, ACE) for labels of OntoNotes, "" where it has none."""

_TEST: Final = "The ministers met in Lima on Monday."
_NEEDED: Final = {"TAG": "tags", "POS": "parts of speech", "LEMMA": "lemmas", "DEP": "a dependency tree"}


def load_foreign(model: str | Path) -> Language:
    """The pipeline of a package or a folder; raises `ValueError` where the rules can't work on it."""
    nlp = spacy.load(model)
    if nlp.lang != "en":
        raise ValueError(f"{model} reads {nlp.lang!r}, and the rules read English only")
    doc = nlp(_TEST)
    missing = [what for attribute, what in _NEEDED.items() if not doc.has_annotation(attribute)]
    if missing:
        raise ValueError(f"{model} gives no {', no '.join(missing)}")
    return nlp


class Foreign:
    """Rewrites the tree and the labels of names; a Doc in the rules' terms stays as it is."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc` in place."""
        if len(doc):
            doc.from_array([DEP, HEAD], self.tree(doc))  # type: ignore[arg-type]
        doc.set_ents(self.names(doc))
        return doc

    def tree(self, doc: Doc) -> NDArray[np.uint64]:
        """Rows (label, offset of the head) for `Doc.from_array`."""
        add = doc.vocab.strings.add
        rows = [(add(label), (head - i) % (1 << 64)) for i, (head, label) in enumerate(universal(doc))]
        return np.array(rows, np.uint64)

    def names(self, doc: Doc) -> list[Span]:
        """Its names, with labels of OntoNotes."""
        found = ((span, LABELS.get(span.label_, span.label_)) for span in doc.ents)
        return [Span(doc, span.start, span.end, label) for span, label in found if label]


@Language.factory("readout_foreign", assigns=["token.dep", "token.head", "doc.ents"])
def make_foreign(nlp: Language, name: str) -> Foreign:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("readout_foreign")`."""
    return Foreign()
