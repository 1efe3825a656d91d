"""Countries and offices that a person has by the words around: where the scene is set, whose press office
writes, whose counterpart it is.
"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span

from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import Actor
from service.pipeline.offices.office_names import office_of

_LEADS: Final = frozenset({"lead", "head"})
_TEAMS: Final = frozenset({"delegation", "side", "team", "mission"})
_MILITARY: Final = frozenset({"general", "lieutenant", "major", "colonel", "marshal", "field", "admiral"})
_ALONE: Final = 2
"""Words up to which an office before "and" may be another's ("the Speaker and Minister <name>")."""


def counterparts(
    book: ActorBook, names: NameMap, titles: list[Span], bearers: dict[int, str]
) -> list[tuple[Span, str]]:
    """Titles that others bear too, with their keys: "Foreign Minister X told his Thai counterpart, Y"."""
    found = []
    borne = [(titles[i], key) for i, key in sorted(bearers.items())]
    for actor in book.persons(named=True):
        for start, _ in actor.mentions[:1] if not actor.offices else ():
            at = start - 2 if names.doc[start - 1].text == "," else start - 1
            before = [t for t, key in borne if t.end <= at and t.sent == names.doc[start].sent]
            if at > 0 and names.doc[at].lower_ == "counterpart" and before:
                actor.offices.add(office_of(before[-1]))
                found.append((before[-1], actor.key))
    return found


def add_further(
    actor: Actor, titles: list[Span], index: int, bearers: dict[int, str], names: NameMap, *, after: bool
) -> None:
    """The other titles of the one whose title `index` stands beside the name, or follows it (`after`).

    "Supreme Leader Ayatollah <name>", "Director of the Office and Foreign Minister <name>", "<name>,
    Chair, Chief Adviser to the President and Director of the Council".
    """
    found = []
    step = 1 if after else -1
    at = index + step
    while 0 <= at < len(titles):
        pair = (titles[at - step], titles[at]) if after else (titles[at], titles[at - step])
        if not _are_ones(*pair, after=after) or (after and _is_anothers(titles[at], names)):
            break
        found.append(at)
        at += step
    for i in found:
        bearers[i] = actor.key
        actor.offices.add(office_of(titles[i]))
        actor.country = actor.country or titles[i].kb_id_


def _is_anothers(title: Span, names: NameMap) -> bool:
    """Whether a person's name follows the title, whose office it then is."""
    name = names.starting(title.end)
    return name is not None and name.label_ == "PERSON"


def _are_ones(left: Span, right: Span, *, after: bool) -> bool:
    """Whether two titles are one person's: side by side, or capitalised and joined.

    Before a name the first must be longer than an office that could stand for its own bearer.
    """
    if left.end == right.start:
        return True
    if not (left[0].is_title or left[0].is_upper) or not (right[0].is_title or right[0].is_upper):
        return False
    between = [t.lower_ for t in left.doc[left.end : right.start]]
    if between == [","] and not after and all(t.lower_ in _MILITARY for t in right):
        return True  # "the President of Chad, General <name>"
    if after:
        return between in (["and"], ["&"], [","], [",", "and"])
    return between == ["and"] and left.label_ != "leaders" and len(left) > _ALONE
