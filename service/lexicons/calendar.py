"""Words of the calendar: months, weekdays, numbers, ordinals, seasons, units of time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from service.lexicons.table import rows


@cache
def calendar_words(kind: str) -> Mapping[str, str]:
    """Word -> value of one kind (`month`, `month_short`, `weekday`, `number`, …), in the file's order."""
    return MappingProxyType({word: value for row_kind, word, value in rows("calendar") if row_kind == kind})
