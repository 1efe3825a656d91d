"""The names of a Doc as the search for offices looks them up."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from service.annotations import NAMES


class Names:
    """``doc.spans[NAMES]`` by where they begin and end, counted in `words`."""

    def __init__(self, doc: Doc, words: Sequence[Token]) -> None:
        spans = list(doc.spans.get(NAMES, ()))
        place = {token.i: index for index, token in enumerate(words)}
        bounds = [(place[s.start], place[s.end - 1] + 1, s) for s in spans if not s[0].is_space]
        self.starting = {start: (end, span) for start, end, span in bounds}
        self.ending = {end: (start, span) for start, end, span in bounds}
        self.at = {i: span for start, end, span in bounds for i in range(start, end)}

    def hold(self, start: int, stop: int) -> bool:
        """Whether one name has all of the words: "General Assembly", "Prime Minister's Office"."""
        name = self.at.get(start)
        return name is not None and all(self.at.get(i) is name for i in range(start, stop))
