"""Names as an encoder may leave them, and their ends as they should be; no model takes part."""

import pytest

from service.pipeline.build import build_tokenizer
from service.pipeline.names.phrases import Hit
from service.pipeline.names.span_boundaries import mended
from tests.markup import read

NLP = build_tokenizer()


def doc_and_hits(line):
    text, marks = read(line)
    doc = NLP(text)
    spans = [doc.char_span(m.start, m.end, label=m.label) for m in marks]
    assert all(spans), line
    return doc, [Hit(span.start, span.end, span.label_, "", encoder=True) for span in spans]


def shown(doc, hits):
    return [f"{hit.label} {doc[hit.start : hit.end].text}" for hit in hits]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<PERSON Ana Ruiz>, <PERSON Jr.>, left", ["PERSON Ana Ruiz, Jr."]),
        ("<PERSON Tom Bauer> III left", ["PERSON Tom Bauer III"]),
        ("<PERSON Tom Bauer>, III of the list", ["PERSON Tom Bauer"]),
        ("<PERSON Han Jae>-in left", ["PERSON Han Jae-in"]),
        ("the <PERSON Ruiz>-era law", ["PERSON Ruiz"]),
        ("<PERSON Omar> bin Said Al Hadi left", ["PERSON Omar bin Said Al Hadi"]),
        ("<PERSON Rita Lopes> de Sousa left", ["PERSON Rita Lopes de Sousa"]),
        ("<PERSON Rita Lopes> de facto leads", ["PERSON Rita Lopes"]),
        ("<PERSON Fatma el>-<PERSON Zahra Said> left", ["PERSON Fatma el-Zahra Said"]),
        ("<PERSON A.B.> <PERSON Rao Das> left", ["PERSON A.B. Rao Das"]),
        ("<PERSON Ana> <PERSON Ruiz> left", ["PERSON Ana Ruiz"]),
        ("<PERSON Ana Ruiz> <PERSON Tom Bauer>", ["PERSON Ana Ruiz", "PERSON Tom Bauer"]),
        ("<PERSON Ana>, <PERSON Ruiz>", ["PERSON Ana", "PERSON Ruiz"]),
        ('General <PERSON John "><PERSON Jack" Keen> left', ['PERSON John "Jack" Keen']),
        ("<PERSON Ana Ruiz Sunday> said", ["PERSON Ana Ruiz"]),
        ("The <ORG Black Sunday> band", ["ORG Black Sunday"]),
        ("<ORG Department of> the <ORG Treasury> said", ["ORG Department of the Treasury"]),
        ("<ORG Central> <ORG Command> said", ["ORG Central Command"]),
        ("<ORG Central> <LOC Asia> said", ["ORG Central", "LOC Asia"]),
        ("Hurricane <PERSON Rita> hit", ["EVENT Rita"]),
        ("<PERSON Rita> hit", ["PERSON Rita"]),
        ("mail <ORG ana@example.org> now", []),
        ("<PERSON [Ruiz]> left", ["PERSON Ruiz"]),
        ("<PERSON -> left", []),
        ("Call <PERSON B> or <PERSON His>", []),
        ("<PERSON Ana Ruiz>-<PERSON Holm> left", ["PERSON Ana Ruiz-Holm"]),
        ("<PERSON Ruiz>-<PERSON Holm> talks", ["PERSON Ruiz", "PERSON Holm"]),
        ("<PERSON Omar>\u00a0bin Said left", ["PERSON Omar\u00a0bin Said"]),
        ("<PERSON Holm v. Norland> was heard", ["EVENT Holm v. Norland"]),
        ("<PERSON Hurricane Rita> hit", ["EVENT Hurricane Rita"]),
    ],
)
def test_ends(line, names):
    doc, hits = doc_and_hits(line)
    assert shown(doc, mended(doc, hits)) == names


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("In the evening the minister of foreign affairs went on to thank Ana\nRuiz for it.", True),
        ("The envoy thanked Ana\nRuiz for it.", False),
        ("In the evening the minister of foreign affairs went on to thank us. Ana\nRuiz left.", False),
    ],
)
def test_a_name_runs_over_the_end_of_a_long_line(text, joined):
    doc = NLP(text)
    at = next(token.i for token in doc if token.text == "Ana")
    hits = [Hit(at, at + 1, "PERSON", "", encoder=True), Hit(at + 2, at + 3, "PERSON", "", encoder=True)]
    assert (len(mended(doc, hits)) == 1) is joined
