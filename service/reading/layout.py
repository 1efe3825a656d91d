"""What stands where in a cleaned text: headline, dateline, page debris, days of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from service.reading.dateline import Dateline, find_dateline
from service.reading.debris import find_debris
from service.reading.headline import find_headline, starts_with_title
from service.reading.lines import Line, Range, lines
from service.reading.pagedate import Opening
from service.reading.publication import dated_lines, heading_dates, opening_date, publication_days


@dataclass(frozen=True, slots=True)
class Layout:
    """Ranges count code points of the text read; `masked` are in order and apart.

    `days` are those on which the article says that it was published: one, none, or several that contradict
    each other. Where a title was given, `headline` is the line that repeats it.
    """

    headline: Range | None
    dateline: Dateline | None
    masked: tuple[Range, ...]
    days: tuple[date, ...]


def layout_of(text: str, title: str | None = None) -> Layout:
    """The layout of `text`, to which the client may have given a `title`."""
    found = list(lines(text))
    kinds = find_debris(found)
    body = [line for line, kind in zip(found, kinds, strict=True) if kind is None]
    body, stamp = _without_opening(body, 0)
    headline = starts_with_title(body, title) if title else find_headline(body)
    first = sum(line.start < headline[1] for line in body) if headline else 0
    if not stamp:
        body, stamp = _without_opening(body, first)
    dateline = find_dateline(body[first:])
    dates = [
        *dated_lines(found, kinds),
        *([stamp[0].dated] if stamp else []),
        *heading_dates(body, title),
    ]
    return Layout(
        headline=headline,
        dateline=dateline,
        masked=_masked(found, kinds, dateline, stamp[1] if stamp else None),
        days=(dateline.day,) if dateline and dateline.day else tuple(publication_days(dates)),
    )


def _without_opening(body: list[Line], index: int) -> tuple[list[Line], tuple[Opening, Range] | None]:
    """The lines without the stamp with which the one at `index` begins, and the stamp with its range."""
    stamp = opening_date(body[index:])
    if stamp is None:
        return body, None
    line = body[index]
    start = line.start + stamp.length
    rest = replace(line, start=start, text=line.text[stamp.length :])
    return [*body[:index], rest, *body[index + 1 :]], (stamp, (line.start, start))


def _masked(
    found: Sequence[Line], kinds: Sequence[str | None], dateline: Dateline | None, stamp: Range | None
) -> tuple[Range, ...]:
    """Debris, the stamp before the first sentence, the dateline's agency: they take part in nothing."""
    ranges = [(line.start, line.end) for line, kind in zip(found, kinds, strict=True) if kind]
    ranges += [stamp] if stamp else []
    ranges += [dateline.agency] if dateline and dateline.agency else []
    return tuple(sorted(ranges))
