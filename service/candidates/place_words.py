"""What single words and their branch of the tree tell about a place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from spacy.tokens import Doc, Token

from service import lexicons
from service.candidates.memo import once
from service.grammar import SUBJECTS, children, conjuncts, governors, is_negated, preposition_of

AT: Final = {
    "in": 1.0,
    "at": 1.0,
    "inside": 0.9,
    "near": 0.8,
    "outside": 0.8,
    "on": 0.6,
    "around": 0.6,
    "aboard": 0.8,
}
"""Prepositions of place and how surely they place what happens."""
TOWARDS: Final = frozenset({"to", "for", "into"})
ELSEWHERE: Final = frozenset(
    {"from", "of", "between", "with", "against", "by", "via", "than", "like", "about"}
)
SKIPPED: Final = frozenset({"the", "a", "an", "its", "his", "her", "their", ",", "’s", "'s"})
PREMISES: Final = frozenset({"at", "inside", "outside"})
_HOSTING: Final = 8
"""Tokens behind a place in which it is told to host the meeting."""
_UNITS: Final = frozenset({"day", "week", "month", "year", "decade"})
_PHRASE: Final = 9
"""Words in which a phrase such as "for a three-day goodwill visit" ends."""


def is_another_time(root: Token) -> bool:
    """Whether the clause tells of another time or of nothing: "last month in X", "did not visit X"."""
    for head in governors(root):
        if any(_is_gone(child) for child in head.children):
            return True
        if head.pos_ in {"VERB", "AUX"}:
            allowed = head.head if head.dep_ == "xcomp" else head
            return is_negated(allowed)
    return False


def _is_gone(token: Token) -> bool:
    """Whether an adverbial of time lies before the events told: "last month", "years ago", "days earlier"."""
    if token.lower_ in {"ago", "previously"}:
        return True
    if token.lower_ == "earlier":
        return any(not _UNITS.isdisjoint(forms(c)) for c in token.children)
    units = {"month", "year", "decade", "century"}
    return not units.isdisjoint(forms(token)) and any(
        c.lower_ in {"last", "previous"} for c in token.children
    )


def is_word(token: Token, kind: str) -> bool:
    """Whether the token is a form of a word of that kind; where the lemma fails, the ending is tried."""
    return not forms(token).isdisjoint(lexicons.place_words(kind))


def forms(token: Token) -> frozenset[str]:
    """The word, its lemma, and what it may be a form of by its ending."""
    return _forms(token.lower_, token.lemma_.lower())


@lru_cache(maxsize=4096)
def _forms(word: str, lemma: str) -> frozenset[str]:
    endings = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
    return frozenset({word, lemma} | {word.removesuffix(e) + new for e, new in endings if word.endswith(e)})


def holds_place(token: Token) -> bool:
    """Whether "town of X", "the palace of X" name the place itself."""
    return is_word(token, "settlement") or is_word(token, "venue")


@cache
def plain_triggers() -> frozenset[str]:
    return frozenset({"talks", "summit", "meeting", "meetings", "negotiations"})


@once
def plain_nouns(doc: Doc) -> frozenset[int]:
    """Tokens that name a meeting whatever stands around them."""
    words = plain_triggers()
    return frozenset(t.i for t in doc if t.lower_ in words and t.pos_ in {"NOUN", ""})


@cache
def persons() -> frozenset[str]:
    """Nouns for persons and groups, by office or otherwise."""
    offices = {title.title.partition(" of ")[0].split()[-1].lower() for title in lexicons.titles()}
    return frozenset(offices | {noun for noun, _ in lexicons.group_nouns()})


def first_conjunct(token: Token) -> Token:
    """ "in Cairo and Amman": the second city hangs on the first."""
    while token.dep_ == "conj" and token.head != token and preposition_of(token) is None:
        token = token.head
    return token


def attachment(root: Token) -> tuple[Token, str | None]:
    """What the place hangs on and by which preposition; "in the resort town of X" counts as "in X", "on the
    sidelines of the X fair" as "at".
    """
    preposition = preposition_of(root)
    if preposition == "of" and is_word(root.head, "side"):
        return root.head.head, "at"
    for _ in range(3):
        loose = preposition is None and root.dep_ in {"appos", "flat", "nmod:desc", "compound", "nmod"}
        if not (preposition == "of" or loose) or not holds_place(root.head):
            break
        root = first_conjunct(root.head)
        preposition = preposition_of(root)
    return root.head, preposition


def opened(doc: Doc, at: int, prepositions: tuple[str, ...]) -> Token | None:
    """The noun of a plain phrase that one of the prepositions opens at token `at`: "for a two-day visit"."""
    if at >= len(doc) or doc[at].lower_ not in prepositions:
        return None
    for token in doc[at + 1 : at + _PHRASE]:
        following = doc[token.i + 1] if token.i + 1 < len(doc) else token
        if token.pos_ == "NOUN" and following.pos_ not in {"NOUN", "ADJ"} and following.text != "-":
            return token
        if token.pos_ not in {"NOUN", "ADJ", "DET", "NUM", "PRON"} and token.text != "-":
            return None
    return None


def is_phase(clause: Token) -> bool:
    """ "Talks with the rebels that began in X"; not "the games that will be held in X", another event."""
    return is_word(clause, "phase") and not is_word(clause.head, "event")


def act_together(verb: Token, names: Mapping[int, str]) -> bool:
    """Whether two persons do it: "the President and the Chancellor opened the fair in X".

    `names`: token -> label of the name that it is part of.
    """
    doers = {t.i for subject in children(verb, SUBJECTS) for t in conjuncts(subject)}
    return len([i for i in doers if names.get(i) == "PERSON"]) > 1


def is_modified(time: Token) -> bool:
    """Whether more hangs on a word of time than its preposition and what a parser put there after it."""
    return any(c.dep_ != "case" and c.i < time.i for c in time.children)


def hosts_meeting(doc: Doc, at: int, triggers: set[int]) -> bool:
    """Whether a form of "host" follows and then the meeting: "Cairo hosts talks", whatever the tree."""
    after = doc[at : at + _HOSTING]
    if not len(after) or not is_word(after[0], "host") or after[0].lower_ == "host":
        return False
    return any(token.i in triggers or token.lower_ in plain_triggers() for token in after)
