"""Whom the head word of a holder means: an actor, or for "the leaders", "both sides", "they" all principals.

Readouts and reports of talks call those at the table by collective words over and over; what such a word
means follows from the meeting, not from the nearest names (discourse salience, Grosz, Joshi & Weinstein 1995).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Token

from service.extract.actors import ActorIndex
from service.grammar import SUBJECTS, conjuncts, noun_phrase

COLLECTIVE: Final = frozenset(
    "leaders sides parties presidents ministers premiers participants counterparts interlocutors heads two three both "
    "officials chiefs principals pair trio men".split()
)
_BARE: Final = frozenset(
    {"the", "both", "two", "three", "all", "these", "those", "of", "state", "government", "and"}
)
_THEY: Final = frozenset({"they", "their", "them", "themselves"})
_LOOK_BACK: Final = 4
"""Sentences in which the antecedent of "they" is looked for."""
_MOST: Final = 3
"""Principals up to this number hold a common position each; more of them only together."""


class Holders:
    """Resolves head words against one Doc's actors and the main meeting's sides."""

    def __init__(self, index: ActorIndex, parties: Sequence[str] = ()) -> None:
        self.index = index
        self.principals = _persons_first(index, parties)

    @property
    def all(self) -> tuple[str, ...]:
        """Keys of the principals where they are two or three, else ()."""
        return self.principals if 2 <= len(self.principals) <= _MOST else ()

    def of(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Keys for several head words, each once, in order."""
        return tuple(dict.fromkeys(key for token in tokens for key in self.at(token)))

    def at(self, token: Token) -> tuple[str, ...]:
        """Keys for one head word, () where it means no known actor."""
        if self.all and _is_collective(token):
            return self.all
        if self.all and token.lower_ in _THEY:
            return self._they(token)
        return self.index.at(token)

    def before(self, token: Token) -> tuple[str, ...]:
        """Keys of the nearest subject before `token` in its sentence, for where the tree names none."""
        start = token.sent.start
        for i in range(token.i - 1, start - 1, -1):
            candidate = token.doc[i]
            if candidate.dep_ in SUBJECTS and (keys := self.of(conjuncts(candidate))):
                return keys
        return ()

    def reporter(self, holder: str, sources: Iterable[Token]) -> str:
        """The person who reports what the own state holds ("Rice said that Washington will …" is Rice's promise)."""
        if self.index[holder].kind != "state":
            return holder
        country = self.index[holder].country
        for key in self.of(sources):
            if self.index[key].kind == "person" and self.index[key].country == country and country:
                return key
        return holder

    @property
    def states(self) -> tuple[str, ...]:
        """Keys of the principals' states, where they are mentioned; else the principals."""
        found = []
        for key in self.all:
            country = self.index[key].country
            states = (k for k in self.index.ordered() if self.index[k].kind == "state")
            found.append(next((k for k in states if self.index[k].country == country and country), key))
        return tuple(dict.fromkeys(found))

    def _they(self, token: Token) -> tuple[str, ...]:
        """The latest plural subject before; the principals where that is a collective word or none is found."""
        own = [t for t in _plural_subjects(token.sent) if t.i < token.i and t.lower_ not in _THEY]
        if own:
            return self.of(own)
        sentence = token.sent
        for _ in range(_LOOK_BACK):
            if sentence.start == 0:
                break
            sentence = token.doc[sentence.start - 1].sent
            found = [t for t in _plural_subjects(sentence) if t.lower_ not in _THEY]
            if found and (keys := self.of(found)):
                return keys
        return self.all


def _persons_first(index: ActorIndex, parties: Sequence[str]) -> tuple[str, ...]:
    """The sides with each state replaced by its first person at the table, or in the text where persons meet."""
    persons = [key for key in parties if index[key].kind == "person"]
    if not persons:
        return tuple(parties)
    seen = {index[key].country for key in persons if index[key].country}
    found = list(persons)
    for key in parties:
        country = index[key].country
        if index[key].kind != "state" or country in seen:
            continue
        stand_in = next(
            (k for k in index.ordered() if index[k].kind == "person" and index[k].country == country), key
        )
        seen.add(country)
        found.append(stand_in)
    return tuple(dict.fromkeys(found))


def _is_collective(token: Token) -> bool:
    """A bare "the leaders", "both sides", "the two presidents", "the Russian and French presidents"."""
    if token.lower_ not in COLLECTIVE or token.dep_ == "amod":
        return False
    start, end = noun_phrase(token)
    modifiers = [t for t in token.doc[start:end] if t != token and not t.is_punct]
    rest = [t for t in modifiers if t.lower_ not in _BARE]
    tied = [
        t for t in token.children if t.dep_ in {"nmod", "acl:relcl", "acl", "appos"} and t.lower_ not in _BARE
    ]
    if tied:
        return False
    return not rest or (len(rest) > 1 and all(t.ent_type_ in {"NORP", "GPE"} for t in rest))


def _plural_subjects(sentence: Iterable[Token]) -> list[Token]:
    """Plural or coordinated subjects of a sentence, in order; coordination unfolded."""
    found: list[Token] = []
    for token in sentence:
        if token.dep_ not in SUBJECTS:
            continue
        members = conjuncts(token)
        if len(members) > 1:
            found.extend(members)
        elif token.tag_ in {"NNS", "NNPS"} or token.lower_ in _THEY | COLLECTIVE:
            found.append(token)
    return found
