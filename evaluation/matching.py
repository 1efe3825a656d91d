"""When two names mean the same actor, and who pairs with whom.

Actors match when their normalised names are equal, or when one is the other's last name and the
countries do not differ. Pairs are one to one and as many as possible, so that a second prediction
of the same actor is an error, in whatever order they come.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from evaluation.facts import Actor

Left = TypeVar("Left")
Right = TypeVar("Right")

_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "ten", "van", "von"}
)
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
# Family name first in these countries' names: there the last name is the first word.
_FAMILY_FIRST = frozenset({"CHN", "HKG", "KOR", "MAC", "PRK", "TWN", "VNM"})
_NOT_YET = frozenset({"elect", "designate", "emeritus"})
_ROLE_TAIL = re.compile(r"\s(?:of|for|to|at|in|on|from|and|with|under)\s|[,;(]")


_ALIASES = {
    "burma": "myanmar", "eu": "european union", "un": "united nations", "us": "united states",
    "palestinian territories": "palestine", "state of palestine": "palestine", "holy see": "vatican city",
    "vatican": "vatican city", "democratic republic of congo": "democratic republic of the congo",
    "czechia": "czech republic", "turkiye": "turkey", "swaziland": "eswatini", "cote d ivoire": "ivory coast",
    "macedonia": "north macedonia", "uk": "united kingdom", "britain": "united kingdom",
}  # fmt: skip
"""States and bodies under more than one usual name."""


def normalise(name: str) -> str:
    """Lower case, no accents or punctuation, no leading article, no "Jr."; one name for states of several."""
    bare = _bare(name)
    return _ALIASES.get(bare, bare)


@cache
def _bare(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.sub(r"[.'’‘ʼ`]", "", bare.casefold())
    parts = re.sub(r"[^\w]+", " ", words).split()
    while len(parts) > 1 and parts[-1] in _GENERATIONS:
        parts.pop()
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    return " ".join(parts)


def last_names(name: str, country: str | None) -> frozenset[str]:
    """Last names of a normalised full name: the last word, with its particles too, and the first
    word where the country writes the family name first. Empty for a single word."""
    words = name.split()
    if len(words) < 2:
        return frozenset()
    cut = len(words) - 1
    found = {words[-1]}
    while cut > 1 and words[cut - 1] in _PARTICLES:
        cut -= 1
        found.add(" ".join(words[cut:]))
    if country in _FAMILY_FIRST:
        found.add(words[0])
    return frozenset(found)


def likeness(one: Actor, other: Actor) -> int:
    """0 for different actors, 1 where a last name matches, 2 where the names are equal."""
    a, b = normalise(one.name), normalise(other.name)
    if a == b:
        return 2
    if one.country and other.country and one.country != other.country:
        return 0
    country = one.country or other.country
    return int(a in last_names(b, country) or b in last_names(a, country))


def same_name(one: str | None, other: str | None) -> bool:
    """Normalised equality; null equals null only."""
    if one is None or other is None:
        return one is other
    return normalise(one) == normalise(other)


def role_head(role: str | None) -> str | None:
    """Head word of a role: "Deputy Foreign Minister of Peru" -> "minister"."""
    if not role:
        return None
    words = normalise(_ROLE_TAIL.split(role.strip(), maxsplit=1)[0]).split()
    while len(words) > 1 and words[-1] in _NOT_YET:
        words.pop()
    head = words[-1] if words else None
    return "adviser" if head == "advisor" else head


def pair(
    left: Sequence[Left], right: Sequence[Right], likeness: Callable[[Left, Right], int]
) -> tuple[tuple[int, int], ...]:
    """Largest one-to-one pairing as index pairs, by left index (augmenting paths, Kuhn 1955).

    `likeness` is 0 where two items can't pair; likelier candidates are tried first, equals in order.
    """
    owner: dict[int, int] = {}

    def candidates(index: int) -> list[int]:
        scores = [likeness(left[index], item) for item in right]
        return sorted((c for c, score in enumerate(scores) if score), key=lambda c: -scores[c])

    def place(index: int, seen: set[int]) -> bool:
        for candidate in candidates(index):
            if candidate in seen:
                continue
            seen.add(candidate)
            if candidate not in owner or place(owner[candidate], seen):
                owner[candidate] = index
                return True
        return False

    for index in range(len(left)):
        place(index, set())
    return tuple(sorted((index, candidate) for candidate, index in owner.items()))
