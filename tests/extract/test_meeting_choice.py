"""Where rules and encoder are weighed: whether there is a meeting, and of how many sides."""

import pytest

from service.article import read_text
from service.extract.meetings import _is_main

MAIN = [
    (0.9, None, False),
    (1.0, None, True),
    (0.9, 0.1, False),
    (1.5, 0.2, True),
    (0.4, 0.9, True),
    (0.2, 0.99, False),
    (2.5, 0.01, True),
    (1.9, 0.01, False),
]


@pytest.mark.parametrize(("score", "detected", "main"), MAIN)
def test_a_meeting_is_the_main_one_by_its_mentions_and_the_encoders_answer(score, detected, main):
    assert _is_main(score, detected) is main


ABOUT = [
    (
        "Norwegian Premier Bo Lind says the storm was linked to the warming of the sea. During a phone "
        "conversation with German Chancellor Eva Brandt, he urged Brandt to act against it.",
        True,
    ),
    (
        "Norwegian Premier Bo Lind says the storm was linked to the warming of the sea. The sea has risen. "
        "Boats sank. He urged German Chancellor Eva Brandt to act against it.",
        False,
    ),
    (
        "Lind makes the case for a wall\n\nNorwegian Premier Bo Lind urged German Chancellor Eva Brandt to "
        "act against the storm when the pair held talks in Oslo. The sea has risen.",
        True,
    ),
    (
        "Lind and Brandt over a plate of fish\n\nIt was hot. Norwegian Premier Bo Lind and German Chancellor "
        "Eva Brandt dined in a small inn. The sea has risen.",
        True,
    ),
]


@pytest.mark.parametrize(("text", "about"), ABOUT)
def test_news_told_at_a_meeting_is_of_it(analyzer, text, about):
    assert (analyzer.analyze(read_text(text)).meeting is not None) is about


KINDS = [
    ("Norwegian Prime Minister Bo Lind met German Chancellor Eva Brandt in Oslo.", "bilateral"),
    (
        "Norwegian Prime Minister Bo Lind, German Chancellor Eva Brandt and French President Paul Roe "
        "met in Oslo.",
        "trilateral",
    ),
    (
        "Norwegian Prime Minister Bo Lind met German Chancellor Eva Brandt and German Foreign Minister "
        "Max Ort in Oslo.",
        "bilateral",
    ),
    (
        "Norwegian Premier Bo Lind had a telephone conversation with German Chancellor Eva Brandt. Eva "
        "Brandt updated Bo Lind on her meeting with French President Paul Roe.",
        "bilateral",
    ),
    (
        "Norwegian Premier Bo Lind met with counterparts from NATO Allies Estonia, Latvia and Lithuania.",
        "multilateral",
    ),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_sides_are_counted_not_persons(analyzer, text, kind):
    assert analyzer.analyze(read_text(text)).meeting.kind == kind


ARRIVALS = [
    (
        "German Chancellor Eva Brandt arrived in Oslo on Monday for talks with Norwegian Prime Minister "
        "Bo Lind.",
        "planned",
    ),
    (
        "German Chancellor Eva Brandt arrived in Oslo on Monday and met Norwegian Prime Minister Bo Lind.",
        "held",
    ),
]


@pytest.mark.parametrize(("text", "status"), ARRIVALS)
def test_an_arrival_tells_less_than_what_it_is_for(analyzer, text, status):
    assert analyzer.analyze(read_text(text)).meeting.status == status
