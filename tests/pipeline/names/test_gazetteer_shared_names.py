"""Names that several places bear: which is meant, by what stands beside it, the article's countries, size."""

import pytest

from service.annotations import NAMES
from service.pipeline.build import build_nlp
from tests.markup import read

CAMBRIDGE, CAMBRIDGE_MA = "city:2653941", "city:4931972"
CORDOBA_ARG, CORDOBA_ESP = "city:3860259", "city:2519240"
HYDERABAD, HYDERABAD_PAK = "city:1269843", "city:1176734"
PETERSBURG, PETERSBURG_FL = "city:498817", "city:4171563"
SAN_JOSE_CRI, SAN_JOSE_CA = "city:3621849", "city:5392171"
SANTIAGO, SANTIAGO_DOM = "city:3871336", "city:3492914"
TRIPOLI, TRIPOLI_LBN = "city:2210247", "city:266826"
VALENCIA_ESP, VALENCIA_VEN = "city:2509954", "city:3625549"
VICTORIA_CAN, VICTORIA_SYC = "city:6174041", "city:241131"
WASHINGTON, NEW_YORK = "city:4140963", "city:5128581"


@pytest.fixture(scope="module")
def lists():
    """The gazetteer without an encoder."""
    return build_nlp(("readout_gazetteer",))


def check(lists, line):
    text, marks = read(line)
    doc = lists(text)
    found = {(s.start_char, s.end_char): s.kb_id_ for s in doc.spans[NAMES]}
    got = [(m.text, found.get((m.start, m.end), "-")) for m in marks]
    assert got == [(m.text, m.label.replace("_", " ")) for m in marks]


@pytest.mark.parametrize(
    "line",
    [
        "They met in <city:3936456 Lima>.",
        "They met in <city:5160783 Lima>, Ohio, on Monday.",
        "They met in <city:5160783 Lima> (Ohio).",
        f"They met in <{CAMBRIDGE} Cambridge>, England.",
        f"They met in <{CAMBRIDGE_MA} Cambridge>, Mass., on Monday.",
        f"They met in <{CAMBRIDGE_MA} Cambridge>, MA.",
        f"They met in <{TRIPOLI_LBN} Tripoli> in northern Lebanon.",
        f"Troops left the northern Lebanese city of <{TRIPOLI_LBN} Tripoli>.",
        f"Ministers met in Lebanon's <{TRIPOLI_LBN} Tripoli>.",
        f"Ministers met in the Venezuelan city of <{VALENCIA_VEN} Valencia>.",
        f"They met in <{VICTORIA_CAN} Victoria>, British Columbia.",
        f"They met in <{SAN_JOSE_CA} San Jose>, California.",
        f"They met in <{PETERSBURG_FL} St. Petersburg>, Florida.",
        f"They met in <{SANTIAGO_DOM} Santiago>, Dominican Republic.",
        "They met in <city:6058560 London>, Ontario.",
        "They met in <city:4717560 Paris>, Texas.",
        "They met in <city:4180386 Athens>, <region:Georgia Georgia>.",
        "They met in <city:264371 Athens>, Greece.",
        "They met in <city:5809844 Seattle>, <region:Washington Washington>.",
        "Ministers met in <city:524901 Moscow>, <city:4140963 Washington> and <city:1816670 Beijing>.",
    ],
)
def test_what_stands_beside_the_name(lists, line):
    check(lists, line)


@pytest.mark.parametrize(
    "line",
    [
        f"British and Irish ministers met in <{CAMBRIDGE} Cambridge>.",
        f"American ministers met in <{CAMBRIDGE_MA} Cambridge>.",
        f"Spain's king arrived in <{VALENCIA_ESP} Valencia>.",
        f"Venezuela's president left Caracas and arrived in <{VALENCIA_VEN} Valencia>.",
        f"Spanish ministers met in <{CORDOBA_ESP} Cordoba>.",
        f"Argentine ministers met in <{CORDOBA_ARG} Córdoba>.",
        f"Indian and Pakistani ministers met in <{HYDERABAD} Hyderabad>.",
        f"Pakistan's army entered <{HYDERABAD_PAK} Hyderabad>, said officials from Lahore and Karachi.",
        f"Costa Rican ministers met in <{SAN_JOSE_CRI} San Jose>.",
        f"U.S. companies from <{SAN_JOSE_CA} San Jose> and Los Angeles lost money, said the U.S. minister.",
        f"Libyan ministers met in <{TRIPOLI} Tripoli>.",
        f"The Seychelles sent ships from <{VICTORIA_SYC} Victoria>.",
        f"They met in <{PETERSBURG} Saint Petersburg>.",
        f"They met in <{SANTIAGO} Santiago>.",
        "They met in <city:361058 Alexandria>.",
    ],
)
def test_countries_that_the_article_names(lists, line):
    check(lists, line)


@pytest.mark.parametrize(
    "line",
    [
        "They met in <- Cambridge>.",
        "Lebanese troops left <- Tripoli>, Lebanon's army said.",
        "They met in <- Valencia>.",
    ],
)
def test_no_city_where_two_remain(lists, line):
    check(lists, line)


@pytest.mark.parametrize(
    "line",
    [
        f"They met in <{WASHINGTON} Washington>.",
        f"<{WASHINGTON} Washington> condemned the attack.",
        "They met in <region:Washington Washington> state.",
        "The governor of <region:New_York New York> met the mayor of <- Albany>.",
        f"They met in <{NEW_YORK} New York>.",
        "The <- Washington> Post wrote so.",
        "They signed the <- Paris> Agreement in <city:2988507 Paris>.",
        "<country:GEO Georgia> and Armenia signed it.",
        "<region:Georgia Georgia>'s governor spoke.",
        "They went to Atlanta, then all over <region:Georgia Georgia>.",
        "They went from Atlanta to Tbilisi, the capital of <country:GEO Georgia>, and to Russia.",
    ],
)
def test_state_of_the_us_or_namesake(lists, line):
    check(lists, line)


@pytest.mark.parametrize(
    "line",
    [
        "<country:GIN Guinea> met <country:GNB Guinea-Bissau> and <country:GNQ Equatorial Guinea>.",
        "<country:PNG Papua New Guinea> met <country:GIN Guinea>.",
        "<country:NER Niger> met <country:NGA Nigeria>.",
        "<demonym:NER Nigerien> and <demonym:NGA Nigerian> aides left.",
        "<country:DMA Dominica> met the <country:DOM Dominican Republic>; <demonym:DOM Dominicans> left.",
        "<country:DMA Dominica> sent <demonym:DMA Dominican> aides.",
        "<country:COD Congo> sent aides to <city:2314302 Kinshasa>.",
        "<country:COG Congo> sent aides to <city:2260535 Brazzaville>.",
        "<country:COG Republic of the Congo> and <country:COD Democratic Republic of the Congo> met.",
        "<country:PRK North Korea> met <country:KOR South Korea>; the <country:PRK North> refused.",
        "<country:KOR South Korea> says the <country:PRK North> fired and the <country:KOR South> did not.",
        "<country:PRK North Korea> lies far from the <- North> Atlantic and the <- north>.",
        "<country:PRK North Korea> struck in the <- North> of the island.",
        "Sudan's army left the <- North>.",
    ],
)
def test_countries_that_share_a_name(lists, line):
    check(lists, line)


@pytest.mark.parametrize(
    "line",
    [
        "They met in <city:2925533 Frankfurt>.",
        "They met in <city:104515 Mecca> and <city:99532 Basra>.",
        "They met in <city:3093133 Lodz> and <city:3533462 Acapulco>.",
    ],
)
def test_english_and_short_names(lists, line):
    check(lists, line)
