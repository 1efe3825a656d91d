"""Who takes part in a meeting that a clause only mentions: who asks for it, who does something at it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from service.candidates.entities import EntityIndex
from service.extract.envoys import meant
from service.extract.status_nouns import ASKING, is_beside
from service.grammar import objects, possessors, preposition_of, subjects
from service.lexicons.meetings import around, has_status_word

_AT: Final = frozenset({"at", "during", "in", "after", "following"})


def askers(noun: Token, carrier: Token, index: EntityIndex) -> tuple[str, ...]:
    """ "Toll turned down Lind's request for a meeting", "Toll invited Lind to a summit": Lind and Toll."""
    wish = noun.head
    if wish.pos_ == "VERB" and has_status_word(wish.lemma_, wish.lower_, "propose"):
        asked = meant(objects(wish), index)
        return meant(subjects(wish), index) + asked if asked and preposition_of(noun) in {"for", "to"} else ()
    if wish.lemma_.lower() not in ASKING or preposition_of(noun) not in {"for", "to"}:
        return ()
    owners = meant(possessors(wish), index)
    return owners + meant(subjects(carrier), index) if owners else ()


def convening(noun: Token, carrier: Token, index: EntityIndex) -> tuple[str, ...]:
    """Whose summit it is that a body puts off, calls or plans: "the League has put the summit on hold"."""
    found = (
        index.of(subjects(carrier)) if noun.lemma_.lower() in around("gathering") and carrier != noun else ()
    )
    return tuple(k for k in found if index[k].kind == "organization" and not index[k].country)


def together(noun: Token, carrier: Token, index: EntityIndex) -> tuple[str, ...]:
    """Two sides that act on each other or together at a meeting of which nobody else is named.

    "Envoys of Chad and Niger signed a truce during talks in Oslo", "Toll told Lind at a meeting in Oslo".
    """
    if not is_beside(noun, carrier) or preposition_of(noun) not in _AT:
        return ()
    found = meant(subjects(carrier), index)
    found += tuple(k for k in index.of(objects(carrier)) if index[k].kind == "person")
    sides = {index[k].country for k in found}
    return found if len(sides) > 1 and "" not in sides else ()
