"""The rank of those at the table."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.candidates.entities import EntityIndex
from service.extract import roles
from service.extract.crowds import gathers_many
from service.extract.meetings import MeetingCluster
from service.grammar import obliques, subjects
from service.lexicons.meetings import blocked
from service.lexicons.offices import titles
from service.records import Level

_NARROWED: Final = 3
"""Words before an office that may narrow it."""
_SURE: Final = 0.6
"""Probability from which the encoder's answer counts."""
_RANKS: Final = (Level.LEADERS, Level.MINISTERS, Level.OFFICIALS, Level.OTHER)
_SERVED: Final = frozenset({"to", "of", "for"})
_OFFICE: Final = frozenset({"administration", "office"})
_LEADERS: Final = frozenset({"leader", "president"})
"""Of a state where the crowd is of states: rebels, unions and banks have such too."""


def level(doc: Doc, cluster: MeetingCluster, index: EntityIndex, *, main: bool) -> Level | None:
    """The highest office among the participants.

    Where no office of state is known, the encoder's answer if it is sure, else the rank of those who come as
    a crowd.
    """
    found = {title.label_ for key in cluster.sides for title in index[key].titles if is_own(title)}
    stated = next((rank for rank in _RANKS if rank in found), None)
    stated = stated or _of_offices(cluster)
    answer = roles.best(doc, "level") if main else None
    open_ = stated is None or (stated is Level.OTHER and any(not index[k].titles for k in cluster.sides))
    if open_ and answer and answer[1] >= _SURE and answer[0] != "none":
        return Level(answer[0])
    return stated or _of_crowd(cluster, index)


def _of_offices(cluster: MeetingCluster) -> Level | None:
    """Of unnamed persons who act for the sides: "the foreign ministers of A and B met", "envoys of A"."""
    ranks = set()
    for mention in (d.mention for d in cluster.members if d.mention.sentence <= 1):
        word = mention.trigger.root
        nouns = (*subjects(mention.carrier), *obliques(word, "of", "between", "with", "by"))
        ranks |= {_rank_of(noun) for noun in nouns if noun.lower_ in blocked("office") and _is_states(noun)}
    return next((rank for rank in _RANKS if rank in ranks), None)


def _is_states(noun: Token) -> bool:
    """Leaders are those of states where the text says so: unions have such too."""
    return noun.lemma_.lower() not in _LEADERS or bool(obliques(noun, "of", "from"))


def _rank_of(noun: Token) -> Level | None:
    """By the longest title that the words before the noun make with it: "finance chiefs", "presidents"."""
    words = [noun.lemma_.lower()]
    found = _ranks().get(words[0])
    for before in reversed(noun.doc[max(noun.sent.start, noun.i - _NARROWED) : noun.i]):
        words.insert(0, before.lower_)
        found = _ranks().get(" ".join(words), found)
    return found


def is_own(title: Span) -> bool:
    """Whether its bearer holds the office; not so "adviser to the President", "Office of the President"."""
    doc, start = title.doc, title.start
    while start and doc[start - 1].lower_ in {"the", "their", "his", "her"}:
        start -= 1
    if start < 2 or doc[start - 1].lower_ not in _SERVED:
        return True
    return doc[start - 2].lower_ not in _OFFICE and start - 2 not in roles.in_titles(doc)


def _of_crowd(cluster: MeetingCluster, index: EntityIndex) -> Level | None:
    """ "Foreign ministers", "the envoys", "EU leaders"; a bloc's summit is its leaders'."""
    many = gathers_many(cluster, index)
    mentions = [d.mention for d in cluster.members]
    if many and any(m.trigger.root.lemma_.lower() == "summit" for m in mentions):
        return Level.LEADERS
    groups = {k for m in mentions for k in m.sides if index[k].kind == "group"}
    heads = {m.root.lemma_.lower() for k in groups for m in index[k].mentions}
    found = {_ranks().get(head) for head in heads if many or head not in _LEADERS}
    return next((rank for rank in _RANKS if rank in found), None)


@cache
def _ranks() -> dict[str, Level]:
    return {entry.title.lower(): entry.level for entry in titles()}
