"""The day on which an article says that it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import Final

from service.reading.days import FULL_DATE
from service.reading.lines import Line
from service.reading.pagedate import Opening, PageDate, heading_date, opening, page_dates
from service.reading.stamps import Standing, label

_HEADINGS: Final = 8
"""Lines above the first paragraph that are looked at."""
_ANNOUNCED: Final = re.compile(r"(?:venue|place|location|where|when|time|who|what)\s*:", re.IGNORECASE)
"""Fields of an announcement: the "Date:" beside them is that of what it announces."""
_FOREIGN_LABEL: Final = re.compile(
    r"(?:when|deadline|starts?|ends?|next .{1,40}|event date|dates)\s*:?", re.IGNORECASE
)
_DATED_START: Final = re.compile(rf"(?:{FULL_DATE.pattern})\s*[–—:|-]", re.IGNORECASE)


def publication_days(dates: Iterable[PageDate]) -> list[date]:
    """The days of publication among `dates`: one, none, or several that contradict each other.

    Those of the best standing count. The day on which a page was last maintained is none.
    """
    known = [dated for dated in dates if dated.standing is not Standing.MAINTAINED]
    best = min((dated.standing for dated in known), default=None)
    return sorted({dated.day for dated in known if dated.standing is best})


def dated_lines(lines: Sequence[Line], kinds: Sequence[str | None]) -> Iterator[PageDate]:
    """The dates of the lines that are a page's stamp (of kind "date"), each with what its label says, which
    may stand on the line before.
    """
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind != "date":
            continue
        above = lines[index - 1].text if index else ""
        if _FOREIGN_LABEL.fullmatch(above) or _is_announced(lines, index):
            continue
        given = label(above)
        for dated in page_dates(line.text):
            alone = dated.standing is Standing.ALONE and given is not None
            yield PageDate(dated.day, given) if alone and given else dated


def heading_dates(lines: Iterable[Line], title: str | None) -> Iterator[PageDate]:
    """The dates of documents in the lines above the first paragraph, and in the title that came apart."""
    above = [line.text for line in takewhile(lambda line: not line.is_prose, lines)][:_HEADINGS]
    for text in [*([title] if title else []), *above]:
        found = heading_date(text)
        if found:
            yield found


def opening_date(lines: Sequence[Line]) -> Opening | None:
    """The stamp before the first sentence of the first of `lines`; none where further lines begin like that,
    as the entries of a chronology do.
    """
    if not lines:
        return None
    found = opening(lines[0].text, prose=lines[0].is_prose)
    return None if found and any(_DATED_START.match(line.text) for line in lines[1:]) else found


def _is_announced(lines: Sequence[Line], index: int) -> bool:
    """Whether a date stands among the fields of an announcement."""
    around = lines[max(0, index - 2) : index + 3]
    return lines[index].text.casefold().startswith("date") and any(
        _ANNOUNCED.match(line.text) for line in around
    )
