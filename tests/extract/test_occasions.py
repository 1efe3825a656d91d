"""The event that frames a meeting: gatherings and formal visits, no bodies, no other meeting's."""

import pytest

from service.article import read_text

OCCASIONS = [
    (
        "Norwegian Premier Bo Lind met Peruvian President Ana Ruiz on the sidelines of the Arctic Council "
        "(AC) Leaders' Week in Oslo.",
        "Arctic Council (AC) Leaders' Week",
    ),
    (
        "Norwegian Premier Bo Lind met Peruvian President Ana Ruiz on Monday during the United Nations "
        "General Assembly.",
        "United Nations General Assembly",
    ),
    (
        "Norwegian Premier Bo Lind will meet Peruvian President Ana Ruiz at an economic conference in Egypt.",
        "economic conference",
    ),
    (
        "Norwegian Premier Bo Lind held talks with Peruvian President Ana Ruiz, who is in Oslo on a state "
        "visit.",
        "state visit",
    ),
    (
        "Norwegian Premier Bo Lind met Speaker of the Peruvian National Assembly Ana Ruiz on Monday in Oslo.",
        None,
    ),
    (
        "Norwegian Premier Bo Lind met in Oslo on Monday with members of Congress and Peruvian President Ana "
        "Ruiz.",
        None,
    ),
    (
        "Norwegian Premier Bo Lind met Executive Director of the Conference on Trade in Asia Ana Ruiz on "
        "Monday.",
        None,
    ),
    (
        "Norwegian Premier Bo Lind spoke by phone with Peruvian President Ana Ruiz. They discussed the "
        "results of the Arctic Council summit.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "name"), OCCASIONS)
def test_an_occasion_is_an_event_that_frames_the_meeting(analyzer, text, name):
    meeting = analyzer.analyze(read_text(text)).meeting
    assert meeting is not None
    assert (meeting.occasion.name if meeting.occasion else None) == name
