"""Which issue a position is on, in whole articles, and how far its words reach."""

import pytest

from service.article import read_text

OPENING = "French President Paul Marchand met German Chancellor Eva Brandt in Oslo on Monday. "


@pytest.fixture(scope="module")
def held(nlp):
    from service.analyzer import Analyzer
    from service.records import Engine

    engine = Analyzer(nlp, engine=Engine(name="readout", version="0", model="test", model_sha256=None))

    def read(text):
        record = engine.analyze(read_text(OPENING + text))
        return [
            (p.stance.value, p.issue.category if p.issue else None, p.statement) for p in record.positions
        ]

    return read


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("They discussed the trade tariffs. The leaders agreed to cooperate on this issue.", "economy.trade"),
        ("Brandt congratulated Marchand on the launch of the trade tariffs review.", None),
        ("Brandt welcomed the launch of the trade tariffs review.", "economy.trade"),
    ],
)
def test_the_issue_of_a_position(held, sentence, issue):
    found = {category for _, category, _ in held(sentence)}
    assert found == {issue}


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        (
            "Brandt expressed satisfaction with the trade agreement.",
            "satisfaction with the trade agreement",
        ),
        ("Brandt expressed satisfaction and left for Madrid.", "satisfaction"),
    ],
)
def test_a_statement_goes_on_after_its_noun(held, sentence, statement):
    assert statement in {words for *_, words in held(sentence)}


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Japan accused Iran of secretly enriching uranium. Iran denied the charge.", "security.nuclear"),
        ("They discussed the uranium enrichment. Iran rejected the trade tariffs plan.", "economy.trade"),
    ],
)
def test_a_shell_noun_takes_the_issue_of_the_sentence_before(analyzer, text, issue):
    record = analyzer.analyze(read_text(OPENING + text))
    found = {p.issue and p.issue.category for p in record.positions if p.stance == "oppose"}
    assert found == {issue}


def test_what_is_all_but_surely_wrong_is_not_claimed(nlp):
    from service.extract.issues import IssueFinder
    from service.extract.linking import claims
    from service.extract.positions import find

    doc = nlp(OPENING + "They discussed the trade tariffs. He gave Brandt a horse, and Chile has big ships.")
    listed = claims(doc, find(doc), IssueFinder(doc))
    assert all(claim.confidence >= 0.15 for claim in listed)
