"""Errors of the domain. They know no HTTP; `service.api.errors` maps them to answers.

ReadoutError
├── InputError                 the client's input can't be read        (field, detail)
│   ├── MalformedJsonError     no JSON, or JSON that readers would take differently
│   ├── InvalidFieldError      a field's value is not acceptable
│   ├── InvalidFieldsError     so are several at once                 (errors: pointer, detail)
│   ├── UnknownCharsetError    characters in a coding that is not taken
│   ├── TextTooLongError       more characters than the limit
│   └── UnreadableTextError    no text in it, or HTML without main text
├── DeadlineExceededError      the article took longer than allowed
├── ModelError                 the pipeline can't be loaded or is not whole
├── RecordError                a record breaks its own schema: a defect of ours
└── SettingsError              a setting has a bad value; raised at start
"""

from __future__ import annotations

from collections.abc import Iterable


class ReadoutError(Exception):
    """Root of all errors raised on purpose."""


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
    """Fields that are not acceptable. `errors`: JSON pointer (RFC 6901) and what is wrong there."""

    def __init__(self, errors: Iterable[tuple[str, str]]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(f"{pointer or '/'}: {detail}" for pointer, detail in self.errors))


class UnknownCharsetError(InputError):
    """The characters are in a coding that is not taken."""


class TextTooLongError(InputError):
    """The text has more characters than the limit."""


class UnreadableTextError(InputError):
    """Nothing to read: no text, or HTML without main text."""


class DeadlineExceededError(ReadoutError):
    """The article took longer than the deadline allows."""


class ModelError(ReadoutError):
    """The pipeline can't be loaded or is not whole."""


class RecordError(ReadoutError):
    """A record breaks its own schema: a defect of ours, never the client's."""


class SettingsError(ReadoutError):
    """A setting has a bad value; raised at start."""
