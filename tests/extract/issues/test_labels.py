"""Labels from hand-built trees: head, dependency and part of speech of each word."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from service.extract.issues.labels import clean, names_matter, noun_phrase

# words with head:dep:pos
TREES = [
    (
        "Iran:3:nmod:poss:PROPN 's:0:case:PART nuclear:3:amod:ADJ programme:4:nsubj:NOUN grows:4:ROOT:VERB",
        (2, 4),
        "Iran 's nuclear programme",
    ),
    (
        "the:1:det:DET war:1:ROOT:NOUN in:3:case:ADP Sylvania:1:nmod:PROPN "
        "which:5:nsubj:PRON rages:1:acl:relcl:VERB",
        (1, 2),
        "war in Sylvania",
    ),
    (
        "trade:0:ROOT:NOUN and:2:cc:CCONJ economic:3:amod:ADJ ties:0:conj:NOUN",
        (0, 3),
        "trade and economic ties",
    ),
    ("they:1:nsubj:PRON invaded:1:ROOT:VERB Sylvania:1:obj:PROPN", (1, 2), "invaded"),
]


def tree(line):
    parts = [word.split(":") for word in line.split()]
    return Doc(
        Vocab(),
        words=[part[0] for part in parts],
        lemmas=[part[0].lower() for part in parts],
        heads=[int(part[1]) for part in parts],
        deps=[":".join(part[2:-1]) for part in parts],
        pos=[part[-1] for part in parts],
    )


@pytest.mark.parametrize(("line", "term", "label"), TREES)
def test_the_noun_phrase_around_a_term(line, term, label):
    doc = tree(line)
    assert noun_phrase(doc[term[0] : term[1]]).text == label


def test_without_a_tree_the_term_is_the_label():
    doc = Doc(Vocab(), words=["the", "trade", "talks"])
    assert noun_phrase(doc[1:3]).text == "trade talks"


@pytest.mark.parametrize(
    ("text", "cleaned"), [(" the \n Taiwan question,", "the Taiwan question"), ("“Gaza”", "Gaza")]
)
def test_labels_are_cleaned(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("line", "matter"),
    [
        ("the:1:det:DET summit:1:ROOT:NOUN", False),
        ("of:0:ROOT:ADP", False),
        ("300:0:ROOT:NUM", False),
        ("detained:0:ROOT:VERB", False),
        ("Monday:0:ROOT:PROPN", False),
        ("Taiwan:0:ROOT:PROPN", True),
        ("trade:1:compound:NOUN summit:1:ROOT:NOUN", True),
    ],
)
def test_a_label_holds_a_noun_that_names_a_matter(line, matter):
    assert names_matter(tree(line)[:]) is matter
