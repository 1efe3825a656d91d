"""Gold for the places of a text, from three sources that tell it in three ways.

* Gold records: the city and country of ``location``.
* Pages of the Kremlin (``readouts/kremlin.jsonl``): the page's own field for the place.
* GUM: mentions of places with the title of their Wikipedia article.

The expected GeoNames id never comes from the rules that are scored: it is the most populous row of that name
in the gold country (or the region that a Wikipedia title adds), over all countries where gold names none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from evaluation.gold import GoldRecord
from service import lexicons

_REMOTE = re.compile(r"\b(?:telephone|phone|video ?conference|videoconference|video call)\b", re.IGNORECASE)
_STATE = re.compile(r"^(?P<name>.+?) \((?:state|U\.S\. state|Australia)\)$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where gold says it is. `geonames_id` is None where only the country is known; `listed` is False where
    the tables lack the city; `names` are what the text may call it."""

    city: str | None
    country: str
    geonames_id: int | None
    names: tuple[str, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text with its places. `at` holds code points [start, end) of each where the gold marks mentions."""

    gold: GoldRecord
    places: tuple[Place, ...]
    at: tuple[tuple[int, int], ...] = ()
    remote: bool = False


def city_in(name: str, country: str, admin1: str = "") -> lexicons.City | None:
    """The most populous place of that name in the country (anywhere, where `country` is empty)."""
    fits = [
        city
        for city in lexicons.cities_named(name)
        if country in {"", city.country} and admin1 in {"", city.admin1}
    ]
    return max(fits, key=lambda city: city.population, default=None)


def place(city: str | None, country: str) -> Place:
    """A city of a country, or the country alone."""
    entry = lexicons.country(country)
    found = city_in(city, country) if city else None
    if city is None:
        return Place(None, country, None, entry.names if entry else ())
    names = _spellings(city, found) if found else (city,)
    return Place(city, country, found.geonames_id if found else None, names, listed=found is not None)


def of_records(corpus: Iterable[GoldRecord]) -> Iterator[Case]:
    """Articles whose gold record says where the meeting is."""
    for gold in corpus:
        where = gold.record.get("location")
        if where and where["country"]:
            yield Case(gold=gold, places=(place(where["city"], where["country"]),))


def of_kremlin(file: Path) -> Iterator[Case]:
    """Pages that carry a place; its country is that of the place, which the page does not give."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        where = row["meta"]["place"]
        if not where:
            continue
        codes = [c.alpha3 for a2 in ("RU", *row["meta"]["countries"]) if (c := lexicons.country(a2))]
        gold = GoldRecord(id=row["id"], text=row["text"], record={}, published=None, title=None)
        yield Case(gold=gold, places=(_page_place(where, codes),), remote=bool(_REMOTE.search(row["title"])))


def _page_place(where: str, codes: list[str]) -> Place:
    """ "The Kremlin, Moscow", "Gorki, Moscow Region", "Algeria", "Teheran"."""
    inner, _, outer = where.rpartition(", ")
    if (entry := lexicons.country_by_name(outer)) is not None:
        return place(None, entry.alpha3)
    region = lexicons.region(outer)
    if region is not None and inner:
        return Place(None, region.countries[0], None, (inner,))
    known = next((c for c in (city_in(outer, code) for code in codes) if c), None) or city_in(outer, "")
    found = place(outer, known.country if known else "")
    more = (inner.removeprefix("The "),) if inner else ()
    return Place(found.city, found.country, found.geonames_id, (*found.names, *more), found.listed)


@dataclass(slots=True)
class _Document:
    """A GUM document while it is read: its text so far, entities open (id, start, attributes) and closed."""

    name: str
    text: str = ""
    open: list[tuple[str, int, str]] = field(default_factory=list)
    found: list[tuple[int, int, str]] = field(default_factory=list)


def of_gum(files: Iterable[Path]) -> Iterator[Case]:
    """Documents with mentions of places whose Wikipedia title names a country, a state or a listed city."""
    for file in files:
        document = _Document("")
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc id = "):
                yield from _case(document)
                document = _Document(line.partition(" = ")[2])
            elif line.startswith("# newpar") and document.text:
                document.text = document.text.rstrip() + "\n\n"
            elif re.match(r"\d+\t", line):
                _read(document, line.split("\t"))
        yield from _case(document)


def _read(document: _Document, row: list[str]) -> None:
    """Append one token. ``(7-place-…`` opens an entity before it, ``7)`` closes it behind, ``)`` the last."""
    misc = dict(part.partition("=")[::2] for part in row[9].split("|"))
    start = len(document.text)
    document.text += row[1]
    for opened, attributes, closed in re.findall(r"\((\d+)-([^()]*)|(\d*)\)", misc.get("Entity", "")):
        if opened:
            document.open.append((opened, start, attributes))
            continue
        number = closed or document.open[-1][0]
        last = max(i for i, entry in enumerate(document.open) if entry[0] == number)
        _, began, attributes = document.open.pop(last)
        document.found.append((began, len(document.text), attributes))
    document.text += "" if misc.get("SpaceAfter") == "No" else " "


def _case(document: _Document) -> Iterator[Case]:
    marked = []
    for start, end, attributes in sorted(document.found):
        title = _title(attributes)
        written = document.text[start:end].removeprefix("the ").removeprefix("The ")
        known = _entity(title) if title else None
        if known is not None and lexicons.fold(written) in {lexicons.fold(name) for name in known.names}:
            marked.append(((end - len(written), end), known))
    if marked:
        gold = GoldRecord(id=document.name, text=document.text, record={}, published=None, title=None)
        yield Case(gold=gold, places=tuple(p for _, p in marked), at=tuple(at for at, _ in marked))


def _title(attributes: str) -> str:
    """Wikipedia title of a place, from ``place-new-ssnns-cf1-2-coref-Fort_Lee%2C_New_Jersey``; else empty."""
    match = re.match(r"place-.*?-(?:sgl|coref|disc|appos|pred|cata|ana|bridge)-(.+)$", attributes)
    return unquote(match[1]).replace("_", " ") if match else ""


def _entity(title: str) -> Place | None:
    """What the title names, or None where the tables cannot know it."""
    if (state := _STATE.match(title)) is not None:
        region = lexicons.region(state["name"])
        return Place(None, region.countries[0], None, (state["name"],)) if region else None
    name, _, outer = title.partition(", ")
    if outer:
        region, entry = lexicons.region(outer), lexicons.country_by_name(outer)
        code = region.countries[0] if region and region.countries else entry.alpha3 if entry else ""
        found = city_in(name, code, region.admin1 if region else "") if code else None
        return Place(name, code, found.geonames_id, _spellings(name, found)) if found else None
    if (entry := lexicons.country_by_name(name)) is not None:
        return place(None, entry.alpha3)
    region = lexicons.region(name)
    if region is not None:
        return Place(None, region.countries[0], None, (name,)) if len(region.countries) == 1 else None
    found = city_in(name, "")
    return Place(name, found.country, found.geonames_id, _spellings(name, found)) if found else None


def _spellings(name: str, city: lexicons.City) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, city.name, *city.aliases)))
