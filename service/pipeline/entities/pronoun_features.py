"""What speaks for and against an antecedent of a pronoun: names of binary features.

Function and depth of both in the tree, parallel functions, distance, how often an actor is named,
gender where it is known, quotations, and the limits of binding: the cues of Lappin & Leass (1994) and
of the baselines in Webster et al. (2018), weighed by a log-linear model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from service.grammar import SUBJECTS
from service.pipeline.entities.persons import Actor
from service.pipeline.entities.surroundings import Surroundings, first_conjunct, role

_CLAUSES: Final = frozenset(
    {"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "conj", "advcl:relcl", "csubj"}
)
_NAMING: Final = frozenset({"appos", "flat", "compound", "nmod:desc", "nmod"})
_MANY: Final = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor with its mention nearest to the pronoun: tokens [start, end) and the head word."""

    actor: Actor
    start: int
    end: int
    root: Token


@dataclass(frozen=True, slots=True)
class Case:
    """A pronoun with its candidates, nearest first, those after the pronoun last."""

    token: Token
    gender: str
    candidates: tuple[Candidate, ...]
    around: Surroundings


def null_features(case: Case) -> Iterator[str]:
    """What speaks for none of the candidates."""
    yield "none"
    yield f"none:{pronoun_role(case.token)}"
    yield f"none:{min(len(case.candidates), _MANY)} candidates"
    if not any(c.start < case.token.i for c in case.candidates):
        yield "none:nobody before"
    if case.around.quotation[case.token.i] >= 0:
        yield "none:quoted"


def features(case: Case, candidate: Candidate, rank: int) -> Iterator[str]:
    """What speaks for or against one candidate; `rank` counts those nearer."""
    token, root = case.token, candidate.root
    own, other = pronoun_role(token), mention_role(root)
    apart = min(case.around.sentence[token.i] - case.around.sentence[root.i], 3)
    yield f"rank:{min(rank, _MANY)}"
    if candidate.start > token.i:
        yield f"after:{own}:{other}:{_first_clause(token)}"
    elif apart:
        yield f"before:{apart}"
        yield f"before:{min(apart, 2)}:{own}:{other}"
        yield f"before:{other}:{_depth(root)}"
    else:
        yield f"same:{own}:{other}"
        yield from _within_sentence(token, root, own, other)
    yield from _structure(token, root, own)
    yield from _salience(case, candidate)
    yield from _quotation(case, candidate)


def pronoun_role(token: Token) -> str:
    """Function of the pronoun, reflexives apart."""
    return "self" if token.lower_.endswith("self") else role(token)


def mention_role(root: Token) -> str:
    """Function of a mention; a possessor's with that of what it owns, a second conjunct's apart."""
    found = role(root)
    if found == "poss":
        owner = first_conjunct(root).head
        found = "poss/subj" if role(owner) == "subj" else "poss"
    return f"{found}+" if root.dep_ == "conj" else found


def _depth(root: Token) -> str:
    """How deep the clause of a mention is embedded: main, sub or deep."""
    steps, current = 0, root
    while current.head != current and steps < 2:
        if current.dep_ in _CLAUSES and current.dep_ not in {"conj", "parataxis"}:
            steps += 1
        current = current.head
    return ("main", "sub", "deep")[steps]


def _first_clause(token: Token) -> str:
    """The clause that a pronoun before its antecedent is in: that of a subordinate one, or main."""
    current = token
    while current.head != current:
        if current.dep_ in _CLAUSES:
            return current.dep_ if current.head.i > token.i else "main"
        current = current.head
    return "main"


def _within_sentence(token: Token, root: Token, own: str, other: str) -> Iterator[str]:
    """How the mention's governor stands above the pronoun: in its own clause, or over which clause."""
    head = first_conjunct(root)
    governor = head.head
    if head == governor:
        return
    path = _path(token, governor)
    if path is None:
        shared = _path(governor, token.sent.root)
        yield f"aside:{own}:{other}"
        if shared is None:
            yield "aside:no path"
        return
    yield f"over:{other}:{own}:{path}"
    yield f"over:{path}"


def _path(token: Token, above: Token) -> str | None:
    """The first and the number of clause boundaries from `above` down to `token`; None where not above."""
    steps, last, current = 0, "own", token
    for _ in range(20):
        if current == above:
            return last if steps < 2 else f"{last}/deep"
        if current.head == current:
            return None
        if current.dep_ in _CLAUSES:
            steps, last = steps + 1, current.dep_
        current = current.head
    return None


def _structure(token: Token, root: Token, own: str) -> Iterator[str]:
    """One inside the other's phrase: "Anna, who lost her…", "her husband John", "John and his wife"."""
    head = first_conjunct(token)
    if own == "poss":
        owned = token.head if token.dep_ != "conj" else head.head
        if owned == root or (root.head == owned and root.dep_ in _NAMING):
            yield "owned"
        elif owned.dep_ in _NAMING and owned.head == root:
            yield f"describes:{owned.dep_}"
        elif first_conjunct(owned) == first_conjunct(root) and owned != root:
            yield "joined to owned"
    if root != token and first_conjunct(token) == first_conjunct(root):
        yield "joined"
    child, current = token, token.head
    for _ in range(20):
        if current == root:
            yield f"inside:{own}:{child.dep_}"
            return
        if current.head == current:
            return
        child, current = current, current.head


def _salience(case: Case, candidate: Candidate) -> Iterator[str]:
    """How present the actor is, and whether its gender fits."""
    actor, token, around = candidate.actor, case.token, case.around
    counts = {c.actor.key: len(c.actor.within(0, token.i)) for c in case.candidates}
    yield f"named:{min(counts[actor.key], 6)}"
    if counts[actor.key] == max(counts.values()) > 1:
        yield "named most"
    first = min((c.actor.mentions[0][0], c.actor.key) for c in case.candidates if c.actor.mentions)
    if first == (actor.mentions[0][0], actor.key):
        yield "named first"
    if not actor.named:
        yield "unnamed"
    if candidate.end - candidate.start == 1 and around.doc[candidate.start].pos_ == "PRON":
        yield f"pronoun:{pronoun_role(token)}:{role(candidate.root)}"
        yield "pronoun"
    yield f"gender:{_agrees(actor.gender, case.gender)}"
    yield f"called:{_agrees(actor.called, case.gender)}"
    if actor.given and not actor.gender:
        yield "given"
    if case.candidates[0].root.sent.start <= candidate.start and _parallel(case, candidate):
        yield f"parallel:{pronoun_role(token)}"


def _parallel(case: Case, candidate: Candidate) -> bool:
    """Whether it is the nearest candidate before with the pronoun's own function."""
    own = role(case.token)
    for other in case.candidates:
        if other.start < case.token.i and role(other.root) == own:
            return other is candidate
    return False


def _agrees(known: str, gender: str) -> str:
    return "unknown" if not known else ("yes" if known == gender else "no")


def _quotation(case: Case, candidate: Candidate) -> Iterator[str]:
    """He or she in a quotation is not its speaker."""
    around = case.around
    inside, other = around.quotation[case.token.i], around.quotation[candidate.root.i]
    if inside >= 0:
        speakers = around.speakers(case.token)
        if any(s.i < e and s.i >= b for s in speakers for b, e in candidate.actor.mentions):
            yield "speaker"
        yield "quoted together" if inside == other else "outside the quotation"
    elif other >= 0:
        yield f"only quoted:{case.token.dep_ in SUBJECTS}"
