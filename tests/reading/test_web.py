"""Main text and date of a page. The pages are made here."""

from datetime import date

import pytest

from service.errors import UnreadableTextError
from service.reading.web import read_page

PARAGRAPHS = """<p>The foreign ministers of Freedonia and Sylvania met in Geneva, officials of both said.</p>
<p>They discussed the border for two hours and agreed to meet again in spring, in Sylvania.</p>"""


def page(head: str = "", body: str = PARAGRAPHS) -> bytes:
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ministers meet | The Paper</title>{head}</head><body>
<nav><a href="/">Home</a><a href="/w">World</a></nav><article>
<h1>Ministers meet</h1>{body}</article>
<footer>All rights reserved</footer></body></html>""".encode()


def test_main_text_without_what_stands_around_it() -> None:
    found = read_page(page())
    assert "officials of both said" in found.text
    assert "two hours" in found.text
    assert "Home" not in found.text
    assert "rights" not in found.text
    assert found.title == "Ministers meet"


def test_the_date_that_the_page_states() -> None:
    head = '<meta property="article:published_time" content="2026-11-24T08:00:00+00:00">'
    assert read_page(page(head)).published == date(2026, 11, 24)


def test_no_date_is_guessed_from_the_text() -> None:
    body = (
        PARAGRAPHS
        + "<p>The treaty of 3 December 2024 ended the war, as the ministers recalled in their speeches.</p>"
    )
    assert read_page(page(body=body)).published is None


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"<",
        b"\x00",
        b"\xff\xfe\x00",
        b"<html></html>",
        b"words",
        b"<div>" * 3000,
        b"<!--" * 100,
        b"]]>" * 10,
    ],
)
def test_a_page_without_main_text_is_refused(html: bytes) -> None:
    with pytest.raises(UnreadableTextError):
        read_page(html)


def test_an_entity_that_names_a_file_stays_unread() -> None:
    html = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + page(
        body=f"{PARAGRAPHS}<p>&e; is quoted here.</p>"
    )
    assert "root:" not in read_page(html).text
