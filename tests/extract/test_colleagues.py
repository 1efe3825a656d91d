"""Persons in place of the states that a table names."""

import pytest

from service.candidates.entities import EntityIndex
from service.extract.colleagues import acting, speaking
from service.extract.introduced import introduced
from service.extract.meetings import clusters, main_of
from service.extract.mentions import mentions

TABLES = [
    ("Foreign ministers from the African Union will meet in Oslo on Monday.", {"African Union"}),
    ("Foreign ministers who left the African Union will meet in Oslo on Monday.", {"Foreign ministers"}),
    (
        "Norwegian Premier Ann Toll has arrived in Haiti for a visit. She is to meet aid workers and leaders "
        "of the interim government, including President Bo Lind of Haiti.",
        {"Ann Toll", "Bo Lind"},
    ),
]


@pytest.mark.parametrize(("text", "table"), TABLES)
def test_who_sits_for_a_crowd(nlp, text, table):
    doc = nlp(text)
    index = EntityIndex(doc)
    main = main_of(doc, clusters(doc, index), index)
    assert main is not None
    assert {index[key].mentions[0].text for key in main.sides} == table


HEAD = "Norway and Peru held talks in Oslo on Monday. "
TOGETHER = [
    ("After the talks, Norwegian Premier Ann Toll and Peruvian President Bo Lind planted a tree.", True),
    ("After the talks, Norwegian Premier Ann Toll planted a tree.", False),
    ("After the talks, Norwegian Premier Ann Toll and Swedish Premier Bo Lind planted a tree.", False),
    ("Norwegian Premier Ann Toll and Peruvian President Bo Lind own boats.", False),
]


@pytest.mark.parametrize(("text", "found"), TOGETHER)
def test_persons_who_act_together_after_the_talks_stand_for_their_states(nlp, text, found):
    doc = nlp(HEAD + text)
    index = EntityIndex(doc)
    states = [k for k in index.ordered() if index[k].kind == "state" and index[k].country in {"NOR", "PER"}]
    keys = acting(mentions(doc, index), states, index)
    assert [index[key].mentions[0].text for key in keys] == (["Ann Toll", "Bo Lind"] if found else [])


VISIT = "Norwegian Premier Ann Toll has arrived in Spain for a visit. It is warm. "
HOSTS = [
    (VISIT + "The schedule includes talks with King Bo Lind and Spanish Premier Eva Brandt.", "ESP"),
    (VISIT + "The schedule includes talks with singer Bo Lind and Spanish Premier Eva Brandt.", ""),
    (VISIT + "The schedule includes talks with King Bo Lind and dancer Eva Brandt.", ""),
]


@pytest.mark.parametrize(("text", "country"), HOSTS)
def test_who_is_partner_beside_an_office_holder_of_the_visited_state_is_of_it(nlp, text, country):
    index = EntityIndex(doc := nlp(text))
    clusters(doc, index)
    lind = next(k for k in index.ordered() if index[k].mentions[0].text == "Bo Lind")
    assert index[lind].country == country


SPEAKING = [
    (
        "Norway's Premier Ann Toll spoke at the start of the talks. "
        "At the talks, Peru's Premier Bo Lind sang.",
        ["Ann Toll", "Bo Lind"],
    ),
    (
        "Norwegian Premier Ann Toll spoke at the opening of the talks. In the talks, Secretary Bo Lind sang.",
        ["Ann Toll", "Bo Lind"],
    ),
    ("Norwegian Premier Ann Toll spoke at the opening of the talks. Peruvian Premier Bo Lind sang.", []),
    ("Norwegian Premier Ann Toll spoke before the talks. Before the talks, Secretary Bo Lind sang.", []),
]


@pytest.mark.parametrize(("text", "found"), SPEAKING)
def test_who_speaks_at_the_talks_stands_for_the_officials_of_the_state(nlp, text, found):
    doc = nlp(HEAD + text)
    index = EntityIndex(doc)
    states = [key for key in index.of(doc[:3]) if index[key].kind == "state"]
    keys = speaking(mentions(doc, index), states, index)
    assert [index[key].mentions[0].text for key in keys] == found
    assert all(index[key].country for key in keys)


INTRODUCED = [
    ("Norwegian Premier Ann Toll and Peruvian President Bo Lind signed a pact.", True),
    ("Norwegian Premier Ann Toll and Peruvian President Bo Lind own boats.", False),
    ("Norway's Ann Toll was silent. Peru's Bo Lind smiled.", True),
    ("Norway's Ann Toll was silent.", False),
    ("Ann Toll and Bo Lind will sign a pact.", True),
    ("Swedish Premier Ann Toll and Bo Lind will sign a pact.", False),
]


@pytest.mark.parametrize(("text", "found"), INTRODUCED)
def test_whom_the_next_sentences_bring_in_for_the_states_of_the_lead(nlp, text, found):
    doc = nlp("The foreign ministers of Norway and Peru met in Oslo on Monday. " + text)
    index = EntityIndex(doc)
    states = [k for k in index.ordered() if index[k].kind == "state" and index[k].country in {"NOR", "PER"}]
    keys = introduced(mentions(doc, index), states, index)
    assert {index[key].mentions[0].text for key in keys} == ({"Ann Toll", "Bo Lind"} if found else set())
