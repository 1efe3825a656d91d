"""Meetings at another level than the main one: "the two countries' foreign ministers will meet in June"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from spacy.tokens import Token

from service.candidates.entities import EntityIndex
from service.extract.grouping import Group
from service.extract.mentions import MeetingMention
from service.grammar import agents, children, obliques, possessors, subjects
from service.lexicons.meetings import blocked, group_nouns

_LEADING: Final = frozenset({"leaders", "presidents", "premiers", "chancellors", "heads", "kings"})
_RELATIVE: Final = frozenset({"acl", "acl:relcl"})
_GENITIVES: Final = frozenset({"'s", "’s", "'", "’"})
_NEAR: Final = 5
"""Words from a genitive to the noun that it belongs to."""
_BOTH: Final = frozenset({"both", "two", "their"})
_STATES: Final = frozenset({"countries", "nations", "sides", "states", "governments"})


def delegated(mention: MeetingMention, main: tuple[str, ...], index: EntityIndex) -> MeetingMention:
    """The mention with the main meeting's states for "officials of both sides", who are no leaders."""
    crowd = bool(mention.sides) and all(index[k].kind == "group" for k in mention.sides)
    if not crowd or not any(_of_both(head) for head in _heads(mention)):
        return mention
    states = states_of(main, index)
    return replace(mention, sides=states) if states else mention


def recognised(mention: MeetingMention, main: tuple[str, ...], index: EntityIndex) -> MeetingMention:
    """The mention with the one at the main meeting whose country nobody tells for "the U.S. envoy"."""
    called = [k for k in mention.sides if _is_generic(k, index)]
    if len(called) != 1:
        return mention
    country = index[called[0]].country
    persons = [k for k in main if index[k].kind == "person" and index[k].named]
    own = [k for k in persons if index[k].country == country] or [k for k in persons if not index[k].country]
    if len(own) != 1 or own[0] in mention.sides:
        return mention
    index.place(own[0], country)
    return replace(mention, sides=tuple(own[0] if k == called[0] else k for k in mention.sides))


def _is_generic(key: str, index: EntityIndex) -> bool:
    """ "The U.S. envoy", "a top Norwegian official": a country, and no office that could be another's."""
    actor = index[key]
    words = {m.root.lemma_.lower() for m in actor.mentions}
    known = actor.kind == "person" and not actor.named and bool(actor.country)
    return known and all(group_nouns().get(word) == "person" for word in words)


def states_of(sides: tuple[str, ...], index: EntityIndex) -> tuple[str, ...]:
    """The states of a table of two, else nobody."""
    homes = {index[k].country: index[k].mentions[0] for k in reversed(sides) if index[k].country}
    return tuple(index.state(code, name) for code, name in homes.items()) if len(homes) == 2 else ()


def is_lower(mention: MeetingMention, group: Group, index: EntityIndex) -> bool:
    """Whether unnamed officials act for the states of a meeting whose leaders are named."""
    if mention.headline or any(index[k].kind == "person" for k in mention.sides):
        return False
    heads = _heads(mention)
    if not heads or any(head.lower_ in _LEADING for head in heads):
        return False
    leaders = {
        index[k].country
        for k in group.sides
        if index[k].named and any(title.label_ == "leaders" for title in index[k].titles)
    }
    return len(leaders - {""}) > 1


def _heads(mention: MeetingMention) -> list[Token]:
    """Plural nouns for those who act for states among the arguments of a mention."""
    word, carrier = mention.trigger.root, mention.carrier
    clauses = children(word, _RELATIVE)
    found = [*subjects(carrier), *(p for head in (word, carrier, *clauses) for p in agents(head))]
    found += [p for head in (word, carrier) for p in obliques(head, "with", "between", "of", "among")]
    return [t for t in found if t.lower_ in blocked("office") - {"sides", "governments", "counterparts"}]


def _of_both(noun: Token) -> bool:
    """ "Foreign ministers of the two countries", "the two countries' officials", "officials from both sides".

    Genitives are read from the surface: after a plural's bare apostrophe parsers often see two subjects.
    """
    owners = [*possessors(noun), *obliques(noun, "of", "from")]
    before = noun.doc[max(noun.sent.start, noun.i - _NEAR) : noun.i]
    owners += [t for t in before if t.nbor().lower_ in _GENITIVES]
    return any(map(refers_to_both, owners))


def refers_to_both(noun: Token) -> bool:
    """ "The two countries", "both sides", "their governments"."""
    return noun.lower_ in _STATES and any(c.lower_ in _BOTH for c in noun.children)
