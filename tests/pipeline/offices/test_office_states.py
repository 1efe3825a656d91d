"""The state of an office that the text ties to none, and names that follow the offices of a lead."""

import pytest

from service.annotations import ACTORS

HOSTED = [
    ("President Ann Toll welcomed Prime Minister Bo Lind of Tonga to the meeting.", "Ann Toll", ""),
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


def test_a_style_is_no_name(nlp):
    doc = nlp("The Secretary-General met with H.E. Mr. Bo Lind, President of Chad.")
    assert "H.E." not in [span.text for span in doc.spans[ACTORS]]
