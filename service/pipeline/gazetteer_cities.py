"""Cities: looked up on capitalised words, accepted on evidence, told apart by context.

34,000 names are too many to trust each: among them are Nice, Reading, Of and Clinton. A name counts as a
city where the encoder says place, where it is a capital or a large city used like one, or where
the text adds its country ("Lima, Peru"). Which of several cities of a name is meant follows the
comma, then the countries that the article names, then population.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import Final

from spacy.tokens import Doc, Token

from service import lexicons
from service.lexicons import City
from service.pipeline.gazetteer_phrases import Hit

_LONGEST: Final = 5
"""Words of the longest city name looked for."""

_LARGE: Final = 300_000
"""People in a city that needs no further evidence than being used like a name."""

_LOCATIVE: Final = frozenset({"in", "at", "near", "from", "outside", "to", "visited", "visiting", "leaving"})
_CLOSING: Final = frozenset(
    {
        "on",
        "in",
        "for",
        "to",
        "and",
        "as",
        "where",
        "after",
        "at",
        "during",
        "from",
        "this",
        "last",
        "next",
        "with",
    }
    | {"by", "before", "when", "while", "or", "but", "that", "which", "who", "earlier", "later", "today"}
)
"""Words after ", Peru" with which the sentence goes on from the place."""

_BEARERS: Final = frozenset(
    {"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "sir", "president", "senator", "sen.", "gov."}
)


class Cities:
    """Finds cities in one Doc. `hits` are what the phrase lists and the encoder found in it."""

    def __init__(self, doc: Doc, hits: list[Hit]) -> None:
        self.doc = doc
        self.starts = {hit.start: hit for hit in hits if hit.kb_id}
        self.places = {(h.start, h.end) for h in hits if h.encoder and h.label in {"GPE", "LOC"}}
        self.other = {(h.start, h.end) for h in hits if h.encoder and h.label not in {"GPE", "LOC"}}
        self.taken = {i: hit for hit in hits if hit.encoder for i in range(hit.start, hit.end)}
        self.read = any(hit.encoder for hit in hits)
        self.covered = {i for h in hits if h.kb_id for i in range(h.start, h.end)}
        self.countries = article_countries(hits)

    def find(self) -> list[Hit]:
        """Accepted cities, longest name at each place."""
        found: list[Hit] = []
        end = 0
        for token in self.doc:
            if token.i < end or not _opens_name(token):
                continue
            hit = self._at(token.i)
            if hit is not None:
                found.append(hit)
                end = hit.end
        return found

    def _at(self, start: int) -> Hit | None:
        for end in range(self._reach(start), start, -1):
            if not self.doc[end - 1].text[0].isalnum() and self.doc[end - 1].text[-1] != ".":
                continue
            text = self.doc[start:end].text
            if text.count("\n") > 1:
                continue
            named = lexicons.cities_named(text) or (
                lexicons.cities_named(text.title()) if _all_caps(text) else ()
            )
            if named and (hit := self._accept(start, end, named)) is not None:
                return hit
        return None

    def _reach(self, start: int) -> int:
        """End of the longest stretch from `start` with which a city's name may still begin."""
        end = start
        while end < min(start + _LONGEST, len(self.doc)):
            text = self.doc[start : end + 1].text
            if not lexicons.begins_city(text) and not (text.isupper() and lexicons.begins_city(text.title())):
                break
            end += 1
        return end

    def _accept(self, start: int, end: int, named: tuple[City, ...]) -> Hit | None:
        followed = self._country_after(end)
        city = choose(named, self.countries, followed)
        if city is None and (start, end) in self.places and named[0].population >= _LARGE:
            city = named[0]
        if city is None or not self._is_place(start, end, city, followed):
            return None
        return Hit(start, end, "GPE", f"city:{city.geonames_id}")

    def _country_after(self, end: int) -> tuple[str, str]:
        """Country and admin1 that the text adds after a comma: ", Peru", ", Ohio"; else empty."""
        if end + 1 < len(self.doc) and self.doc[end].text == ",":
            hit = self.starts.get(end + 1)
            if hit is not None and hit.kb_id.startswith("country:") and not self._closes(hit.end):
                return "", ""
            prefix, _, value = hit.kb_id.partition(":") if hit else ("", "", "")
            if (
                hit is not None
                and self.doc[hit.start].text == "Georgia"
                and city_of_georgia_state(self.doc[end - 1].text)
            ):
                return "USA", "GA"
            if prefix == "country":
                return value, ""
            if prefix == "region" and (region := lexicons.region(value)) and len(region.countries) == 1:
                return region.countries[0], region.admin1
        return "", ""

    def _closes(self, index: int) -> bool:
        """Whether the country ends the place: "in Geneva, U.S. officials said" goes on."""
        if index >= len(self.doc):
            return True
        after = self.doc[index]
        return after.is_punct or after.is_space or after.lower_ in _CLOSING

    def _is_place(self, start: int, end: int, city: City, followed: tuple[str, str]) -> bool:
        exception = lexicons.name_exceptions().get(self.doc[start:end].text)
        if (start, end) in self.places and (exception != "word" or city.population >= _LARGE):
            return True
        if self._is_part(start, end) or self._in_name(start, end, city):
            return False
        if followed[0] == city.country:
            return True
        cued = start > 0 and self.doc[start - 1].lower_ in _LOCATIVE
        if (start, end) in self.other:
            return exception is None and (city.capital or city.population >= _LARGE)
        if exception == "word":
            return False
        if self.read and not city.capital:
            return cued and exception is None and (city.known or city.country in self.countries)
        if city.capital or city.population >= _LARGE:
            return exception is None or cued or city.capital
        return cued and exception is None and (city.known or city.country in self.countries)

    def _is_part(self, start: int, end: int) -> bool:
        """Whether the encoder read a longer or crossing name that is no place."""
        read = [self.taken[i] for i in range(start, end) if i in self.taken]
        return any(h.label not in {"GPE", "LOC"} and (h.start, h.end) != (start, end) for h in read)

    def _in_name(self, start: int, end: int, city: City) -> bool:
        """Whether capitalised neighbours make it part of a longer name: "Paris Hilton"."""
        doc = self.doc
        after = doc[end] if end < len(doc) else None
        before = doc[start - 1] if start else None
        kind = lexicons.name_exceptions().get
        if after is not None and kind(after.text) == "treaty":
            return True
        doubtful = kind(doc[start:end].text) == "person" or not (self.read or city.capital)
        if not doubtful and not (before is not None and before.lower_ in _BEARERS):
            return False
        follows = (
            after is not None
            and _opens_name(after)
            and after.i not in self.covered
            and not _all_caps(after.text)
        )
        leads = (
            before is not None
            and _opens_name(before)
            and before.i not in self.covered
            and not before.is_sent_start
        )
        return follows or (leads and not _ends_sentence(doc, start - 1))


def city_of_georgia_state(name: str) -> bool:
    """Whether the largest city of that name lies in the US state of Georgia."""
    return any(city.country == "USA" and city.admin1 == "GA" for city in lexicons.cities_named(name)[:1])


def choose(named: tuple[City, ...], countries: Counter[str], followed: tuple[str, str]) -> City | None:
    """The city meant, or None where no candidate stands out."""
    country, admin1 = followed
    fits = [c for c in named if c.country == country and (not admin1 or c.admin1 == admin1)]
    if fits:
        return max(fits, key=lambda c: c.population)
    ranked = sorted(
        ((_weight(c, countries), c) for c in named), key=lambda pair: (-pair[0], pair[1].geonames_id)
    )
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.3:
        return None
    return ranked[0][1]


def _weight(city: City, countries: Counter[str]) -> float:
    """Evidence in powers of ten of population: fame counts 1, a capital 2, a named country up to 1."""
    named = min(countries[city.country], 2) * 0.5
    return math.log10(city.population + 1) + city.known + city.capital + named


def article_countries(hits: list[Hit]) -> Counter[str]:
    """How often the article names each country, its people or its seat."""
    found: Counter[str] = Counter()
    for hit in hits:
        if not hit.kb_id.startswith(("venue:", "city:")) and (country := lexicons.country_of(hit.kb_id)):
            found[country] += 1
    return found


def _opens_name(token: Token) -> bool:
    return token.text[0].isupper() and not token.is_punct


def _all_caps(text: str) -> bool:
    return len(text) > 3 and text.isupper()


def _ends_sentence(doc: Doc, index: int) -> bool:
    """Whether token `index` opens a sentence or line, so that its capital says nothing."""
    return index == 0 or doc[index - 1].text in {".", "!", "?", "“", '"', ":"} or doc[index - 1].is_space
