"""How a place is tied to a meeting: by which preposition, and on which word."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc, Token

from service.annotations import MEETINGS, NAMES
from service.candidates.place_words import (
    AT,
    ELSEWHERE,
    PREMISES,
    SKIPPED,
    TOWARDS,
    act_together,
    attachment,
    first_conjunct,
    forms,
    holds_place,
    hosts_meeting,
    is_another_time,
    is_modified,
    is_phase,
    is_word,
    opened,
    persons,
    plain_nouns,
)
from service.candidates.places import Place
from service.extract.another import is_another
from service.grammar import (
    OBJECTS,
    POSSESSIVES,
    SUBJECTS,
    children,
    clause,
    governors,
    preposition_of,
)
from service.records import LocationKind

_TOLD: Final = 0.6
"""What "in X" is worth in a sentence that tells of the meeting by no known word."""
_REACH: Final = 8


class Placing:
    """Rates the places of one Doc."""

    def __init__(self, doc: Doc, words: frozenset[int] = frozenset()) -> None:
        """`words`: tokens that tell of the meeting beside the triggers."""
        self.doc = doc
        self.triggers = {i for span in doc.spans.get(MEETINGS, ()) for i in range(span.start, span.end)}
        self.triggers |= plain_nouns(doc) | words
        self.words = words - {i for span in doc.spans.get(MEETINGS, ()) for i in range(span.start, span.end)}
        self._governing: dict[int, bool] = {}
        self.names = {
            i: span.label_ for span in doc.spans.get(NAMES, ()) for i in range(span.start, span.end)
        }

    def tie(self, place: Place) -> float:
        """How surely the place is where the meeting of its sentence is, 0 to 1."""
        root = first_conjunct(self.doc[place.start : place.site].root)
        if hosts_meeting(self.doc, place.site, self.triggers):
            return 0.85
        told = any(root.sent.start <= i < root.sent.end for i in self.words)
        if told and self._word_before(place) == "in" and not is_another_time(root):
            return max(_TOLD, self._tied(root, place))
        return self._tied(root, place)

    def _tied(self, root: Token, place: Place) -> float:
        if self._names_event(place):
            return 1.0
        if is_another_time(root):
            return 0.0
        if self._on_visit(root, place):
            return 0.85
        if place.site < len(self.doc) and self.doc[place.site].lower_ in {"'s", "’s"}:
            if place.kind is not LocationKind.VENUE:
                return 0.0
            if root.dep_ in POSSESSIVES:
                root = root.head  # "at the Central Hotel's ballroom"
        if not root.dep_ or root.dep_ == "dep":
            return self._by_order(place)
        if any(child.dep_ == "cop" for child in root.children) and preposition_of(root) in AT:
            return 0.85 if self._governs(root) else 0.35  # "is in Belgrade for talks"
        head, preposition = attachment(root)
        if preposition is None and (bare := self._bare(root, place)):
            return bare
        if preposition is None and root.dep_ not in SUBJECTS | POSSESSIVES:
            if place.kind is LocationKind.COUNTRY and root.dep_ == "compound":
                return 0.0  # "its Investing in America tour"
            preposition = self._word_before(place)
        if preposition == "on" and place.kind is not LocationKind.VENUE:
            return 0.0
        at = self._preposition_at(place)
        if at > 0 and is_word(self.doc[at - 1], "time") and not is_modified(self.doc[at - 1]):
            head = clause(head)  # "told reporters Tuesday in X": what follows a time hangs on the verb
        if preposition in AT:
            return AT[preposition] * max(self._relation(head), self._adjacent(place))
        if preposition in TOWARDS and self._moves(head, place):
            return 0.9
        if preposition in TOWARDS and (near := self._word_before(place)) in AT:
            return AT[near] * max(self._relation(head), self._adjacent(place))  # "for Sunday at X"
        return 0.0

    def is_of_meeting(self, head: Token) -> bool:
        """Whether the word or the clause it heads tells of the meeting."""
        return head.i in self.triggers or self._governs(clause(head))

    def _names_event(self, place: Place) -> bool:
        """Whether a city with its country stands before the meeting's word: "the Lima, Peru, summit"."""
        at = place.end
        if at == place.site or at >= len(self.doc):
            return False
        at += self.doc[at].text == ","
        return at in self.triggers and not is_another(self.doc[at])

    def _on_visit(self, root: Token, place: Place) -> bool:
        """Whether the visit is told right behind: "is in Peru on a state visit", whatever the tree."""
        verbless = not any(t.pos_ in {"VERB", "AUX"} for t in root.sent)
        told = verbless or root.head.pos_ == "VERB" or any(c.dep_ == "cop" for c in root.children)
        if not told or self._word_before(place) != "in":
            return False
        noun = opened(self.doc, place.end, ("on", "for", "during"))
        return noun is not None and noun.i in self.triggers and not is_another(noun)

    def _bare(self, root: Token, place: Place) -> float:
        """A place without a preposition: object of a visit, subject that hosts, "the Lima summit"."""
        head = root.head
        if root.dep_ in OBJECTS and (head.i in self.triggers or is_word(head, "visit")):
            return 0.9
        if root.dep_ in SUBJECTS and is_word(head, "host") and self._governs(head):
            return 0.85
        if place.kind not in {LocationKind.CITY, LocationKind.VENUE} or self.names.get(place.start) == "ORG":
            return 0.0  # "White House meeting": the seat may be whose it is
        modifies = place.site in self.triggers or (root.dep_ == "compound" and head.i in self.triggers)
        return 0.8 if modifies else 0.0

    def _relation(self, head: Token) -> float:
        """How closely the word that the place hangs on belongs to the meeting."""
        for _ in range(6):
            if head.i in self.triggers:
                return 0.4 if is_another(head) else 1.0
            if head.pos_ in {"VERB", "AUX"}:
                return self._by_verb(head)
            if not self._lets_through(head):
                return 0.2
            if head.head == head:
                break
            head = head.head
        return 0.3

    def _by_verb(self, verb: Token) -> float:
        """A verb of the meeting's clause, an arrival, or "the welcome ceremony took place"."""
        if self._governs(verb):
            return 0.85
        if is_word(verb, "arrival"):
            return 0.85
        if any(is_word(s, "carrier") for s in children(verb, SUBJECTS)):
            return 0.85
        return 0.6 if act_together(verb, self.names) else 0.35

    def _lets_through(self, token: Token) -> bool:
        """Whether what hangs on the word may belong to its governor: names, days, events, those one meets."""
        if token.i in self.names or token.pos_ in {"PROPN", "NUM", "ADV"}:
            return True
        if any(is_word(token, kind) for kind in ("carrier", "venue", "time")):
            return True
        if preposition_of(token) in PREMISES:
            return True  # "met at the new station in Kigali"
        if forms(token).isdisjoint(persons()):
            return False
        meets = token.head.pos_ == "VERB" and preposition_of(token) == "with" and self._governs(token.head)
        return token.head.i in self.triggers or meets

    def _adjacent(self, place: Place) -> float:
        """1 where the meeting's word stands before the preposition: "talks in X", "met today in X"."""
        at = self._preposition_at(place) - 1
        while at > 0 and (is_word(self.doc[at], "time") or self.doc[at].pos_ == "NUM"):
            at -= 1
        return 1.0 if at >= 0 and at in self.triggers and not is_another(self.doc[at]) else 0.0

    def _governs(self, verb: Token) -> bool:
        """Whether a meeting is named in the clause of the verb, or the verb's clause depends on one."""
        if verb.i not in self._governing:
            self._governing[verb.i] = self._has_meeting(verb)
        return self._governing[verb.i]

    def _has_meeting(self, verb: Token) -> bool:
        said = {t.i for c in verb.children if c.dep_ in {"ccomp", "parataxis"} for t in c.subtree}
        if any(token.i in self.triggers and token.i not in said for token in verb.subtree):
            return True
        below = verb
        for governor in governors(verb):
            if governor.i in self.triggers:
                return True
            if below.dep_ in {"acl", "acl:relcl"} and not is_phase(below):
                return False  # "met women who protest in X", "discussed the games, to be held in X"
            if below.dep_ == "xcomp" and any(s.i in self.triggers for s in children(governor, SUBJECTS)):
                return True  # "talks were due to begin in X"
            below = governor
        return False

    def _moves(self, head: Token, place: Place) -> bool:
        """Whether "to X" is the goal of a visit or journey that belongs to the meeting."""
        before = self._preposition_at(place) - 1
        if before >= 0 and self.doc[before].i in self.triggers and is_word(self.doc[before], "motion"):
            head = self.doc[before]  # "on a visit to X after …", whatever the tree
        while head.i in self.names and head.head != head:
            head = head.head
        if is_another(head) or not is_word(head, "motion"):
            return False
        return head.i in self.triggers or place.kind is LocationKind.VENUE or self._governs(clause(head))

    def _word_before(self, place: Place) -> str | None:
        """The preposition before the place, over articles, demonyms and "resort of", or None."""
        at = self._preposition_at(place)
        return self.doc[at].lower_ if at >= 0 else None

    def _preposition_at(self, place: Place) -> int:
        at = place.start - 1
        while at >= 0 and place.start - at < _REACH:
            token = self.doc[at]
            if token.lower_ == "of" and at and holds_place(self.doc[at - 1]):
                at -= 2
            elif (
                token.is_space
                or token.lower_ in SKIPPED
                or holds_place(token)
                or token.pos_ == "ADJ"
                or self._qualifies(at)
            ):
                at -= 1
            else:
                return at if token.lower_ in AT or token.lower_ in TOWARDS | ELSEWHERE else -1
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
