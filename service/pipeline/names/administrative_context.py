"""What a text adds to a city's name to say which one.

"Lima, Peru", "Athens, Ga.", "Tripoli in northern Lebanon", "the Spanish port city of Valencia".
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from service import lexicons
from service.lexicons import Region
from service.pipeline.names.context import Outer
from service.pipeline.names.phrases import CITY_FIRST, Hit

_PARTS: Final = frozenset({"northern", "southern", "eastern", "western", "central", "the", "nearby"})
_POSSESSIVE: Final = frozenset({"'s", "’s", "'", "’"})
_SHARED: Final = CITY_FIRST | {"Georgia"}
"""States whose name is also that of a capital or country, and so may follow a city in a list of such."""

_REACH: Final = 6


class Outers:
    """Finds what is added to a name of one Doc; `hits` are its listed names."""

    def __init__(self, doc: Doc, hits: list[Hit]) -> None:
        self.doc = doc
        self.starts = {hit.start: hit for hit in hits if hit.kb_id}
        self.ends = {hit.end: hit for hit in hits if hit.kb_id}

    def of(self, start: int, end: int) -> Outer:
        """Country and admin1 that the text adds to the name [start, end); empty where it adds none."""
        after = self.doc[end].lower_ if end < len(self.doc) else ""
        if after in {",", "("}:
            found = self._after_comma(end + 1, self.doc[start:end].text)
        elif after == "in":
            at = end + 1
            while at < len(self.doc) and at - end < _REACH and self.doc[at].lower_ in _PARTS:
                at += 1
            found = _area(self.starts.get(at))
        else:
            found = Outer()
        return found if found.country else self._before(start)

    def _after_comma(self, at: int, name: str) -> Outer:
        for width in (2, 1):
            text = self.doc[at : at + width].text
            state = lexicons.state(text)
            if state and _has(name, state) and self._closes(at + width, listed=text not in _SHARED):
                return Outer("USA", state.admin1, sure=True)
        hit = self.starts.get(at)
        if hit is not None and hit.kb_id.startswith("country:") and not self._closes(hit.end):
            return Outer()
        return _area(hit)._replace(sure=True)

    def _before(self, start: int) -> Outer:
        """The country that owns the city: "Lebanon's Tripoli", "the Spanish port city of Valencia"."""
        at, doc = start - 1, self.doc
        sure = at > 0 and doc[at].lower_ in {"of", ","} and _settles(doc[at - 1].lower_)
        if sure:
            at -= 2
            while at >= 0 and start - at < _REACH and doc[at].is_lower and doc[at].is_alpha:
                at -= 1
        if at >= 0 and doc[at].text in _POSSESSIVE:
            at -= 1
        elif not sure:
            return Outer()
        return _area(self.ends.get(at + 1))._replace(sure=sure)

    def _closes(self, index: int, *, listed: bool = True) -> bool:
        """Whether the country ends the place: "in Geneva, U.S. officials said" goes on.

        Not `listed`: where a list may go on ("Vancouver, Washington and Ottawa"), it does not.
        """
        if index >= len(self.doc):
            return True
        after = self.doc[index]
        if not listed and after.text in {"and", ","}:
            beyond = self.doc[index + 1] if index + 1 < len(self.doc) else None
            return beyond is None or not beyond.text[0].isupper()
        return after.is_punct or after.is_space or after.lower_ in lexicons.place_words("closing")


def _settles(word: str) -> bool:
    return word in lexicons.place_words("settlement")


def _area(hit: Hit | None) -> Outer:
    """The country or region that a hit is, or nothing."""
    prefix, _, value = hit.kb_id.partition(":") if hit else ("", "", "")
    if prefix in {"country", "demonym"}:
        return Outer(value)
    if prefix == "region" and (region := lexicons.region(value)) and len(region.countries) == 1:
        return Outer(region.countries[0], region.admin1)
    return Outer()


def _has(name: str, state: Region) -> bool:
    """Whether a listed city of that name lies in the state."""
    cities = lexicons.cities_named(name)
    return any(city.country == "USA" and city.admin1 == state.admin1 for city in cities)
