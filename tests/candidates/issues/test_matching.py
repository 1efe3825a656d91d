"""Terms in running text. A mark's label is the category; ``-`` marks words that are no issue."""

import pytest

from service.candidates.issues.matching import cue_places, find, read
from tests.markup import read as plain

CASES = [
    "They discussed Iran's <security.nuclear nuclear programme> and <economy.trade trade talks>.",
    "The <- trade minister> spoke. <economy.trade Trade talks> go on.",
    "The <- Secretary of Defense> flew home; the <security.alliances military base> stays.",
    "The <- Nuclear Security Summit> opens today.",
    "Since the <- Cold War> much has changed.",
    "In the <- political climate> of the day nobody spoke of <energy_climate.climate climate change>.",
    "The <- World Health Organization> moved its office.",
    "The <security.armed_conflict situation> in Libya worries them.",
    "The <- situation> at the ministry worries them.",
    "A <security.peace_process cease-fire> holds; <security.peace_process ceasefire> talks resume.",
    "Its <relations.multilateral chairmanship of ASEAN> begins.",
    "They fight <people.humanitarian_health AIDS> together.",
    "The United States wants <- ties> of silk.",
    "The sides signed an accord on <territory.borders border demarcation>.",
    "He <crime.transnational extradited> the suspect.",
    "Talks on the <territory.maritime South China Sea> and <territory.sovereignty Taiwan> were frank.",
]


@pytest.mark.parametrize("line", CASES)
def test_marked_terms_are_found_and_blocked_ones_are_not(line):
    text, marks = plain(line)
    words = read(text)
    strong = [hit for hit in find(words, cue_places(words)) if hit.strong]
    for mark in marks:
        within = {hit.category for hit in strong if hit.start < mark.end and mark.start < hit.end}
        assert within == (set() if mark.label == "-" else {mark.label}), mark


def test_a_phrase_does_not_cross_punctuation():
    words = read("They spoke of peace. Talks resume.")
    assert not [hit for hit in find(words, cue_places(words)) if hit.strong]


def test_coordinated_phrases_name_both_issues():
    words = read("They welcomed more trade and investment.")
    assert {hit.category for hit in find(words, {}) if hit.strong} == {"economy.trade", "economy.investment"}


def test_a_cue_must_stand_in_the_same_sentence():
    words = read("Violence grew. Sudan has elected a poet.")
    assert "security.armed_conflict" not in {h.category for h in find(words, cue_places(words)) if h.strong}


@pytest.mark.parametrize("text", ["", " \n", "🙂🙂", "a\u0301 tariff\x00s e\u0301", "’s 's s", "–" * 50])
def test_odd_text_keeps_offsets(text):
    words = read(text)
    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    find(words, cue_places(words))
