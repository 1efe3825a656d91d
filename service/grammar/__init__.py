"""Grammatical functions of a token: subject, object, oblique, complement, modifier.

Labels are Universal Dependencies v2 (de Marneffe et al. 2021), as the shipped model writes them. Trees
with the ClearNLP labels of spaCy's own English pipelines are turned into such (`clearnlp`) before a rule
sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
PASSIVE_SUBJECTS: Final = frozenset({"nsubj:pass"})
OBJECTS: Final = frozenset({"obj", "iobj"})
OBLIQUES: Final = frozenset({"obl", "obl:agent", "obl:unmarked", "nmod"})
COMPLEMENTS: Final = frozenset({"ccomp", "xcomp"})
_CLAUSAL: Final = COMPLEMENTS | {"csubj", "advcl"}
POSSESSIVES: Final = frozenset({"nmod:poss"})
FLAT: Final = frozenset({"flat", "compound", "nummod", "amod", "nmod:desc"})
AUXILIARIES: Final = frozenset({"aux", "aux:pass"})


def children(token: Token, labels: frozenset[str]) -> list[Token]:
    """Direct dependents of `token` with one of `labels`, in order of the text."""
    return [child for child in token.children if child.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """`token` and what is coordinated with it, nested coordination included."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return found


def subjects(verb: Token) -> list[Token]:
    """Subjects of the clause of `verb`, coordination unfolded; inherited where the clause has none.

    A conjoined verb shares its first conjunct's subject; an open complement (xcomp), an
    adverbial participle and a purpose clause take the governing clause's subject; a relative clause
    takes its noun.
    """
    current, seen = verb, 0
    while seen < 6:
        own = [s for s in children(current, SUBJECTS) if s not in _displaced(current)]
        if own:
            return [each for head in own for each in conjuncts(_antecedent(head, current))]
        if current.dep_ in {"acl", "acl:relcl"} and not _is_purpose(current) and not _is_aside(current):
            return conjuncts(current.head)
        if current.dep_ not in {"conj", "xcomp", "advcl", "acl"} or current.head == current:
            return []
        if _is_merit(current) and (praised := objects(current.head)):
            return praised
        if current.dep_ == "xcomp" and (controller := children(current.head, OBJECTS)):
            return [each for head in controller for each in conjuncts(head)]
        current, seen = current.head, seen + 1
    return []


def _is_merit(verb: Token) -> bool:
    """ "Thanked her for hosting …": who did it is who is thanked."""
    judges = verb.dep_ == "advcl" and verb.head.lower_.startswith(_JUDGING)
    return judges and any(c.lower_ == "for" and c.dep_ == "mark" for c in verb.children)


_JUDGING: Final = (
    *("thank", "congratulat", "prais", "commend", "applaud", "credit"),
    *("condemn", "criticis", "criticiz", "blam", "rebuk"),
)
"""Stems of verbs with an object for what it did."""


def _is_purpose(verb: Token) -> bool:
    """ "She is in Oslo to meet …": an infinitive that a parser hangs on the place, not on the clause."""
    place = verb.head
    infinitive = any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in verb.children)
    return infinitive and any(c.dep_ == "cop" for c in place.children) and bool(children(place, SUBJECTS))


def _is_aside(verb: Token) -> bool:
    """ "She is on a visit after winning …": a participle with its conjunction, hung on a predicate noun."""
    marked = verb.tag_ == "VBG" and any(c.dep_ == "mark" and c.lower_ in _ASIDE for c in verb.children)
    return marked and any(c.dep_ == "cop" for c in verb.head.children)


_ASIDE: Final = frozenset({"after", "before", "since", "while"})


def _antecedent(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other subject stands for itself.

    Where a parser hangs the clause on another verb, "who" follows its noun.
    """
    if verb.dep_ == "acl:relcl" and subject.lower_ in {"who", "which", "that"}:
        return verb.head
    if subject.lower_ != "who" or subject.i < 2:
        return subject
    before = subject.nbor(-2) if subject.nbor(-1).is_punct else subject.nbor(-1)
    while before.dep_ in FLAT and before.head.i < before.i:
        before = before.head
    return before if before.pos_ in {"PROPN", "NOUN"} else subject


def is_passive(verb: Token) -> bool:
    """Whether the clause is in the passive."""
    return any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "aux:pass" for c in verb.children)


def objects(verb: Token) -> list[Token]:
    """Direct and indirect objects, coordination unfolded."""
    return [each for head in [*children(verb, OBJECTS), *_displaced(verb)] for each in conjuncts(head)]


def _displaced(verb: Token) -> list[Token]:
    """Nominals behind a verb that a parser calls its subject though another stands before it: objects."""
    found = children(verb, SUBJECTS)
    return [s for s in found if s.i > verb.i] if any(s.i < verb.i for s in found) else []


def obliques(token: Token, *prepositions: str) -> list[Token]:
    """Nominals that one of `prepositions` ties to `token`, coordination unfolded; all where none is named."""
    found = []
    for preposition, nominal in prepositional(token):
        if not prepositions or preposition in prepositions:
            found.extend(conjuncts(nominal))
    return found


def prepositional(token: Token) -> Iterator[tuple[str, Token]]:
    """Pairs (preposition, nominal) below `token`, in order of the text; "" where it has no preposition."""
    for child in token.children:
        if child.dep_ in OBLIQUES:
            yield preposition_of(child) or "", child


def preposition_of(nominal: Token) -> str | None:
    """Preposition that marks `nominal` or its title, multiword ones by their first word, "on to" as "to"."""
    found = [child.lower_ for child in nominal.children if child.dep_ == "case" and child.pos_ == "ADP"]
    if found:
        return "to" if found[:2] == ["on", "to"] else found[0]
    titles = (child for child in nominal.children if child.dep_ == "nmod:desc")
    return next(filter(None, map(preposition_of, titles)), None)


def agents(verb: Token) -> list[Token]:
    """By-agents of a passive."""
    return obliques(verb, "by")


def auxiliaries(verb: Token) -> list[Token]:
    """Auxiliaries of the clause; a conjoined verb without its own shares the first one's."""
    own = children(verb, AUXILIARIES)
    if own or verb.dep_ != "conj" or children(verb, SUBJECTS):
        return own
    return auxiliaries(verb.head)


def is_predicate(token: Token) -> bool:
    """Whether `token` heads a clause: a verb, or a nominal with a copula."""
    return token.pos_ in {"VERB", "AUX"} or any(c.dep_ == "cop" for c in token.children)


def is_negated(token: Token) -> bool:
    """Whether "not", "never" or "no" negates `token` directly."""
    return any(
        child.lower_ in {"not", "n't", "n’t", "never", "no", "neither", "nor"} for child in token.children
    )


def governors(token: Token) -> Iterator[Token]:
    """Heads from `token` upwards, nearest first, without `token`."""
    while token.head != token:
        token = token.head
        yield token


def clause(token: Token) -> Token:
    """The nearest verb (or clause head) that `token` belongs to; `token` itself where it is one."""
    for candidate in (token, *governors(token)):
        if candidate.pos_ in {"VERB", "AUX"} or candidate.dep_ == "ROOT":
            return candidate
    return token


def noun_phrase(head: Token) -> tuple[int, int]:
    """Token range [start, end) around `head`, without relative clauses, apposition and coordination.

    Goes left from the head over its own modifiers while they are of a nominal sort, at most `_LONGEST`
    tokens, so
    that one wrong arc does not swallow a clause.
    """
    doc, start, end = head.doc, head.i, head.i + 1
    first = head.sent.start
    while start > first and head.i - start < _LONGEST and _modifies(doc[start - 1], head):
        start -= 1
    while start < head.i and doc[start].pos_ in {"PUNCT", "PART", "ADP", "CCONJ"}:
        start += 1
    for child in head.children:
        if child.dep_ in {"flat", "compound"} and child.i == end:
            end = child.i + 1
    return start, end


_LONGEST: Final = 10
_NOMINAL: Final = frozenset(
    {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "PUNCT", "ADV", "X", "SYM"}
)


def _modifies(token: Token, head: Token) -> bool:
    """Whether `token` is a nominal part of the phrase before `head`."""
    if token.is_space or token.pos_ not in _NOMINAL | {"VERB", "CCONJ"} or not head.is_ancestor(token):
        return False
    return token.pos_ not in {"VERB", "CCONJ"} or token.dep_ in {"amod", "compound", "cc"}
