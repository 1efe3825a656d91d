"""Cities, regions, waters, parts of the world, venues and seats of government."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from service.lexicons.countries import country
from service.lexicons.table import fold, lines, rows, several


@dataclass(frozen=True, slots=True)
class City:
    """A populated place of GeoNames; degrees are WGS 84.

    `known`: English has a name of its own for it, or it is a capital, or a gathering made it known.
    """

    geonames_id: int
    name: str
    aliases: tuple[str, ...]
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    capital: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country, of several or of the world, or a water; `countries` are alpha-3, degrees WGS 84.

    `admin1`, `geonames_id`: GeoNames' first-level code and id, "" and None where it is no such unit.
    `short`: abbreviations that mean it after a city and a comma ("Mass.", "MA").
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    countries: tuple[str, ...]
    admin1: str
    short: tuple[str, ...]
    geonames_id: int | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Venue:
    """A building, resort or seat of government. `metonym`: its name also stands for the government."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    city: int | None
    metonym: bool


@cache
def _city_lines() -> dict[str, tuple[str, ...]]:
    """Lines of the file by folded name; cities are built on demand, 34,000 objects would weigh 30 MB."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("cities"):
        name, aliases, _ = line.split("\t", 2)
        for key in {fold(each) for each in (name, *several(aliases))}:
            found[key] = (*found.get(key, ()), line)
    return found


@cache
def _city_lines_by_id() -> dict[int, str]:
    return {int(line.split("\t", 3)[2]): line for named in _city_lines().values() for line in named}


def _city(line: str) -> City:
    row = line.split("\t")
    found = country(row[3])
    alpha3 = found.alpha3 if found else ""
    where = (float(row[5]), float(row[6]), int(row[7]))
    return City(int(row[2]), row[0], several(row[1]), alpha3, row[4], *where, row[8] == "1", row[9] == "1")


_LONGEST: Final = 100
"""Characters; no city has a longer name."""


def cities_named(name: str) -> tuple[City, ...]:
    """Cities of that name in any spelling, capitals first, then by population."""
    return _cities_named(name) if len(name) <= _LONGEST else ()


@lru_cache(maxsize=1024)
def _cities_named(name: str) -> tuple[City, ...]:
    found = [_city(line) for line in _city_lines().get(fold(name), ())]
    return tuple(sorted(found, key=lambda city: (not city.capital, -city.population, city.geonames_id)))


@cache
def _city_names() -> tuple[str, ...]:
    return tuple(sorted(_city_lines()))


def begins_city(text: str) -> bool:
    """Whether a city's name begins with these words, or is them, in any spelling."""
    return len(text) <= _LONGEST and _begins_city(text)


@lru_cache(maxsize=1 << 12)
def _begins_city(text: str) -> bool:
    start, names = fold(text), _city_names()
    at = bisect_left(names, start)
    return at < len(names) and names[at].startswith(start)


@lru_cache(maxsize=1024)
def city(geonames_id: int) -> City | None:
    """The city of a GeoNames id."""
    line = _city_lines_by_id().get(geonames_id)
    return _city(line) if line else None


@cache
def name_exceptions() -> dict[str, str]:
    """Words that a place name is often mistaken for: ``person`` (also a person's name), ``word`` (also a
    common word), ``treaty`` (makes the place before it part of another name: "Paris Agreement")."""
    return {row[0]: row[1] for row in rows("name_exceptions")}


@cache
def place_words(kind: str) -> frozenset[str]:
    """Words (mostly lemmas) that tell how a place is meant, by `kind`:

    ``carrier`` (events that have a place), ``phase`` (what an event does: "talks that began in X"),
    ``settlement`` ("the resort town of X"), ``motion`` (a place follows with "to"), ``arrival``, ``visit``,
    ``host`` (its subject is the place), ``venue`` ("the palace of X"), ``event`` (bears its city's name: "the
    X fair"), ``side`` ("on the margins of it"), ``time`` (may stand between: "talks
    Tuesday in X"), ``another`` ("the next meeting in X" is not this one), ``before`` ("preparations for the
    summit in X" neither), ``topic`` ("discussed the summit in X" neither), ``basis`` ("building on the summit
    in X" neither), ``courtesy`` ("thanked him for hosting the summit in X" neither), ``state`` (its
    owner is a state of the US: "Washington state"), ``closing`` (the sentence goes on behind a place).
    """
    return frozenset(row[0] for row in rows("place_words") if row[1] == kind)


@cache
def regions() -> tuple[Region, ...]:
    """Regions, waters and parts of the world, by name."""
    return tuple(_region(row) for row in rows("regions"))


def _region(r: list[str]) -> Region:
    point = (float(r[7]), float(r[8])) if r[7] else (None, None)
    return Region(r[0], several(r[1]), r[2], several(r[3]), r[4], several(r[5]), int(r[6]) or None, *point)


@cache
def _regions_by_name() -> dict[str, Region]:
    found = {fold(entry.name): entry for entry in regions()}
    for entry in regions():
        for name in entry.aliases:
            found.setdefault(fold(name), entry)
    return found


def region(name: str) -> Region | None:
    """The region or water of that name."""
    return _regions_by_name().get(fold(name.removeprefix("the ")))


@cache
def _states() -> dict[str, Region]:
    return {name: entry for entry in regions() if entry.short for name in (entry.name, *entry.short)}


def state(name: str) -> Region | None:
    """The state of the US of that name or abbreviation: "Ohio", "Mass.", "TX"."""
    return _states().get(name)


@cache
def venues() -> tuple[Venue, ...]:
    """Venues, by name."""
    return tuple(
        Venue(r[0], several(r[1]), r[2], r[3], int(r[4]) if r[4] else None, r[5] == "yes")
        for r in rows("venues")
    )


@cache
def _venues_by_name() -> dict[str, Venue]:
    return {fold(name): entry for entry in venues() for name in (*entry.aliases, entry.name)}


def venue(name: str) -> Venue | None:
    """The venue of that name."""
    return _venues_by_name().get(fold(name.removeprefix("the ")))
