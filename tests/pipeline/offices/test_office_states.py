"""The state of an office that the text ties to none, and names that follow the offices of a lead."""

from datetime import date

import pytest

from service.annotations import ACTORS
from service.article import read_text

HOSTED = [
    ("President Ann Toll welcomed Prime Minister Bo Lind of Tonga to the White House.", "Ann Toll", "USA"),
    ("President Ann Toll welcomed Prime Minister Bo Lind of Tonga to the meeting.", "Ann Toll", ""),
    ("Chad has called off talks between Defence Minister Ann Toll and Niger's Bo Lind.", "Ann Toll", "TCD"),
    ("Chad has called off talks between dancer Ann Toll and Niger's Bo Lind.", "Ann Toll", ""),
    ("US Treasury Secretary Ann Toll and Chinese Vice Premier Bo Lind met.", "Ann Toll", "USA"),
    ("King Tobias and Queen Ann Toll of the Netherlands met Bo Lind.", "Tobias", "NLD"),
    ("Dutch king to visit India\n\nKing Tobias will make a state visit to India in May.", "Tobias", "NLD"),
    ("The President of Chad, General Bo Lind, met Ann Toll.", "Bo Lind", "TCD"),
]


@pytest.mark.parametrize(("text", "name", "code"), HOSTED)
def test_whose_office_it_is(nlp, text, name, code):
    doc = nlp(text)
    assert next(span.kb_id_ for span in doc.spans[ACTORS] if span.text == name) == code


LATER = [
    ("Chad's president has put off a trip, her office said. Ann Toll had been due in Oslo.", "TCD"),
    ("Chad's president has put off a trip. Her office is closed. A storm is due. Ann Toll sang.", None),
    ("Chad's president has put off a trip. Singer Ann Toll had been due in Oslo.", None),
]


@pytest.mark.parametrize(("text", "code"), LATER)
def test_who_opens_the_next_sentence_holds_the_office_of_the_lead(nlp, text, code):
    doc = nlp(text)
    keys = {span.text: span.id_ for span in doc.spans[ACTORS]}
    codes = {span.text: span.kb_id_ for span in doc.spans[ACTORS]}
    assert (keys["Ann Toll"] == keys["Chad's president"]) is (code is not None)
    assert codes["Ann Toll"] == (code or "")


DATELINES = [
    ("DOHA, March 8 (QNA) - The Amir Tariq Janjua received President Bo Lind of Peru in Doha.", "QAT"),
    ("GENEVA, March 8 (QNA) - The Amir Tariq Janjua received President Bo Lind of Peru.", None),
    ("LIMA, March 8 (QNA) - The Amir Tariq Janjua received President Bo Lind of Peru.", None),
]


@pytest.mark.parametrize(("text", "code"), DATELINES)
def test_news_of_a_capital_names_the_country_of_others_only(analyzer, text, code):
    article = read_text("Talks held\n\n" + text, published=date(2027, 3, 8))
    with analyzer.nlp.memory_zone():
        entities = analyzer.read(article).entities
        named = [entities[key] for key in entities.ordered()]
        amir = next(e for e in named if any("Janjua" in m.text for m in e.mentions))
        assert (amir.country or None) == code


def test_a_style_is_no_name(nlp):
    doc = nlp("The Secretary-General met with H.E. Mr. Bo Lind, President of Chad.")
    assert "H.E." not in [span.text for span in doc.spans[ACTORS]]
