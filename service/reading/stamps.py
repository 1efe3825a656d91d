"""What pages print beside a date of theirs: labels, hours, weekdays, places, senders, numbers."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

_I: Final = re.IGNORECASE


class Standing(IntEnum):
    """What a page's date is, the best first."""

    PUBLISHED = 1
    """The page says that it was published then."""
    ALONE = 2
    """It stands alone, or with place, hour, sender or number."""
    HEADING = 3
    """It is part of a document's heading."""
    UPDATED = 4
    """The article was updated then."""
    MAINTAINED = 5
    """The page was: "Last modified". It says nothing of the article."""


_ON: Final = r"(?:[ _](?:on|at|date|time|online))*"
_PUBLISHED: Final = (
    rf"(?:(?:first|originally|date)[ _]?)?(?:published|posted|released|issued|created|uploaded|filed){_ON}"
    r"|(?:pub(?:lish|lished|lication)?|release|issue|posting|press release|creation)[ _-]?date"
    r"|date(?: of (?:publication|issue|release)| and time|[ _]?time)?|dated|(?:for )?immediate release"
)
_UPDATED: Final = rf"update(?:d{_ON})?"
_MAINTAINED: Final = (
    rf"(?:last|page|site|content)[ _]?(?:updated?|modified|mod|reviewed|edited|changed|revised){_ON}"
    r"|(?:modified|revised|reviewed|amended|corrected|edited)(?: (?:on|at))?"
)
_LABELLED: Final = re.compile(
    rf"(?P<rest>|.*?\s)(?:(?P<maintained>{_MAINTAINED})|(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))",
    _I,
)
_WEEKDAY: Final = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", _I)
_FIELD: Final = re.compile(r"\b(?:source|editor|author|writer)\s*:\s*[^|•·:;\t]{1,40}", _I)
CLOCK: Final = re.compile(
    r"(?:\bat\s+|T)?(?<!\d)\d{1,2}"
    r"(?:[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?!\d)\s*+(?:[ap]\.?\s?m\b\.?)?|\s*+[ap]\.?m\b\.?)"
    r"\s*+(?:Z\b|\(?(?:UTC|GMT|[A-Z]{2,4}T?)\b)?\s*+(?:[+-]\d{1,2}:?(?:\d{2})?)?\)?"
    r"(?:\s*+(?:local|Moscow|\w+ standard) time)?",
    _I,
)
"""An hour, with what names its zone."""

_PART: Final = re.compile(r"\s*[,|•·:()\[\]/\"'“”–—\t]\s*|\s-(?=\s|$)|^-\s|\s{2,}")
_DOCUMENT: Final = re.compile(
    r"(?:(?:joint|press|media|news|official|public|the) )*(?:release|statement|note|communiqu[eé]|remarks"
    r"|readout|briefing|speech|bulletin|advisory|transcript)(?: no\.?)?(?: \d+)?",
    _I,
)
_AROUND: Final = re.compile(
    r"\d{1,3}[ -]min(?:ute)?s?(?: of)? read(?:ing)?(?: time)?|by [a-z].*"
    r"|(?:updated? )?(?:about )?(?:\d{1,3}|an?) \w+ ago"
    r"|(?:source|editor|author|from|hits?|views?)",
    _I,
)
_SMALL: Final = re.compile(
    r"of|the|and|for|in|at|de|la|le|del|do|da|dos|du|al|el|und|&|von|van|y"
    r"|correspondent|reporter|editor|staff|writer|bureau",
    _I,
)
_FOREIGN: Final = re.compile(
    r"©|\b(?:deadline|due|until|till|by|before|after|since|event|when|starts?|starting|begins?|ends?|ending"
    r"|opens?|opening|closing|valid|expires?|effective|born|died|accessed|retrieved|printed|next|upcoming|dates"
    r"|copyright"
    r"|rights|embargo\w*|registration|anniversary|summit|conference|meeting|talks|forum|agreement|treaty|accords?"
    r"|act|war|attacks?|sessions?|visit|dialogue|election|today|location|venue|place|time|where|photo|file|picture"
    r"|image|getty|credit)\b",
    _I,
)
_SENDER: Final = re.compile(
    r"\b(?:ministry|department|office|council|commission|government|embassy|mission|delegation|secretariat|bureau"
    r"|service|agency|affairs|union|nations|president|presidency|house|cabinet|correspondent|reporter)\b",
    _I,
)
_NAME_WORDS: Final = 3
_SENDER_WORDS: Final = 8
_SHORT: Final = 4
_PARTS: Final = 7


def standing_before(text: str, *, named: bool = True) -> Standing | None:
    """What the `text` right before a date makes of the date; None where the two are no stamp of a page.

    A name ("Nairobi", "Ministry of Foreign Affairs") may stand there where `named`, set off from the date.
    """
    standing = Standing.ALONE
    parts = _parts(text)
    if len(parts) > _PARTS:
        return None
    for place, part in enumerate(parts, start=1):
        label = _LABELLED.fullmatch(part)
        standing = _standing(label) if label else standing
        rest = label["rest"].strip() if label else part
        set_off = label is not None or place < len(parts)
        if rest and not (_is_plain(rest) or (named and set_off and _is_beside(rest))):
            return None
    return standing


def is_companion(text: str) -> bool:
    """Whether the `text` right behind a date belongs to a page's stamp: hour, zone, place, reading time, and
    what else a page strings together by dots and bars ("· Print · Save for later").
    """
    touching, *apart = _parts(text.rstrip(" ."))
    strung = any(mark in text for mark in "|•·")
    return (
        len(apart) < _PARTS
        and (not touching or _is_plain(touching) or _AROUND.fullmatch(touching) is not None)
        and all(not part or _is_beside(part) or (strung and _is_short(part)) for part in apart)
    )


def label(line: str) -> Standing | None:
    """What a line that is nothing but a label makes of the date on the next line."""
    text = line.strip(" :|")
    match = _LABELLED.fullmatch(text)
    return _standing(match) if match and not match["rest"].strip() else None


def _standing(label: re.Match[str]) -> Standing:
    found = next(name for name in ("maintained", "published", "updated") if label[name])
    return Standing[found.upper()]


def _parts(text: str) -> list[str]:
    for form in (CLOCK, _WEEKDAY, _FIELD):
        text = form.sub(" | ", text)
    return [part.strip() for part in _PART.split(text)]


def _is_plain(part: str) -> bool:
    return _DOCUMENT.fullmatch(part) is not None


def _is_beside(part: str) -> bool:
    if _is_plain(part) or _AROUND.fullmatch(part):
        return True
    words = part.split()
    return (
        len(words) <= (_SENDER_WORDS if _SENDER.search(part) else _NAME_WORDS)
        and not _FOREIGN.search(part)
        and not words[0][0].islower()
        and all(_is_name_word(word) for word in words)
    )


def _is_short(part: str) -> bool:
    return len(part.split()) <= _SHORT and not _FOREIGN.search(part)


def _is_name_word(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or _SMALL.fullmatch(word) is not None
