"""Answers about one Doc that several extractors ask for, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar
from weakref import ref

from spacy.tokens import Doc

T = TypeVar("T")


class _Slot(Generic[T]):
    """The answer for the Doc asked about last. The Doc itself is not kept alive, nor is an older answer."""

    def __init__(self) -> None:
        self.known: tuple[ref[Doc], T] | None = None


def once(call: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """`call` with its answer for the last Doc remembered: extractors change no Doc, so it stays true.

    One slot is enough, as one article is read at a time, and keeps nothing of the article before.
    """
    slot: _Slot[T] = _Slot()

    @wraps(call)
    def remembered(doc: Doc) -> T:
        known = slot.known
        if known is not None and known[0]() is doc:
            return known[1]
        answer = call(doc)
        slot.known = (ref(doc), answer)
        return answer

    return remembered
