"""Who takes part in a meeting that a clause only mentions: who asks for it, who does something at it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from service.extract.actors import ActorIndex
from service.extract.noun_sides import meant
from service.extract.status_nouns import ASKING, is_beside
from service.grammar import objects, possessors, preposition_of, subjects

_AT: Final = frozenset({"at", "during", "in", "after", "following"})


def askers(noun: Token, carrier: Token, index: ActorIndex) -> tuple[str, ...]:
    """ "Toll turned down Lind's request for a meeting": Lind and Toll."""
    wish = noun.head
    if wish.lemma_.lower() not in ASKING or preposition_of(noun) not in {"for", "to"}:
        return ()
    owners = meant(possessors(wish), index)
    return owners + meant(subjects(carrier), index) if owners else ()


def together(noun: Token, carrier: Token, index: ActorIndex) -> tuple[str, ...]:
    """Two sides that act on each other or together at a meeting of which nobody else is named.

    "Envoys of Chad and Niger signed a truce during talks in Oslo", "Toll told Lind at a meeting in Oslo".
    """
    if not is_beside(noun, carrier) or preposition_of(noun) not in _AT:
        return ()
    found = meant(subjects(carrier), index)
    found += tuple(k for k in index.of(objects(carrier)) if index[k].kind == "person")
    sides = {index[k].country for k in found}
    return found if len(sides) > 1 and "" not in sides else ()
