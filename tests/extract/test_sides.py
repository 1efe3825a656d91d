"""Who sits at the table: lists of titled names, officials who act for their state, rosters."""

import pytest

from service.article import read_text
from service.candidates.entities import EntityIndex
from service.extract.meetings import clusters
from service.extract.rosters import roster
from service.extract.series import listed_with


def named(index, keys):
    """First form of each actor."""
    return [index[key].mentions[0].text for key in keys]


LISTS = [
    (
        "Ann Toll met with Foreign Minister Bo Lind, Chief of Staff Eva Brandt, and General Paul Roe.",
        ["Bo Lind", "Eva Brandt", "Paul Roe"],
    ),
    (
        "Ann Toll met President Lind of Norway, Chancellor Brandt of Germany, and Premier Roe of Ireland.",
        ["Lind", "Brandt", "Roe"],
    ),
    ("Ann Toll met Bo Lind’s adviser, Eva Brandt.", ["Bo Lind"]),
    ("Ann Toll met Bo Lind on Monday, and Eva Brandt left for Paris.", ["Bo Lind"]),
    ("Ann Toll met Bo Lind after talks with Eva Brandt.", ["Bo Lind"]),
    ("After talks with Bo Lind, Eva Brandt said that she was glad.", ["Bo Lind"]),
]


@pytest.mark.parametrize(("text", "joined"), LISTS)
def test_an_enumeration_joins_names_and_ends_at_what_governs(nlp, text, joined):
    doc = nlp(text)
    index = EntityIndex(doc)
    second = next(k for k in index.ordered() if index[k].mentions[0].text == joined[0])
    assert named(index, listed_with([second], next(doc.sents), index)) == joined


OFFICIALS = [
    ("The presidents of Chad and Sudan will meet in Dakar next week.", {"Chad", "Sudan"}),
    (
        "Norwegian Prime Minister Bo Lind met leaders from Japan, Canada and Peru.",
        {"Bo Lind", "Japan", "Canada", "Peru"},
    ),
    ("Energy officials from India and Iran met for two days.", {"India", "Iran"}),
    (
        "Norwegian Premier Bo Lind met with counterparts from NATO Allies Estonia, Latvia and Lithuania.",
        {"Bo Lind", "Estonia", "Latvia", "Lithuania"},
    ),
    ("Norwegian Prime Minister Bo Lind met leaders of churches.", {"Bo Lind", "leaders"}),
    (
        "Norwegian Prime Minister Bo Lind met today with his counterparts from NATO Allies Estonia, Latvia, "
        "and Poland.",
        {"Bo Lind", "Estonia", "Latvia", "Poland"},
    ),
    ("Norwegian Prime Minister Bo Lind met leaders of Japan's churches.", {"Bo Lind", "leaders"}),
    (
        "Energy officials from India and Iran failed to agree on a price. They met for two days.",
        {"India", "Iran"},
    ),
]


@pytest.mark.parametrize(("text", "sides"), OFFICIALS)
def test_officials_of_states_stand_for_them(nlp, text, sides):
    doc = nlp(text)
    index = EntityIndex(doc)
    assert set(named(index, clusters(doc, index)[0].sides)) == sides


ROSTERS = [
    (
        "Participants included:\n\n- Ann Toll, President, Acme Group\n- Bo Lind, Chair, Norsk Works\n",
        ["Ann Toll", "Bo Lind"],
    ),
    ("Leaders in attendance:\nAnn Toll, President\nBo Lind, Chair\n", ["Ann Toll", "Bo Lind"]),
    (
        "<span>Leaders in Attendance:</span>\n\n- Ann Toll, President\n- Bo Lind, Chair\n",
        ["Ann Toll", "Bo Lind"],
    ),
    (
        "Attendees:\n\n1. Ann Toll 2. Bo Lind\n\nEva Brandt spoke to reporters later in the day.\n",
        ["Ann Toll", "Bo Lind"],
    ),
    ("The plan has two parts:\n\n- Ann Toll, President, will write it\n- Bo Lind, Chair, will read it\n", []),
    ("Participants were glad. Ann Toll smiled at Bo Lind.\n", []),
    (
        "Attendees included:\n\n1. Oslo Police – Chief Ann Toll 2. Bergen Police – Chief Bo Lind\n",
        ["Ann Toll", "Bo Lind"],
    ),
]


@pytest.mark.parametrize(("text", "listed"), ROSTERS)
def test_a_list_of_participants_names_them_until_it_ends(nlp, text, listed):
    doc = nlp(text)
    index = EntityIndex(doc)
    assert named(index, roster(doc, index)) == listed


TOGETHER = [
    (
        "Readout of President Ann Toll’s Call with European Leaders\n\nPresident Ann Toll spoke today with "
        "President Bo Lind of Norway and Chancellor Eva Brandt of Germany.",
        {"Ann Toll", "Bo Lind", "Eva Brandt"},
    ),
    (
        "Norwegian Prime Minister Bo Lind met German Chancellor Eva Brandt in Oslo. "
        "Lind told her of his call with Peruvian President Ann Toll.",
        {"Bo Lind", "Eva Brandt"},
    ),
    (
        "Peruvian President Ann Toll held a call with allies on Monday. Joining the call were Norwegian "
        "Prime Minister Bo Lind and German Chancellor Eva Brandt.",
        {"Ann Toll", "Bo Lind", "Eva Brandt"},
    ),
    (
        "Norwegian Prime Minister Bo Lind met NATO Secretary General Eva Brandt in Oslo.",
        {"Bo Lind", "Eva Brandt"},
    ),
    ("Norwegian Prime Minister Bo Lind met NATO in Oslo.", {"Bo Lind", "NATO"}),
]


@pytest.mark.parametrize(("text", "sides"), TOGETHER)
def test_mentions_of_one_meeting_share_its_sides(analyzer, text, sides):
    record = analyzer.analyze(read_text(text))
    assert {entry.stakeholder.name for entry in record.participants} == sides


THIRD = [
    (
        "Norwegian Prime Minister Bo Lind spoke by telephone with German Chancellor Eva Brandt. Eva Brandt "
        "told him of her meeting with French President Paul Roe.",
        {"Bo Lind", "Eva Brandt"},
    ),
    (
        "Norwegian Prime Minister Bo Lind spoke by telephone with German Chancellor Eva Brandt. French "
        "President Paul Roe also joined the call.",
        {"Bo Lind", "Eva Brandt", "Paul Roe"},
    ),
    (
        "After a meeting in Berlin with German Chancellor Eva Brandt, Norwegian Prime Minister Bo Lind said "
        "that he was glad.",
        {"Bo Lind", "Eva Brandt"},
    ),
]


@pytest.mark.parametrize(("text", "sides"), THIRD)
def test_whom_a_side_met_elsewhere_sits_not_here(analyzer, text, sides):
    assert {p.stakeholder.name for p in analyzer.analyze(read_text(text)).participants} == sides


LISTED = "President Biden met with police chiefs today.\n\nAttendees included:\n\n"


@pytest.mark.parametrize(
    ("items", "country"),
    [
        ("1. Ann Toll, Acme Group 2. Bo Lind, Works Council 3. Eva Roe, Lake Club\n", "USA"),
        ("1. Ann Toll, Acme Group 2. Bo Lind, Works Council\n", None),
        ("1. Ann Toll, Acme Group 2. Norwegian envoy Bo Lind 3. Eva Roe, Lake Club\n", None),
    ],
)
def test_who_is_listed_beside_people_of_one_country_is_of_that_country(analyzer, items, country):
    found = analyzer.analyze(read_text(LISTED + items)).participants
    person = next(p.stakeholder for p in found if p.stakeholder.name == "Ann Toll")
    assert (person.country.alpha3 if person.country else None) == country


def test_a_spokesperson_with_a_second_office_takes_part(analyzer):
    text = "National Security Advisor Jake Sullivan met with Ana Ruiz, {} to the President of Peru."
    for office, sides in (("Spokesperson and Chief Adviser", 2), ("Spokesperson", 1)):
        found = analyzer.analyze(read_text(text.format(office))).participants
        assert sum(p.stakeholder.name in {"Jake Sullivan", "Ana Ruiz"} for p in found) == sides


TABLES = [
    (
        "Norwegian Premier Bo Lind held talks with Peru in Oslo. The two nations met last year. A spokesman "
        "gave no reason. Norway dislikes a museum in Lima. It honours soldiers. Ana Ruiz of Peru says she "
        "visits the museum to pray.",
        ["Bo Lind", "Peru"],
    ),
    (
        "Norwegian security adviser Bo Lind spoke with security adviser Eva Roe of South Africa. Mr. Lind "
        "valued the candour with which South African President Paul Nkosi had addressed the matter.",
        ["Bo Lind", "Eva Roe"],
    ),
]


@pytest.mark.parametrize(("text", "sides"), TABLES)
def test_the_table_has_who_meets_and_nobody_who_is_only_spoken_of(nlp, text, sides):
    doc = nlp(text)
    index = EntityIndex(doc)
    assert sorted(named(index, clusters(doc, index)[0].sides)) == sorted(sides)
