"""Words that mean several actors at once: "the leaders", "both sides", "the President and Prime Minister"."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from service.grammar import noun_phrase

COLLECTIVE: Final = frozenset(
    [
        "leaders",
        "sides",
        "parties",
        "presidents",
        "ministers",
        "premiers",
        "participants",
        "counterparts",
        "interlocutors",
        "heads",
        "two",
        "three",
        "both",
        "officials",
        "advisors",
        "advisers",
        "secretaries",
        "chiefs",
        "principals",
        "pair",
        "trio",
        "men",
    ]
)
_BARE: Final = frozenset(
    {"the", "both", "two", "three", "all", "these", "those", "of", "state", "government", "and"}
)
_NUMERALS: Final = frozenset({"two", "both", "three"})
THEY: Final = frozenset({"they", "their", "them", "themselves"})
COORDINATION: Final = 16
"""Words that a coordinated subject may take."""


def is_collective(token: Token) -> bool:
    """A bare "the leaders", "both sides", "the two presidents", "the Russian and French presidents"."""
    if token.lower_ not in COLLECTIVE or token.dep_ == "amod":
        return False
    start, end = noun_phrase(token)
    modifiers = [t for t in token.doc[start:end] if t != token and not t.is_punct]
    if any(t.lower_ in _NUMERALS for t in modifiers) and token.tag_ in {"NNS", "NNPS"}:
        return True
    rest = [t for t in modifiers if t.lower_ not in _BARE]
    tied = [
        t for t in token.children if t.dep_ in {"nmod", "acl:relcl", "acl", "appos"} and t.lower_ not in _BARE
    ]
    countries = [t for t in token.subtree if t.ent_type_ in {"GPE", "LOC"} and t.i > token.i]
    if tied and (len(countries) != 2 or token.right_edge.i - token.i > COORDINATION):
        return False
    return not rest or (
        len(rest) > 1 and all(t.ent_type_ in {"NORP", "GPE", "LOC"} or t.pos_ == "CCONJ" for t in rest)
    )


def is_reference(token: Token) -> bool:
    """A pronoun for several: "they", and "both", "each" or "all" where no noun follows."""
    if token.lower_ in THEY:
        return True
    return token.lower_ in {"both", "each", "all"} and token.pos_ in {"PRON", "DET"} and token.dep_ != "det"
