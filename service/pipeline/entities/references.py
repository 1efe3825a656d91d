"""Plural references and pronouns: "the two leaders", "both sides", "he", "their".

He and she are resolved by `pronouns`; "it" and "they" by recency and grammatical function (subjects
first), after the centering account of Brennan, Friedman & Pollard (1987).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from spacy.tokens import Doc, Token

from service.grammar import SUBJECTS, conjuncts, noun_phrase
from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.persons import Actor
from service.pipeline.entities.pronouns import GENDERS, Decide, antecedent, case_of
from service.pipeline.entities.surroundings import Surroundings

Plural = tuple[int, int, tuple[str, ...]]

_PERSONS: Final = frozenset(
    {
        "leaders",
        "presidents",
        "ministers",
        "premiers",
        "men",
        "officials",
        "chancellors",
        "chiefs",
        "diplomats",
        "heads",
    }
)
_STATES: Final = frozenset(
    {
        "countries",
        "nations",
        "states",
        "governments",
        "capitals",
        "allies",
        "powers",
        "neighbors",
        "neighbours",
    }
)
_SIDES: Final = frozenset({"sides", "parties", "delegations", "counterparts", "interlocutors"})
_PLURALS: Final = _PERSONS | _STATES | _SIDES
_NUMBERS: Final = {"two": 2, "both": 2, "three": 3, "four": 4}
_THEY: Final = frozenset({"they", "them", "their", "themselves"})
_I: Final = frozenset({"i", "me", "my", "mine", "myself"})
_REACH: Final = 1000
"""Tokens before a pronoun beyond which no sentence, however long, is looked through."""
_WINDOW: Final = 3
"""Sentences, the pronoun's own included, in which an antecedent is looked for."""


def add_plurals(book: ActorBook, doc: Doc) -> list[Plural]:
    """Plural descriptions with the keys of their members, in order of the text."""
    found: list[Plural] = []
    persons, states = _principals(book)
    for token in doc:
        word = token.lower_
        if token.pos_ == "PROPN":
            continue  # "both the United States and Peru"
        if word in _PLURALS or (word in {"two", "both"} and _stands_alone(token)):
            size = _size(token)
            members = _members(token, size, persons, states)
            if size and len(members) == size:
                start, end = noun_phrase(token)
                found.append((start, max(end, token.i + 1), tuple(m.key for m in members)))
    return found


def _stands_alone(token: Token) -> bool:
    """ "The two discussed …", not "two days"."""
    return token.dep_ in SUBJECTS or (token.dep_ in {"obl", "nmod"} and not list(token.children))


def _size(token: Token) -> int:
    """How many members the phrase names: by its numeral, or two for a bare "the leaders" or "the sides"."""
    if token.lower_ in _NUMBERS:
        return _NUMBERS[token.lower_]
    modifiers = list(token.children)
    for child in modifiers:
        if child.lower_ in _NUMBERS:
            return _NUMBERS[child.lower_]
    bare = [c for c in modifiers if c.dep_ not in {"det", "punct", "case"}]
    definite = any(c.lower_ == "the" for c in modifiers)
    return 2 if definite and not bare and token.lower_ in _PERSONS | _SIDES else 0


def _members(token: Token, size: int, persons: list[Actor], states: list[Actor]) -> list[Actor]:
    if token.lower_ in _STATES:
        return states[:size]
    pool = persons if len(persons) >= size else states
    return pool[:size]


def _principals(book: ActorBook) -> tuple[list[Actor], list[Actor]]:
    """Named persons with an office, and states (those of the persons first), both by first mention."""
    persons = sorted(
        (a for a in book.persons(named=True) if a.mentions and (a.offices or a.country)),
        key=lambda a: min(a.mentions),
    )
    sides: list[Actor] = []
    for person in persons:
        if person.country and book.state(person.country) not in sides:
            sides.append(book.state(person.country))
    mentioned = sorted(
        (a for a in book.actors if a.kind == "state" and a.mentions), key=lambda a: min(a.mentions)
    )
    return _one_a_side(persons), (sides if len(sides) >= 2 else mentioned)


def _one_a_side(persons: list[Actor]) -> list[Actor]:
    """The first person of each country: a minister beside a president does not make a second side."""
    seen: set[str] = set()
    firsts = []
    for person in persons:
        if not person.country or person.country not in seen:
            firsts.append(person)
            seen.add(person.country)
    return firsts


def add_pronouns(book: ActorBook, doc: Doc, plurals: list[Plural], decide: Decide = antecedent) -> None:
    """Add he, she, it, they and I to their antecedents' mentions; abstain where none is clear."""
    around = Surroundings(doc)
    plurals.sort()
    for token in doc:
        word = token.lower_
        if word in GENDERS:
            actor = decide(case_of(book, token, around))
            if actor is not None:
                actor.called = actor.called or GENDERS[word]
                actor.add((token.i, token.i + 1))
        elif word in {"it", "its"} and (subject := _institution(book, token)) is not None:
            subject.add((token.i, token.i + 1))
        elif word in _THEY and (members := _plural(book, token, plurals)):
            plurals.append((token.i, token.i + 1, members))
            plurals.sort()
    _add_speakers(book, around)


def _add_speakers(book: ActorBook, around: Surroundings) -> None:
    """Add "I" and its forms in a quotation to the mentions of the one person who speaks it."""
    for token in around.doc:
        if token.lower_ in _I:
            found = {
                a.key: a for s in around.speakers(token) for a in book.covering(s.i) if a.kind == "person"
            }
            if len(found) == 1:
                next(iter(found.values())).add((token.i, token.i + 1))


def _sentence_bounds(token: Token) -> list[int]:
    """Start tokens of the pronoun's sentence and the ones before it, nearest first."""
    starts = [token.sent.start]
    while len(starts) < _WINDOW and starts[-1] > 0:
        starts.append(token.doc[starts[-1] - 1].sent.start)
    return [max(start, token.i - _REACH) for start in starts]


def _is_subject(doc: Doc, actor: Actor, start: int) -> bool:
    end = next(e for s, e in actor.mentions if s == start)
    return doc[start:end].root.dep_ in SUBJECTS


def _institution(book: ActorBook, token: Token) -> Actor | None:
    """A state or organisation that is the subject of this or the previous sentence, if just one is."""
    end = token.i
    for start in _sentence_bounds(token)[:2]:
        pool = {
            a.key: a
            for a in book.mentioned(start, end)
            if a.kind in {"state", "organization"}
            for s, _ in a.within(start, end)
            if _is_subject(token.doc, a, s)
        }
        if pool:
            return next(iter(pool.values())) if len(pool) == 1 else None
        end = start
    return None


def _plural(book: ActorBook, token: Token, plurals: list[Plural]) -> tuple[str, ...]:
    """The latest plural phrase or coordination of actors in the window, subjects preferred."""
    first = _sentence_bounds(token)[-1]
    best: tuple[int, tuple[str, ...]] = (-1, ())
    at = bisect_left(plurals, (token.i,))  # they are in order: the last one before, the first of equals
    at = bisect_left(plurals, (plurals[at - 1][0],)) if at else 0
    if at < len(plurals) and first <= plurals[at][0] < token.i:
        best = (plurals[at][0], plurals[at][2])
    for actor in book.mentioned(first, token.i):
        for start, end in actor.within(first, token.i):
            if start <= best[0]:
                continue
            if actor.kind == "group":
                best = (start, (actor.key,))
                continue
            head = token.doc[start:end].root
            partners = [a.key for c in conjuncts(head) for a in book.covering(c.i) if a.kind == actor.kind]
            if len(set(partners)) > 1 and head.dep_ in SUBJECTS:
                best = (start, tuple(dict.fromkeys(partners)))
    return best[1] or _pair_before(book, token)


def _pair_before(book: ActorBook, token: Token) -> tuple[str, ...]:
    """The two persons of the sentence before, where there are just two ("A met B. They agreed.")."""
    bounds = _sentence_bounds(token)
    if len(bounds) < 2:
        return ()
    inside = {a.key for a in book.mentioned(bounds[1], bounds[0]) if a.kind == "person"}
    return tuple(sorted(inside, key=lambda key: int(key[1:]))) if len(inside) == 2 else ()
