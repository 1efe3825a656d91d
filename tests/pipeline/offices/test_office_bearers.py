"""Whose an office is: by its place beside names, joined offices, offices that several hold."""

import pytest

from service.annotations import ACTORS, TITLES


def offices(doc, name):
    """Titles of the actor that `name` mentions."""
    key = next(span.id_ for span in doc.spans[ACTORS] if span.text == name)
    return [title.text for title in doc.spans[TITLES] if title.id_ == key]


BESIDE = [
    ("He met Ann Toll, Foreign Minister of Peru Bo Lind and others.", "Ann Toll", []),
    (
        "He met Ann Toll, Foreign Minister of Peru Bo Lind and others.",
        "Bo Lind",
        ["Foreign Minister of Peru"],
    ),
    ("He met the foreign minister, Ann Toll, on Monday.", "Ann Toll", ["foreign minister"]),
    (
        "Chairman of the Executive Committee and Executive Secretary of the Arab League Bo Lind spoke.",
        "Bo Lind",
        ["Chairman of the Executive Committee", "Executive Secretary of the Arab League"],
    ),
    ("Ann Toll, Chair, CEO and President, met Bo Lind.", "Ann Toll", ["Chair", "CEO", "President"]),
    (
        "Ann Toll, Founding President and CEO of the Fund, left.",
        "Ann Toll",
        ["Founding President", "CEO of the Fund"],
    ),
    (
        "Jan Novak and Ali Haddad met. Later he met President of Algeria’s Council of the Nation Bo Lind.",
        "Ali Haddad",
        [],
    ),
    ("Ann Toll of Peru met him. As President of the country in the chair, Bo Lind spoke.", "Ann Toll", []),
]


@pytest.mark.parametrize(("text", "name", "titles"), BESIDE)
def test_a_title_belongs_to_the_nearest_name(nlp, text, name, titles):
    assert offices(nlp(text), name) == titles


SHARED = [
    ("Vladimir Putin met President of Peru Ana Ruiz. The two presidents agreed.", "Vladimir Putin", True),
    ("Vladimir Putin met Premier of Peru Ana Ruiz. The two presidents agreed.", "Vladimir Putin", False),
    (
        "The presidents of Peru and Chile met. Ana Ruiz of Peru and Pablo Soto of Chile agreed.",
        "Ana Ruiz",
        True,
    ),
    (
        "The presidents of Peru and Cuba met. Ana Ruiz of Peru and Pablo Soto of Chile agreed.",
        "Ana Ruiz",
        False,
    ),
]


def test_one_article_before_two_offices(nlp):
    doc = nlp("President Ann Toll and Vice President Bo Lind left. The President and Vice President smiled.")
    assert offices(doc, "Bo Lind") == ["Vice President", "Vice President"]


@pytest.mark.parametrize(("text", "name", "president"), SHARED)
def test_an_office_of_several_is_that_of_who_has_no_other(nlp, text, name, president):
    assert any(title.startswith("presidents") for title in offices(nlp(text), name)) is president


def test_a_general_is_of_a_state(nlp):
    doc = nlp("Ann Toll is in Islamabad to meet President Bo Lind. General Lind is to speak.")
    assert {span.kb_id_ for span in doc.spans[ACTORS] if span.text == "Bo Lind"} == {"PAK"}
