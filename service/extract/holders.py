"""Whom the head word of a holder means: an actor, or for "the leaders", "both sides", "they" all principals.

Readouts and reports of talks call those at the table by collective words over and over; what such a word
means follows from the meeting, not from the nearest names (salience: Grosz, Joshi & Weinstein 1995).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Span, Token

from service.candidates.entities import EntityIndex, name_bounds
from service.extract.collectives import (
    COORDINATION,
    PERSONAL,
    THEY,
    is_collective,
    joins_offices,
    plural_subjects,
)
from service.extract.definites import meant
from service.grammar import SUBJECTS, conjuncts, obliques, possessors
from service.lexicons.countries import country_by_capital

_NAMING: Final = frozenset({"appos", "flat", "nmod:desc"})
"""Relations of a name to the noun before it ("shoe brand Steve Madden")."""
_LOOK_BACK: Final = 4
"""Sentences in which the antecedent of "they" is looked for."""
_MOST: Final = 3
"""Principals up to this number hold a common position each; more of them only together."""


_OFFICES: Final = frozenset(
    {
        "diplomat",
        "official",
        "officials",
        "ministry",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "government",
        "authorities",
    }
    | {"embassy", "diplomats", "department", "military"}
)
"""Words for those who speak for a state: its stance is theirs."""
_NOMINAL: Final = frozenset({"PROPN", "NOUN", "ADJ", "CCONJ", "PUNCT", "DET", "PART", "NUM", "ADP"})


class Holders:
    """Resolves head words against one Doc's actors and the main meeting's sides."""

    def __init__(self, index: EntityIndex, parties: Sequence[str] = ()) -> None:
        self.index = index
        self.principals = _persons_first(index, parties)
        self._persons = tuple(_spokesman(index, key) for key in self.principals)

    @property
    def all(self) -> tuple[str, ...]:
        """Keys of the principals where they are two or three, else ()."""
        return self.principals if 2 <= len(self.principals) <= _MOST else ()

    @property
    def leaders(self) -> tuple[str, ...]:
        """The same with persons for states where the article names one for each."""
        persons = tuple(dict.fromkeys(key for key in self._persons if key))
        return persons if self.all and len(persons) == len(self.principals) else self.all

    def of(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Keys for several head words, each once, in order."""
        tokens = list(tokens)
        if len(self.all) == 2 and joins_offices(tokens) and set(self.at(tokens[0])) <= set(self.leaders):
            return self.leaders
        found = (key for token in tokens for key in self._with_partners(token))
        return tuple(dict.fromkeys(self._principal(key) for key in found))

    def _principal(self, key: str) -> str:
        """The state or body for which an unnamed office speaks ("Iran's ministry", "NATO officials")."""
        actor, mention = self.index[key], self.index[key].mentions[0]
        if actor.kind == "state" or (actor.kind == "person" and actor.named):
            return key
        if not any(token.lower_ in _OFFICES for token in mention):
            return key
        if actor.country:
            return self.index.state(actor.country, _named_in(mention) or mention)
        bodies = (k for k in self.index.inside(mention.start, mention.end) if k != key)
        body = next((k for k in bodies if self.index[k].kind == "organization"), None)
        return body or next(iter(self._served(mention.root)), key)

    def at(self, token: Token) -> tuple[str, ...]:
        """Keys for one head word, () where it means no known actor."""
        if is_collective(token):
            found = self.leaders if token.lower_ in PERSONAL else self.all
            if not found and len(self.principals) > _MOST and token.lower_ in PERSONAL:
                return (self.index.group(token),)
            return found or self.index.at(token) or _first_two(self.index, token)
        if token.lower_ in THEY:
            return self._they(token)
        keys = self.index.at(token)
        if token.pos_ != "NOUN" or self._names(token, keys):
            return keys or meant(self.index, token) or self._served(token)
        return meant(self.index, token)

    def _served(self, office: Token) -> tuple[str, ...]:
        """The state or body that an unnamed office serves: "an official at Iran's finance ministry"."""
        if office.lower_ not in _OFFICES:
            return ()
        places = [
            t for noun in obliques(office, "of", "at", "in", "from", "for") for t in (noun, *possessors(noun))
        ]
        for key in (key for token in places for key in self.index.at(token)):
            actor = self.index[key]
            if actor.kind == "organization":
                return (key,)
            if actor.country:
                return (self.index.state(actor.country, actor.mentions[0]),)
        return self.governments(obliques(office, "in"))[:1]

    def _names(self, noun: Token, keys: tuple[str, ...]) -> bool:
        """Whether a common noun itself means the actors, by mention or office, not just its modifier."""
        if noun.lower_ in _OFFICES:
            return True
        spans = (span for key in keys for span in (*self.index[key].mentions, *self.index[key].titles))
        return len(keys) > 1 or any(
            span.start <= noun.i < span.end
            or (span.start > noun.i and span.root.head == noun and span.root.dep_ in _NAMING)
            for span in spans
        )

    def _with_partners(self, token: Token) -> tuple[str, ...]:
        """Keys of a subject and of those joined to it by "and" where the tree has lost the coordination."""
        found = self.at(token)
        if not found or token.dep_ not in SUBJECTS or len(found) > 1:
            return found
        end, joined = token.i + 1, False
        doc = token.doc
        while end < len(doc) and end - token.i < COORDINATION and doc[end].pos_ in _NOMINAL:
            if doc[end].pos_ == "ADP" and not joined:
                break
            joined = joined or doc[end].lower_ == "and"
            end += 1
        if not joined or end >= len(doc) or doc[end].pos_ not in {"VERB", "AUX", "ADV"}:
            return found
        return tuple(dict.fromkeys((*found, *self.index.inside(token.i, end))))

    def before(self, token: Token) -> tuple[str, ...]:
        """Keys of the nearest subject before `token` in its sentence, for where the tree names none."""
        start = token.sent.start
        for i in range(token.i - 1, start - 1, -1):
            candidate = token.doc[i]
            if candidate.dep_ in SUBJECTS and (keys := self.of(conjuncts(candidate))):
                return keys
        return ()

    def governments(self, capitals: Iterable[Token]) -> tuple[str, ...]:
        """Keys of the states whose capitals are named: alarms "in Tokyo" are Japan's."""
        doc = self.index.doc
        named = ((country_by_capital(token.text), doc[token.i : token.i + 1]) for token in capitals)
        return tuple(self.index.state(country.alpha3, place) for country, place in named if country)

    def reporter(self, holder: str, sources: Iterable[Token]) -> str:
        """The person who tells what the own state will do: that is a promise of both, and counts as hers."""
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
        """The latest plural subject before; the principals where that is collective or none is found."""
        own = [t for t in plural_subjects(token.sent) if t.i < token.i and t.lower_ not in THEY]
        if own:
            return self.of(own)
        sentence = token.sent
        for _ in range(_LOOK_BACK):
            if sentence.start == 0:
                break
            sentence = token.doc[sentence.start - 1].sent
            found = [t for t in plural_subjects(sentence) if t.lower_ not in THEY]
            if found and (keys := self.of(found)):
                return keys
        return self.leaders or self.index.at(token)


def _named_in(mention: Span) -> Span | None:
    """The first name inside a longer mention."""
    names = (mention.doc[s:e] for s, e in sorted(name_bounds(mention.doc)))
    return next((name for name in names if mention.start <= name.start and name.end <= mention.end), None)


def _first_two(index: EntityIndex, token: Token) -> tuple[str, ...]:
    """The first two persons of two countries before `token`, for texts without a clear meeting."""
    found: dict[str, str] = {}
    for key in index.ordered():
        actor = index[key]
        if actor.kind == "person" and actor.country and actor.mentions[0].start < token.i:
            found.setdefault(actor.country, key)
    keys = tuple(found.values())[:2]
    return keys if len(keys) == 2 else ()


def _spokesman(index: EntityIndex, key: str) -> str | None:
    """The first person of a state, the actor itself where it is a person."""
    if index[key].kind != "state":
        return key
    persons = (k for k in index.ordered() if index[k].kind == "person")
    return next((k for k in persons if index[k].country == index[key].country), None)


def _persons_first(index: EntityIndex, parties: Sequence[str]) -> tuple[str, ...]:
    """The sides, where persons meet each state replaced by its first person."""
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
