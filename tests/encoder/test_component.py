"""The component with the shipped model, on sentences of our own."""

from __future__ import annotations

import pickle

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from service.pipeline.build import build_nlp

ARTICLE = (
    "Valdoria and Norland agree to reopen border\n\n"
    "President Maria Lopez of Mexico met Prime Minister Tomas Keller in Geneva on Tuesday. "
    "They didn't discuss tariffs. "
    "A senior official told reporters: “We are deeply concerned about the arrests.”\n\n"
    "The United Nations welcomed the talks."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_nlp(("readout_encoder",))


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(ARTICLE)


def tags(doc: Doc, word: str) -> tuple[str, str, str]:
    token = next(token for token in doc if token.text == word)
    return token.pos_, token.tag_, token.lemma_


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("President", ("PROPN", "NNP", "President")),
        ("met", ("VERB", "VBD", "meet")),
        ("in", ("ADP", "IN", "in")),
        ("Geneva", ("PROPN", "NNP", "Geneva")),
        ("n't", ("PART", "RB", "not")),
        ("tariffs", ("NOUN", "NNS", "tariff")),
        ("arrests", ("NOUN", "NNS", "arrest")),
        ("told", ("VERB", "VBD", "tell")),
        (".", ("PUNCT", ".", ".")),
    ],
)
def test_tags(doc: Doc, word: str, expected: tuple[str, str, str]) -> None:
    assert tags(doc, word) == expected


@pytest.mark.parametrize(
    ("word", "head", "relation"),
    [
        ("Keller", "Tomas", "flat"),
        ("They", "discuss", "nsubj"),
        ("tariffs", "discuss", "obj"),
        ("Nations", "welcomed", "nsubj"),
        ("welcomed", "welcomed", "ROOT"),
        ("talks", "welcomed", "obj"),
    ],
)
def test_tree(doc: Doc, word: str, head: str, relation: str) -> None:
    token = next(token for token in doc if token.text == word)
    assert (token.head.text, token.dep_) == (head, relation)


def test_sentences(doc: Doc) -> None:
    assert [sentence[0].text for sentence in doc.sents] == ["Valdoria", "President", "They", "A", "The"]


def test_names(doc: Doc) -> None:
    found = {(name.text, name.label_) for name in doc.ents}
    assert {
        ("Maria Lopez", "PERSON"),
        ("Tomas Keller", "PERSON"),
        ("Geneva", "LOC"),
        ("Mexico", "LOC"),
    } <= found
    assert ("United Nations", "ORG") in found


def test_morphology(doc: Doc) -> None:
    met = next(token for token in doc if token.text == "met")
    assert met.morph.get("Tense") == ["Past"]


HARD = {
    "empty": "",
    "white space": " \n\t ",
    "one word": "Hello",
    "leading white space": "\n\n  The talks ended.",
    "emoji": "The deal 🤝🇺🇳 is done 👍🏽 !!! 😀😀😀",
    "control characters": "They\x00 met\x01 in\x07 Oslo.\x1b\r\nThe\x0b end.",
    "no spaces": "x" * 9000,
    "punctuation": "$!?" * 3000,
    "quotes": "“" * 2000,
    "other scripts": "Президент встретился 会谈 في جنيف",
    "combining marks": "Zu\u0308rich\u0301\u0301 talks " * 50,
    "one long sentence": "and they met " * 800,
    "lists": "- item\n" * 700,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_any_text_gives_whole_trees(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for sentence in doc.sents if len(doc) else ():
        roots = [token for token in sentence if token.head == token]
        assert roots == [sentence.root]
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        assert all(token.pos_ and token.tag_ for token in sentence)


def test_long_text_is_read_in_bounded_time(nlp: Language) -> None:
    doc = nlp((ARTICLE + "\n\n") * 20)
    names = [name.text for name in doc.ents]
    assert names.count("Tomas Keller") == 20


def test_same_text_same_answer(nlp: Language, doc: Doc) -> None:
    assert nlp(ARTICLE).to_json() == doc.to_json()


def test_doc_survives_bytes(nlp: Language, doc: Doc) -> None:
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [(t.text, t.pos_, t.lemma_, t.head.i, t.dep_) for t in copy] == [
        (t.text, t.pos_, t.lemma_, t.head.i, t.dep_) for t in doc
    ]
    assert [(e.text, e.label_) for e in copy.ents] == [(e.text, e.label_) for e in doc.ents]


def test_network_survives_pickling(nlp: Language) -> None:
    network = nlp.get_pipe("readout_encoder").network  # type: ignore[attr-defined]
    copy = pickle.loads(pickle.dumps(network))
    assert copy._session is None
    windows = copy.run(["They", "met", "."], [True, False, False])
    assert [(window.start, window.end) for window in windows] == [(0, 3)]


def test_memory_zone_leaves_the_labels(nlp: Language) -> None:
    for _ in range(2):
        with nlp.memory_zone():
            doc = nlp("Ministers met in Oslo.")
            assert [token.pos_ for token in doc] == ["NOUN", "VERB", "ADP", "PROPN", "PUNCT"]
