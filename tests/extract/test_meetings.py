"""Meetings in own sentences: who, what status, how many."""

import pytest

from service.annotations import MEETINGS
from service.candidates.entities import EntityIndex
from service.extract.meetings import clusters

TRIGGERS = [
    ("The presidents met in Oslo.", "met"),
    ("The presidents held talks in Oslo.", "talks"),
    ("President Ann Toll spoke with Prime Minister Bo Lind by phone.", "spoke"),
    ("President Ann Toll held a roundtable with mayors in Lima.", "roundtable"),
    ("The queen received President Ann Toll on Monday.", "received"),
    ("President Ann Toll telephoned Prime Minister Bo Lind to discuss trade.", "telephoned"),
    ("President Ann Toll discussed trade with Prime Minister Bo Lind.", "discussed"),
    ("President Ann Toll spoke today to President Bo Lind of Peru.", "spoke"),
    ("President Ann Toll and President Bo Lind of Peru spoke today about trade.", "spoke"),
    ("President Ann Toll and President Bo Lind of Peru talked about trade.", "talked"),
    ("Ann Toll sat down with Bo Lind for two hours.", "sat"),
    ("The foreign ministers of Chad and Niger sat down together in Oslo.", "sat"),
    ("President Ann Toll sat across the table from Prime Minister Bo Lind.", "sat"),
    ("The presidents of Chad and Niger will come face to face on Monday.", "come"),
    ("Premier Ann Toll and Chancellor Bo Lind dined in a small inn.", "dined"),
    ("Premier Ann Toll lunched with Chancellor Bo Lind.", "lunched"),
    ("Premier Ann Toll and Chancellor Bo Lind spent an hour closeted together.", "closeted"),
    ("Officials from Chad and Niger have been negotiating in Oslo.", "negotiating"),
    ("Premier Ann Toll paid a courtesy call on President Bo Lind.", "call"),
    ("Premier Ann Toll called on President Bo Lind at the palace.", "called"),
    ("Premier Ann Toll refused to receive her counterpart, Bo Lind.", "receive"),
    ("Premier Ann Toll will see President Bo Lind in Oslo.", "see"),
    ("Premier Ann Toll had a frank exchange with President Bo Lind.", "exchange"),
    ("The envoy exchanged views with President Bo Lind.", "exchanged"),
    ("Ministers gathered in Oslo on Monday.", "gathered"),
    ("The Prime Minister spoke to the Prime Minister of Canada, Ann Toll, yesterday evening.", "spoke"),
    ("Premier Ann Toll promised aid to President Bo Lind when she welcomed him in Oslo.", "welcomed"),
    ("The presidents used a working lunch in Oslo to talk trade.", "lunch"),
    ("Premier Ann Toll was to have lunch in Oslo with her counterpart, Bo Lind.", "lunch"),
]
NO_TRIGGERS = [
    "The company met its targets.",
    "The proposal met with criticism.",
    "The board meeting lasted an hour.",
    "He called for restraint.",
    "She spoke to reporters in Oslo.",
    "President Ann Toll spoke to Parliament about trade.",
    "The crowd spoke to Ann Toll.",
    "President Ann Toll and President Bo Lind of Peru spoke at a ceremony.",
    "President Ann Toll and President Bo Lind of Peru both spoke about trade.",
    "President Ann Toll spoke about trade.",
    "The rules meet the criteria of the court.",
    "He welcomed the decision.",
    "Ann Toll looks forward to welcoming Sweden to NATO.",
    "She telephoned the office.",
    "The report discussed ties with China.",
    "Premier Ann Toll called on President Bo Lind to resign.",
    "Premier Ann Toll sees President Bo Lind as a friend.",
    "Premier Ann Toll saw the need for change.",
    "The two states agreed on an exchange of prisoners.",
    "The students will come together in Oslo.",
    "Protesters gathered in Oslo on Monday.",
    "The company received a letter from Ann Toll.",
    "The sides exchanged prisoners.",
    "Unions and the firm resumed wage talks.",
    "They ate lunch in Oslo.",
]


@pytest.mark.parametrize(("text", "word"), TRIGGERS)
def test_a_meeting_is_evoked(nlp, text, word):
    doc = nlp(text)
    assert word in [span.text for span in doc.spans[MEETINGS]]


@pytest.mark.parametrize("text", NO_TRIGGERS)
def test_another_sense_evokes_none(nlp, text):
    doc = nlp(text)
    assert not list(doc.spans[MEETINGS])


SIDES = [
    ("French President Paul Marchand met German Chancellor Eva Brandt.", {"Paul Marchand", "Eva Brandt"}),
    ("French President Paul Marchand and German Chancellor Eva Brandt met.", {"Paul Marchand", "Eva Brandt"}),
    ("Talks between Japan and South Korea began on Monday.", {"Japan", "South Korea"}),
    (
        "German Chancellor Eva Brandt was received by French President Paul Marchand.",
        {"Paul Marchand", "Eva Brandt"},
    ),
    (
        "Readout of President Paul Marchand’s Call with Chancellor Eva Brandt of Germany",
        {"Paul Marchand", "Eva Brandt"},
    ),
    ("Telephone conversation with Chancellor of Germany Eva Brandt", {"Eva Brandt"}),
    (
        "French President Paul Marchand turned down Chancellor Eva Brandt’s request for a meeting.",
        {"Paul Marchand", "Eva Brandt"},
    ),
    (
        "French President Paul Marchand told German Chancellor Eva Brandt at a meeting in Oslo to wait.",
        {"Paul Marchand", "Eva Brandt"},
    ),
    ("Norwegian and Swedish negotiators were locked in talks in Oslo.", {"Norwegian", "Swedish"}),
    ("French President Paul Marchand leaves on Sunday for Peru on a visit.", {"Paul Marchand", "Peru"}),
    (
        "French President Paul Marchand invited German Chancellor Eva Brandt to a summit.",
        {"Paul Marchand", "Eva Brandt"},
    ),
    ("The Arab League has put the summit on hold.", {"Arab League"}),
    (
        "French President Paul Marchand wants a meeting with his colleague, Eva Brandt, a spokesman said.",
        {"Paul Marchand", "Eva Brandt"},
    ),
    ("Envoys of Moscow and Kyiv signed a truce during talks in Oslo.", {"Moscow", "Kyiv"}),
    ("Chad and Niger signed a pact after their foreign ministers held talks.", {"Chad", "Niger"}),
    (
        "German Chancellor Eva Brandt paid a courtesy call on French President Paul Marchand.",
        {"Paul Marchand", "Eva Brandt"},
    ),
    (
        "They will gather for a summit of the African Union and the European Union.",
        {"African Union", "European Union"},
    ),
]


@pytest.mark.parametrize(("text", "sides"), SIDES)
def test_sides(nlp, text, sides):
    doc = nlp(text)
    index = EntityIndex(doc)
    first = clusters(doc, index)[0]
    assert {index[key].mentions[0].text for key in first.sides} == sides


def test_two_meetings_stay_apart(nlp):
    doc = nlp(
        "Japanese Prime Minister Kenji Mori will meet Chinese President Wu Lian on Saturday. "
        "On Friday, Mori met South Korean President Han Joon-ho."
    )
    found = clusters(doc, EntityIndex(doc))
    assert [c.members[0].status for c in found] == ["planned", "held"]
