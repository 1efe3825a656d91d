"""Offices beside a name: right before it, or in apposition after it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span, Token

from service.grammar import SUBJECTS
from service.lexicons.offices import glued_office
from service.pipeline.entities.persons import genders

_REACH: Final = 5
"""Tokens between a name and a title in apposition: ", the outgoing German"."""
_OPENING: Final = frozenset({"[", "(", "“", '"'})
_STYLE: Final = 4
_STYLES: Final = frozenset({"his", "her", "royal", "highness", "excellency", "majesty", "holiness"})
"""Words between an office and a name: "President His Highness Sheikh X"; at most three."""


def adjacent(names: list[Span], titles: list[Span]) -> dict[int, int]:
    """Name index -> index of the title that belongs to it: right before, or in apposition.

    A title right before a name is that one's, and one that a name has is not the next one's too.
    """
    starts = {title.start: i for i, title in enumerate(titles) if title.root.tag_ not in {"NNS", "NNPS"}}
    ends = {title.end: i for i, title in enumerate(titles)}
    persons = [(i, name) for i, name in enumerate(names) if name.label_ == "PERSON"]
    links = {i: found for i, name in persons if (found := _before(name, ends, marks=_OPENING)) is not None}
    taken = set(links.values())
    for i, name in persons:
        if i in links:
            continue
        near = (_before(name, ends, marks=_OPENING | {","}), _after(name, starts))
        found = next((title for title in near if title is not None and title not in taken), None)
        if found is not None:
            links[i] = found
            taken.add(found)
    return links


def _before(name: Span, ends: dict[int, int], *, marks: frozenset[str]) -> int | None:
    """Title that ends where the name begins; an honorific or one of `marks` may stand between."""
    at = name.start
    while at > 0 and at not in ends and name.start - at < _STYLE and _skips(name.doc[at - 1], marks):
        at -= 1
    return ends.get(at)


def _skips(token: Token, marks: frozenset[str]) -> bool:
    return token.lower_ in genders() or token.lower_ in _STYLES or token.text in marks


def _after(name: Span, starts: dict[int, int]) -> int | None:
    """Title in apposition after the name: ", the German chancellor" or ", who is president"."""
    doc = name.doc
    for at in range(name.end, min(name.end + len(name) + 1, len(doc))):
        if at in starts and (office := glued_office(doc[at].text)):
            return starts[at] if doc[at].text.removesuffix(office) in {t.text for t in name} else None
    if name.end >= len(doc) or doc[name.end].text not in {",", "(", "—", "–"}:
        return None
    for at in range(name.end + 1, min(name.end + 1 + _REACH, len(doc))):
        if at in starts:
            return starts[at] if not _tells(doc[at]) else None
        if doc[at].text in {",", ".", ";"} or (doc[at].pos_ in {"VERB", "CCONJ"} and doc[at].is_lower):
            return None
    return None


def _tells(office: Token) -> bool:
    """Whether who follows a name is no apposition but tells it: "…, Ann Toll, a spokesman said"."""
    while office.dep_ in {"compound", "amod"} and office.head.i > office.i:
        office = office.head
    return office.dep_ in SUBJECTS and office.head.i > office.i and office.head.dep_ != "acl:relcl"
