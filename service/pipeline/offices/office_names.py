"""When two phrases name one office: "Minister of Foreign Affairs" and "foreign minister"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Span

from service import lexicons
from service.lexicons.offices import glued_office, singular

_LINKS: Final = ("of", "for", ",")
_EMPTY: Final = frozenset(
    {
        "of",
        "for",
        "the",
        "and",
        "&",
        ",",
        "-",
        "'s",
        "’s",
        "affairs",
        "state's",
        "acting",
        "republic",
        "federal",
    }
)
_RANKS: Final = frozenset(
    {"vice", "deputy", "assistant", "associate", "supreme", "prime", "opposition", "under", "crown"}
)
"""Words that make another office of the one they stand before."""
_SAME: Final = {"premier": ("minister", frozenset({"prime"})), "pm": ("minister", frozenset({"prime"}))}
_OF_BODIES: Final = frozenset(
    {"secretary-general", "director-general", "commissioner", "commissioner-general"}
)
_GENERALS: Final = frozenset({"secretary", "director", "commissioner"})
"""Offices that organisations have, and states mostly have not; "General" alone is a rank."""
_GENERIC: Final = frozenset({"leader", "head", "ruler"})
"""Heads that fit the bearer of any leading office."""


@cache
def person_nouns() -> frozenset[str]:
    """Nouns for one person: heads of offices, and "counterpart", "dissident" and the like."""
    nouns = {noun for noun, kind in lexicons.group_nouns() if kind == "person"}
    return frozenset(nouns | {title.title.lower().split()[-1] for title in lexicons.titles()})


@dataclass(frozen=True, slots=True)
class Office:
    """Head word, the words that narrow it down, and the level as in ``doc.spans[TITLES]``."""

    head: str
    narrowed: frozenset[str]
    level: str

    @property
    def generic(self) -> bool:
        """Whether it fits the bearer of any leading office."""
        return self.head in _GENERIC and not self.narrowed & _RANKS

    @property
    def of_body(self) -> bool:
        """Whether it is an office that organisations have, and states mostly have not."""
        return self.head in _OF_BODIES or (self.head == "general" and bool(self.narrowed & _GENERALS))

    def fits(self, other: Office) -> bool:
        """Whether both can be one office: same rank, one at most narrowed further than the other."""
        if self.head != other.head:
            return (self.generic and other.leads) or (other.generic and self.leads)
        if self.narrowed & _RANKS != other.narrowed & _RANKS:
            return False
        return self.narrowed <= other.narrowed or other.narrowed <= self.narrowed

    @property
    def leads(self) -> bool:
        """Whether it is that of a head of state or government, none of second rank."""
        return self.level == "leaders" and not self.narrowed & (_RANKS - {"prime", "supreme"})


def office_head(title: Span) -> str:
    """The word that names the office: "President of the Republic" -> "president"."""
    words = [(glued_office(t.text) or t.text).lower() for t in title]
    for stop in _LINKS:
        if stop in words[1:]:
            words = words[: words.index(stop, 1)]
    return words[-1]


def office_of(title: Span) -> Office:
    """The office that a title names."""
    named = office_head(title)
    head = singular(named) if title.root.tag_ in {"NNS", "NNPS"} else named
    words = frozenset(
        t.lower_
        for t in title
        if t.lower_ not in _EMPTY and t.lower_ != named and t.ent_type_ not in {"GPE", "NORP"}
    )
    same, narrowed = _SAME.get(head, (head, frozenset[str]()))
    return Office(same, words | narrowed, title.label_)
