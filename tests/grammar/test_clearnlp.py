"""Trees of both schemes, built by hand: the ClearNLP one becomes the other."""

from __future__ import annotations

import pytest
from spacy.lang.en import English

from service.grammar.clearnlp import is_clearnlp, universal
from tests.schemes import SENTENCES, make_doc, parse

VOCAB = English().vocab


@pytest.mark.parametrize("table", SENTENCES.values(), ids=SENTENCES.keys())
def test_clearnlp_becomes_universal(table: str) -> None:
    doc = make_doc(VOCAB, [table], "clearnlp")
    found = [
        (token.text, doc[head].text, label) for token, (head, label) in zip(doc, universal(doc), strict=True)
    ]
    rows = parse(table)
    assert found == [(row.form, rows[row.universal[0] - 1].form, row.universal[1]) for row in rows]


@pytest.mark.parametrize("table", SENTENCES.values(), ids=SENTENCES.keys())
def test_the_scheme_is_recognised(table: str) -> None:
    assert is_clearnlp(make_doc(VOCAB, [table], "clearnlp"))
    assert not is_clearnlp(make_doc(VOCAB, [table], "universal"))


@pytest.mark.parametrize("table", SENTENCES.values(), ids=SENTENCES.keys())
def test_every_sentence_stays_one_tree(table: str) -> None:
    doc = make_doc(VOCAB, [table] * 3, "clearnlp")
    arcs = universal(doc)
    size = len(doc) // 3
    assert [i // size for i, (head, _) in enumerate(arcs) if head == i] == [0, 1, 2]
    for start in range(len(arcs)):
        i, steps = start, 0
        while arcs[i][0] != i:
            i, steps = arcs[i][0], steps + 1
            assert steps <= size
        assert i // size == start // size
