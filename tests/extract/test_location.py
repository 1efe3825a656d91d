"""Where the meeting takes place, and where it does not."""

import pytest
from spacy.tokens import Span

from service.annotations import NAMES
from service.article import read_text
from service.candidates.places import places
from service.extract.location import locate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Ann Toll met Bo Lind in Lima, Peru, on Saturday.", ("Lima", "PER", None)),
        ("The two leaders held talks at the Kremlin on Monday.", ("Moscow", "RUS", "Kremlin")),
        ("They met at the White House on Friday.", ("Washington", "USA", "White House")),
        (
            "The presidents met in the Great Hall of the People.",
            ("Beijing", "CHN", "Great Hall of the People"),
        ),
        ("The ministers met on the sidelines of the summit in Cairo.", ("Cairo", "EGY", None)),
        ("Ann Toll met the king during a visit to Jordan.", (None, "JOR", None)),
        (
            "The ministers will meet in the Egyptian resort of Sharm el-Sheikh.",
            ("Sharm el-Sheikh", "EGY", None),
        ),
        ("The leaders met at Camp David on Sunday.", (None, "USA", "Camp David")),
        ("Ann Toll met today in Oslo, Norway with Bo Lind.", ("Oslo", "NOR", None)),
        ("The ministers began talks in Malaysia's capital, Kuala Lumpur.", ("Kuala Lumpur", "MYS", None)),
        ("The envoy is in Belgrade for three days of meetings.", ("Belgrade", "SRB", None)),
        ("The president arrived in Ankara for talks with his counterpart.", ("Ankara", "TUR", None)),
        ("Cairo hosts talks between Ann Toll and Bo Lind.", ("Cairo", "EGY", None)),
        ("Ann Toll told reporters Tuesday in Oslo, after a meeting with Bo Lind.", ("Oslo", "NOR", None)),
        ("The ministers will meet at an upcoming summit in Lima.", ("Lima", "PER", None)),
        ("The meeting was arranged for Sunday at the resort of Yalta.", ("Yalta", "UKR", None)),
        (
            "Ann Toll met members of the cabinet at an Oval Office meeting.",
            ("Washington", "USA", "Oval Office"),
        ),
        ("The talks with the rebels that began in Doha went on.", ("Doha", "QAT", None)),
        (
            "The UN-sponsored talks were due to begin in the Qatari capital, Doha, Monday.",
            ("Doha", "QAT", None),
        ),
        ("Ann Toll met King Bo Lind of Norway, who is in Peru on a state visit.", (None, "PER", None)),
        ("Aides said the envoy is in Peru for a three-day goodwill visit.", (None, "PER", None)),
        (
            "Ann Toll and Bo Lind criticised rivals Friday in Lima during a state visit.",
            ("Lima", "PER", None),
        ),
        ("Ann Toll met Bo Lind on Tuesday at the new station in Kigali.", ("Kigali", "RWA", None)),
        ("Ann Toll met Bo Lind over tea in Baku.", ("Baku", "AZE", None)),
        ("Ann Toll met Bo Lind in the Canadian capital on Friday.", ("Ottawa", "CAN", None)),
        ("Live: Bo Lind in Lima for talks with Ann Toll", ("Lima", "PER", None)),
        ("They will meet for the first time on Monday in Lima.", ("Lima", "PER", None)),
        ("Ann Toll is on a visit to Cuba after spending Wednesday in Chile.", (None, "CUB", None)),
        (
            "Ann Toll met Bo Lind on the sidelines of the Munich Security Conference on Saturday.",
            ("Munich", "DEU", None),
        ),
        ("The ministers met at the Paris Air Show.", ("Paris", "FRA", None)),
        (
            "The president visited the Finnish stand at Astana EXPO 2017.",
            ("Astana", "KAZ", None),
        ),
    ],
)
def test_place_of_the_meeting(nlp, text, expected):
    doc = nlp(text)
    found = locate(doc, list(doc.sents))
    assert found is not None
    city = found.name if found.kind in {"city", "venue"} else None
    assert (city, found.country.alpha3, found.venue) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ann Toll and Bo Lind met and discussed the war in Ukraine.",
        "The ministers met and spoke about the situation in Syria.",
        "The ministers deplored the situation in Syria during a meeting.",
        "Ann Toll, who served in Peru for three years, met Bo Lind.",
        "President Ann Toll of Finland met President Bo Lind of Estonia.",
        "Talks between Washington and Moscow will go on.",
        "China and Japan held talks on trade.",
        "The president, back from Berlin, met his advisers.",
        "Ann Toll met Bo Lind. They discussed plans for the next year's summit in Vilnius.",
        "Ann Toll met Bo Lind, who spoke during his visit in the Omani capital, Muscat, a day earlier.",
        "Ann Toll met Bo Lind and reviewed the talks in Geneva.",
        "Ann Toll met Bo Lind, building on the summit in Lima.",
        "Ann Toll met business leaders before her Believing in America tour.",
        "They met and discussed preparations for the summit in Vilnius.",
        "The king met the president, who thanked him for hosting the summit in Geneva.",
        "Ann Toll met activists to discuss protests on Iran.",
        "Ann Toll met women who lead protests in Iran.",
        "Ann Toll and Bo Lind met; they agreed last month in Geneva to disarm.",
        "Ann Toll met Bo Lind, who did not visit Lisbon.",
        "Ann Toll hosted a White House meeting with mayors.",
        "Ann Toll met Bo Lind on the sidelines of the Shanghai Cooperation Organisation forum.",
        "Ann Toll and Bo Lind talked about the upcoming sea games, which will be held in Vilnius.",
        "Ann Toll met Bo Lind and praised the results of the Munich Security Conference.",
    ],
)
def test_no_place_of_the_meeting(nlp, text):
    doc = nlp(text)
    assert locate(doc, list(doc.sents)) is None


def test_the_sentence_before_may_name_the_place(nlp):
    doc = nlp("Ann Toll arrived in Lisbon on Monday. She met President Bo Lind. They spoke for an hour.")
    found = locate(doc, list(doc.sents)[1:2])
    assert found is not None
    assert found.name == "Lisbon"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Toll arrived in Spain for talks. She arrived in Madrid from Oslo.", ("Madrid", "ESP")),
        (
            "Ann Toll is in Spain for talks. Later in Valencia, Ann Toll and Bo Lind opened a port.",
            ("Valencia", "ESP"),
        ),
        ("Ann Toll is in Japan for talks. Bo Lind had called off a visit to Beijing.", (None, "JPN")),
    ],
)
def test_a_country_gives_way_only_to_its_own_city(nlp, text, expected):
    doc = nlp(text)
    found = locate(doc, list(doc.sents))
    assert found is not None
    assert (found.name if found.kind == "city" else None, found.country.alpha3) == expected


def test_page_debris_places_nothing(nlp):
    doc = nlp("Ann Toll met Bo Lind in Lima.")
    doc._.readout_masked = [[0, len(doc)]]
    assert locate(doc, list(doc.sents)) is None


def test_evidence_is_the_place_as_written(nlp):
    text = "President Ann Toll met Bo Lind in Lima, Peru, on Saturday."
    doc = nlp(text)
    found = locate(doc, list(doc.sents))
    assert found is not None
    assert [text[e.start : e.end] for e in found.evidence] == ["Lima, Peru"]
    assert found.geonames_id == 3936456
    assert found.latitude == pytest.approx(-12.04, abs=0.01)


def test_every_place_once_with_its_country(nlp):
    found = places(nlp("They went from Lima, Peru, to Tokyo and the South China Sea."))
    assert [(p.name, p.country) for p in found] == [
        ("Lima", "PER"),
        ("Tokyo", "JPN"),
        ("South China Sea", ""),
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind", "geonames_id"),
    [
        ("They travelled to Ontario.", "Ontario", "region", 6093943),
        ("They travelled to Africa.", "Africa", "region", 6255146),
        ("They crossed the Black Sea.", "Black Sea", "water", None),
        ("They travelled to Peru.", "Peru", "country", 3932488),
    ],
)
def test_ids_of_what_is_no_city(nlp, text, name, kind, geonames_id):
    (found,) = places(nlp(text))
    assert (found.name, found.kind, found.geonames_id) == (name, kind, geonames_id)


def test_a_person_is_no_place(nlp):
    assert places(nlp("Michael Jordan met President Clinton.")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Toll met Bo Lind at the Peruvian president's residence in Quillota Vieja.", "PER"),
        ("Ann Toll met Bo Lind at the Peruvian embassy in Quillota Vieja.", ""),
        ("Ann Toll met Bo Lind at a residence in Quillota Vieja.", ""),
    ],
)
def test_country_of_an_unlisted_place_by_whose_home_is_there(nlp, text, expected):
    doc = nlp(text)
    doc.spans[NAMES] = [s for s in doc.spans[NAMES] if s.end < len(doc) - 3] + [
        Span(doc, len(doc) - 3, len(doc) - 1, label="GPE")
    ]
    assert places(doc)[-1].country == expected


def test_a_building_bears_an_unlisted_name(nlp):
    doc = nlp("Talks were held at the Tarcu Vale presidential palace.")
    doc.spans[NAMES] = [Span(doc, 5, 7, label="GPE")]
    found = places(doc)[0]
    assert (found.name, found.venue, found.kind) == (None, "Tarcu Vale presidential palace", "venue")


def test_the_lead_places_the_main_meeting_alone(nlp):
    doc = nlp("Ann Toll is in Ankara for talks. She spoke of her meeting with President Bo Lind.")
    last = list(doc.sents)[1:]
    assert locate(doc, last).name == "Ankara"
    assert locate(doc, last, main=False) is None


@pytest.mark.parametrize(("goal", "country"), [("PER", "PER"), ("CHL", "CHL")])
def test_each_of_two_visits_is_where_it_goes(nlp, goal, country):
    doc = nlp("Ann Toll visited Peru on Saturday and will also visit Chile before the summit.")
    assert locate(doc, list(doc.sents), main=False, goal=goal).country.alpha3 == country


HERE = [
    ("LIMA (AP) - President Ann Toll of Chad held talks here with President Bo Lind of Peru.", "LIMA"),
    ("LIMA (AP) - President Ann Toll of Chad held talks with President Bo Lind of Peru.", None),
    ("LIMA (AP) - President Ann Toll of Chad met President Bo Lind of Peru. It is hot here.", None),
]


@pytest.mark.parametrize(("text", "city"), HERE)
def test_here_is_where_the_dateline_is(analyzer, text, city):
    place = analyzer.analyze(read_text("Talks held\n\n" + text)).location
    assert (place.name if place else None) == city
