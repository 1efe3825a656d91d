"""Which words of an annotated article play a part in its main meeting: who, where, when, on what occasion.

The records hold names, not positions, so every occurrence of a participant's name (or a part of it) counts,
and every occurrence of the meeting's place, date phrase and occasion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from training.samples import GoldSpan

_SMALL = frozenset({"of", "the", "and", "al", "bin", "de", "van", "von", "jr", "sr", "der", "la"})


def roles(text: str, record: dict[str, Any]) -> tuple[GoldSpan, ...]:
    """Spans in order of the text, longest first where two begin together."""
    meeting = record["meeting"]
    if not meeting:
        return ()
    found = [GoldSpan(*m.span(), "PARTICIPANT") for p in record["participants"] for m in _named(text, p)]
    place = record["location"] or {}
    for value in (place.get("city"), place.get("venue")):
        found += [GoldSpan(*span, "PLACE") for span in _exact(text, value)]
    found += [GoldSpan(*span, "DATE") for span in _exact(text, meeting["date"]["text"])]
    found += [GoldSpan(*span, "OCCASION") for span in _exact(text, meeting["occasion"])]
    return tuple(sorted(found, key=lambda s: (s.start, -s.end)))


def _named(text: str, participant: dict[str, Any]) -> Iterator[re.Match[str]]:
    """A person by any run of the name's words, anything else by its whole name."""
    name = participant["name"]
    words = [
        w
        for w in re.findall(r"[\w.'’-]+", name)
        if len(w.rstrip(".")) > 1 and w.lower().rstrip(".") not in _SMALL
    ]
    if participant["role"] is None or not words:
        yield from re.finditer(rf"\b{re.escape(name)}\b", text)
        return
    part = "|".join(map(re.escape, words))
    yield from re.finditer(rf"\b(?:{part})(?:[\s,.-]+(?:\w\.\s+)?(?:{part}))*\b", text)


def _exact(text: str, value: str | None) -> Iterator[tuple[int, int]]:
    if value:
        for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text):
            yield match.span()
