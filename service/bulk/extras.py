"""Libraries that only some formats need, and what to install where one is missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from service.errors import JobError


def need(module: str, *, extra: str, reason: str) -> ModuleType:
    """The module, imported. Raises `JobError` that names the extra where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise JobError(
            f"{reason} needs {module.partition('.')[0]}: pip install 'readout[{extra}]'."
        ) from error
