"""Trees of both schemes, built by hand: the ClearNLP one becomes the other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from spacy.lang.en import English

from service.grammar.clearnlp import LABELS, is_clearnlp, universal
from tests.schemes import make_doc, parse
from tests.sentences import SENTENCES

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


SERVICE = Path(__file__).parents[2] / "service"
RULES = sorted(path for place in ("pipeline", "extract") for path in (SERVICE / place).rglob("*.py"))
UNMISTAKABLE = LABELS - {"agent", "attr", "dative", "meta", "neg", "num", "poss", "prep", "prt"}
"""Labels that are no word of anything else, so that any string of that text is a spelt label."""


@pytest.mark.parametrize("path", RULES, ids=lambda path: str(path.relative_to(SERVICE)))
def test_no_rule_spells_a_label_of_the_other_scheme(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spelt = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not spelt & UNMISTAKABLE
