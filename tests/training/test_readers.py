"""Corpora become text with layers, and layers stay on their words after spaCy's tokenizer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from service.pipeline.build import build_tokenizer
from training.align import tokenise
from training.labels import NAME_TYPES, bio, name_sets
from training.readers import names, proper, re3d, treebanks
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
        "# newdoc id = d\n1\ta.b\ta.b\tX\tADD\t_\t0\troot\t_\tSpaceAfter=No\n"
        "2\t.com\t.com\tX\tADD\t_\t1\tflat\t_\t_\n",
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


def test_possessives_in_two_words() -> None:
    words, tags = names._with_possessives(
        ["Ruiz", "'", "s", "'", "plan", "'"], ["B-person", "O", "O", "O", "O", "O"]
    )
    assert words == ["Ruiz", "'s", "'", "plan", "'"]
    assert len(tags) == len(words)


@pytest.mark.parametrize(
    ("mention", "label", "name"),
    [
        ("Foreign Minister Ana Ruiz", "Person", "Ana Ruiz"),
        ("Deputy Secretary of State Tom Bauer", "Person", "Tom Bauer"),
        ("lieutenant Omar al-Hadi", "Person", "Omar al-Hadi"),
        ("Foreign Minister Julia Bishop", "Person", "Julia Bishop"),
        ("de Vries", "Person", "de Vries"),
        ("Minister for the North", "Person", None),
        ("Foreign Minister", "Person", None),
        ("Ana Ruiz\nA spokesman", "Person", None),
        ("the Norland Council", "Organisation", "Norland Council"),
        ("Council of the Isles’s", "Organisation", "Council of the Isles"),
        ("4th Rifle Brigade", "Organisation", "4th Rifle Brigade"),
        ("Norland fighters", "Organisation", None),
        ("people of Norland", "Organisation", None),
        ("40 Norlanders", "Organisation", None),
        ("they", "Organisation", None),
        ("We", "Organisation", None),
        ("the United States", "Organisation", "United States"),
        ("northern Norland", "Location", None),
        ("Norland-held town", "Location", None),
        ("st ISIL", "Vehicle", None),
        ("next year", "Temporal", "next year"),
    ],
)
def test_proper_name(mention: str, label: str, name: str | None) -> None:
    found = proper.proper_name(mention, GoldSpan(0, len(mention), label))
    assert (mention[found.start : found.end] if found else None) == name


def _mentions(text: str, *marked: tuple[str, str, float]) -> list[dict[str, object]]:
    return [
        {"begin": text.index(w), "end": text.index(w) + len(w), "type": kind, "confidence": c}
        for w, kind, c in marked
    ]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        pytest.param(
            "A spokesman for the Council of Norland left.",
            [
                ("A spokesman for the Council of Norland", "Person", 1),
                ("the Council of Norland", "Organisation", 1),
            ],
            "Council of Norland/Organisation",
            id="the name within a description",
        ),
        pytest.param(
            "the Council of Norland met",
            [("the Council of Norland", "Organisation", 1), ("Norland", "Location", 1)],
            "Council of Norland/Organisation",
            id="of nested names the longest",
        ),
        pytest.param(
            "the people of Norland wait",
            [("the people of Norland", "Organisation", 1)],
            "Norland/unclear",
            id="capitals of a description",
        ),
        pytest.param(
            "the port city of Norhaven fell",
            [("the port city of Norhaven", "Location", 1)],
            "Norhaven/Location",
            id="a place by its kind",
        ),
        pytest.param(
            "near Norhaven, Norland",
            [("Norhaven, Norland", "Location", 1)],
            "Norhaven/Location Norland/Location",
            id="a place in a larger place",
        ),
        pytest.param(
            "The United States agreed", [("The United States", "Organisation", 1)], "United States/Location",
            id="a country is a place",
        ),
        pytest.param("talks in France ended", [], "France/Location", id="an unmarked country"),
        pytest.param("talks in Norland ended", [], "", id="unmarked"),
        pytest.param(
            "against Norguard men",
            [("Norguard", "Organisation", 0)],
            "Norguard/unclear",
            id="a tool's cue alone",
        ),
    ],
)  # fmt: skip
def test_names_of_nested_mentions(text: str, marked: list[tuple[str, str, float]], expected: str) -> None:
    found = re3d.convert(text, _mentions(text, *marked), Counter(), set())
    assert " ".join(f"{text[s.start : s.end]}/{s.label}" for s in found) == expected


def test_cues_and_gaps_need_names_known_to_experts() -> None:
    known = Counter({("Norguard", "Organisation"): 2, ("France", "Location"): 2})
    text = "Norguard men left France and Norland."
    cue = _mentions(text, ("Norguard", "Organisation", 0))
    found = re3d.convert(text, cue, known, set())
    assert [(text[s.start : s.end], s.label) for s in found] == [
        ("Norguard", "Organisation"),
        ("France", "Location"),
    ]
    assert [s.label for s in re3d.convert(text, [], known, set())] == ["unclear", "Location"]


def test_mentions_that_cut_into_words_are_left_out() -> None:
    assert not re3d._whole_words("against Norguard", 5, 16)
    assert re3d._whole_words("against Norguard", 8, 16)


def test_unmarked_classes_are_allowed_outside_the_spans() -> None:
    keys, allowed = name_sets()
    tags = bio(NAME_TYPES)
    row = dict(zip(tags, allowed[keys.index("wikigold O")], strict=True))
    assert (row["O"], row["B-DATE"], row["B-PERSON"]) == (True, True, False)
    row = dict(zip(tags, allowed[keys.index("wikigold B-MISC")], strict=True))
    assert (row["B-NORP"], row["I-NORP"], row["O"]) == (True, False, False)


def test_cut_depends_on_the_name_alone() -> None:
    held = [names.held_out(f"document {n}") for n in range(500)]
    assert held == [names.held_out(f"document {n}") for n in range(500)]
    assert 60 < sum(held) < 140
