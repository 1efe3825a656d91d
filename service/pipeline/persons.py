"""Which person a name means: one actor however often and however named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from spacy.tokens import Span

HONORIFICS: Final = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "king": "m", "prince": "m", "pope": "m", "emperor": "m", "sheikh": "m",
    "ms": "f", "ms.": "f", "mrs": "f", "mrs.": "f", "miss": "f", "madam": "f", "lady": "f", "queen": "f", "princess": "f",
    "chairman": "m", "spokesman": "m", "chairwoman": "f", "spokeswoman": "f", "congressman": "m", "congresswoman": "f",
}  # fmt: skip
"""Words before a name (or offices) that tell the gender of their bearer."""

_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "'s", "’s", ",", "."})
_PARTICLES: Final = frozenset(
    {"al", "el", "bin", "ibn", "van", "von", "de", "da", "der", "den", "la", "le", "dos", "del"}
)


@dataclass(slots=True)
class Actor:
    """One actor while the Doc is being read."""

    key: str
    kind: str
    words: tuple[str, ...] = ()
    country: str = ""
    entry: str = ""
    gender: str = ""
    offices: set[str] = field(default_factory=set)
    named: bool = True
    mentions: list[tuple[int, int]] = field(default_factory=list)

    @property
    def latest(self) -> int:
        """Token index of the latest mention, -1 before the first."""
        return max((start for start, _ in self.mentions), default=-1)


def name_words(span: Span) -> tuple[str, ...]:
    """Lower-case words of a person's name, hyphens opened, initials and suffixes kept out."""
    words: list[str] = []
    for token in span:
        lowered = token.lower_.strip('[]()“”"')
        if lowered in _SUFFIXES or not any(c.isalnum() for c in lowered):
            continue
        words.extend(part for part in lowered.split("-") if part)
    kept = [w for w in words if not (len(w.rstrip(".")) == 1 and len(words) > 1)]
    return tuple(kept or words)


def same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names can be one person's.

    A part of a name (surname, given name, inner run) fits the whole; two full names fit if
    they share the surname and the given names agree in their first letter ("Joe", "Joseph").
    """
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    if _is_run(short, long):
        return short[0] not in _PARTICLES or len(short) > 1
    if len(short) < 2:
        return False
    if set(short) <= set(long):
        return True
    return short[-1] == long[-1] and _same_given(short[0], long[0])


def _same_given(left: str, right: str) -> bool:
    """Given names that may be forms of one: same initial and one not much unlike the other ("Bill" is not "Hillary")."""
    return left[:1] == right[:1] and (left[:2] == right[:2] or min(len(left), len(right)) <= 3)


def _is_run(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[i : i + size] == short for i in range(len(long) - size + 1))


def match_person(
    words: tuple[str, ...], persons: list[Actor], *, gender: str = "", country: str = ""
) -> Actor | None:
    """The actor that a name means, or None for a new one.

    Among several bearers the one mentioned last wins; a known gender or country that differs
    rules a bearer out.
    """
    fits = [
        actor
        for actor in persons
        if same_person(words, actor.words)
        and not (gender and actor.gender and gender != actor.gender)
        and not (country and actor.country and country != actor.country)
    ]
    exact = [actor for actor in fits if actor.words == words]
    return max(exact or fits, key=lambda actor: actor.latest, default=None)
