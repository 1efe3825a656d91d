"""From bytes to an article."""

import pytest

from service.errors import InvalidFieldsError, TextTooLongError, UnknownCharsetError, UnreadableTextError
from service.intake import html_article, json_article, load_hints, text_article
from service.settings import Settings

SETTINGS = Settings(max_characters=300)
NONE = load_hints({})


def test_hints_that_are_missing_are_none() -> None:
    assert NONE == {"title": None, "published": None, "url": None, "language": None}


def test_an_unknown_charset_is_no_fault_of_the_text() -> None:
    with pytest.raises(UnknownCharsetError):
        text_article(b"a", "klingon", hints=NONE, settings=SETTINGS)


def test_bytes_that_are_not_the_charset() -> None:
    with pytest.raises(UnreadableTextError, match="byte 3"):
        text_article(b"caf\xe9", hints=NONE, settings=SETTINGS)


def test_the_limit_holds_for_every_format() -> None:
    long = "A sentence of this length. " * 20
    page = f"<html><body><article><p>{long}</p><p>{long}</p></article></body></html>"
    with pytest.raises(TextTooLongError):
        text_article(long.encode(), hints=NONE, settings=SETTINGS)
    with pytest.raises(TextTooLongError):
        json_article(b'{"text": "%s"}' % long.encode(), SETTINGS)
    with pytest.raises(TextTooLongError):
        html_article(page.encode(), hints=NONE, settings=SETTINGS)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(InvalidFieldsError) as caught:
        json_article(b'{"text": 1, "title": 2, "x": 3}', SETTINGS)
    assert {pointer for pointer, _ in caught.value.errors} == {"/text", "/title", "/x"}
