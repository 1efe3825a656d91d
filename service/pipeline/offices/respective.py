"""Offices, states and names told in one order: "the foreign ministers of Peru and Chile, A and B".

As many names as states make each person the bearer of the office for the state in the same place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from spacy.tokens import Span

from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.enumerations import runs
from service.pipeline.entities.name_map import NameMap
from service.pipeline.names.metonyms import country_code
from service.pipeline.offices.office_names import office_of

_JOINTS: Final = frozenset({",", "and", "&", "the"})
_OPENERS: Final = frozenset({",", ":", "(", "-", "–", "—", "messrs", "messrs.", "mr", "mr."})
"""What may stand between the states, or the office, and the first name."""
_OF: Final = frozenset({"of", "from"})


def share_respectively(book: ActorBook, names: NameMap, titles: Sequence[Span]) -> list[tuple[Span, str]]:
    """Settle countries of such runs of names; plural titles with the keys of those who bear them."""
    found = []
    beside = {token.i: title for title in titles for token in title}
    plural = [title for title in titles if title.root.tag_ in {"NNS", "NNPS"}]
    ending = {title.end: title for title in reversed(plural)}
    for run in runs(names, beside) if plural else ():
        office, states = _told(names, plural, ending, run)
        if office is None:
            continue
        for name, state in zip(run, states, strict=True):
            actor = next(a for a in book.covering(name.start) if a.kind == "person")
            actor.country, actor.placed = country_code(state), True
            if not actor.offices:
                actor.offices.add(office_of(office))
                found.append((office, actor.key))
    return found


def _told(
    names: NameMap, plural: Sequence[Span], ending: Mapping[int, Span], run: Sequence[Span]
) -> tuple[Span | None, list[Span]]:
    """The plural office before a run of names, with one state for each of them; None where there is none.

    `ending`: the plural offices by the token behind them.
    """
    doc, end = names.doc, run[0].start
    while end > 0 and doc[end - 1].lower_ in _OPENERS:
        end -= 1
    after = ending.get(end)
    states, start = _listed(names, end if after is None else after.start)
    if len(states) != len(run) or len(run) < 2:
        return None, []
    if after is not None:
        return after, states
    if doc[start - 1].lower_ not in _OF:
        return None, []
    return next((t for t in plural if t.start < start - 1 <= t.end or t.start < start < t.end), None), states


def _listed(names: NameMap, end: int) -> tuple[list[Span], int]:
    """Names of states up to token `end`, only joints between them, in order, and where they begin."""
    found: list[Span] = []
    start = at = end
    while (name := names.before(at)) is not None and country_code(name):
        found.insert(0, name)
        start = at = name.start
        while at > 0 and names.doc[at - 1].lower_ in _JOINTS:
            at -= 1
    return found, start
