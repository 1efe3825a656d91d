"""Words that a line's end breaks in two: "Minis-\\nter" is one word, "co-\\nchaired" keeps its hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.reading.lines import Edit

_BREAK: Final = re.compile(r"-[ \t]*\n[ \t]*(?=\w)")
_LEFT: Final = re.compile(r"[^\W_]+$")
_RIGHT: Final = re.compile(r"([^\W_]+)(-\w)?")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_REACH: Final = 30
"""Letters of a half that are looked at."""

_ACRONYMS: Final = 3
"""So few words in capitals may all be acronyms."""

_SUSPENDED: Final = re.compile(r"and|or|to|nor|but")
"""Before these a hyphen stands for a second half: "pre-\nand post-war"."""

_LINKS: Final = re.compile(r"and|by|for|in|of|on|or|the|to")
"""Middle words of "up-to-date" and "state-of-the-art"."""

_BEFORE_NAMES: Final = re.compile(
    r"al|all|anti|cross|el|ex|inter|intra|mid|neo|non|pan|post|pre|pro|semi|sub|trans|un"
)
"""First halves in lower case of words whose second half is a name: "pro-\nRussian"."""

_SECOND: Final = re.compile(
    r"backed|based|brokered|building|elect|friendly|funded|general|grade|level|mediated|old|owned|profile|ranking"
    r"|reaching|related|scale|sharing|sponsored|style|term"
)
"""Second halves that a hyphen parts from any first."""

_AFTER_NAMES: Final = re.compile(r"led|wide")
"""Those that it parts from names: "China-\nled"."""

_NUMBERS: Final = re.compile(r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|multi")
_MEASURES: Final = re.compile(
    r"(?:day|hour|minute|month|nation|part(?:y|ie)|point|side|state|step|term|third|tier|track|way|week|year)s?|sided"
)

_PAIRS: Final = {
    "air": r"to\b|launched",
    "anti": r"government|terror|war|corruption|ship|tank|aircraft|missile|drug|immigra|dumping|personnel",
    "co": r"chair|host|sponsor|found|author|operat|ordinat|lead|led\b|sign|own|mediat|exist|produc|defend",
    "cross": r"border|party|strait|section|cutting|cultur|sector|channel|communal|country",
    "ex": r"president|prime|premier|minister|chief|leader|soldier|ambassador|chancellor|king|head|envoy"
    r"|foreign|general|rebel|spy|combatant|official|secretary",
    "high": r"speed|tech|stakes|rank",
    "long": r"standing|range|running|awaited|distance",
    "low": r"cost|lying|key",
    "non": r"",
    "north": r"east|west",
    "post": r"war|conflict|cold|election|independence|pandemic|crisis|revolution|communist|colonial",
    "pre": r"war|election|condition|existing|crisis|conflict|invasion|talks|revolution",
    "pro": r"government|independence|democracy|western|war\b|regime",
    "self": r"(?!ish|less)",
    "short": r"range|lived",
    "so": r"called",
    "south": r"east|west",
    "vice": r"(?!s\b)",
    "well": r"known|being|established",
    "working": r"level",
}
"""First half -> how the second begins where a hyphen parts the two, both in lower case."""


def broken_words(text: str) -> Iterator[Edit]:
    """Edits: where a line's end breaks a word the line end goes, and the hyphen too where none belongs."""
    words: frozenset[str] | None = None
    for match in _BREAK.finditer(text):
        left = _LEFT.search(text, max(0, match.start() - _REACH), match.start())
        right = _RIGHT.match(text, match.end(), match.end() + _REACH)
        if not left or not right:
            continue
        if words is None:
            words = frozenset(word.casefold() for word in _WORD.findall(text))
        joint = _joint(left.group(), right[1], words, linked=bool(right[2]))
        if (
            joint == "-"
            and left.group().isupper()
            and right[1].isupper()
            and _in_capitals(text, left.start())
        ):
            joint = ""
        if joint is not None:
            yield match.start(), match.end(), joint


def _joint(left: str, right: str, words: frozenset[str], *, linked: bool) -> str | None:
    """What joins two halves: nothing or a hyphen; None where the line end stays.

    What the text writes elsewhere goes first. `words` are all words of the text; `linked` says that a hyphen
    follows the second half.
    """
    first, second = left.casefold(), right.casefold()
    if _SUSPENDED.fullmatch(second) and not linked:
        return None
    if f"{first}{second}" in words:
        return ""
    if (
        f"{first}-{second}" in words
        or left[-1].isdigit()
        or right[0].isdigit()
        or (linked and _LINKS.fullmatch(second))
    ):
        return "-"
    if right[0].isupper():
        return "-" if left[0].isupper() or _BEFORE_NAMES.fullmatch(first) else None
    return "-" if _is_compound(left, first, second) else ""


def _is_compound(left: str, first: str, second: str) -> bool:
    """Whether two halves, the second in lower case, are words of their own."""
    pair = _PAIRS.get(first)
    return (
        (pair is not None and re.match(pair, second) is not None)
        or (_NUMBERS.fullmatch(first) is not None and _MEASURES.fullmatch(second) is not None)
        or _SECOND.fullmatch(second) is not None
        or (left[0].isupper() and _AFTER_NAMES.fullmatch(second) is not None)
        or (len(left) > 1 and left.isupper())  # "EU-\nfunded"
    )


def _in_capitals(text: str, place: int) -> bool:
    """Whether the two lines that meet at `place` are all in capitals, where capitals mean nothing."""
    end = text.find("\n", text.find("\n", place) + 1)
    around = text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]
    return not any(character.islower() for character in around) and len(around.split()) > _ACRONYMS
