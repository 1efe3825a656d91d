"""Which mentions are of one meeting, and what each of the article's meetings is."""

from datetime import date

import pytest

from service.article import read_text
from service.candidates.entities import EntityIndex
from service.extract.further import is_whole
from service.extract.meetings import clusters
from service.extract.stakeholders import stakeholder

LEAD = "French President Paul Marchand met German Chancellor Eva Brandt in Lyon on Monday. "
CALL = "French President Paul Marchand spoke by phone with German Chancellor Eva Brandt on Monday. "
AHEAD = "French President Paul Marchand will meet German Chancellor Eva Brandt in Lyon next week. "

APART = [
    (CALL, "Mr. Marchand invited Ms. Brandt to visit France."),
    (CALL, "The two leaders agreed to meet in Lyon next month."),
    (LEAD, "The two leaders will meet again in May."),
    (LEAD, "They discussed Ms. Brandt's upcoming visit to France."),
    (LEAD, "They ate. They prepared the summit between France, Germany and Norway."),
    (AHEAD, "Mr. Marchand and Ms. Brandt spoke by phone last week."),
    (AHEAD, "Mr. Marchand met Ms. Brandt in Berlin last month."),
    (LEAD, "The two leaders are scheduled to hold talks in May."),
    (
        "Norwegian Prime Minister Bo Lind arrived in Peru on Monday for a visit. ",
        "Peruvian President Ann Toll visited Norway last year.",
    ),
]
ONE = [
    (CALL, "The conversation was held at the request of the German side."),
    (CALL, "During the call, Mr. Marchand and Ms. Brandt talked about trade."),
    (LEAD, "Mr. Marchand said that the talks with Ms. Brandt were useful."),
    (LEAD, "The meeting between Mr. Marchand and Ms. Brandt lasted two hours."),
    (AHEAD, "Mr. Marchand and Ms. Brandt are also expected to hold talks on trade during the visit."),
    (
        "French President Paul Marchand is holding talks with German Chancellor Eva Brandt in Lyon. ",
        "The two leaders are scheduled to hold more talks on Friday.",
    ),
]


@pytest.mark.parametrize(("lead", "more"), APART)
def test_a_further_meeting_of_the_same_sides_stays_apart(nlp, lead, more):
    doc = nlp(lead + more)
    assert len(clusters(doc, EntityIndex(doc))) == 2


@pytest.mark.parametrize(("lead", "more"), ONE)
def test_mentions_of_the_same_meeting_merge(nlp, lead, more):
    doc = nlp(lead + more)
    assert len(clusters(doc, EntityIndex(doc))) == 1


TITLED = [
    ("will meet", "Marchand and Brandt’s discussions are expected to turn to fisheries.", 0),
    ("is set to meet", "Marchand and Brandt’s discussions are expected to turn to fisheries.", 0),
    ("met", "Mr. Marchand and Ms. Brandt will meet again in May.", 1),
]


@pytest.mark.parametrize("title", ["Marchand Meets Brandt", "Marchand to meet Brandt"])
@pytest.mark.parametrize(("verb", "more", "count"), TITLED)
def test_a_headline_in_the_present_leaves_open_whether_it_has_been(analyzer, title, verb, more, count):
    lead = f"French President Paul Marchand {verb} German Chancellor Eva Brandt in Lyon on Saturday."
    article = read_text(
        f"Marchand Meets Brandt on Trade\n\nBy Ann Toll\n\n{lead}\n\n{more}",
        title=title,
        published=date(2026, 3, 6),
    )
    assert len(analyzer.analyze(article).other_meetings) == count


SIDES = [
    ("French President Paul Marchand met on Tuesday in Oslo with German Chancellor Eva Brandt.", 2),
    (
        "French President Paul Marchand met in Oslo with German Chancellor Eva Brandt, Prime Minister "
        "Bo Lind of Norway and Finnish President Ann Toll.",
        4,
    ),
    ("French President Paul Marchand met in Oslo for an hour.", 1),
    ("Talks held in Oslo on May 3 between France, Germany and Norway ended without a deal.", 3),
]


@pytest.mark.parametrize(("text", "count"), SIDES)
def test_who_sits_opposite_is_found_across_place_and_day(nlp, text, count):
    doc = nlp(text)
    found = clusters(doc, EntityIndex(doc))
    assert [len(c.sides) for c in found] == [count]


def test_headline_and_first_sentence_tell_of_one_meeting(nlp):
    text = (
        "Readout of President Marchand’s Meeting with Economists\n\n"
        "President Paul Marchand met today with Dr. Ann Toll and Dr. Bo Lind to discuss growth."
    )
    doc = nlp(text)
    doc._.readout_title_end = next(t.i for t in doc if t.text == "Economists") + 1
    assert len(clusters(doc, EntityIndex(doc))) == 1


def _whole(nlp, text):
    doc = nlp(text)
    index = EntityIndex(doc)
    found = [c for c in clusters(doc, index)[1:] if is_whole(c, index)]
    return [{stakeholder(doc, index, key, number=1).name for key in c.sides} for c in found]


EACH = [{"Paul Marchand", "Chad"}, {"Paul Marchand", "Mali"}]
TOGETHER = [{"Paul Marchand", "Chad", "Mali"}]
FURTHER = [
    (CALL, "Mr. Marchand told Ms. Brandt about his visit to Norway.", [{"Paul Marchand", "Norway"}]),
    (
        CALL,
        "Ms. Brandt will visit Norway and Finland in May.",
        [{"Eva Brandt", "Norway"}, {"Eva Brandt", "Finland"}],
    ),
    (CALL, "The two leaders discussed the upcoming G20 summit in Oslo.", [{"G20"}]),
    (CALL, "The two leaders discussed the upcoming G20 Leaders’ Summit in Oslo.", [{"G20"}]),
    (CALL, "They recalled what was decided at a session of the National Assembly of Norway.", []),
    (CALL, "They prepared the meeting of the Russian-Turkish Cooperation Council.", [{"Russia", "Turkey"}]),
    (CALL, "They spoke of the visit by Norway's Prime Minister Bo Lind to Peru.", [{"Bo Lind", "Peru"}]),
    (CALL, "Marchand briefed her on talks with Norway and Peru.", [{"Paul Marchand", "Norway", "Peru"}]),
    (CALL, "Marchand briefed her on talks between Norway and Peru.", [{"Norway", "Peru"}]),
    (CALL, "Norway's Bo Lind was on the island for talks with Ann Toll.", [{"Bo Lind", "Ann Toll"}]),
    (CALL, "Mr. Marchand spoke of the results of his talks with Norway.", [{"Paul Marchand", "Norway"}]),
    (CALL, "Mr. Marchand voiced support for talks with Norway.", []),
    (CALL, "In anticipation of the G20 summit in Oslo, the leaders discussed trade.", [{"G20"}]),
    (CALL, "They spoke of the meeting of the guarantors: Chad, Niger and Mali.", [{"Chad", "Niger", "Mali"}]),
    (CALL, "They spoke of the meeting of the guarantors: Chad must pay.", []),
    (CALL, "He informed her about a telephone call with Bo Lind of Peru.", [{"Paul Marchand", "Bo Lind"}]),
    (CALL, "Ms. Brandt thanked Norway for hosting the G20 summit in May.", [{"Norway", "G20"}]),
    (LEAD, "They ate. Mr. Marchand held talks with the presidents of Chad and Mali.", TOGETHER),
    (LEAD, "They ate. He held separate talks with the presidents of Chad and Mali.", EACH),
    (LEAD, "They ate. It was the end of Mr. Marchand's tour, which included Chad and Mali.", EACH),
    (CALL, "They recalled what was decided at the National Dialogue Conference in May.", []),
    (CALL, "Ms. Brandt has avoided meetings with Norwegian Prime Minister Bo Lind.", []),
    (CALL, "Ms. Brandt has sought meetings with Norway's Bo Lind.", [{"Eva Brandt", "Bo Lind"}]),
    (CALL, "They said that this meets the interests of Norway.", []),
    (LEAD, "Earlier Mr. Marchand visited the Museum of Fine Arts. The talks were useful.", []),
    (CALL, "Her adviser, Ann Toll, would travel to Israel this week.", [{"Ann Toll", "Israel"}]),
    (CALL, "Mr. Marchand said that it would help if talks with Norway began.", []),
    (LEAD, "Mr. Marchand met Ms. Brandt ahead of the NATO summit.", [{"NATO"}]),
    (CALL, "They welcomed the Russian-Turkish talks held in Oslo on May 3.", [{"Russia", "Turkey"}]),
    (CALL, "Mr. Marchand briefed Ms. Brandt on his visit to Iran.", [{"Paul Marchand", "Iran"}]),
    (CALL, "Mr. Marchand thanked Ms. Brandt for her visit to Iran.", [{"Eva Brandt", "Iran"}]),
    (CALL, "They spoke of the accords reached at the Weimar format summit in May.", [{"Weimar format"}]),
    (CALL, "They recalled what was decided at the Oslo Conference in May.", [{"Oslo Conference"}]),
    (CALL, "They recalled what was decided at a conference in May.", []),
    (LEAD, "They ate. Mr. Marchand also plans to meet rebel leaders.", [{"Paul Marchand", "rebel leaders"}]),
    (LEAD, "Mr. Marchand said the meeting with the rebel leaders was useful.", []),
    (LEAD, "Mr. Marchand built on his meetings in Oslo.", []),
    (
        LEAD,
        "Mr. Marchand will discuss the crisis with Norwegian Prime Minister Bo Lind.",
        [{"Paul Marchand", "Bo Lind"}],
    ),
    (LEAD, "They met on the sidelines of the G20 summit.", []),
    (LEAD, "Earlier Mr. Marchand visited the Museum of Fine Arts.", []),
    (LEAD, "There are no plans for a meeting between Mr. Marchand and Prime Minister Bo Lind.", []),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "more", "sides"), FURTHER)
def test_sides_of_further_meetings(nlp, lead, more, sides):
    assert _whole(nlp, lead + more) == sides
