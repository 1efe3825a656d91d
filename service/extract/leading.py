"""The mention that opens the main meeting, completed by whom the encoder saw at the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

from service.annotations import MEETINGS
from service.candidates.entities import EntityIndex
from service.extract import roles
from service.extract.apart import excluded, is_new
from service.extract.grouping import countries, firm, means
from service.extract.identity import attends
from service.extract.mentions import MeetingMention
from service.extract.rosters import items
from service.grammar import FLAT, POSSESSIVES, SUBJECTS, preposition_of
from service.lexicons.cues import said_verbs
from service.lexicons.meetings import group_nouns

LEAD: Final = 3
"""Sentences after the headline that count as the lead."""
_TWO: Final = 0.6
"""Probability of a bilateral meeting from which a third country's person is not at the table."""
_NAME: Final = FLAT | {"appos", "conj"}
_GOVERNING: Final = frozenset({"of", "by", "from", "to", "about", "for", "against"})
_CALLING: Final = frozenset({"invitation", "initiative", "request", "behest"})
"""Nouns whose genitive calls the meeting, and so sits there."""


def opening(doc: Doc, found: Sequence[MeetingMention], index: EntityIndex) -> MeetingMention | None:
    """The mention in headline or lead that names most of the encoder's cast, given the rest of them.

    Its own, syntactic sides of further countries stay. None where the encoder saw nobody.
    """
    near = _of_headline([m for m in found if m.headline or m.sentence <= LEAD])
    named = frozenset(k for m in near for k in m.sides)
    listed = frozenset(token.i for item in items(doc) for token in item)
    cast = tuple(
        k
        for k in roles.cast(doc, index)
        if k in named or (_acts(doc, index, k, listed) and not _only_tells(k, index))
    )
    if not cast or not near:
        return None
    best = _best(near, cast)
    if best.sentence > 1 and not set(best.sides) & set(cast):
        return None
    others = [m for m in found if m is not best]
    if len(countries(best.sides, index)) > 1:
        own = tuple(p for side in best.sides for p in persons_of(side, cast, index))
        joined = tuple(
            k
            for k in cast
            if k not in own
            and _joins(k, own, others, index)
            and not _is_third(doc, k, own, others, index)
            and not _is_mere(k, own, named, listed, index)
        )
        return replace(best, sides=own + joined)
    cast = _at_one_table(cast, others, index)
    known = {index[key].country for key in cast}
    extra = tuple(k for k in best.sides if k not in cast and _adds(k, known, index))
    return replace(best, sides=cast + (extra if len(known) < 2 else ()))


def _is_mere(
    key: str, own: tuple[str, ...], named: frozenset[str], listed: frozenset[int], index: EntityIndex
) -> bool:
    """Whether somebody of a state that another sits for is only spoken of: no mention of a meeting has him or
    her, and no list.
    """
    states = {index[k].country for k in own if index[k].kind == "person" and index[k].named}
    told = key in named or any(m.root.i in listed for m in index[key].mentions)
    return bool(index[key].country) and index[key].country in states and not told


def _adds(key: str, known: set[str], index: EntityIndex) -> bool:
    """Whether a side that the encoder did not see is another country's, or a person of the only one."""
    named = index[key].kind == "person" and index[key].named
    return index[key].country not in known or named


def _best(near: Sequence[MeetingMention], cast: tuple[str, ...]) -> MeetingMention:
    """The mention that names most of the cast; the headline's where none names anybody of it."""
    fresh = [m for m in near if not is_new(m)] or near
    told = max(fresh, key=lambda m: (len(set(m.sides) & set(cast)), not m.headline, -m.trigger.start))
    headline = next((m for m in fresh if m.headline), None)
    return told if headline is None or set(told.sides) & set(cast) else headline


def _at_one_table(
    cast: tuple[str, ...], others: Sequence[MeetingMention], index: EntityIndex
) -> tuple[str, ...]:
    """The cast without those who first come up at a further meeting, where enough are left for one."""
    own = tuple(k for k in cast if _joins(k, (), others, index))
    if len(countries(own, index)) < 2:
        return cast
    return tuple(k for k in cast if k in own or _joins(k, own, others, index))


def _of_headline(near: Sequence[MeetingMention]) -> list[MeetingMention]:
    """Without those that can't be the meeting which the headline names."""
    title = next((m for m in near if m.headline and m.sides), None)
    way = means(title) if title is not None else None
    return [m for m in near if m is title or way is None or not excluded(means(m), {way})]


def persons_of(side: str, named: Sequence[str], index: EntityIndex) -> list[str]:
    """A state as the persons among `named` who stand for it, itself where there are none."""
    if index[side].kind != "state":
        return [side]
    country = index[side].country
    return [
        k for k in named if index[k].named and index[k].kind == "person" and index[k].country == country
    ] or [side]


def _joins(key: str, own: tuple[str, ...], others: Sequence[MeetingMention], index: EntityIndex) -> bool:
    """Whether someone whom the encoder saw, but syntax put elsewhere, is at this table too.

    Not one whom another mention, in the lead or where the text names the person first, gives to a further
    meeting with fewer than two of those who sit here.
    """
    start = index[key].mentions[0].start
    tables = [
        set(m.sides)
        for m in others
        if key in m.sides
        and not attends(m)
        and len(firm(m.sides, index)) > 1
        and (m.sentence <= LEAD or m.headline or m.trigger.root.sent.start <= start < m.trigger.root.sent.end)
    ]
    return not tables or any(len(sides & set(own)) > 1 for sides in tables)


def _is_third(
    doc: Doc, key: str, own: tuple[str, ...], others: Sequence[MeetingMention], index: EntityIndex
) -> bool:
    """Whether somebody is of a third country at a meeting of two, and no mention of one has him or her."""
    known = {index[k].country for k in own if index[k].country}
    if len(known) != 2 or not index[key].country or index[key].country in known:
        return False
    two = (roles.score(doc, "kind", "bilateral") or 0.0) >= _TWO
    return two and not any(key in m.sides for m in others)


def _acts(doc: Doc, index: EntityIndex, key: str, listed: frozenset[int]) -> bool:
    """Whether one of the marked mentions is more than the modifier of some other thing.

    "The inauguration of President Roe", "conveyed Roe's support" say nothing of where Roe sits. What stands
    in a roster (tokens `listed`) is read there.
    """
    marked = {i for span in roles.spans(doc, "PARTICIPANT") for i in range(span.start, span.end)}
    return any(not _modifies(m.root, doc) for m in index[key].mentions if m.root.i in marked - listed)


def _only_tells(key: str, index: EntityIndex) -> bool:
    """Whether someone of no known country comes up only as who says it: "…, State Secretary Roe said"."""
    roots = [m.root for m in index[key].mentions]
    return not index[key].country and all(
        r.dep_ in SUBJECTS
        and r.head.lemma_.lower() in said_verbs()
        and any(c.dep_ in {"ccomp", "parataxis"} for c in r.head.children)
        for r in roots
    )


def _modifies(name: Token, doc: Doc) -> bool:
    """Whether the phrase of a name only modifies a common noun that is no meeting, office or group."""
    triggers = {t.i for span in doc.spans.get(MEETINGS, ()) for t in span}
    head = _top(name)
    noun = head.head
    governed = head.dep_ in POSSESSIVES or (head.dep_ == "nmod" and _preposition(head) in _GOVERNING)
    if not governed or noun.pos_ != "NOUN" or noun.lower_ in _CALLING:
        return False
    bodies = group_nouns().get(noun.lower_) not in {None, "person"}
    return noun.i not in triggers and not bodies and noun.ent_type_ == ""


def _preposition(head: Token) -> str | None:
    """That of the phrase; of a name which a parser puts beside its title ("of President Roe") the title's."""
    edge = head.left_edge
    before = head.doc[edge.i - 1] if edge.i and not edge.is_punct else head
    return preposition_of(head) or (preposition_of(before) if before.head == head.head else None)


def _top(name: Token) -> Token:
    """The head of the phrase that a name is part of: above titles, appositions and coordination."""
    while name.dep_ in _NAME and name.head != name:
        name = name.head
    return name
