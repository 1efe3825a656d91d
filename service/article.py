"""What the client sent, read as an article: text as received, and what stands where in it.

The text is kept as it came: NUL, CRLF, emoji and combining marks included, for every offset of the record
counts in it. Page debris is named by range, never cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from service.errors import InvalidFieldError, TextTooLongError, UnreadableTextError
from service.reading.dateline import Dateline, find_dateline
from service.reading.debris import find_debris
from service.reading.headline import find_headline, starts_with_title
from service.reading.lines import Line, Range, lines
from service.reading.pagedate import page_date
from service.reading.web import Page, read_page
from service.records import Warning

_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. Ranges are code points of `text`, half-open, in order and apart.

    `title` is the client's (`title_sent`) or the headline found (`headline`), `published` the client's or
    the one that dateline or page state in full. `dateline_place` lies within `dateline`. `text_made` is true
    where the service made `text` from HTML, so that the record must return it.
    """

    text: str
    title: str | None = None
    title_sent: bool = False
    published: date | None = None
    url: str | None = None
    language: str | None = None
    dateline: Range | None = None
    dateline_place: Range | None = None
    headline: Range | None = None
    masked: tuple[Range, ...] = ()
    text_made: bool = False
    warnings: tuple[Warning, ...] = ()

    @property
    def sent(self) -> dict[str, str]:
        """The fields in which evidence counts, by name: ``text``, and ``title`` where it came apart."""
        title = {"title": self.title} if self.title_sent and self.title is not None else {}
        return {"text": self.text, **title}


def read_text(
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """Read plain text. Raises `InvalidFieldError` for a lone surrogate, `UnreadableTextError` for no text."""
    _check_characters(text, field="text")
    if title is not None:
        _check_characters(title, field="title")
        title = title if title.strip() else None
    found = list(lines(text))
    kinds = find_debris(found)
    body = [line for line, kind in zip(found, kinds, strict=True) if kind is None]
    if not any(character.isalnum() for line in found for character in line.text):
        raise UnreadableTextError("The text holds no letter and no digit.", field="text")
    repeated = starts_with_title(body, title) if title else None
    headline = repeated if title else find_headline(body)
    dateline = find_dateline(_after(body, headline))
    days = _days(found, kinds, dateline)
    return Article(
        text=text,
        title=title or (text[slice(*headline)] if headline else None),
        title_sent=title is not None and repeated is None,
        published=published or (days[0] if len(days) == 1 else None),
        url=url,
        language=language,
        dateline=dateline.span if dateline else None,
        dateline_place=dateline.place if dateline else None,
        headline=headline,
        masked=_masked(found, kinds, dateline),
        warnings=tuple(_warnings(language, [] if published else days)),
    )


def read_html(
    html: bytes,
    *,
    title: str | None = None,
    published: date | None = None,
    url: str | None = None,
    language: str | None = None,
) -> Article:
    """Read a page: main text and publication date by trafilatura and htmldate; no address is ever fetched.

    The article's text is the page's title, an empty line and the main text. Raises `UnreadableTextError`
    where no main text is found.
    """
    page = read_page(html, url=url)
    text = _page_text(page, title)
    article = read_text(
        text,
        title=title or page.title,
        published=published or page.published,
        url=url,
        language=language or page.language,
    )
    return _as_made(article)


def check_size(text: str, *, max_characters: int, max_run: int) -> None:
    """Raise `TextTooLongError` over `max_characters`, `InvalidFieldError` over `max_run` without a blank."""
    if len(text) > max_characters:
        raise TextTooLongError(
            f"The text has {len(text):,} characters; at most {max_characters:,} are read.", field="text"
        )
    if any(len(run) > max_run for run in text.split()):
        raise InvalidFieldError(
            f"The text has more than {max_run:,} characters without white space.", field="text"
        )


def _page_text(page: Page, title: str | None) -> str:
    heading = title or page.title
    if not heading or starts_with_title(list(lines(page.text)), heading):
        return page.text
    return f"{heading}\n\n{page.text}"


def _as_made(article: Article) -> Article:
    return replace(article, text_made=True, title_sent=False)


def _check_characters(text: str, *, field: str) -> None:
    match = _SURROGATE.search(text)
    if match:
        raise InvalidFieldError(
            f"Lone surrogate at character {match.start()}: not Unicode text.", field=field
        )


def _after(body: list[Line], headline: Range | None) -> list[Line]:
    return [line for line in body if headline is None or line.start >= headline[1]]


def _days(found: list[Line], kinds: list[str | None], dateline: Dateline | None) -> list[date]:
    """Days on which the article says it was published: one, none, or several that contradict each other.

    The dateline goes first, then lines that say "published", then dates that stand alone. An update's date
    is none.
    """
    if dateline and dateline.day:
        return [dateline.day]
    dates = [page_date(line.text) for line, kind in zip(found, kinds, strict=True) if kind == "date"]
    first_hand = [dated for dated in dates if dated and not dated.revised]
    labelled = [dated for dated in first_hand if dated.labelled]
    return sorted({dated.day for dated in labelled or first_hand})


def _warnings(language: str | None, days: list[date]) -> Iterator[Warning]:
    if language and language.casefold().partition("-")[0] != "en":
        yield Warning(
            code="language_not_supported",
            message=f"The pipeline reads English; the article is said to be in {language!r}.",
            pointer="/article/language",
        )
    if len(days) > 1:
        listed = ", ".join(day.isoformat() for day in days)
        yield Warning(
            code="published_ambiguous",
            message=f"The page prints more than one date ({listed}); none was taken.",
            pointer="/article/published",
        )


def _masked(found: list[Line], kinds: list[str | None], dateline: Dateline | None) -> tuple[Range, ...]:
    """Debris, and the news agency named in the dateline: it takes part in nothing."""
    ranges = [(line.start, line.end) for line, kind in zip(found, kinds, strict=True) if kind]
    if dateline and dateline.agency:
        ranges.append(dateline.agency)
    return tuple(sorted(ranges))
