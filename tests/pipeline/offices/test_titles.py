"""Offices: how far the phrase goes, its level, the country beside it."""

import pytest

from service.annotations import TITLES
from service.pipeline.build import build_nlp
from tests.markup import read


@pytest.fixture(scope="module")
def lists():
    """Gazetteer and titles without an encoder."""
    return build_nlp(("readout_gazetteer", "readout_titles"))


@pytest.mark.parametrize(
    "line",
    [
        "Japanese <leaders/JPN Prime Minister> Kenji Mori met the US <leaders/USA president>.",
        "<leaders/RUS President of the Russian Federation> Ann Toll spoke.",
        "Chinese <ministers/CHN Foreign Minister> Li Na and German <leaders/DEU Chancellor> Eva Brandt met.",
        "A <officials/USA senior White House official> spoke.",
        "The <officials/USA White House press secretary> spoke.",
        "Pakistan's <leaders/PAK president> left.",
        "<leaders/- President-elect> Ann Toll and <leaders/- Vice President> Bo Lind met.",
        "Iranian <officials/IRN deputy foreign minister> Ali Reza spoke.",
        "The U.S. <ministers/USA Secretary of State> spoke to the <leaders/- UN Secretary-General>.",
        "<ministers/JPN Minister of Foreign Affairs of Japan> Kenji Mori spoke.",
        "<leaders/PSE Palestinian Authority President> Ann Toll spoke.",
        "<officials/- Gen.> Ann Toll and <officials/- Texas Governor> Bo Lind spoke.",
        "<ministers/- Foreign ministers> and <leaders/- heads of state> spoke.",
        "The <officials/- opposition leader> spoke.",
        "<other/- Professor> Ann Toll spoke.",
        "He is the <leaders/RUS president\nof Russia>.",
        "<leaders/AFG President of the Islamic Republic of Afghanistan> Ann Toll spoke.",
        "The <leaders/DZA President of Algeria>’s visit ended.",
    ],
)
def test_titles(lists, line):
    text, marks = read(line)
    doc, marks = lists(text), [(m.start, m.end, *m.label.replace("-", "").split("/")) for m in marks]
    found = [(s.start_char, s.end_char, s.label_, s.kb_id_) for s in doc.spans[TITLES]]
    assert [f for f in found if f[:2] in {m[:2] for m in marks}] == marks


BESIDE_NAMES = [
    ("German [Chancellery Foreign and Security Policy Advisor] Bo Lind spoke.", "officials", "DEU"),
    ("He met [rector of the Church of the Holy Cross in Lima], Father Bo Lind.", "other", "PER"),
    ("The [Special Representative of the Secretary General (SRSG) on Trade in Asia] Bo Lind left.", None, ""),
    ("[President of Algeria’s Council of the Nation] Bo Lind spoke.", "leaders", "DZA"),
    ("[Deputy Counsel to the President] Bo Lind spoke.", "officials", ""),
    ("[Secretary of State] and Bo Lind spoke.", "ministers", ""),
    ("The [Foreign Minister] and Premier Bo Lind spoke.", "ministers", ""),
    ("On Monday [President] Bo Lind met Visiting [Premier] Ann Toll.", "leaders", ""),
    ("He spoke with Bo Lind Lind [BoPresident of Peru] on Monday.", "leaders", "PER"),
]


@pytest.mark.parametrize(("line", "level", "country"), BESIDE_NAMES)
def test_the_phrase_reaches_to_the_bearers_name(nlp, line, level, country):
    expected = [part.split("]")[0] for part in line.split("[")[1:]]
    doc = nlp(line.replace("[", "").replace("]", ""))
    found = {title.text: title for title in doc.spans[TITLES]}
    assert set(expected) <= set(found)
    first = found[expected[0]]
    assert (level or first.label_, country) == (first.label_, first.kb_id_)


@pytest.mark.parametrize(
    "text",
    [
        "The general mood was good.",
        "A major problem is that talks head nowhere.",
        "They chair nothing.",
        "The chief concern remains.",
        "The General Assembly met.",
        "It is a capital idea.",
    ],
)
def test_no_title(lists, text):
    doc = lists(text)
    assert not list(doc.spans[TITLES])


def test_a_country_where_something_happens_is_not_the_offices(lists):
    doc = lists("In China President Ann Toll spoke.")
    assert [s.kb_id_ for s in doc.spans[TITLES]] == [""]


def test_no_break_spaces_hide_nothing(lists):
    doc = lists("Japanese\xa0Prime\xa0Minister Kenji Mori met the president of\xa0the United\xa0Kingdom.")
    assert [(s.label_, s.kb_id_) for s in doc.spans[TITLES]] == [("leaders", "JPN"), ("leaders", "GBR")]
