"""Persons in one enumeration: "Foreign Minister Ann Toll, Chief of Staff Bo Lind, and General Cy Ort".

Long lists of titled names are where a parser loses the thread, so this reads the surface: what stands
between two names of a list is titles, countries, commas and "and", and nothing that governs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from spacy.tokens import Span

from service.extract.actors import ActorIndex
from service.grammar import SUBJECTS
from service.lexicons.calendar import calendar_words

_FILLING: Final = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PUNCT", "CCONJ", "PART", "NUM"})
_LINKS: Final = frozenset({"of", "to", "for", "at", "on", "in", "&"})
_JOINTS: Final = frozenset({",", ";", "and", "&"})
_GENITIVES: Final = frozenset({"'s", "’s", "'", "’"})
_LONGEST: Final = 24
"""Tokens between two names of one list."""


def listed_with(keys: Iterable[str], sentence: Span, index: ActorIndex) -> tuple[str, ...]:
    """`keys` and the persons of the sentence whom an enumeration joins to one of them, in order."""
    wanted = tuple(dict.fromkeys(keys))
    found = [k for run in _runs(sentence, index) if set(run) & set(wanted) for k in run]
    return tuple(dict.fromkeys((*wanted, *found)))


def _runs(sentence: Span, index: ActorIndex) -> Iterator[list[str]]:
    """Enumerations of two persons or more in one sentence, as actor keys."""
    run: list[str] = []
    last: Span | None = None
    for key, mention in _named(sentence, index):
        if last is not None and _joined(last, mention):
            run.append(key)
        else:
            if len(run) > 1:
                yield run
            run = [key]
        last = mention
    if len(run) > 1:
        yield run


def _named(sentence: Span, index: ActorIndex) -> list[tuple[str, Span]]:
    """Named persons of the sentence that no noun governs as its genitive or complement, in order."""
    pairs = [
        (key, mention)
        for key in index.inside(sentence.start, sentence.end)
        if index[key].kind == "person" and index[key].named
        for mention in index[key].mentions
        if sentence.start <= mention.start < sentence.end and mention.root.pos_ == "PROPN"
    ]
    return sorted(pairs, key=lambda pair: pair[1].start)


def _joined(left: Span, right: Span) -> bool:
    """Whether the tokens between two names only separate them or name the second one's office."""
    doc = left.doc
    gap = list(doc[left.end : right.start])
    if not gap or len(gap) > _LONGEST or gap[0].lower_ in _GENITIVES:
        return False
    words = [t.lower_ for t in gap]
    if not _JOINTS & set(words) or words[-1] in _GENITIVES or any(t.text in _days() for t in gap):
        return False
    if not all(t.pos_ in _FILLING or t.lower_ in _LINKS or t.is_space for t in gap):
        return False
    return not _opens_clause(left, right)


def _opens_clause(left: Span, right: Span) -> bool:
    """The second name is the subject of a clause of its own."""
    return right.root.dep_ in SUBJECTS and left.root.dep_ not in SUBJECTS and right.root.head.i > right.end


@cache
def _days() -> frozenset[str]:
    """Weekdays and months: a date between two names ends the list."""
    return frozenset(word for kind in ("weekday", "month") for word in calendar_words(kind))
