"""Errors of the domain. They know no HTTP; `service.problems` says which problem each is.

ReadoutError
├── InputError                 the client's input can't be read        (field, detail)
│   ├── MalformedJsonError     no JSON, or JSON that readers would take differently
│   ├── InvalidFieldError      a field's value is not acceptable
│   ├── InvalidFieldsError     so are several at once                 (errors: pointer, detail)
│   ├── UnknownCharsetError    characters in a coding that is not taken
│   ├── UnknownFormatError     records are not written in a format of that name
│   ├── TextTooLongError       more characters than the limit
│   ├── UnreadableTextError    no text in it, or HTML without main text
│   ├── BrokenBodyError        fewer bytes came than were announced, or broken chunks
│   └── ClientTimeoutError     the client kept the service waiting
├── DeadlineExceededError      the article took longer than allowed
├── OverloadedError            more articles wait than may            (retry_after)
├── StoppingError              the service is about to end
├── DefectError                a defect of ours, and where it is; never its message
├── WorkerLostError            the process that read the article ended over it
├── JobError                   a bulk job can't be started or resumed as asked
├── ModelError                 the pipeline can't be loaded or is not whole
├── RecordError                a record breaks its own schema: a defect of ours
└── SettingsError              a setting has a bad value; raised at start
"""

from __future__ import annotations

import copyreg
from collections.abc import Iterable
from typing import Any, Final

MAX_NAMED: Final = 20
"""Fields at fault that are named."""
MAX_POINTER: Final = 200
"""Characters of a pointer; a longer one, of a key that no schema knows, is cut and ends in an ellipsis."""


class ReadoutError(Exception):
    """Root of all errors raised on purpose. `caller_id` is that of the batch line that it belongs to."""

    caller_id: str | int | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """For pickle, which would otherwise make it anew from its message alone."""
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class InputError(ReadoutError):
    """The client's input can't be read. `field` names the culprit, if one does."""

    def __init__(self, detail: str, *, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field


class MalformedJsonError(InputError):
    """No JSON, or JSON that two readers would take differently."""


class InvalidFieldError(InputError):
    """A field's value is not acceptable."""


class InvalidFieldsError(InputError):
    """Fields that are not acceptable. `errors`: JSON pointer (RFC 6901) and what is wrong there, in order of
    the pointers, the first `MAX_NAMED`; the message says how many more there are.
    """

    def __init__(self, errors: Iterable[tuple[str, str]]) -> None:
        found = sorted(errors)
        self.errors = tuple((_shortened(pointer), detail) for pointer, detail in found[:MAX_NAMED])
        named = "; ".join(f"{pointer or '/'}: {detail}" for pointer, detail in self.errors)
        more = len(found) - len(self.errors)
        super().__init__(f"{named}; and {more:,} more." if more else named)


def _shortened(pointer: str) -> str:
    return pointer if len(pointer) <= MAX_POINTER else f"{pointer[: MAX_POINTER - 1]}…"


class UnknownCharsetError(InputError):
    """The characters are in a coding that is not taken."""


class UnknownFormatError(InputError):
    """Records are not written in a format of that name."""


class TextTooLongError(InputError):
    """The text has more characters than the limit."""


class UnreadableTextError(InputError):
    """Nothing to read: no text, or HTML without main text."""


class BrokenBodyError(InputError):
    """Fewer bytes came than were announced, or chunks that are none."""


class ClientTimeoutError(InputError):
    """The client kept the service waiting for longer than it may."""


class DeadlineExceededError(ReadoutError):
    """The article took longer than the deadline allows."""


class OverloadedError(ReadoutError):
    """More articles wait than may. `retry_after`: whole seconds until one more is likely to be read."""

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class StoppingError(ReadoutError):
    """The service is about to end and begins nothing new."""


class DefectError(ReadoutError):
    """A defect of ours while an article was read. The text says of what class it is and where, no more."""


class WorkerLostError(ReadoutError):
    """The process that read the article ended over it: a crash, or killed for the memory it took."""


class JobError(ReadoutError):
    """A bulk job can't be started or resumed as asked."""


class ModelError(ReadoutError):
    """The pipeline can't be loaded or is not whole."""


class RecordError(ReadoutError):
    """A record breaks its own schema: a defect of ours, never the client's."""


class SettingsError(ReadoutError):
    """A setting has a bad value; raised at start."""
