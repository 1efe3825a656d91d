"""Edit scripts make the lemmas they were read from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.encoder.lemmas import apply_script, lemma_of, lemma_script, verb_lemma


@pytest.mark.parametrize(
    ("word", "lemma", "script"),
    [
        ("talks", "talk", "L01"),
        ("Countries", "country", "L03y"),
        ("Geneva", "Geneva", "K00"),
        ("BEIJING", "Beijing", "T00"),
        ("was", "be", "L03be"),
        ("Agreed", "agree", "L01"),
        ("the", "the", "L00"),
    ],
)
def test_script(word: str, lemma: str, script: str) -> None:
    assert lemma_script(word, lemma) == script
    assert apply_script(word, script) == lemma


@given(
    st.text(alphabet="abcdeFGH'", min_size=1, max_size=12),
    st.text(alphabet="abcdeFGH'", min_size=1, max_size=12),
)
def test_script_gives_the_lemma_back(word: str, lemma: str) -> None:
    assert apply_script(word, lemma_script(word, lemma)) == lemma


@pytest.mark.parametrize(("word", "script"), [("s", "L03y"), ("a", "L01"), ("🙂", "L01")])
def test_script_of_a_longer_word_leaves_something(word: str, script: str) -> None:
    assert apply_script(word, script)


@pytest.mark.parametrize(
    ("word", "read", "lemma"),
    [
        ("thanked", "thanke", "thank"),
        ("Reaffirmed", "reaffirmed", "reaffirm"),
        ("scrapped", "scrapp", "scrap"),
        ("noting", "not", "note"),
        ("denies", "denie", "deny"),
        ("presses", "presse", "press"),
        ("agreed", "agree", "agree"),  # known verbs stay as they are
        ("posed", "pose", "pose"),
        ("blorked", "blorke", "blorke"),  # so does what the list does not have
    ],
)
def test_a_verb_is_held_against_the_list(word: str, read: str, lemma: str) -> None:
    assert verb_lemma(word, read) == lemma


def test_the_table_comes_first_and_other_words_keep_the_script() -> None:
    assert lemma_of("Were", "AUX", script="L00", table={"were AUX": "be"}) == "be"
    assert lemma_of("noting", "NOUN", script="L03", table={}) == "not"
