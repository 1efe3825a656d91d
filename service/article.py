"""What the client sent, read as an article: text as received, and what stands where in it.

The text is kept as it came: NUL, CRLF, emoji and combining marks included, for every offset of the record
counts in it. What stands where is found in a cleaned view of it (`service.reading.view`) and named by ranges
of the text as it came; page debris is never cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from service.errors import InvalidFieldError, TextTooLongError, UnreadableTextError
from service.reading.headline import starts_with_title
from service.reading.layout import layout_of
from service.reading.lines import Range, lines
from service.reading.view import view_of
from service.reading.web import Page, read_page
from service.records import Warning

_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. Ranges are code points of `text`, half-open, in order and apart.

    `title` is the client's as it came (`title_sent`) or the headline found (`headline`), cleaned; `published`
    is the client's or the one that dateline, page or heading state in full. `dateline_place` lies within
    `dateline`. `text_made` is true where the service made `text` from HTML: the record must return it.
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
        title = title if view_of(title).text.strip() else None
    view = view_of(text)
    if not any(character.isalnum() for character in view.text):
        raise UnreadableTextError("The text holds no letter and no digit.", field="text")
    layout = layout_of(view.text, view_of(title).text if title else None)
    headline, dateline = layout.headline, layout.dateline
    return Article(
        text=text,
        title=title or (view.text[slice(*headline)] if headline else None),
        title_sent=title is not None and headline is None,
        published=published or (layout.days[0] if len(layout.days) == 1 else None),
        url=url,
        language=language,
        dateline=view.sent(*dateline.span) if dateline else None,
        dateline_place=view.sent(*dateline.place) if dateline else None,
        headline=view.sent(*headline) if headline else None,
        masked=tuple(view.sent(*stretch) for stretch in layout.masked),
        warnings=tuple(_warnings(language, () if published else layout.days)),
    )


def read_html(
    html: bytes,
    *,
    title: str | None = None,
    published: date | None = None,
    url: str | None = None,
    language: str | None = None,
    check: Callable[[str], None] | None = None,
) -> Article:
    """Read a page: main text and publication date by trafilatura and htmldate; no address is ever fetched.

    The article's text is the page's title, an empty line and the main text. `check` sees it before it is
    read any further, and raises where it is too long. Raises `UnreadableTextError` where no main text is
    found, or where the page has more elements, attributes or levels than are read.
    """
    page = read_page(html, url=url)
    text = _page_text(page, title)
    if check:
        check(text)
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


def _warnings(language: str | None, days: Sequence[date]) -> Iterator[Warning]:
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
