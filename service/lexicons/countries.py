"""Countries by code, name, demonym and capital; other peoples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from service import records
from service.lexicons.table import fold, rows, several


@dataclass(frozen=True, slots=True)
class Country:
    """A country of ISO 3166-1 (and Kosovo, XKX), or a state of the past (`historical`, no alpha-2)."""

    alpha3: str
    alpha2: str
    name: str
    official: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    persons: tuple[str, ...]
    capitals: tuple[str, ...]
    geonames_id: int | None
    historical: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the country itself, common English name first."""
        return tuple(dict.fromkeys((self.name, self.official, *self.aliases)))

    @property
    def demonyms(self) -> tuple[str, ...]:
        """Adjectives, then nouns for its people, without what is also a name of the country ("US")."""
        own = {*self.names}
        return tuple(d for d in dict.fromkeys((*self.adjectives, *self.persons)) if d not in own)

    def record(self) -> records.Country | None:
        """As the record gives it; None for a state of the past."""
        return None if self.historical else records.Country(self.name, self.alpha2, self.alpha3)


@dataclass(frozen=True, slots=True)
class People:
    """A people, faith or camp by name; `country` is the alpha-3 it belongs to, or empty."""

    name: str
    country: str


@cache
def countries() -> tuple[Country, ...]:
    """All countries, by alpha-3."""
    return tuple(_country(row) for row in rows("countries"))


def _country(row: list[str]) -> Country:
    aliases, adjectives, persons, capitals = (several(cell) for cell in row[4:8])
    return Country(
        alpha3=row[0],
        alpha2=row[1],
        name=row[2],
        official=row[3],
        aliases=aliases,
        adjectives=adjectives,
        persons=persons,
        capitals=capitals,
        geonames_id=int(row[8]) or None,
        historical=row[9] == "1",
    )


@cache
def peoples() -> tuple[People, ...]:
    """Peoples that are no country's demonym, by name."""
    return tuple(People(*row) for row in rows("peoples"))


@cache
def namesakes() -> dict[str, tuple[str, str]]:
    """Names of two countries: name -> (alpha-3 of the one usually meant, of the other)."""
    return {row[0]: (row[1], row[2]) for row in rows("namesakes")}


@cache
def _by_code() -> dict[str, Country]:
    found = {entry.alpha3: entry for entry in countries()}
    found.update({entry.alpha2: entry for entry in countries() if entry.alpha2})
    return found


@cache
def _by_name() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for entry in countries():
        found.setdefault(fold(entry.name), entry)
    for entry in countries():
        for name in entry.names[1:]:
            found.setdefault(fold(name), entry)
    return found


@cache
def _by_demonym() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for entry in countries():
        for name in (*entry.adjectives, *entry.persons):
            found.setdefault(fold(name), entry)
    return found


@cache
def _by_capital() -> dict[str, Country]:
    return {fold(name): entry for entry in reversed(countries()) for name in entry.capitals}


def country(code: str) -> Country | None:
    """The country of an alpha-2 or alpha-3 code."""
    return _by_code().get(code)


def country_by_name(name: str) -> Country | None:
    """The country of that common, official or other name; a leading "the" is not read."""
    return _by_name().get(fold(name.removeprefix("the ").removeprefix("The ")))


def country_by_demonym(name: str) -> Country | None:
    """The country of an adjective or noun for its people: "Chinese", "Israelis"."""
    return _by_demonym().get(fold(name))


def country_by_capital(name: str) -> Country | None:
    """The country that a capital or seat of government stands for: "Beijing", "The Hague"."""
    return _by_capital().get(fold(name))
