"""Persons named in one breath: only commas, "and" and the offices of the next one between the names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Span

from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import genders

_JOINTS: Final = frozenset({",", "and", "&", "the", ";", "/"})
_PARTING: Final = frozenset({"between", "among"})
"""Before a run whose members are of different sides."""
_NEAR: Final = 6
"""Tokens before a name within which its office and country stand."""


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


def stands_beside(title: Span, run: Sequence[Span]) -> bool:
    """Whether the plural office is that of the run: "Ministers A and B", "A and B, advisers to it"."""
    apposed = title.start == run[-1].end + 1 and title.doc[run[-1].end].text == ","
    return len(run) > 1 and (title.end == run[0].start or apposed)
