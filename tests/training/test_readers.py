"""Corpora become text with layers, and layers stay on their words after spaCy's tokenizer."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.pipeline.build import build_tokenizer
from training.align import tokenise
from training.labels import NAME_TYPES, bio, name_sets
from training.readers import names, treebanks
from training.samples import MASK, GoldSpan, Text

TREEBANK = """# newdoc id = d1
# newpar id = p1
# sent_id = 1
1-2\tThey're\t_\t_\t_\t_\t_\t_\t_\t_
1\tThey\tthey\tPRON\tPRP\tNumber=Plur|Typo=Yes\t4\tnsubj\t_\t_
2\t're\tbe\tAUX\tVBP\tTense=Pres\t4\tcop\t_\t_
3\tin\tin\tADP\tIN\t_\t4\tcase\t_\t_
4\tOslo\tOslo\tPROPN\tNNP\tNumber=Sing\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar id = p2
# sent_id = 2
1\tTalks\ttalk\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tended\tend\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
"""


@pytest.fixture
def text(tmp_path: Path) -> Text:
    path = tmp_path / "small.conllu"
    path.write_text(TREEBANK, encoding="utf8")
    (only,) = treebanks.read(path, corpus="ewt")
    return only


def test_treebank_text(text: Text) -> None:
    assert text.text.rstrip() == "They're in Oslo.\nTalks ended"
    assert [text.text[w.start : w.end] for w in text.words or ()][:3] == ["They", "'re", "in"]


def test_syntax_on_spacy_tokens(text: Text) -> None:
    tokens = tokenise(text, build_tokenizer())
    assert tokens.words == ["They", "'re", "in", "Oslo", ".", "Talks", "ended"]
    assert tokens.labels["arcs"] == [3, 3, 3, -1, 3, 6, -1]
    assert tokens.labels["sent"] == [1, 0, 0, 0, 0, 1, 0]
    assert tokens.labels["feats"][0] == "Number=Plur"
    assert tokens.breaks == [True, False, False, False, False, True, False]


def test_a_token_over_two_gold_words_keeps_no_lemma(tmp_path: Path) -> None:
    path = tmp_path / "url.conllu"
    path.write_text(
        "# newdoc id = d\n1\ta.b\ta.b\tX\tADD\t_\t0\troot\t_\tSpaceAfter=No\n2\t.com\t.com\tX\tADD\t_\t1\tflat\t_\t_\n",
        encoding="utf8",
    )
    (text,) = treebanks.read(path, corpus="ewt")
    tokens = tokenise(text, build_tokenizer())
    assert tokens.words == ["a.b.com"]
    assert tokens.labels["upos"] == ["X"]
    assert tokens.labels["lemma"] == [MASK]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["He", "did", "n't", "say", "."], "He didn't say."),
        (["``", "Yes", ",", "''", "she", "said"], '"Yes," she said'),
        (["talks", "(", "again", ")", ";"], "talks (again);"),
    ],
)
def test_detokenise(words: list[str], text: str) -> None:
    shown, spans = names.detokenise(words)
    assert shown == text
    assert len(spans) == len(words)


@pytest.mark.parametrize(
    ("mention", "label", "name"),
    [
        ("Foreign Minister Ana Ruiz", "Person", "Ana Ruiz"),
        ("the Norland Council", "Organisation", "Norland Council"),
        ("Minister for the North", "Person", None),
        ("they", "Organisation", None),
        ("next year", "Temporal", "next year"),
    ],
)
def test_proper_name(mention: str, label: str, name: str | None) -> None:
    found = names._proper_name(mention, GoldSpan(0, len(mention), label))
    assert (mention[found.start : found.end] if found else None) == name


def test_unmarked_classes_are_allowed_outside_the_spans() -> None:
    keys, allowed = name_sets()
    tags = bio(NAME_TYPES)
    row = dict(zip(tags, allowed[keys.index("wikigold O")], strict=True))
    assert row["O"] and row["B-DATE"] and not row["B-PERSON"]
    row = dict(zip(tags, allowed[keys.index("wikigold B-MISC")], strict=True))
    assert row["B-NORP"] and not row["I-NORP"] and not row["O"]


def test_cut_depends_on_the_name_alone() -> None:
    held = [names.held_out(f"document {n}") for n in range(500)]
    assert held == [names.held_out(f"document {n}") for n in range(500)]
    assert 60 < sum(held) < 140
