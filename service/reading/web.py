"""A web page's main text, title and publication date, from the bytes sent. Nothing is ever fetched."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.errors import UnreadableTextError

_NO_LIMIT = "2099-12-31"  # htmldate's default, today, would make the answer depend on the day of asking


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. `published` only where its metadata or markup states it."""

    text: str
    title: str | None
    published: date | None
    language: str | None


def read_page(html: bytes, *, url: str | None = None) -> Page:
    """Main text by trafilatura (Barbaresi 2021), date by htmldate (Barbaresi 2020).

    Raises `UnreadableTextError` where there is no main text, and where the page has more structure than
    `service.reading.page_bounds` permits.
    """
    # these take half a second to import; plain text does without
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    from service.reading.page_bounds import COMPARED, shorten_metadata, structure_of

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    markup = _decoded(html)
    structure = structure_of(markup)
    try:
        tree = load_html(markup)
        if tree is not None:
            shorten_metadata(tree)
        document: Any = bare_extraction(
            tree,
            url=url,
            fast=structure.elements > COMPARED,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": _NO_LIMIT,
                "outputformat": "%Y-%m-%d",
            },
        )
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        # the libraries raise what their own dependencies raise on broken markup
        raise UnreadableTextError("The HTML can't be parsed.") from error
    text = (document.text or "") if document else ""
    if not text.strip():
        raise UnreadableTextError("No main text was found in the HTML.")
    return Page(text, document.title or None, _day(document.date), document.language or None)


def _decoded(html: bytes) -> str:
    """The page's characters as trafilatura finds them, but never decompressed, as trafilatura would do with
    gzip: 1 MiB can hold a thousand times as much.
    """
    from trafilatura.utils import detect_encoding

    for name in detect_encoding(html):
        try:
            return html.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return html.decode("utf-8", "replace")


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None
