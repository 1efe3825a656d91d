"""Which person "he" or "she" means: a log-linear choice among the persons nearby, or nobody.

The weights are learnt from public coreference corpora (`training/pronouns.py`). Below `LEAST` the
pronoun stays open.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from spacy.tokens import Doc, Token

from service import lexicons
from service.grammar import OBJECTS, SUBJECTS
from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.persons import Actor
from service.pipeline.entities.pronoun_features import Candidate, Case, features, null_features
from service.pipeline.entities.surroundings import Surroundings, first_conjunct

GENDERS: Final = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
LEAST: Final = 0.5
"""Probability below which nobody is named."""
Decide = Callable[[Case], Actor | None]
_WINDOW: Final = 4
"""Sentences, the pronoun's own included, in which an antecedent is looked for."""
_REACH: Final = 1000
"""Tokens to either side beyond which no sentence, however long, is looked through."""
_MOST: Final = 10
"""Candidates that are weighed."""


def case_of(book: ActorBook, token: Token, around: Surroundings) -> Case:
    """The persons whom the pronoun can mean, by their nearest mention."""
    gender = GENDERS[token.lower_]
    start = max(around.window(token, _WINDOW), token.i - _REACH)
    end = min(around.end_of_sentence(token), token.i + _REACH)
    before: list[Candidate] = []
    after: list[Candidate] = []
    for actor in book.mentioned(start, end):
        if actor.kind != "person" or (actor.gender or actor.given or gender) != gender:
            continue
        if found := actor.within(start, token.i):
            before.append(_candidate(actor, found[-1], around.doc))
        elif found := actor.within(token.i + 1, end):
            after.append(_candidate(actor, found[0], around.doc))
    before.sort(key=lambda c: (-c.start, c.actor.key))
    after.sort(key=lambda c: (c.start, c.actor.key))
    free = [c for c in before + after if not _bound(token, c.root)]
    return Case(token, gender, tuple(free[:_MOST]), around)


def _candidate(actor: Actor, mention: tuple[int, int], doc: Doc) -> Candidate:
    return Candidate(actor, *mention, doc[slice(*mention)].root)


def _bound(token: Token, root: Token) -> bool:
    """An object is never its own clause's subject ("Biden met him") unless it says so ("himself")."""
    subject = first_conjunct(root)
    return (
        token.dep_ in OBJECTS
        and not token.lower_.endswith("self")
        and subject.dep_ in SUBJECTS
        and subject.head == token.head
    )


def ranked(case: Case) -> list[tuple[Actor, float]]:
    """Candidates with their probabilities, in the order of the case; what is missing to 1 is nobody's."""
    weights = lexicons.pronoun_weights()
    nobody = sum(weights.get(name, 0.0) for name in null_features(case))
    scores = [
        sum(weights.get(name, 0.0) for name in features(case, candidate, rank))
        for rank, candidate in enumerate(case.candidates)
    ]
    highest = max([nobody, *scores])
    powers = [math.exp(score - highest) for score in scores]
    total = sum(powers) + math.exp(nobody - highest)
    return [(c.actor, power / total) for c, power in zip(case.candidates, powers, strict=True)]


def antecedent(case: Case) -> Actor | None:
    """The likeliest candidate, None where nobody is likely enough."""
    best = max(ranked(case), key=lambda item: item[1], default=None)
    return best[0] if best is not None and best[1] >= LEAST else None
