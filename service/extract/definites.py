"""Definite descriptions that refer back: "the government", "his country", "the group" (Hawkins 1978)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from service.candidates.entities import EntityIndex
from service.grammar import SUBJECTS, noun_phrase, obliques, possessors

_STATE: Final = frozenset(
    {"administration", "authorities", "government", "leadership", "regime", "country", "nation"}
)
_OWNED: Final = frozenset({"country", "nation", "troops", "forces", "army", "military", "ministry"})
"""Words that mean a state only where the text says whose they are."""
_BODY: Final = frozenset(
    {"agency", "alliance", "assembly", "association", "bank", "bloc", "body", "committee", "council", "court"}
    | {"group", "movement", "organisation", "organization", "panel", "party", "union"}
)
_LOOK_BACK: Final = 3
"""Sentences in which what is meant may stand."""
_POINTING: Final = frozenset({"the", "this", "that"})


def meant(index: EntityIndex, noun: Token) -> tuple[str, ...]:
    """Keys of the one actor that a common noun without a name of its own refers back to, or ()."""
    word = noun.lower_
    if word in _STATE or word in _OWNED:
        return _state(index, noun)
    if word in _BODY and (_is_bare(noun) or _is_described(noun)):
        return _latest(index, noun, kinds=frozenset({"organization"}))
    return ()


def _state(index: EntityIndex, noun: Token) -> tuple[str, ...]:
    """Whose government or country it is: by a genitive, by "in Oslo", else that of who was spoken of last.

    What a person calls "his country" takes his own stance.
    """
    owners = [key for t in possessors(noun) for key in index.at(t)]
    owners += [key for t in obliques(noun, "in", "of") for key in index.at(t)]
    if not owners and noun.lower_ not in _OWNED and _is_bare(noun):
        owners = list(_latest(index, noun, kinds=frozenset({"state", "person"})))
    for key in owners:
        if index[key].kind == "person" and index[key].named and possessors(noun):
            return (key,)
        if country := index[key].country:
            return (index.state(country, index[key].mentions[0]),)
    return ()


def _is_bare(noun: Token) -> bool:
    """With an article or a demonstrative and nothing after it: it can only be known from before."""
    start, end = noun_phrase(noun)
    qualified = end < len(noun.doc) and noun.doc[end].pos_ == "ADP"
    return start == noun.i - 1 and noun.doc[start].lower_ in _POINTING and not qualified


def _is_described(noun: Token) -> bool:
    """ "The 27-member bloc", "the rights group": with an article and own words, none of them a name."""
    start, end = noun_phrase(noun)
    words = noun.doc[start + 1 : noun.i]
    qualified = end < len(noun.doc) and noun.doc[end].pos_ == "ADP"
    plain = all(t.pos_ in {"ADJ", "NOUN", "NUM", "PUNCT", "ADV"} and not t.ent_type_ for t in words)
    return noun.doc[start].lower_ in _POINTING and plain and not qualified


def _latest(index: EntityIndex, noun: Token, *, kinds: frozenset[str]) -> tuple[str, ...]:
    """The subject spoken of last before `noun`, sentence by sentence backwards; () where none is."""
    sentence = noun.sent
    for _ in range(_LOOK_BACK + 1):
        for token in _subjects(sentence, noun.i):
            for key in index.at(token):
                if index[key].kind in kinds and (index[key].country or index[key].named):
                    return (key,)
        if sentence.start == 0:
            break
        sentence = noun.doc[sentence.start - 1].sent
    return ()


def _subjects(sentence: object, end: int) -> Iterator[Token]:
    """Subjects of a sentence before token `end`, the main clause's first, then from left to right."""
    found = [t for t in sentence if t.dep_ in SUBJECTS and t.i < end]  # type: ignore[attr-defined]
    yield from sorted(found, key=lambda t: (t.head.dep_ != "ROOT", t.i))
