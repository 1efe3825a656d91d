"""Several meetings told in one plural before each of them.

"Held private meetings with the leaders of Chad, Niger and Mali", then "met the presidents of Chad and Niger".
Such a plural opens no meeting of its own: it belongs to the first of those that are told apart further down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from service.candidates.entities import EntityIndex
from service.extract.grouping import countries
from service.extract.mentions import MeetingMention

_LEAST: Final = 3
"""Countries between which a plural of meetings may be divided."""
_COUNTED: Final = frozenset({"meeting", "session", "visit", "conversation", "encounter", "sitdown"})
"""Nouns whose plural is several meetings; "talks" may be one."""


def told_apart(found: Sequence[MeetingMention], index: EntityIndex) -> tuple[MeetingMention, ...]:
    """The mentions, a summary of several meetings with the sides of the first of them."""
    return tuple(_first_part(mention, found[number + 1 :], index) for number, mention in enumerate(found))


def _first_part(
    mention: MeetingMention, later: Sequence[MeetingMention], index: EntityIndex
) -> MeetingMention:
    """The mention as it is unless two later ones divide its countries between them."""
    whole = countries(mention.sides, index)
    if len(whole) < _LEAST or not _is_plural(mention):
        return mention
    parts = [m for m in later if len(countries(m.sides, index)) > 1 and countries(m.sides, index) < whole]
    shared = [countries(m.sides, index) for m in parts]
    if not parts or frozenset().union(*shared) != whole:
        return mention
    return replace(mention, sides=parts[0].sides)


def _is_plural(mention: MeetingMention) -> bool:
    noun = mention.trigger.root
    return noun.tag_ == "NNS" and noun.lemma_.lower() in _COUNTED
