"""Persons named in one breath: "Premier A, Foreign Minister B and other Peruvian officials".

A run of names holds nothing between them but commas, "and" and the offices of the next one. Of what country
one of a run is, or the run is called as a whole, the others are too, unless their own office speaks against
it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Span

from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import Actor, genders
from service.pipeline.names.metonyms import country_code

_JOINTS: Final = frozenset({",", "and", "&", "the", ";", "/"})
_PARTING: Final = frozenset({"between", "among"})
"""Before a run whose members are of different sides."""
_NEAR: Final = 6
"""Tokens before a name within which its office and country stand."""
_MANY: Final = 3
_AS: Final = frozenset({"including", "such", "as", "like", ","})
_BEFORE: Final = 40
"""Tokens before a run in which what it is called begins."""
_OTHER: Final = 5
"""Tokens between a run and what it is called: ", and several other top"."""


def share_in_runs(book: ActorBook, names: NameMap, titles: Sequence[Span]) -> None:
    """Give the country of a run to those of it who have none."""
    beside = {token.i: title for title in titles for token in title}
    called = [t for t in titles if t.kb_id_ and t.root.tag_ in {"NNS", "NNPS"}]
    starts = [t.start for t in called]
    for run in runs(names, beside):
        members = [next(a for a in book.covering(n.start) if a.kind == "person") for n in run]
        if parts(names.doc, run[0].start):
            continue
        first = bisect_left(starts, run[0].start - _BEFORE)
        near = called[first : bisect_right(starts, run[-1].end + _OTHER)]
        whole = {t.kb_id_ for t in near if _calls(t, run, beside)}
        known = {a.country for a in members if a.country}
        if len(whole) == 1 and known <= whole:
            _spread(members, whole.pop())
        elif len(known) == 1 and len(run) >= _MANY:
            pairs = zip(members, (beside.get(n.start - 1) for n in run), strict=True)
            strangers = [a for a, title in pairs if title and not _is_of_body(title, names)]
            _spread(strangers, known.pop())


def parts(doc: Doc, start: int) -> bool:
    """Whether names from token `start` are those of different sides: "between Peruvian Premier A and B"."""
    return any(token.lower_ in _PARTING for token in doc[max(start - _NEAR, 0) : start])


def runs(names: NameMap, beside: dict[int, Span]) -> Iterator[list[Span]]:
    """Names of persons with nothing else between them, in order; one alone is a run too."""
    persons = [n for n in names.names if n.label_ == "PERSON"]
    run = persons[:1]
    for left, right in pairwise(persons):
        gap = names.doc[left.end : right.start]
        joined = all(t.lower_ in _JOINTS or t.i in beside or t.lower_ in genders() for t in gap)
        if joined and any(t.lower_ in _JOINTS for t in gap):
            run.append(right)
        else:
            yield run
            run = [right]
    if run:
        yield run


def _opening(name: Span, beside: dict[int, Span]) -> int:
    """Where the name begins with its office."""
    title = beside.get(name.start - 1)
    start = title.start if title is not None else name.start
    return start - 1 if start and name.doc[start - 1].lower_ == "the" else start


def _calls(title: Span, run: Sequence[Span], beside: dict[int, Span]) -> bool:
    """ "Peruvian officials including A and B", "A, B and other Peruvian officials", "A and B, advisers to the
    president of Peru".
    """
    doc, start = title.doc, _opening(run[0], beside)
    if stands_beside(title, run):
        return True
    if title.end < start <= title.end + len(_AS):
        between = {t.lower_ for t in doc[title.end : start]}
        return between <= _AS and bool(between & {"including", "such", "like"})
    if not 0 < title.start - run[-1].end <= _OTHER:
        return False
    return {"and", "other"} <= {t.lower_ for t in doc[run[-1].end : title.start]}


def stands_beside(title: Span, run: Sequence[Span]) -> bool:
    """Whether the plural office is that of the run: "Ministers A and B", "A and B, advisers to it"."""
    apposed = title.start == run[-1].end + 1 and title.doc[run[-1].end].text == ","
    return len(run) > 1 and (title.end == run[0].start or apposed)


def _spread(members: Sequence[Actor], country: str) -> None:
    for actor in members:
        if not actor.country and not any(office.of_body for office in actor.offices):
            actor.country = country


def _is_of_body(title: Span, names: NameMap) -> bool:
    """Whether the office is a body's that belongs to no country."""
    inside = (names.starting(i) for i in range(title.start, title.end))
    return any(n is not None and n.label_ == "ORG" and not country_code(n) for n in inside)
