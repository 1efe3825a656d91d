"""Which of several places of a name is meant.

What the text adds to the name decides. Else population is the prior (in powers of ten), fame and rank add to
it, and every country that the article names adds more, most where it is named close by. Where two candidates
of different countries remain within a factor of two, none is chosen.
"""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from service import lexicons
from service.lexicons import City
from service.pipeline.names.phrases import Hit

_NEAR: Final = 15
"""Tokens within which a country counts as named beside the city."""

_MARGIN: Final = 0.3
"""Least lead over the best candidate of another country, in powers of ten of population."""


class Outer(NamedTuple):
    """Country and admin1 that the text adds to a name. `sure`: in a form that only places have, the comma."""

    country: str = ""
    admin1: str = ""
    sure: bool = False


class Countries:
    """Countries that the article names, by themselves, their people, seats and cities, and where."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._at: dict[str, list[int]] = {}
        for hit in hits:
            if not hit.kb_id.startswith(("venue:", "city:")) and (code := lexicons.country_of(hit.kb_id)):
                self.add(code, hit.start)

    def __contains__(self, country: str) -> bool:
        return country in self._at

    def add(self, country: str, at: int) -> None:
        """Enter a mention at token `at`."""
        insort(self._at.setdefault(country, []), at)

    def weight(self, country: str, at: int) -> float:
        """What the mentions of a country are worth to a city named at token `at`: 0 to 2."""
        named = self._at.get(country)
        if not named:
            return 0.0
        first = bisect_left(named, at - _NEAR)
        near = first < len(named) and named[first] <= at + _NEAR
        return (1.5 if len(named) > 1 else 1.0) + 0.5 * near


def article_countries(hits: Iterable[Hit]) -> Counter[str]:
    """How often the article names each country, its people or its seat."""
    found: Counter[str] = Counter()
    for hit in hits:
        if not hit.kb_id.startswith(("venue:", "city:")) and (country := lexicons.country_of(hit.kb_id)):
            found[country] += 1
    return found


def choose(named: tuple[City, ...], countries: Countries, at: int, outer: Outer) -> City | None:
    """The city meant at token `at`, or None where no candidate stands out."""
    fits = [c for c in named if c.country == outer.country and outer.admin1 in {"", c.admin1}]
    if fits:
        return max(fits, key=lambda c: c.population)
    ranked = sorted(
        ((_weight(c, countries, at), c) for c in named), key=lambda pair: (-pair[0], pair[1].geonames_id)
    )
    best, city = ranked[0]
    rival = next((weight for weight, other in ranked if other.country != city.country), -math.inf)
    return city if best - rival >= _MARGIN else None


def _weight(city: City, countries: Countries, at: int) -> float:
    """Evidence in powers of ten of population."""
    prior = math.log10(city.population + 1) + city.known + 0.5 * city.capital
    return prior + countries.weight(city.country, at)
