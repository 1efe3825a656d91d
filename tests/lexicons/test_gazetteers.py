"""The data files: sorted, unique, and pointing at entries that exist."""

import datetime

import pytest

from service import lexicons
from service.lexicons.table import DATA, lines, rows
from service.pipeline.names.phrases import entries

FILES = [
    "cities",
    "countries",
    "honorifics",
    "leaders",
    "name_exceptions",
    "namesakes",
    "organizations",
    "peoples",
    "place_words",
    "regions",
    "titles",
    "venues",
]


@pytest.mark.parametrize("name", FILES)
def test_rows_are_sorted_unique_and_whole(name):
    found = lines(name)
    header = (DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n", 1)[0].split("\t")
    assert found == sorted(set(found))
    assert {len(row) for row in rows(name)} == {len(header)}
    assert all(cell == cell.strip() for row in rows(name) for cell in row)


@pytest.mark.parametrize("name", FILES)
def test_every_file_tells_its_origin(name):
    assert f"`{name}.tsv`" in (DATA / "SOURCES.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "admin1", "geonames_id", "point"),
    [
        ("Ontario", "08", 6093943, None),
        ("Texas", "TX", 4736286, None),
        ("Bavaria", "02", 2951839, None),
        ("Africa", "", 6255146, (7.1881, 21.0938)),
        ("Donbas", "", None, None),
        ("Black Sea", "", None, None),
    ],
)
def test_ids_of_regions(name, admin1, geonames_id, point):
    found = lexicons.region(name)
    assert found is not None
    assert (found.admin1, found.geonames_id) == (admin1, geonames_id)
    assert (found.latitude, found.longitude) == (pytest.approx(point, abs=0.001) if point else (None, None))


@pytest.mark.parametrize(("text", "name"), [("Mass.", "Massachusetts"), ("TX", "Texas"), ("Ohio", "Ohio")])
def test_state_by_name_or_abbreviation(text, name):
    found = lexicons.state(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["Ontario", "XX", "mass.", ""])
def test_no_state_by_that_name(text):
    assert lexicons.state(text) is None


def test_namesakes_are_names_of_both_countries():
    for name, codes in lexicons.namesakes().items():
        assert all(lexicons.country(code) for code in codes), name


def test_country_codes_are_iso_3166():
    living = [c for c in lexicons.countries() if not c.historical]
    assert len(living) == 250  # 249 of ISO 3166-1 and Kosovo
    assert all(len(c.alpha3) == 3 and c.alpha3.isupper() and len(c.alpha2) == 2 for c in living)
    assert len({c.alpha2 for c in living}) == len(living)
    assert all(c.record() is None and not c.alpha2 for c in lexicons.countries() if c.historical)


def test_every_country_named_in_other_files_exists():
    named = {v.country for v in lexicons.venues()} | {o.country for o in lexicons.organizations()}
    named |= {p.country for p in lexicons.peoples()} | {entry.country for entry in lexicons.leaders()}
    named |= {code for region in lexicons.regions() for code in region.countries}
    assert all(lexicons.country(code) for code in named - {""})


def test_every_venue_stands_in_a_city_of_its_country():
    for venue in lexicons.venues():
        if venue.city is not None:
            city = lexicons.city(venue.city)
            assert city is not None, venue
            assert city.country == venue.country, venue


def test_every_entry_of_a_phrase_resolves():
    for phrase, entry in entries():
        prefix, _, value = entry.kb_id.partition(":")
        if prefix in {"country", "demonym", "seat"}:
            assert lexicons.country(value), phrase
        elif prefix:
            find = {"org": lexicons.organization, "venue": lexicons.venue}.get(prefix, lexicons.region)
            assert find(value), phrase


@pytest.mark.parametrize(
    ("name", "alpha3"),
    [
        ("China", "CHN"),
        ("PRC", "CHN"),
        ("the Netherlands", "NLD"),
        ("Burma", "MMR"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("U.K.", "GBR"),
        ("South Korea", "KOR"),
        ("Republic of Korea", "KOR"),
        ("DPRK", "PRK"),
        ("Palestine", "PSE"),
        ("Kosovo", "XKX"),
        ("Taiwan", "TWN"),
        ("Niger", "NER"),
        ("Soviet Union", "SUN"),
    ],
)
def test_country_by_name(name, alpha3):
    found = lexicons.country_by_name(name)
    assert found is not None
    assert found.alpha3 == alpha3


@pytest.mark.parametrize("name", ["Atlantis", "", "china", "Asia", "Texas"])
def test_no_country_by_that_name(name):
    assert lexicons.country_by_name(name) is None


@pytest.mark.parametrize(
    ("demonym", "alpha3"),
    [("Chinese", "CHN"), ("Israelis", "ISR"), ("Briton", "GBR"), ("Swiss", "CHE"), ("Nigerien", "NER")],
)
def test_country_by_demonym(demonym, alpha3):
    found = lexicons.country_by_demonym(demonym)
    assert found is not None
    assert found.alpha3 == alpha3


@pytest.mark.parametrize(
    ("capital", "alpha3"), [("Beijing", "CHN"), ("The Hague", "NLD"), ("Canberra", "AUS")]
)
def test_country_by_capital(capital, alpha3):
    found = lexicons.country_by_capital(capital)
    assert found is not None
    assert found.alpha3 == alpha3


@pytest.mark.parametrize(
    ("name", "geonames_id"),
    [
        ("Lima", 3936456),
        ("Kiev", 703448),
        ("Kyiv", 703448),
        ("Sharm al-Sheikh", 349340),
        ("Sharm El Sheikh", 349340),
        ("Sao Paulo", 3448439),
        ("Washington, D.C.", 4140963),
        ("Davos", 2661039),
    ],
)
def test_first_city_of_a_name(name, geonames_id):
    assert lexicons.cities_named(name)[0].geonames_id == geonames_id


def test_no_city_by_that_name():
    assert lexicons.cities_named("Xanadu upon Sea") == ()


@pytest.mark.parametrize(
    ("kb_id", "alpha3"),
    [
        ("country:CHN", "CHN"),
        ("demonym:FRA", "FRA"),
        ("seat:USA", "USA"),
        ("city:3936456", "PER"),
        ("org:CIA", "USA"),
        ("org:APEC", ""),
        ("region:Crimea", "UKR"),
        ("region:Kashmir", ""),
        ("water:Black Sea", ""),
        ("venue:Camp David", "USA"),
        ("", ""),
    ],
)
def test_country_of_an_entry(kb_id, alpha3):
    assert lexicons.country_of(kb_id) == alpha3


@pytest.mark.parametrize(
    ("name", "day", "alpha3"),
    [
        ("Joe Biden", "2022-05-01", None),  # the lists know him as Joseph R. Biden
        ("Biden", "2022-05-01", "USA"),
        ("Angela Merkel", "2010-01-01", "DEU"),
        ("Fumio Kishida", "2023-05-01", "JPN"),
        ("Angela Merkel", "1980-01-01", None),
        ("Nobody Atall", "2010-01-01", None),
    ],
)
def test_leader_in_office(name, day, alpha3):
    found = lexicons.leader(name, on=datetime.date.fromisoformat(day))
    assert (found.country if found else None) == alpha3
