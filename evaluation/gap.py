"""GAP (Webster et al. 2018): of two names given, which does a pronoun mean, or neither?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from evaluation import unfinished
from service.annotations import ACTORS
from service.pipeline.entities.persons import Actor
from service.pipeline.entities.pronoun_features import Case
from service.pipeline.entities.pronouns import antecedent, ranked

_FEMININE = frozenset({"she", "her", "hers"})

Answer = tuple[bool, bool]
"""Whether the first and the second name are what the pronoun means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A snippet, the pronoun and both names as code points [start, end), and the truth."""

    id: str
    text: str
    pronoun: tuple[int, int]
    names: tuple[tuple[int, int], tuple[int, int]]
    truth: Answer

    @property
    def feminine(self) -> bool:
        """Whether the pronoun is."""
        return self.text[slice(*self.pronoun)].lower() in _FEMININE


def read(path: Path) -> Iterator[Example]:
    """Examples of one of the published files."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Example(
                id=row["ID"],
                text=row["Text"],
                pronoun=_stretch(row["Pronoun-offset"], row["Pronoun"]),
                names=(_stretch(row["A-offset"], row["A"]), _stretch(row["B-offset"], row["B"])),
                truth=(row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"),
            )


def _stretch(offset: str, text: str) -> tuple[int, int]:
    return int(offset), int(offset) + len(text)


def doc_of(example: Example, nlp: Language) -> Doc:
    """The snippet before the search for actors, both names given."""
    return unfinished.read(example.text, nlp, names=example.names)


def token_at(doc: Doc, stretch: tuple[int, int]) -> Token:
    """The last token of a stretch of characters."""
    span = doc.char_span(*stretch, alignment_mode="expand")
    if span is None:
        raise ValueError(f"no word at {stretch}")
    return span[-1]


class _Watch:
    """Decides as the service does, and keeps the probabilities of one pronoun's candidates."""

    def __init__(self, token: Token) -> None:
        self.token = token
        self.ranking: list[tuple[Actor, float]] = []

    def __call__(self, case: Case) -> Actor | None:
        if case.token.i == self.token.i:
            self.ranking = ranked(case)
        return antecedent(case)


def choice(example: Example, doc: Doc, *, least: float) -> Answer:
    """Which of the names is taken: the likelier one, where it is likely enough; the nearer one of equals."""
    token = token_at(doc, example.pronoun)
    watch = _Watch(token)
    unfinished.search(doc, watch)
    heads = [token_at(doc, name).i for name in example.names]
    chances = [sum(chance for actor, chance in watch.ranking if actor.covers(head)) for head in heads]
    best = max((0, 1), key=lambda n: (chances[n], heads[n] < token.i, -abs(heads[n] - token.i)))
    taken = chances[best] >= least
    return taken and best == 0, taken and best == 1


def linked(example: Example, doc: Doc) -> Answer:
    """Whether the finished Doc gives pronoun and name one key, for each name."""
    token = token_at(doc, example.pronoun)
    own = {s.id_ for s in doc.spans[ACTORS] if s.start == token.i and s.end == token.i + 1}
    heads = [token_at(doc, name).i for name in example.names]
    first, second = (any(s.id_ in own and s.start <= h < s.end for s in doc.spans[ACTORS]) for h in heads)
    return first, second
