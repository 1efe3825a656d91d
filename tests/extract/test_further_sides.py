"""Further meetings by who sits there: journeys, officials of both sides, bodies, and mere traces."""

from datetime import date

import pytest

from service.article import read_text

LEAD = "Norwegian Prime Minister Ann Toll met with Kenyan President Paul Otieno in Oslo on Monday. "
CALL = (
    "Telephone conversation with President of Kenya Paul Otieno\n\nViktor Orlov had a telephone conversation "
    "with President of Kenya Paul Otieno. President of Russia Viktor Orlov congratulated him. "
)

TRACES = [
    (LEAD, "Mr. Otieno is due in Stockholm on Tuesday.", [{"Paul Otieno", "Sweden"}]),
    (LEAD, "Mr. Otieno was in Sweden last week.", [{"Paul Otieno", "Sweden"}]),
    (LEAD, "Mr. Otieno leaves for Sweden on Tuesday.", [{"Paul Otieno", "Sweden"}]),
    (LEAD, "He came to Norway after spending Friday in Sweden.", [{"Paul Otieno", "Sweden"}]),
    (LEAD, "Mr. Otieno was in Sweden last week, where he attended a funeral.", []),
    (
        LEAD,
        "Mr. Otieno's European tour will also take him to Sweden and Denmark.",
        [{"Paul Otieno", "Sweden"}, {"Paul Otieno", "Denmark"}],
    ),
    (
        LEAD,
        "Mr. Otieno and Somali President Omar Ali signed a border treaty in Mogadishu last week.",
        [{"Paul Otieno", "Omar Ali"}],
    ),
    (LEAD, "They said it was their first meeting since February.", [{"Ann Toll", "Paul Otieno"}]),
]
JOURNEYS = [
    (
        LEAD,
        "On Wednesday, Mr. Otieno is to travel to Tanzania to meet Somali President Omar Ali.",
        [{"Paul Otieno", "Omar Ali"}],
    ),
    (
        LEAD,
        "Mr. Otieno travels on to Somalia, where he is to meet with President Omar Ali.",
        [{"Paul Otieno", "Omar Ali"}],
    ),
]
SENT = [
    (
        LEAD,
        "The two countries' foreign ministers will meet in June to work out the details.",
        {"Norway", "Kenya"},
    ),
    (LEAD, "Israeli and Egyptian negotiators are to meet in Cairo on Thursday.", {"Israel", "Egypt"}),
    (LEAD, "Three-way talks involving Somalia are planned for June.", {"Norway", "Kenya", "Somalia"}),
    (CALL, "They noted the upcoming meeting of the Intergovernmental Commission.", {"Russia", "Kenya"}),
    (
        CALL,
        "The talks held on May 2 in Nairobi by the foreign ministers of the two countries were useful.",
        {"Russia", "Kenya"},
    ),
    (
        LEAD,
        "Last month, the U.S. envoy, John Carter, held talks with his Iranian counterpart, Ali Rezai.",
        {"John Carter", "Ali Rezai"},
    ),
    (
        CALL,
        "The Kenyan President briefed him on his meetings at the recent NATO summit.",
        {"Paul Otieno", "NATO"},
    ),
]
AT_LARGE = [
    "The leaders voiced support for the negotiations between Israel and Lebanon.",
    "They stressed the importance of concluding the talks between Israel and Lebanon.",
    "They spoke of a company called Dahl Fisheries.",
]


def others(analyzer, text):
    """Names of the sides of every further meeting."""
    record = analyzer.analyze(read_text(text, published=date(2024, 5, 14)))
    return [{p.stakeholder.name for p in other.participants} for other in record.other_meetings]


@pytest.mark.parametrize(("lead", "more", "sides"), TRACES + JOURNEYS)
def test_journeys_and_traces_of_meetings(analyzer, lead, more, sides):
    assert others(analyzer, lead + more) == sides


@pytest.mark.parametrize(("lead", "more", "sides"), SENT)
def test_those_sent_and_their_bodies_stand_for_the_states(analyzer, lead, more, sides):
    assert others(analyzer, lead + more) == [sides]


@pytest.mark.parametrize("more", AT_LARGE)
def test_talks_that_are_merely_backed_are_no_meeting(analyzer, more):
    assert others(analyzer, LEAD + more) == []


def test_the_meeting_before_has_neither_place_nor_occasion_of_this_one(analyzer):
    text = (
        "French President Paul Marchand met German Chancellor Eva Brandt on Saturday at the G20 summit in "
        "Lima, their first meeting since April."
    )
    record = analyzer.analyze(read_text(text, published=date(2024, 11, 16)))
    (before,) = record.other_meetings
    assert (before.location, before.meeting.occasion) == (None, None)
    assert before.meeting.title == "Paul Marchand – Eva Brandt, 2024-04"
