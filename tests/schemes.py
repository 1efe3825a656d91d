"""Docs from sentences with their trees in both schemes, side by side (`tests/sentences.py`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc
from spacy.vocab import Vocab

Scheme = Literal["clearnlp", "universal"]
_GLUED = frozenset({".", ",", "'s"})


@dataclass(frozen=True)
class Row:
    """One word. Heads count from 1 within the sentence; a root is its own head."""

    form: str
    pos: str
    tag: str
    lemma: str
    name: str
    clearnlp: tuple[int, str]
    universal: tuple[int, str]


def parse(table: str) -> list[Row]:
    """Rows of ``form pos tag lemma name | head label | head label``: ClearNLP, then Universal Dependencies.

    ``-`` is no name; an empty third part says that the arc is the same.
    """
    rows = []
    for line in table.strip().splitlines():
        word, left, right = (part.split() for part in line.split("|"))
        clear = (int(left[0]), left[1])
        rows.append(Row(*word, clear, (int(right[0]), right[1]) if right else clear))
    return rows


def make_doc(vocab: Vocab, tables: Iterable[str], scheme: Scheme) -> Doc:
    """A Doc of several sentences; neighbouring words of one kind of name are one name."""
    rows, heads, starts = [], [], []
    for table in tables:
        sentence = parse(table)
        heads += [len(rows) + getattr(row, scheme)[0] - 1 for row in sentence]
        starts += [i == 0 for i in range(len(sentence))]
        rows += sentence
    before = ["-", *(row.name for row in rows)]
    names = [
        "O" if row.name == "-" else f"{'I' if row.name == last else 'B'}-{row.name}"
        for row, last in zip(rows, before, strict=False)
    ]
    return Doc(
        vocab,
        words=[row.form for row in rows],
        spaces=[row.form not in _GLUED for row in [*rows[1:], rows[-1]]],
        pos=[row.pos for row in rows],
        tags=[row.tag for row in rows],
        lemmas=[row.lemma for row in rows],
        heads=heads,
        deps=[getattr(row, scheme)[1] for row in rows],
        ents=names,
    )
