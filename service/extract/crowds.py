"""Whether more sit at a table than the text names: the members of a bloc, the ministers of many states."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Token

from service.annotations import NAMES
from service.candidates.entities import Entity, EntityIndex
from service.extract.grouping import firm
from service.extract.meetings import MeetingCluster
from service.extract.mentions import MeetingMention
from service.grammar import noun_phrase, objects, obliques, subjects
from service.lexicons import country_by_name, country_of, organization_by_name, peoples, region
from service.lexicons.meetings import around, blocked

_LEAD: Final = 2
"""Sentences from the beginning in which a mention tells what the article is about."""
_PLURAL: Final = frozenset({"NNS", "NNPS"})
_STATES: Final = frozenset({"countries", "economies", "governments", "nations", "powers", "states"})
_WORLD: Final = frozenset({"global", "international", "regional", "world"})
_BACK: Final = frozenset({"the", "their", "these", "those"})
_NUMBERS: Final = frozenset({"both", "two", "2", "three", "3"})


def gathers_many(cluster: MeetingCluster, index: EntityIndex) -> bool:
    """Whether headline and lead tell first of a bloc's members or unnamed states, not of two named sides."""
    near = [d.mention for d in cluster.members if d.mention.headline or d.mention.sentence <= _LEAD]
    for mention in sorted(near, key=lambda m: m.trigger.start):
        if _is_of_members(mention, index) or _is_of_states(mention, index):
            return True
        if len(firm(mention.sides, index)) > 1:
            return False
    return False


def _is_of_members(mention: MeetingMention, index: EntityIndex) -> bool:
    """ "The APEC summit", "met with G7 leaders"; not "the EU-Russia summit", where the bloc is one of two."""
    blocs = [index[k] for k in mention.sides if index[k].kind in {"organization", "group"}]
    blocs = [actor for actor in blocs if _is_bloc(actor, index)]
    noun = mention.trigger.root
    if noun.pos_ != "VERB" and noun.lemma_.lower() in around("gathering"):
        others = [k for k in mention.sides if index[k].kind != "person" and index[k] not in blocs]
        return bool(blocs) and not others and not _names_state(noun)
    return any(m.root.tag_ in _PLURAL and _covers(m.root, mention) for actor in blocs for m in actor.mentions)


def _names_state(noun: Token) -> bool:
    """Whether a country stands before the noun in its phrase, be it inside an event's name."""
    start = noun_phrase(noun)[0]
    names = (n for n in noun.doc.spans.get(NAMES, ()) if start <= n.start < noun.i)
    inside = (t.text for t in noun.doc[start : noun.i] if t.pos_ == "PROPN")
    return any(country_of(name.kb_id_) for name in names) or any(map(country_by_name, inside))


def _covers(head: Token, mention: MeetingMention) -> bool:
    return head.sent == mention.trigger.root.sent


def _is_bloc(actor: Entity, index: EntityIndex) -> bool:
    """Whether it, or the body that a crowd ("G7 leaders") belongs to, holds summits of its members."""
    names = [m.text for m in actor.mentions]
    if actor.kind == "group":
        names = [
            m.text
            for mention in actor.mentions
            for k in (
                *index.inside(mention.start, mention.end),
                *index.of(obliques(mention.root, "of", "from")),
            )
            if index[k].kind == "organization"
            for m in index[k].mentions
        ]
    found = (organization_by_name(name) for name in names)
    return any(entry is not None and entry.summits for entry in found)


def _is_of_states(mention: MeetingMention, index: EntityIndex) -> bool:
    """ "World leaders met", "a meeting of ministers of poor countries", "talks with African nations"."""
    trigger, carrier = mention.trigger.root, mention.carrier
    heads = [*subjects(carrier), *obliques(trigger, "of", "with", "between", "among")]
    heads += [*objects(trigger), *obliques(carrier, "with", "between", "among")]
    return any(_is_of_many(head, index) for head in heads)


def _is_of_many(head: Token, index: EntityIndex) -> bool:
    if head.tag_ not in _PLURAL or any(c.lower_ in _NUMBERS for c in head.children):
        return False
    if head.lower_ in _STATES:
        return not _refers_back(head)
    if head.lower_ not in blocked("office"):
        return False
    start, end = noun_phrase(head)
    before = head.doc[start:end]
    spread = any(t.lower_ in _WORLD or t.text in _at_large() for t in before)
    return spread or any(_is_wide(o, index) for o in obliques(head, "of", "from"))


def _refers_back(noun: Token) -> bool:
    """ "The countries", "both nations": those named before."""
    return any(c.lower_ in _BACK for c in noun.children) and all(
        c.dep_ in {"det", "case", "punct"} for c in noun.children if c.i < noun.i
    )


def _is_wide(noun: Token, index: EntityIndex) -> bool:
    if noun.lower_ in _STATES:
        return noun.tag_ in _PLURAL and not any(c.lower_ in _BACK | _NUMBERS for c in noun.children)
    found = region(noun.text) if not index.at(noun) else None
    return found is not None and found.kind in {"area", "continent"}


@cache
def _at_large() -> frozenset[str]:
    """Names of peoples of more than one country: "African", "Arab"."""
    return frozenset(people.name for people in peoples() if not people.country)
