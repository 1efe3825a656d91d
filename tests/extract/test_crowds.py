"""Meetings of more sides than are named, and the rank of those at the table, in own sentences."""

import pytest

from service.candidates.entities import EntityIndex
from service.extract.crowds import gathers_many
from service.extract.levels import level
from service.extract.meetings import clusters

MANY = [
    ("President Ann Toll of Norway will attend the APEC summit in Lima.", True),
    ("President Ann Toll of Norway met King Carl of Sweden during the APEC summit in Lima.", False),
    ("President Ann Toll of Norway met G7 leaders in Oslo.", True),
    ("European Union foreign ministers met in Brussels.", True),
    ("Leaders from the Group of Eight gathered in Oslo for a summit.", True),
    ("President Ann Toll of Norway took part in the EU-Russia summit.", False),
    ("World leaders met in Oslo to discuss the climate.", True),
    ("Rebel leaders met in Oslo to discuss the climate.", False),
    ("Ministers of developing countries met in Geneva.", True),
    ("The leaders of the two countries met in Oslo.", False),
    ("The leaders of Norway and Sweden met in Oslo for talks between the countries.", False),
    ("African and Asian leaders met in Oslo.", True),
    ("The foreign ministers of South Korea and Japan met in Seoul.", False),
]


@pytest.mark.parametrize(("text", "many"), MANY)
def test_members_of_a_bloc_or_unnamed_states_are_many(nlp, text, many):
    doc = nlp(text)
    index = EntityIndex(doc)
    assert gathers_many(clusters(doc, index)[0], index) is many


LEVELS = [
    ("Diplomatic Adviser to the President Bo Lind met Norwegian envoy Max Ort.", "officials"),
    ("Norwegian President Bo Lind met Swedish envoy Max Ort.", "leaders"),
    ("Foreign ministers of the Association of Southeast Asian Nations met in Oslo.", "ministers"),
    ("European Union leaders met in Brussels.", "leaders"),
    ("NATO held a summit in Oslo.", "leaders"),
    ("Union leaders held talks with Norway.", None),
]


@pytest.mark.parametrize(("text", "rank"), LEVELS)
def test_level_by_own_offices_and_crowds(nlp, text, rank):
    doc = nlp(text)
    index = EntityIndex(doc)
    assert level(doc, clusters(doc, index)[0], index, main=False) == rank
