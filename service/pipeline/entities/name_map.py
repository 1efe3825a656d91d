"""Names of a Doc by where they begin and end, so that neighbours are found at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Span

_PASSED: Final = frozenset({"'s", "’s", "former", "outgoing", "new", "acting", "then", "-"})
"""What may stand between a country and what it modifies."""

_LONGEST: Final = 8
"""Tokens that a name may have before the one in question."""


class NameMap:
    """Looks up the name that begins or ends at a token."""

    def __init__(self, doc: Doc, names: Sequence[Span]) -> None:
        self.doc = doc
        self.names = names
        self._starting = {name.start: name for name in names}
        self._ending = {name.end: name for name in names}

    def starting(self, at: int) -> Span | None:
        """The name whose first token is `at`."""
        return self._starting.get(at)

    def before(self, end: int) -> Span | None:
        """The name right before token `end`, over a possessive mark and small words ("former")."""
        while end > 0 and self.doc[end - 1].lower_ in _PASSED:
            end -= 1
        return self._ending.get(end)

    def over(self, at: int) -> Span | None:
        """The name that covers token `at`."""
        for start in range(at, max(at - _LONGEST, -1), -1):
            if (name := self._starting.get(start)) is not None:
                return name if name.end > at else None
        return None
