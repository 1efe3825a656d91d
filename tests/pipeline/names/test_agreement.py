"""What the names of one article tell about one another; no model takes part."""

import pytest

from service.pipeline.names.agreement import agreed, bodies, labels_agreed, titled_names
from tests.pipeline.names.test_span_boundaries import doc_and_hits, shown

TITLED = frozenset({"president", "minister", "general"})


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<LOC Norvik> and <LOC Norvik> and <PERSON Norvik>", ["LOC Norvik"] * 3),
        ("<LOC Norvik> and <PERSON Norvik>", ["LOC Norvik"] * 2),
        ("<ORG Norvik> aides saw President <PERSON Norvik>", ["PERSON Norvik"] * 2),
    ],
)
def test_one_text_has_one_label(line, names):
    doc, hits = doc_and_hits(line)
    assert shown(doc, labels_agreed(doc, hits, titled=TITLED)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("the agency <PERSON NTR-TASS> reports", ["ORG NTR-TASS"]),
        ("then <PERSON RUIZ> and <PERSON Ana Ruiz> left", ["PERSON RUIZ", "PERSON Ana Ruiz"]),
        ("then President <PERSON RUIZ> left", ["PERSON RUIZ"]),
        ("TALKS WITH <PERSON RUIZ> FAIL", ["PERSON RUIZ"]),
        ("<PERSON XI Jian> left", ["PERSON XI Jian"]),
    ],
)
def test_capitals_are_bodies(line, names):
    doc, hits = doc_and_hits(line)
    assert shown(doc, bodies(doc, hits, titled=TITLED)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "<PERSON Ana Ruiz-Tom Bauer> met; <PERSON Ana Ruiz> and <PERSON Tom Bauer> left",
            ["PERSON Ana Ruiz", "PERSON Tom Bauer"] * 2,
        ),
        (
            "the <PERSON Ruiz-Bauer> administration of <PERSON Ana Ruiz>",
            ["PERSON Ruiz", "PERSON Bauer", "PERSON Ana Ruiz"],
        ),
        ("Ms. <PERSON Ruiz-Bauer> met <PERSON Ana Ruiz>", ["PERSON Ruiz-Bauer", "PERSON Ana Ruiz"]),
        ("<PERSON Ana Kramp-Bauer> met <PERSON Tom Holm>", ["PERSON Ana Kramp-Bauer", "PERSON Tom Holm"]),
        ("<PERSON NSA Ruiz> met <PERSON Ana Ruiz>", ["PERSON Ruiz", "PERSON Ana Ruiz"]),
        ("<PERSON ANA RUIZ> MET <PERSON RUIZ>", ["PERSON ANA RUIZ", "PERSON RUIZ"]),
        ("<PERSON RUIZ Ana> met <PERSON Tom Holm>", ["PERSON RUIZ Ana", "PERSON Tom Holm"]),
    ],
)
def test_joined_persons_are_parted(line, names):
    doc, hits = doc_and_hits(line)
    assert shown(doc, agreed(doc, hits, titled=TITLED)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Prime Minister Holm left.", ["PERSON Holm"]),
        ("the minister Holm left.", []),
        ("General Than <PERSON Lwin> left.", ["PERSON Than Lwin"]),
        ("General Electric left.", []),
        ("MINISTER ANA <PERSON RUIZ> LEFT", ["PERSON ANA RUIZ"]),
        ("Foreign Minister Says No To Talks", []),
        ("Minister <LOC Norland> left.", ["LOC Norland"]),
    ],
)
def test_a_word_after_an_office_is_a_name(line, names):
    doc, hits = doc_and_hits(line)
    for token in doc:
        token.pos_ = "PROPN" if token.text[0].isupper() else "NOUN"
    leading = frozenset({"minister"})
    assert shown(doc, titled_names(doc, hits, titled=TITLED, leading=leading, taken=frozenset())) == names
