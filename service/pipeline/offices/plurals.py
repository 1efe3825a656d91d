"""Offices that several hold: "the two presidents", "the presidents of Peru and Chile".

Who is named without an office bears the one that such a phrase gives to him or her with others, where nobody
of them is known to hold another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span

from service.grammar import conjuncts, noun_phrase, obliques
from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.enumerations import runs, stands_beside
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import Actor
from service.pipeline.entities.references import Plural
from service.pipeline.names.metonyms import country_code
from service.pipeline.offices.office_names import Office, office_of


def share_plurals(
    book: ActorBook, names: NameMap, titles: Sequence[Span], plurals: Sequence[Plural]
) -> list[tuple[Span, str]]:
    """Plural titles with the keys of those who bear them and hold no other office."""
    spread = {start: keys for start, _, keys in plurals}
    ends = {end: keys for _, end, keys in plurals}
    by_key = {actor.key: actor for actor in book.actors}
    named = _by_place(runs(names, {token.i: title for title in titles for token in title}))
    found = []
    for title in titles:
        office = office_of(title)
        if title.root.tag_ not in {"NNS", "NNPS"}:
            continue
        keys = ends.get(title.end) or spread.get(title.start) or ()
        beside = [*named.get(title.start - 1, ()), *named.get(title.end, ())]
        run: list[Span] = next((run for _, run in sorted(beside) if stands_beside(title, run)), [])
        members = [next(a for a in book.covering(n.start) if a.kind == "person") for n in run]
        members = members or [by_key[key] for key in keys] or _by_countries(book, names, title)
        if office.generic and not run:
            continue
        if len(members) > 1 and all(_can_bear(actor, office) for actor in members):
            bare = [actor for actor in members if not any(not o.generic for o in actor.offices)]
            found += [(title, actor.key) for actor in bare]
            for actor in bare:
                actor.offices.add(office)
    return found


def _by_place(found: Iterable[list[Span]]) -> dict[int, list[tuple[int, list[Span]]]]:
    """Runs of names, numbered, by the token at which they start and the one at which they end."""
    places: dict[int, list[tuple[int, list[Span]]]] = {}
    for number, run in enumerate(found):
        for place in {run[0].start, run[-1].end}:
            places.setdefault(place, []).append((number, run))
    return places


def _can_bear(actor: Actor, office: Office) -> bool:
    """Whether a person's own offices, if any, are or may be this one."""
    if actor.kind != "person" or not actor.named:
        return False
    known = any(office.fits(held) for held in actor.offices)
    return known if actor.offices else actor.held in {"", office.head}


def _by_countries(book: ActorBook, names: NameMap, title: Span) -> list[Actor]:
    """The first person of each of the countries that the phrase names; () where one has nobody."""
    codes = list(dict.fromkeys(_countries(names, title)))
    persons = [a for a in book.persons(named=True) if a.mentions]
    firsts = [min((a for a in persons if a.country == code), key=_first, default=None) for code in codes]
    return [actor for actor in firsts if actor is not None] if all(firsts) else []


def _first(actor: Actor) -> tuple[int, int]:
    return min(actor.mentions)


def _countries(names: NameMap, title: Span) -> Iterator[str]:
    """Of "the Thai and Lao presidents", "the presidents of Thailand and Laos"."""
    head = title.root
    start, _ = noun_phrase(head)
    places = [*range(start, head.i), *(t.i for n in obliques(head, "of", "from") for t in conjuncts(n))]
    for at in places:
        name = names.starting(at)
        if name is not None and (code := country_code(name)):
            yield code
