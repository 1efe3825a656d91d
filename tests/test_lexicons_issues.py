"""The issue vocabulary: normal forms, and data files that are whole."""

import csv

import pytest

from service.lexicons_issues import BLOCK, DATA, cues, normal, terms, weights, words
from service.taxonomy import category_ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Programme", "programs"),
        ("normalisation", "normalization"),
        ("defence", "Defense"),
        ("neighbours", "neighbor"),
        ("treaties", "treaty"),
        ("U.S.", "US"),
    ],
)
def test_spellings_of_one_word_are_equal(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"), [("AIDS", "aid"), ("bus", "bu"), ("four", "for"), ("press", "pres")]
)
def test_different_words_stay_apart(one, other):
    assert normal(one) != normal(other)


def test_a_hyphen_parts_words_and_an_acronym_is_one():
    assert [match[0] for match in words("U.S.-led cease-fire, 5G")] == ["U.S.", "led", "cease", "fire", "5G"]


def test_every_category_has_strong_terms_and_no_term_has_an_unknown_one():
    found = {term.category for term in terms() if term.strong}
    assert found == set(category_ids())
    assert {term.category for term in terms()} - found == {BLOCK}


def test_every_needed_cue_group_exists():
    assert {term.needs for term in terms() if term.needs} <= cues().keys()


def test_a_verb_stands_for_its_forms():
    forms = {term.words for term in terms()}
    assert {("extradite",), ("extradited",), ("extraditing",)} <= forms


@pytest.mark.parametrize("name", ["issue_terms.tsv", "issue_cues.tsv", "issue_weights.tsv"])
def test_data_files_are_sorted_without_duplicates(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file, delimiter="\t")][1:]
    assert rows == sorted(rows)
    assert len(rows) == len(set(rows))


def test_weights_have_each_model_with_bias_and_threshold():
    assert weights().keys() == {"agenda", "listed"}
    assert all("bias" in table for table in weights().values())
    assert 0 < weights()["listed"]["threshold"] < 1
