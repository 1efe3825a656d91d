"""Issue vocabulary: terms, cue groups, learnt weights.

Words are matched in a normal form (`normal`) that folds case, British spelling and
the plural, so that one row of `data/issue_terms.tsv` stands for all its spellings.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"
BLOCK: Final = "-"
"""Category of terms that are no issue and hide the shorter terms inside them."""

_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?|[^\W_]+")
_SPELLING: Final = (
    (re.compile(r"is(ation|ations|e|es|ed|ing)$"), r"iz\1"),
    (re.compile(r"^(.{3,})our(s|ed|ing|able)?$"), r"\1or\2"),
    (re.compile(r"fence(s?)$"), r"fense\1"),
    (re.compile(r"gramme(s?)$"), r"gram\1"),
    (re.compile(r"^(.{3,})tre(s?)$"), r"\1ter\2"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that speaks for `category`; `needs` names a cue group wanted in the same sentence."""

    words: tuple[str, ...]
    category: str
    strong: bool
    needs: str | None


def normal(word: str) -> str:
    """Normal form: lower case, no periods, American spelling, singular (s-stemmer, Harman 1991).

    Capitals mark an acronym, whose last S is no plural: "AIDS" is not "aid".
    """
    return _known_normal(word) if len(word) <= _REMEMBERED else _normal(word)


_REMEMBERED: Final = 40
"""Characters of the longest word whose normal form is remembered."""


def _normal(word: str) -> str:
    form = word.replace(".", "")
    if len(form) > 2 and form.isupper():
        return form.lower()
    form = form.lower()
    for pattern, replacement in _SPELLING:
        form = pattern.sub(replacement, form)
    if len(form) > 3 and form.endswith("ies") and not form.endswith(("eies", "aies")):
        return form[:-3] + "y"
    if len(form) > 3 and form.endswith("s") and not form.endswith(("us", "ss")):
        return form[:-1]
    return form


_known_normal: Final = lru_cache(maxsize=1 << 13)(_normal)


def words(text: str) -> Iterator[re.Match[str]]:
    """Words of `text` in order; "U.S." is one, a hyphen or an apostrophe parts two."""
    return _WORD.finditer(text)


@cache
def terms() -> tuple[Term, ...]:
    """All rows of `issue_terms.tsv`, verbs unfolded into their forms."""
    return tuple(
        Term(form, row["category"], row["strength"] == "strong", row["needs"] or None)
        for row in _rows("issue_terms.tsv")
        for form in _forms(row["term"])
    )


@cache
def cues() -> dict[str, frozenset[tuple[str, ...]]]:
    """Cue groups of `issue_cues.tsv`: group -> phrases in normal form."""
    groups: dict[str, set[tuple[str, ...]]] = {}
    for row in _rows("issue_cues.tsv"):
        groups.setdefault(row["group"], set()).update(_forms(row["term"]))
    return {group: frozenset(phrases) for group, phrases in groups.items()}


@cache
def weights() -> dict[str, dict[str, float]]:
    """Weights of `issue_weights.tsv`: model -> feature -> weight (log-odds); `threshold` is a probability."""
    models: dict[str, dict[str, float]] = {}
    for row in _rows("issue_weights.tsv"):
        models.setdefault(row["model"], {})[row["feature"]] = float(row["weight"])
    return models


def _rows(name: str) -> Iterator[dict[str, str]]:
    path = DATA / name
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="," if path.suffix == ".csv" else "\t")


def _forms(term: str) -> Iterator[tuple[str, ...]]:
    """Normal forms of a term; a word with ``~`` is a verb and stands for its four forms."""
    verb = next((word for word in term.split() if word.endswith("~")), None)
    variants = [term] if verb is None else [term.replace(verb, form) for form in _conjugate(verb[:-1])]
    for variant in variants:
        yield tuple(normal(match[0]) for match in words(variant))


def _conjugate(verb: str) -> tuple[str, ...]:
    stem = verb[:-1] if verb.endswith("e") else verb
    past = verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else stem + "ed"
    third = verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"
    return verb, third, past, stem + "ing"
