"""Which error is which kind of problem (RFC 9457): one table for HTTP and for the rejects of a bulk job."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from service.errors import (
    BrokenBodyError,
    ClientTimeoutError,
    DeadlineExceededError,
    InputError,
    InvalidFieldError,
    InvalidFieldsError,
    MalformedJsonError,
    ModelError,
    OverloadedError,
    ReadoutError,
    StoppingError,
    TextTooLongError,
    UnknownCharsetError,
    UnknownFormatError,
    UnreadableTextError,
    WorkerLostError,
)

FieldError = tuple[str, str]
"""JSON pointer and what is wrong there."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: status code, the last part of its type, its title."""

    status: int
    slug: str
    title: str


KINDS: Final[dict[type[ReadoutError], Kind]] = {
    MalformedJsonError: Kind(400, "malformed-json", "The body is not the JSON that it claims to be"),
    InvalidFieldsError: Kind(422, "invalid-field", "A field's value is not acceptable"),
    InvalidFieldError: Kind(422, "invalid-field", "A field's value is not acceptable"),
    TextTooLongError: Kind(413, "text-too-long", "The text is longer than the limit"),
    UnreadableTextError: Kind(422, "unreadable-text", "There is no text to read"),
    UnknownCharsetError: Kind(415, "unknown-charset", "The characters are in a coding that is not taken"),
    UnknownFormatError: Kind(406, "unknown-format", "Records are not written in that format"),
    BrokenBodyError: Kind(400, "broken-body", "The body did not arrive whole"),
    ClientTimeoutError: Kind(408, "client-timeout", "The client was too slow"),
    InputError: Kind(422, "invalid-field", "A field's value is not acceptable"),
    # Not 503: the same text takes as long again, and a proxy would send it to the next server.
    DeadlineExceededError: Kind(422, "deadline-exceeded", "The article takes too long to read"),
    OverloadedError: Kind(503, "overloaded", "Too many articles wait"),
    StoppingError: Kind(503, "stopping", "The service is stopping"),
    WorkerLostError: Kind(500, "worker-lost", "The process that read the article ended over it"),
    ModelError: Kind(503, "model-unavailable", "The model can't be loaded"),
    ReadoutError: Kind(500, "internal", "The service made a mistake"),
}
"""The first class in an error's ancestry that stands here decides."""


def kind_of(error: ReadoutError) -> Kind:
    """The kind of the first class in the error's ancestry that has one."""
    return next(KINDS[ancestor] for ancestor in type(error).__mro__ if ancestor in KINDS)


def faults(error: ReadoutError) -> tuple[FieldError, ...]:
    """The fields at fault, where the error names them."""
    if isinstance(error, InvalidFieldsError):
        return error.errors
    if isinstance(error, InputError) and error.field:
        return ((f"/{error.field}", error.detail),)
    return ()


def places(error: BaseException) -> str:
    """Where an error was raised: file, line and function of the last frames, the innermost first; never its
    message, which may quote an article."""
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    return " < ".join(f"{PurePath(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
