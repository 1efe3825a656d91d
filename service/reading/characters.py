"""Characters that a reader doesn't see, or sees as another: dropped, or replaced by the usual one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from service.reading.lines import Edit

_INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
_CONTROL: Final = r"\x00-\x08\x0e-\x1b\x7f-\x9f"
_SPACES: Final = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS: Final = "\r\x0b\x0c\x1c-\x1f\u2028\u2029"
_HYPHENS: Final = "\u2010\u2011"
_LIGATURES: Final = "\ufb00-\ufb06"
_ODD: Final = re.compile(
    # a soft hyphen, or the sign that some PDF readers put for it, breaks a word at a line's end
    r"(?P<soft>[\u00ad\u00ac][ \t]*(?:\r\n|\r|\n)[ \t]*(?=[^\W\d_]))"
    rf"|(?P<break>\r\n|[{_BREAKS}])"
    rf"|(?P<hidden>[{_INVISIBLE}{_CONTROL}]+)"
    rf"|(?P<space>[{_SPACES}])"
    rf"|(?P<hyphen>[{_HYPHENS}])"
    rf"|(?P<ligature>[{_LIGATURES}])"
    r"|(?P<composed>[^\W\d_][\u0300-\u036f]{1,4})"
)
_ANY: Final = re.compile(
    rf"[{_INVISIBLE}{_CONTROL}{_SPACES}{_BREAKS}{_HYPHENS}{_LIGATURES}\u00ac\u0300-\u036f]"
)
_BLANK: Final = re.compile(r"\n[ \t]+(?=\n)")


def unprinted(text: str) -> Iterator[Edit]:
    """Edits: line ends of every kind become "\\n", exotic blanks and hyphens plain ones, ligatures letters,
    letter and accent one letter; what has no width is dropped, a word's break at a soft hyphen with it.
    """
    if not _ANY.search(text):
        return
    for match in _ODD.finditer(text):
        found = match.group()
        new = _REPLACED[match.lastgroup or ""](found)
        if new != found:
            yield match.start(), match.end(), new


def blank_lines(text: str) -> Iterator[Edit]:
    """Edits: a line of nothing but blanks is empty."""
    return ((match.start() + 1, match.end(), "") for match in _BLANK.finditer(text))


def _control(found: str) -> str:
    """Nothing; for C1 controls the sign that Windows-1252 has in their place, as which they were meant."""
    return "".join(
        bytes([ord(sign)]).decode("cp1252", "ignore") for sign in found if "\x80" <= sign <= "\x9f"
    )


_REPLACED: Final[dict[str, Callable[[str], str]]] = {
    "soft": lambda _: "",
    "break": lambda found: "\n\n" if found == "\u2029" else "\n",
    "hidden": _control,
    "space": lambda _: " ",
    "hyphen": lambda _: "-",
    "ligature": lambda found: unicodedata.normalize("NFKC", found),
    "composed": lambda found: unicodedata.normalize("NFC", found),
}
