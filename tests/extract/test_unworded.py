"""Meetings that no known word tells, by the encoder's answer and the lead's own persons."""

import pytest
from spacy.tokens import Span

from service.annotations import MEETING_SCORES, ROLES
from service.candidates.entities import EntityIndex
from service.extract.mentions import mentions
from service.extract.unworded import unworded

TABLES = [
    ("French President Paul Marchand swapped ideas with Peru's Eva Brandt over tea.", 0.99,
     {"Paul Marchand", "Eva Brandt"}),
    ("French President Paul Marchand swapped ideas with Peru's Eva Brandt over tea.", 0.7, set()),
    ("The foreign ministers of Chad and Niger tried to bridge the gap in Oslo.", 0.99, {"Chad", "Niger"}),
    ("The farmers of Chad and Niger tried to bridge the gap in Oslo.", 0.99, set()),
    ("French President Paul Marchand swapped ideas with Eva Brandt.", 0.99, set()),
    ("Peru's tax on tea will rise, French President Paul Marchand told Peru's Eva Brandt.", 0.7, set()),
    ("French President Paul Marchand met German Chancellor Eva Brandt.", 0.99, set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chance", "table"), TABLES)
def test_who_acts_on_each_other_in_a_lead_that_is_surely_of_a_meeting(nlp, text, chance, table):
    doc = nlp(text)
    doc._.set(MEETING_SCORES, {"detected": {"yes": chance}})
    doc.spans[ROLES] = []
    index = EntityIndex(doc)
    found = unworded(doc, mentions(doc, index), index)
    assert {index[key].mentions[0].text for m in found for key in m.sides} == table


def test_one_of_the_cast_who_is_sent_to_a_state_visits_it(nlp):
    doc = nlp("France has sent President Paul Marchand to Peru to ask for oil.")
    doc._.set(MEETING_SCORES, {"detected": {"yes": 0.99}})
    doc.spans[ROLES] = [Span(doc, 3, 6, label="PARTICIPANT")]
    index = EntityIndex(doc)
    found = unworded(doc, mentions(doc, index), index)
    assert {index[key].mentions[0].text for m in found for key in m.sides} == {"Paul Marchand", "Peru"}
