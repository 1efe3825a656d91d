"""A rule of the grammar: a pattern, what it means, and where it must not fire."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.candidates.dates.forms import Form
from service.candidates.dates.pieces import pattern

Build = Callable[[re.Match[str]], Form | None]
Guard = Callable[[re.Match[str]], bool]
"""Whether a match in running text is a date at all; sees the text around it by `match.string`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`build` gives None, or raises ValueError or KeyError, where the match means nothing."""

    pattern: re.Pattern[str]
    build: Build
    guard: Guard | None = None


def rule(source: str, build: Build, *, guard: Guard | None = None) -> Rule:
    """A rule from a pattern in the notation of `pieces.pattern`."""
    return Rule(pattern(source), build, guard)


def before(match: re.Match[str], *, width: int = 24) -> str:
    """Text before the match, as far as `width` characters."""
    return match.string[max(0, match.start() - width) : match.start()]


def after(match: re.Match[str], *, width: int = 24) -> str:
    """Text after the match, as far as `width` characters."""
    return match.string[match.end() : match.end() + width]


def got(match: re.Match[str], group: str) -> str | None:
    """A group's text; None where it did not match or the pattern has none of that name."""
    return match.groupdict().get(group)
