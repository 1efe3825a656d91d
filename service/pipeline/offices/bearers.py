"""Offices and their bearers: "Chinese President Xi", "Merkel, the German chancellor", "the premier"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Final

from spacy.tokens import Doc, Span

from service.grammar import SUBJECTS
from service.pipeline.entities.actor_book import ActorBook, nearest
from service.pipeline.entities.enumerations import parts
from service.pipeline.entities.later_names import named_later
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import Actor, genders
from service.pipeline.names.metonyms import country_code
from service.pipeline.offices.office_names import Office, office_head, office_of, person_nouns

_REACH: Final = 5
"""Tokens between a name and a title in apposition: ", the outgoing German"."""

_OFFICES: Final = 9
"""Tokens between two names that "and" and an office join."""
_RECENT: Final = 60
"""Tokens before a title in which its bearer was mentioned of late."""

_CLERGY: Final = frozenset({"archbishop", "bishop", "cardinal", "metropolitan", "patriarch"})

_BARE: Final = 2
"""Words of an office that names no body: "President", "Prime Minister"."""
_DEFINITE: Final = frozenset({"the", "his", "her", "its", "their", "this", "that"})


def country_beside(name: Span, title: Span | None, names: NameMap) -> str:
    """The country that title, modifier ("Chinese dissident X") or "of Jamaica" gives this mention, or ""."""
    if title is not None and (title.kb_id_ or office_head(title) == "pope"):
        return title.kb_id_ or "VAT"
    doc = name.doc
    if title is not None and office_head(title) in _CLERGY:
        return ""  # a see is no country: "Patriarch Bartholomew of Constantinople"
    following = names.starting(name.end + 1)
    if following is None and doc[name.end + 1 : name.end + 2].text == "the":
        following = names.starting(name.end + 2)
    if name.end < len(doc) and doc[name.end].lower_ == "of" and following is not None:
        return country_code(following)
    first = min(name.start, title.start) if title is not None else name.start
    before = names.over(first) if title is not None else None
    if before is not None and before.label_ == "ORG" and before.start < first:
        return country_code(before)  # "US Treasury" in "US Treasury Secretary X"
    before = _before_region(names, first) or _modifier_before(names, first)
    return country_code(before) if before is not None and before.label_ in {"NORP", "GPE"} else ""


def _modifier_before(names: NameMap, end: int) -> Span | None:
    """The demonym or possessor of the description that a name stands beside ("his Dutch counterpart, X")."""
    doc = names.doc
    for at in range(end - 1, max(end - _REACH - 1, -1), -1):
        token = doc[at]
        found = names.before(at + 1)
        if found is not None:
            near = found.label_ == "NORP" or (found.end < len(doc) and doc[found.end].lower_ in {"'s", "’s"})
            return found if near else None
        crossed = token.text == "," and doc[at - 1].lower_ in person_nouns()
        if token.pos_ not in {"NOUN", "ADJ", "PROPN"} and token.text != "-" and not crossed:
            return None
    return None


def _before_region(names: NameMap, end: int) -> Span | None:
    """The name right before token `end`, or before the region there ("U.S. Middle East envoy")."""
    found = names.before(end)
    region = found is not None and found.label_ == "LOC" and not country_code(found)
    return names.before(found.start) if region and found is not None else found


def gender_beside(name: Span, title: Span | None) -> str:
    """``m`` or ``f`` where an honorific or the office tells, else ""."""
    words = [name.doc[name.start - 1].lower_] if name.start else []
    words += [name[0].lower_] + ([office_head(title)] if title is not None else [])
    return next((genders()[w] for w in words if genders().get(w)), "")


def share_countries(book: ActorBook, names: NameMap, *, back: bool = True) -> None:
    """Coordinated offices share a country: "A and Foreign Minister B of Switzerland" (`back`), "Thai Premier
    A and King B".
    """
    persons = [n for n in names.names if n.label_ == "PERSON"]
    for left, right in pairwise(persons):
        doc = left.doc
        if right.start - left.end > _OFFICES or doc[left.end : right.start].root.pos_ == "VERB":
            continue
        between = [t.lower_ for t in doc[left.end : right.start]]
        if "and" not in between[:2]:
            continue
        after = right.end < len(doc) and doc[right.end].lower_ == "of"
        if after and (country := country_beside(right, None, names)):
            if back:
                _give(book, left, country)
        elif not any(names.starting(i) for i in range(left.end, right.start)):
            known = [a.country for a in book.covering(left.start) if a.kind == "person" and a.country]
            if known and len(between) > 1 and not parts(doc, left.start):
                _give(book, right, known[0])


def _give(book: ActorBook, name: Span, country: str) -> None:
    for actor in book.covering(name.start):
        if actor.kind == "person" and not actor.country:
            actor.country = country


def resolve(book: ActorBook, names: NameMap, titles: list[Span], bearers: dict[int, str]) -> dict[int, str]:
    """Offices without a name beside them: title index -> bearer, one never named included."""
    found: dict[int, str] = {}
    for i, title in enumerate(titles):
        joined = i - 1 in bearers | found and _follows(titles[i - 1], title)
        if i in bearers or not (joined or _refers(names.doc, title)):
            continue
        actor = _bearer(book, title) or named_later(book, names, title) or _unnamed(book, title)
        if actor is not None:
            actor.country = actor.country or title.kb_id_
            actor.add((_phrase_start(names, title), title.end))
            found[i] = actor.key
    return found


def _follows(left: Span, right: Span) -> bool:
    """ "The President and Vice President": one article before two offices."""
    between = right.doc[left.end : right.start]
    return right[0].is_title and [t.lower_ for t in between] == ["and"]


def _refers(doc: Doc, title: Span) -> bool:
    """A definite or capitalised office in the singular, not a modifier ("presidential"), not a predicate."""
    head = title.root
    if head.tag_ in {"NNS", "NNPS"} or (
        head.dep_ in {"compound", "amod", "flat"} and head.head.i >= title.end
    ):
        return False
    before = doc[title.start - 1].lower_ if title.start else ""
    if before == "as":
        return False  # "As President of the country in the chair, Ann Toll …"
    joined = before == "and" and head.dep_ == "conj"
    acts = head.dep_ in SUBJECTS or joined
    return before in _DEFINITE or bool(title.kb_id_) or (title[0].is_title and acts)


def _phrase_start(names: NameMap, title: Span) -> int:
    """Start of the phrase with its demonym and article: "the Chinese president"."""
    doc, start = names.doc, title.start
    name = names.before(start)
    if name is not None and name.label_ in {"NORP", "GPE"} and name.end >= start - 1:
        start = name.start
    return start - 1 if start and doc[start - 1].lower_ in _DEFINITE else start


def _bearer(book: ActorBook, title: Span) -> Actor | None:
    """The one person whose office and country agree with the title; None where two remain."""
    office, country = office_of(title), title.kb_id_
    if not country:
        return _without_country(book, title, office)
    fits = list(_holders(book.persons(), office, country))
    fits = [a for a in fits if a.country == country] or [a for a in fits if not office.generic]
    if not fits:
        fits = [a for a in book.persons(named=True) if a.country == country and not a.offices]
        if len(fits) != 1 or title.label_ != "leaders":
            return None
        fits[0].offices.add(office)
    return nearest(fits, title.start)


def _holders(persons: Iterable[Actor], office: Office, country: str = "") -> Iterator[Actor]:
    """Persons who hold an office that can be this one, and may be of the country."""
    for actor in persons:
        if country and actor.country not in {"", country}:
            continue
        known = actor.named or actor.country == country
        if known and actor.offices and any(office.fits(held) for held in actor.offices):
            yield actor


def _without_country(book: ActorBook, title: Span, office: Office) -> Actor | None:
    """The bearer of an office that is nobody's by its words.

    A capitalised "the President" is a press office's own principal: the one whom the article never ties
    to a country, else the first. A lower-case one is the only bearer, or the only one mentioned of late.
    """
    if title[0].is_title and title[0].lower_ != "the" and len(title.text.split()) <= _BARE:
        fits = list(_holders(book.persons(), office))
        fits += [a for a in book.persons(named=True) if not a.offices and a.held == office.head]
        own = [a for a in fits if not a.placed]
        pool = own if len(own) == 1 else fits
        return min(pool, key=lambda a: min(a.mentions, default=(1 << 30, 0)), default=None)
    recent = (a for a in book.mentioned(title.start - _RECENT, title.start) if a.kind == "person")
    fits = list(_holders(recent, office)) or list(islice(_holders(book.persons(), office), 2))
    return fits[0] if len(fits) == 1 and not office.generic else None


def _unnamed(book: ActorBook, title: Span) -> Actor | None:
    """A person known by office and country only ("the Chinese president")."""
    if not title.kb_id_:
        return None
    return book.add("person", country=title.kb_id_, offices={office_of(title)}, named=False)
