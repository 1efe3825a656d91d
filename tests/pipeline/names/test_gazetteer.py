"""Names found by the lists alone, then settled against what an encoder read."""

import itertools

import pytest
from spacy.tokens import Span

from service.annotations import NAMES
from service.pipeline.build import build_nlp
from tests.markup import read
from tests.work import work

LIMA, LIMA_OHIO, WASHINGTON = "city:3936456", "city:5160783", "city:4140963"


@pytest.fixture(scope="module")
def lists():
    """The gazetteer without an encoder."""
    return build_nlp(("readout_gazetteer",))


def kb_ids(doc):
    return {span.text: span.kb_id_ for span in doc.spans[NAMES]}


@pytest.mark.parametrize(
    "line",
    [
        f"They met in <{LIMA} Lima>, <country:PER Peru>, on Saturday.",
        f"They met in <{LIMA_OHIO} Lima>, <region:Ohio Ohio>, on Saturday.",
        "<demonym:CHN Chinese> envoys met in <city:2660646 Geneva>, <country:USA U.S.> officials said.",
        "<country:USA U.S.>-<country:CHN China> trade fell.",
        "The <seat:USA White House> and the <seat:RUS Kremlin> agreed.",
        "They met at <venue:Camp_David Camp David> in <region:Maryland Maryland>.",
        "Ships crossed the <water:South_China_Sea South China Sea> near <country:VNM Vietnam>.",
        "The <org:UNSC U.N. Security Council> and the <org:G20 Group of 20> will meet.",
        "The <org:AU African Union> asked <demonym:ISR Israelis> and <demonym:PSE Palestinians> to stop.",
        "Leaders left <city:349340 Sharm al-Sheikh>, <country:EGY Egypt>.",
        f"<city:1816670 BEIJING> — Talks moved to <{WASHINGTON} Washington, D.C.>, aides said.",
        "Voters in <city:4180439 Atlanta>, <region:Georgia Georgia>, wait.",
        "<country:GEO Georgia> and <country:RUS Russia> agreed on a truce.",
        "Prime Minister of <country:ISR Israel> Ann Toll left the <country:GBR United\nKingdom>.",
        "<country:JOR Jordan> King Abdullah went to <city:250441 Amman>.",
        "The <country:AFG Islamic Republic of Afghanistan> and the <country:IRN Islamic Republic> agreed.",
        "Envoys of the <country:DZA People's Democratic Republic of Algeria> left.",
        "Envoys of the <country:MMR Republic of the Union of Myanmar> left.",
        "Envoys of the <country:MNG Mongolian People's Republic> left.",
        "The <demonym:TUR Turkish> Republic of <region:Northern_Cyprus Northern Cyprus> did not.",
        "The state of <country:PER Peru> is well.",
    ],
)
def test_lists(lists, line):
    text, marks = read(line)
    doc = lists(text)
    found = [(s.start_char, s.end_char, s.kb_id_) for s in doc.spans[NAMES]]
    assert found == [(m.start, m.end, m.label.replace("_", " ")) for m in marks]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Paris Hilton sang for them.", "Paris"),
        ("Chad Smith and Jordan Baker won.", "Chad"),
        ("Nice weather, he said.", "Nice"),
        ("In March the talks began.", "March"),
        ("Reading the note, he smiled.", "Reading"),
        ("They signed the Paris Agreement.", "Paris"),
        ("Police said two men fled.", "Police"),
        ("He thanked Mr. Jordan for it.", "Jordan"),
        ("Of all plans this was best.", "Of"),
    ],
)
def test_no_place(lists, text, word):
    assert word not in kb_ids(lists(text))


def read_by(nlp, text, *ents):
    """What the gazetteer makes of a Doc in which an encoder has marked `ents` (text, label)."""
    doc = nlp.make_doc(text)
    spans = []
    for phrase, label in ents:
        start = text.index(phrase)
        span = doc.char_span(start, start + len(phrase), label=label)
        spans.append(Span(doc, span.start, span.end, label=label))
    doc.ents = spans
    doc = nlp.get_pipe("readout_gazetteer")(doc)
    return [(s.text, s.label_, s.kb_id_) for s in doc.spans[NAMES]]


def test_titles_and_demonyms_are_no_part_of_a_persons_name(lists):
    found = read_by(lists, "Chinese President Ann Toll left.", ("Chinese President Ann Toll", "PERSON"))
    assert found == [("Chinese", "NORP", "demonym:CHN"), ("Ann Toll", "PERSON", "")]


def test_a_person_named_like_a_country(lists):
    found = read_by(lists, "Ann Jordan met Bo. Jordan smiled.", ("Ann Jordan", "PERSON"), ("Bo", "PERSON"))
    assert ("Ann Jordan", "PERSON", "") in found


def test_two_places_that_the_encoder_joined(lists):
    found = read_by(lists, "They met in Lima, Peru.", ("Lima, Peru", "GPE"))
    assert found == [("Lima", "GPE", LIMA), ("Peru", "GPE", "country:PER")]


def test_a_small_city_counts_where_the_encoder_says_place(lists):
    text = "They met in Yelabuga for talks."
    assert read_by(lists, text) == []
    assert read_by(lists, text, ("Yelabuga", "LOC"))[0][1] in {"GPE", "LOC"}


def test_a_weekday_is_no_name(lists):
    assert read_by(lists, "They met on Saturday.", ("Saturday", "ORG")) == []


def test_an_organ_of_a_state_tells_its_country(lists):
    found = read_by(lists, "The Chinese Foreign Ministry objected.", ("Chinese Foreign Ministry", "ORG"))
    assert found == [("Chinese Foreign Ministry", "ORG", "body:CHN")]


def test_names_are_in_order_and_apart(lists):
    doc = lists("China, Russia, the U.S. Senate, Lima, Peru and South Korea's Seoul met the African Union.")
    spans = list(doc.spans[NAMES])
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "🙂 🙂", "." * 50, "A" * 500])
def test_any_text(lists, text):
    lists(text)


def test_a_countrys_name_is_no_part_of_the_persons_behind_it(lists):
    found = read_by(
        lists, "Premier of the Kingdom of Eswatini Ann Toll left.", ("Eswatini Ann Toll", "PERSON")
    )
    assert found == [("Kingdom of Eswatini", "GPE", "country:SWZ"), ("Ann Toll", "PERSON", "")]


def test_a_persons_name_begins_with_a_word(lists):
    found = read_by(lists, "President\xa0Ann Toll left.", ("President\xa0Ann Toll", "PERSON"))
    assert found == [("Ann Toll", "PERSON", "")]


@pytest.mark.parametrize("words", ["Georgia Jordan ", "Lima , Peru ", "Paris ", "President of ", "U.S. "])
def test_cost_grows_with_length_only(lists, words):
    read = lists.get_pipe("readout_gazetteer")
    small, large = (lists.make_doc(words * count) for count in (200, 400))
    read(lists.make_doc(words))  # what is loaded on first use is no cost of the text
    assert work(lambda: read(large)) < 2.2 * work(lambda: read(small))
