"""Pages made to take long: each is read, or refused with the bound that it breaks, in little time."""

import gzip
import re
import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from service.article import read_html
from service.errors import TextTooLongError, UnreadableTextError
from service.intake import html_article
from service.reading.page_bounds import (
    COMPARED,
    MAX_ATTRIBUTES,
    MAX_CHILDREN,
    MAX_DEPTH,
    MAX_ELEMENTS,
    structure_of,
)
from service.reading.web import read_page
from service.settings import Settings

PARAGRAPH = "<p>The foreign ministers of Freedonia and Sylvania met in Geneva, officials of both said.</p>"
JSON_LD = '<script type="application/ld+json">'
AUTHOR = '"author": '
BYTES = 1_000_000
AT_MOST = 6.0
"""Processor seconds. Every shape takes under 2 on a quiet core; those that are not bounded take 8 to 50."""


def page(body: str = "", head: str = "", before: str = "<html>") -> bytes:
    return (
        f"{before}<head><title>Ministers meet</title>{head}</head><body><article><h1>Ministers meet</h1>"
        f"{PARAGRAPH * 3}{body}</article></body></html>"
    ).encode()


def many(unit: str, size: int = BYTES) -> str:
    return unit * (size // len(unit))


def grouped(unit: str, group: str, elements: int) -> str:
    """About so many elements, no more of them in one parent than may be."""
    per = len(re.findall("<[a-z]", unit))
    count = min(MAX_CHILDREN // per - 10, elements // per)
    return f"<{group}>{unit * count}</{group}>" * (elements // (count * per))


@pytest.mark.parametrize(
    ("html", "bound"),
    [
        (page(f"<p {' '.join(f'a{i}=1' for i in range(MAX_ATTRIBUTES + 1))}>x</p>"), "500 attributes"),
        (page(before=f"<html {' '.join(f'a{i}' for i in range(90_000))}>"), "500 attributes"),
        (page(f"<p {' '.join(f'a{i}' for i in range(90_000))}"), "500 attributes"),
        (page(many("<br>")), "2,000 children"),
        (page(many("<i>x</i> ")), "2,000 children"),
        (page(many("<table><tr><td>")), "250 levels"),
        (page(many("<div>" + "<p>x</p>" * 100 + "</div>")), "15,000 elements"),
    ],
)
def test_a_page_over_a_bound_is_refused_with_its_bound(html: bytes, bound: str) -> None:
    before = time.process_time()
    with pytest.raises(UnreadableTextError, match=bound):
        read_html(html)
    assert time.process_time() - before < AT_MOST


@pytest.mark.parametrize(
    "body",
    [
        f"<p {' '.join(f'a{i}=1' for i in range(MAX_ATTRIBUTES - 1))}>Both agreed to meet in spring.</p>",
        "<div>" * (MAX_DEPTH - 20) + "<p>Both agreed to meet in spring.</p>" + "</div>" * (MAX_DEPTH - 20),
        "<p>Both agreed to meet in spring.</p>" * (MAX_CHILDREN // 2),
    ],
    ids=["attributes", "levels", "children"],
)
def test_a_page_just_under_a_bound_is_read(body: str) -> None:
    assert "Both agreed to meet in spring." in read_html(page(body)).text


SHAPES: dict[str, Callable[[], bytes]] = {
    "cells in few rows": lambda: page(grouped("<td>x", "tr", COMPARED - 100)),
    "many cells": lambda: page(grouped("<td>x", "tr", MAX_ELEMENTS - 1000)),
    "rows": lambda: page(grouped("<tr><td>x</td></tr>", "table", MAX_ELEMENTS - 1000)),
    "words in italics": lambda: page(grouped("<i>x</i> ", "p", MAX_ELEMENTS - 1000)),
    "links": lambda: page(grouped("<a href=/x>They met</a> ", "p", MAX_ELEMENTS - 1000)),
    "paragraphs": lambda: page(grouped("<p>x</p>", "div", MAX_ELEMENTS - 1000)),
    "headings": lambda: page(grouped("<h2>They met</h2>", "div", MAX_ELEMENTS - 1000)),
    "attributes of many tags": lambda: page(
        many(f"<p {' '.join(f'a{i}' for i in range(MAX_ATTRIBUTES - 1))}>x</p>")
    ),
    "one long text": lambda: page(f"<p>{many('They met in Lima. ')}</p>"),
    "comments": lambda: page(many("<!-- a --> x ")),
    "references": lambda: page(f"<p>{many('&lt;')}</p>"),
    "one value": lambda: page(f"<p class='{many('x ')}'>x</p>"),
    "dates": lambda: page(many("2024-13-01 ")),
    "an author of signs": lambda: page(head=f"<meta name=author content='{many('<')}'>"),
    "authors of signs": lambda: page(head=f"<meta name=author content='{'<' * 5000}'>" * 190),
    "broken JSON": lambda: page(head=f"{JSON_LD}{{{many(AUTHOR)}</script>"),
    "much broken JSON": lambda: page(head=f"{JSON_LD}{{{many(AUTHOR, 900)}</script>" * 950),
}


@pytest.mark.parametrize("make", SHAPES.values(), ids=SHAPES.keys())
def test_no_shape_takes_long(make: Callable[[], bytes]) -> None:
    html = make()
    before = time.process_time()
    with suppress(TextTooLongError, UnreadableTextError):
        html_article(html, hints={}, settings=Settings(max_body=2_000_000))
    assert time.process_time() - before < AT_MOST


def test_a_compressed_page_is_not_unpacked() -> None:
    packed = gzip.compress(page(many(PARAGRAPH, 20_000_000)))
    with pytest.raises(UnreadableTextError):
        read_page(packed)


def test_a_page_too_long_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(TextTooLongError, match="at most 1,000 are read"):
        html_article(page(many(PARAGRAPH, 2_000)), hints={}, settings=Settings(max_body=1_000))


def test_the_dates_of_broken_metadata_are_kept() -> None:
    broken = '{"datePublished": "2026-11-24T08:00:00Z", "author": [' + '{"name": "A B"},' * 500
    head = f'<script type="application/ld+json">{broken}</script>'
    assert str(read_page(page(head=head)).published) == "2026-11-24"


def test_long_metadata_that_is_whole_is_read() -> None:
    people = ",".join('{"@type": "Person", "name": "Ana Ruiz"}' for _ in range(500))
    whole = (
        '{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ministers of both sides",'
        f'"datePublished": "2026-11-24", "author": [{people}]}}'
    )
    html = f"<html><head>{JSON_LD}{whole}</script></head><body>{PARAGRAPH * 4}</body></html>"
    found = read_page(html.encode())
    assert (found.title, str(found.published)) == ("Ministers of both sides", "2026-11-24")


def test_elements_are_counted_as_the_parser_sees_them() -> None:
    html = "<html><body><!-- <p> --><script>'<p><p>'</script><p title='<b><b>'>x</p></body></html>"
    assert structure_of(html).elements == 4
