"""Status in own sentences: what is called off, wanted, announced, under way; and which sentence counts."""

import pytest

from service.article import read_text
from service.candidates.entities import EntityIndex
from service.extract.meetings import clusters

BERG = "Norwegian Prime Minister Ola Berg"
CARL = "King Carl of Sweden"

STATUS = [
    ("French President Paul Marchand met German Chancellor Eva Brandt in Lyon on Monday.", "held"),
    ("French President Paul Marchand will meet German Chancellor Eva Brandt in Lyon on Monday.", "planned"),
    ("French President Paul Marchand is expected to meet German Chancellor Eva Brandt on Monday.", "planned"),
    ("French President Paul Marchand is set to hold talks with German Chancellor Eva Brandt.", "planned"),
    ("French President Paul Marchand wants to meet German Chancellor Eva Brandt.", "proposed"),
    ("French President Paul Marchand refused to meet German Chancellor Eva Brandt.", "proposed"),
    ("French President Paul Marchand cancelled a meeting with German Chancellor Eva Brandt.", "cancelled"),
    ("French President Paul Marchand postponed talks with German Chancellor Eva Brandt.", "postponed"),
    ("French President Paul Marchand is holding talks with German Chancellor Eva Brandt.", "ongoing"),
    ("French President Paul Marchand is meeting German Chancellor Eva Brandt in Lyon.", "ongoing"),
    ("French President Paul Marchand is meeting German Chancellor Eva Brandt in Lyon next week.", "planned"),
    ("France and Germany have opened talks on fishing rights.", "ongoing"),
    ("France and Germany have begun talks on fishing rights.", "ongoing"),
    ("France and Germany opened talks on fishing rights.", "held"),
    ("French President Paul Marchand is in Berlin for talks with German Chancellor Eva Brandt.", "ongoing"),
    ("French President Paul Marchand was in Berlin for talks with German Chancellor Eva Brandt.", "held"),
    ("French President Paul Marchand will be in Berlin for talks with German leader Eva Brandt.", "planned"),
    (f"{BERG} called off a planned visit to Sweden.", "cancelled"),
    (f"{BERG} made a planned visit to Sweden.", "planned"),
    (f"{BERG} scrapped plans to visit Sweden.", "cancelled"),
    (f"{BERG} scrapped a fishing treaty during talks with {CARL}.", "held"),
    ("Norway has cancelled plans to send a delegation to talks with Sweden.", "cancelled"),
    ("Norway has postponed a scheduled meeting with Sweden.", "postponed"),
    ("Norway ruled out holding a meeting with Sweden.", "cancelled"),
    ("Norway suggested holding a summit with Sweden.", "proposed"),
    ("The minister said the planned talks with Sweden would not take place.", "cancelled"),
    ("President Ana Ruiz said she would meet Prime Minister Ola Berg in Oslo in April.", "planned"),
    ("President Ana Ruiz said she would meet Prime Minister Ola Berg if he apologised.", "proposed"),
    ("President Ana Ruiz proposed that they would meet in Oslo.", "proposed"),
    (f"{BERG} said Norway would impose no conditions on a visit by {CARL}.", "proposed"),
    ("President Ana Ruiz opened a port, also conducting a state visit to Norway.", "held"),
    ("Norway and Sweden will not meet this week.", "proposed"),
    (f"{BERG} pulled out of a meeting with {CARL}.", "cancelled"),
    (f"{BERG} pulled out of talks with {CARL}.", "held"),
    (f"{BERG} called for more trade following a meeting with {CARL}.", "held"),
    (f"{BERG} called for a meeting with {CARL}.", "proposed"),
    (f"{BERG} urged restraint during a phone conversation with {CARL}.", "held"),
    (f"{BERG} urged talks with {CARL}.", "proposed"),
    (f"{BERG} will speak to reporters after a meeting with {CARL}.", "planned"),
    (f"{BERG} is expected in Oslo at a meeting with {CARL}.", "planned"),
    (f"It will be the first meeting between {BERG} and {CARL}.", "planned"),
    (f"It was the first meeting between {BERG} and {CARL}.", "held"),
    (f"{BERG} left Oslo on Monday on a visit to Sweden.", "planned"),
    (f"{BERG} is on a visit to Sweden.", "ongoing"),
    (f"{BERG} is in Stockholm for talks.", "ongoing"),
    ("Norway and Sweden have begun two days of talks in Oslo.", "ongoing"),
    ("Talks between Norway and Sweden are under way in Oslo.", "ongoing"),
    ("Officials from Norway and Sweden have been negotiating in Oslo.", "ongoing"),
    ("Second round of Norway-Sweden talks set for Saturday in Oslo", "planned"),
    (f"{BERG} and {CARL} failed to meet.", "cancelled"),
    (f"{BERG} floated the idea of talks with {CARL}.", "proposed"),
    (f"{BERG} failed to win support at a meeting with {CARL}.", "held"),
    (f"{BERG} would be glad to meet {CARL}.", "proposed"),
    (f"{BERG} has put talks with {CARL} on hold.", "postponed"),
    (f"{BERG} has pulled the plug on talks with {CARL}.", "cancelled"),
    (f"The talks between {BERG} and {CARL} have been pushed back.", "postponed"),
    (f"{BERG} has dropped his plan to travel to Sweden for a meeting with {CARL}.", "cancelled"),
    (f"{BERG} turned down a request for a meeting from {CARL}.", "proposed"),
    (f"{BERG} accepted an invitation to talks with {CARL}.", "planned"),
    ("Talks between Norway and Sweden have resumed in Oslo.", "ongoing"),
    (f"{BERG} begins a two-day visit to Sweden.", "ongoing"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_status_of_a_sentence(nlp, text, status):
    doc = nlp(text)
    found = clusters(doc, EntityIndex(doc))
    assert [c.members[0].status for c in found] == [status]


ARTICLES = [
    (f"Berg to meet King Carl\n\nThe meeting of {BERG} with {CARL} is a rare occasion.", "planned"),
    (f"Berg to meet King Carl\n\n{BERG} met {CARL} in Oslo.", "held"),
    (f"{BERG} was to visit Sweden. {BERG}'s visit to Sweden was cancelled, an official said.", "cancelled"),
    (f"{BERG} begins a two-day visit to Sweden on Sunday.", "planned"),
    (f"{BERG} begins a two-day visit to Sweden.", "ongoing"),
    (f"{BERG} is meeting {CARL} in Oslo next week.", "planned"),
    (f"{BERG} is meeting {CARL} in Oslo this week.", "ongoing"),
    (f"{BERG} arrived in Sweden on Monday on a three-day visit.", "ongoing"),
    (
        "Norway says talks with rebel leaders should resume soon. "
        f"The call was made after {BERG} met {CARL} in Oslo.",
        "held",
    ),
]


@pytest.mark.parametrize(("text", "status"), ARTICLES)
def test_status_of_the_main_meeting(analyzer, text, status):
    meeting = analyzer.analyze(read_text(text)).meeting
    assert meeting is not None
    assert meeting.status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ruiz's tour of Europe includes opening a port, conducting a state visit to Norway.", "planned"),
        ("Ruiz's tour of Europe included opening a port, conducting a state visit to Norway.", "held"),
    ],
)
def test_what_a_tour_includes_is_to_come_while_the_tour_lasts(nlp, text, status):
    doc = nlp("President Ana Ruiz met Ola Berg. " + text)
    found = clusters(doc, EntityIndex(doc))
    assert [c.members[0].status for c in found] == ["held", status]
