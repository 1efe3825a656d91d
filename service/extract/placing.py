"""How a place is tied to a meeting: by which preposition, and on which word."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.tokens import Doc, Token

from service import lexicons
from service.annotations import MEETINGS, NAMES
from service.extract.places import Place
from service.grammar import OBJECTS, SUBJECTS, clause, governors, preposition_of
from service.records import LocationKind

_AT: Final = {
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

_TOWARDS: Final = frozenset({"to", "for", "into"})
_ELSEWHERE: Final = frozenset(
    {"from", "of", "between", "with", "against", "by", "via", "than", "like", "about"}
)
_SKIPPED: Final = frozenset({"the", "a", "an", "its", "his", "her", "their", ",", "’s", "'s"})
_LOOSE: Final = frozenset({"nmod", "obl", "compound", "flat", "appos", "conj"})
_REACH: Final = 8


class Placing:
    """Rates the places of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.triggers = {i for span in doc.spans.get(MEETINGS, ()) for i in range(span.start, span.end)}
        self.triggers |= {
            token.i for token in doc if token.lower_ in _plain_triggers() and token.pos_ in {"NOUN", ""}
        }
        self.names = {
            i: span.label_ for span in doc.spans.get(NAMES, ()) for i in range(span.start, span.end)
        }

    def tie(self, place: Place) -> float:
        """How surely the place is where the meeting of its sentence is, 0 to 1."""
        root = _first_conjunct(self.doc[place.start : place.site].root)
        if not root.dep_ or root.dep_ == "dep":
            return self._by_order(place)
        if any(child.dep_ == "cop" for child in root.children) and preposition_of(root) in _AT:
            return 0.85 if self._governs(root) else 0.35  # "is in Belgrade for talks"
        head, preposition = _attachment(root)
        if preposition is None and root.dep_ in _LOOSE:
            preposition = self._word_before(place)
        if preposition in _AT:
            return _AT[preposition] * max(self._relation(head), self._adjacent(place))
        if preposition in _TOWARDS:
            return 0.9 if self._moves(head, place) else 0.0
        return 0.0 if preposition is not None else self._bare(root, place)

    def _bare(self, root: Token, place: Place) -> float:
        """A place without a preposition: object of a visit, subject that hosts, "the Lima summit"."""
        head = root.head
        if root.dep_ in OBJECTS and (head.i in self.triggers or lemma(head) == "visit"):
            return 0.9
        if root.dep_ in SUBJECTS and lemma(head) in lexicons.place_words("host") and self._governs(head):
            return 0.85
        modifies = root.dep_ == "compound" and head.i in self.triggers
        return 0.75 if modifies and place.kind in {LocationKind.CITY, LocationKind.VENUE} else 0.0

    def _relation(self, head: Token) -> float:
        """How closely the word that the place hangs on belongs to the meeting."""
        for _ in range(6):
            if head.i in self.triggers:
                return 0.4 if _is_another(head) else 1.0
            if head.pos_ in {"VERB", "AUX"}:
                return 0.85 if self._governs(head) else 0.35
            if not self._lets_through(head):
                return 0.2
            if head.head is head:
                break
            head = head.head
        return 0.3

    def _lets_through(self, token: Token) -> bool:
        """Whether what hangs on the word may belong to its governor: names, days, events, persons."""
        if token.i in self.names or token.pos_ in {"PROPN", "NUM", "ADV"}:
            return True
        return lemma(token) in _transparent() or token.lower_ in _transparent()

    def _adjacent(self, place: Place) -> float:
        """1 where the meeting's word stands right before the preposition: "talks in X"."""
        at = self._preposition_at(place)
        return 1.0 if at > 0 and at - 1 in self.triggers and not _is_another(self.doc[at - 1]) else 0.0

    def _governs(self, verb: Token) -> bool:
        """Whether a meeting is named in the clause of the verb, or the verb's clause depends on one."""
        if any(token.i in self.triggers for token in verb.subtree):
            return True
        return any(governor.i in self.triggers for governor in governors(verb))

    def _moves(self, head: Token, place: Place) -> bool:
        """Whether "to X" is the goal of a visit or journey that belongs to the meeting."""
        if _is_another(head):
            return False
        if head.i in self.triggers:
            return lemma(head) in lexicons.place_words("motion")
        if lemma(head) not in lexicons.place_words("motion"):
            return False
        return place.kind is LocationKind.VENUE or self._governs(clause(head))

    def _word_before(self, place: Place) -> str | None:
        """The preposition before the place, over articles, demonyms and "resort of", or None."""
        at = self._preposition_at(place)
        return self.doc[at].lower_ if at >= 0 else None

    def _preposition_at(self, place: Place) -> int:
        settlements = lexicons.place_words("settlement") | lexicons.place_words("venue")
        at = place.start - 1
        while at >= 0 and place.start - at < _REACH:
            token = self.doc[at]
            if token.lower_ == "of" and at and lemma(self.doc[at - 1]) in settlements:
                at -= 2
            elif (
                token.lower_ in _SKIPPED
                or lemma(token) in settlements
                or token.pos_ == "ADJ"
                or self._qualifies(at)
            ):
                at -= 1
            else:
                return at if token.lower_ in _AT or token.lower_ in _TOWARDS | _ELSEWHERE else -1
        return -1

    def _qualifies(self, at: int) -> bool:
        """Whether the word is a demonym, or a country in the genitive: "Malaysia's capital, Kuala Lumpur"."""
        following = self.doc[at + 1].lower_
        return self.names.get(at) == "NORP" or (self.names.get(at) == "GPE" and following in {"'s", "’s"})

    def _by_order(self, place: Place) -> float:
        """Without a tree: "in" or "at" before the place and a meeting within a dozen words."""
        if self._word_before(place) not in {"in", "at"} or not self.triggers:
            return 0.0
        return 0.6 if min(abs(place.start - i) for i in self.triggers) <= 12 else 0.0


def lemma(token: Token) -> str:
    """Lower-case lemma, the word itself where no lemma is known."""
    return (token.lemma_ or token.lower_).lower()


@cache
def _plain_triggers() -> frozenset[str]:
    return frozenset({"talks", "summit", "meeting", "meetings", "negotiations"})


@cache
def _transparent() -> frozenset[str]:
    """Lemmas between a place and its verb: events, venues, times, offices, groups."""
    offices = {title.title.partition(" of ")[0].split()[-1].lower() for title in lexicons.titles()}
    groups = {noun for noun, _ in lexicons.group_nouns()}
    events = lexicons.place_words("carrier") | lexicons.place_words("venue") | lexicons.place_words("time")
    return frozenset(offices | groups) | events


def _is_another(token: Token) -> bool:
    """ "the next meeting in X", "his recent visit to X" are not the meeting itself."""
    return any(
        child.lower_ in lexicons.place_words("another") for child in token.children if child.dep_ == "amod"
    )


def _first_conjunct(token: Token) -> Token:
    """ "in Cairo and Amman": the second city hangs on the first."""
    while token.dep_ == "conj" and token.head is not token and preposition_of(token) is None:
        token = token.head
    return token


def _attachment(root: Token) -> tuple[Token, str | None]:
    """What the place hangs on and by which preposition; "in the resort town of X" counts as "in X"."""
    settlements = lexicons.place_words("settlement") | lexicons.place_words("venue")
    preposition = preposition_of(root)
    for _ in range(3):
        loose = preposition is None and root.dep_ in {"appos", "flat", "nmod:desc", "compound"}
        if not (preposition == "of" or loose) or lemma(root.head) not in settlements:
            break
        root = _first_conjunct(root.head)
        preposition = preposition_of(root)
    return root.head, preposition
