"""Cities: looked up on capitalised words, accepted on evidence, told apart by context.

34,000 names are too many to trust each: among them are Nice, Reading, Of and Clinton. A name counts as a
city where the encoder says place, where it is a capital or a large city used like one, or where
the text adds its country ("Lima, Peru"). Which of several cities of a name is meant is told in
`gazetteer_context`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from service import lexicons
from service.lexicons import City
from service.pipeline.names.administrative_context import Outers
from service.pipeline.names.context import Countries, Outer, choose
from service.pipeline.names.phrases import Hit

_LONGEST: Final = 5
"""Words of the longest city name looked for."""

_LARGE: Final = 300_000
"""People in a city that needs no further evidence than being used like a name."""

_LOCATIVE: Final = frozenset({"in", "at", "near", "from", "outside", "to", "visited", "visiting", "leaving"})
_BEARERS: Final = frozenset(
    {"mr.", "mrs.", "ms.", "mr", "mrs", "ms", "dr.", "sir", "president", "senator", "sen.", "gov."}
)


class Cities:
    """Finds cities in one Doc. `hits` are what the phrase lists and the encoder found in it."""

    def __init__(self, doc: Doc, hits: list[Hit]) -> None:
        self.doc = doc
        self.places = {(h.start, h.end) for h in hits if h.encoder and h.label in {"GPE", "LOC"}}
        self.other = {(h.start, h.end) for h in hits if h.encoder and h.label not in {"GPE", "LOC"}}
        self.taken = {i: hit for hit in hits if hit.encoder for i in range(hit.start, hit.end)}
        self.read = any(hit.encoder for hit in hits)
        self.covered = {i for h in hits if h.kb_id for i in range(h.start, h.end)}
        self.outers = Outers(doc, hits)
        self.countries = Countries(hits)
        self.doubts = False
        self._text = doc.text
        self._places = [(token.idx, token.idx + len(token)) for token in doc]
        self._starts = [token.i for token in doc if _opens_name(token)]
        self._known: dict[int, list[tuple[int, tuple[City, ...]]]] = {}

    def find(self) -> list[Hit]:
        """Accepted cities, longest name at each place. Those of one country help to tell the others apart."""
        found = list(self._scan())
        if not self.doubts:
            return found
        for hit in found:
            city = lexicons.city(int(hit.kb_id.removeprefix("city:")))
            named = lexicons.cities_named(self.doc[hit.start : hit.end].text)
            if city is not None and {other.country for other in named} == {city.country}:
                self.countries.add(city.country, hit.start)
        return list(self._scan())

    def _scan(self) -> Iterator[Hit]:
        end = 0
        for start in self._starts:
            if start < end:
                continue
            hit = self._at(start)
            if hit is not None:
                yield hit
                end = hit.end

    def _at(self, start: int) -> Hit | None:
        if start not in self._known:
            self._known[start] = list(self._named(start))
        for end, named in self._known[start]:
            if (hit := self._accept(start, end, named)) is not None:
                return hit
        return None

    def _named(self, start: int) -> Iterator[tuple[int, tuple[City, ...]]]:
        """Ends of the listed names from `start`, longest first, with the cities so named."""
        for end in range(self._reach(start), start, -1):
            last = self._words(end - 1, end)
            if not last[0].isalnum() and last[-1] != ".":
                continue
            text = self._words(start, end)
            if text.count("\n") > 1:
                continue
            named = lexicons.cities_named(text) or (
                lexicons.cities_named(text.title()) if _all_caps(text) else ()
            )
            if named:
                yield end, named

    def _reach(self, start: int) -> int:
        """End of the longest stretch from `start` with which a city's name may still begin."""
        end = start
        while end < min(start + _LONGEST, len(self.doc)):
            text = self._words(start, end + 1)
            if not lexicons.begins_city(text) and not (text.isupper() and lexicons.begins_city(text.title())):
                break
            end += 1
        return end

    def _words(self, start: int, end: int) -> str:
        """Text of the tokens [start, end)."""
        return self._text[self._places[start][0] : self._places[end - 1][1]]

    def _accept(self, start: int, end: int, named: tuple[City, ...]) -> Hit | None:
        outer = self.outers.of(start, end)
        self.doubts |= not outer.country and len({city.country for city in named}) > 1
        city = choose(named, self.countries, start, outer)
        if city is None or not self._is_place(start, end, city, outer):
            return None
        return Hit(start, end, "GPE", f"city:{city.geonames_id}")

    def _is_place(self, start: int, end: int, city: City, outer: Outer) -> bool:
        exception = lexicons.name_exceptions().get(self.doc[start:end].text)
        if (start, end) in self.places and (exception != "word" or city.population >= _LARGE):
            return True
        if self._is_part(start, end) or self._in_name(start, end, city):
            return False
        if outer.sure and outer.country == city.country:
            return True
        cued = start > 0 and self.doc[start - 1].lower_ in _LOCATIVE
        cued |= outer.country == city.country
        likely = exception is None and (city.known or city.country in self.countries)
        if (start, end) in self.other:
            large = city.population >= _LARGE and self.taken[start].label != "PERSON"
            if city.capital:
                return exception != "word"
            return exception is None and (large or (cued and bool(likely)))
        if exception == "word":
            return False
        if self.read and not city.capital:
            return cued and bool(likely)
        if city.capital or city.population >= _LARGE:
            return exception is None or cued or city.capital
        return cued and bool(likely)

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


def _opens_name(token: Token) -> bool:
    return token.text[0].isupper() and not token.is_punct


def _all_caps(text: str) -> bool:
    return len(text) > 3 and text.isupper()


def _ends_sentence(doc: Doc, index: int) -> bool:
    """Whether token `index` opens a sentence or line, so that its capital says nothing."""
    return index == 0 or doc[index - 1].text in {".", "!", "?", "“", '"', ":"} or doc[index - 1].is_space
