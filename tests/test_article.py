"""What the client sent, read as an article."""

import time
from datetime import date

import pytest

from service.article import check_size, read_html, read_text
from service.errors import InvalidFieldError, TextTooLongError, UnreadableTextError

LEAD = "The foreign ministers of Freedonia and Sylvania met in Geneva on Monday to discuss the border."
AWKWARD = [
    "NUL\x00 in a word\x07",
    "one\r\ntwo\rthree",
    "🤝 hands, 👩‍👩‍👧 family",
    "e\u0301 and ﬁ and \u202e turned",
    "“curly” ‘quotes’ …",
    "\ufeffmark first",
    "١٢٣",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_the_text_stays_as_it_came(text: str) -> None:
    assert read_text(text).text == text


def test_a_headline_becomes_the_title() -> None:
    article = read_text(f"Ministers meet\n\n{LEAD}")
    assert (article.title, article.title_sent, article.headline) == ("Ministers meet", False, (0, 14))
    assert article.sent == {"text": f"Ministers meet\n\n{LEAD}"}


def test_a_title_sent_apart_is_a_field_of_its_own() -> None:
    article = read_text(LEAD, title="Ministers meet")
    assert (article.title, article.title_sent, article.headline) == ("Ministers meet", True, None)
    assert article.sent == {"text": LEAD, "title": "Ministers meet"}


def test_a_title_that_begins_the_text_is_not_sent_apart() -> None:
    article = read_text(f"Ministers Meet\n\n{LEAD}", title="Ministers meet")
    assert (article.title_sent, article.headline) == (False, (0, 14))


def test_a_blank_title_is_none() -> None:
    assert read_text(LEAD, title=" \n").title is None


def test_masked_ranges_are_slices_in_order() -> None:
    text = f"top of page\nMinisters meet\n2 min read\n\nGENEVA (AP) — {LEAD}\n\nRelated Posts"
    article = read_text(text)
    assert [text[start:end] for start, end in article.masked] == [
        "top of page",
        "2 min read",
        "(AP)",
        "Related Posts",
    ]
    assert article.dateline is not None
    assert article.dateline_place is not None
    assert text[slice(*article.dateline)] == "GENEVA (AP)"
    assert text[slice(*article.dateline_place)] == "GENEVA"


@pytest.mark.parametrize(
    ("text", "sent", "published"),
    [
        (LEAD, date(2024, 1, 2), date(2024, 1, 2)),
        (f"Dec 3, 2024\n\n{LEAD}", None, date(2024, 12, 3)),
        (f"Dec 3, 2024\n\n{LEAD}", date(2024, 1, 2), date(2024, 1, 2)),
        (f"GENEVA, Nov. 15, 2024 — {LEAD}\n\nDec 3, 2024", None, date(2024, 11, 15)),
        (f"Published Dec 3, 2024\nUpdated Dec 4, 2024\n\n{LEAD}", None, date(2024, 12, 3)),
        (f"Updated Dec 4, 2024\n\n{LEAD}", None, date(2024, 12, 4)),
        (f"Last updated Dec 4, 2024\n\n{LEAD}", None, None),
        (f"Dec 3, 2024\nDec 4, 2024\n\n{LEAD}", None, None),
        (f"GENEVA, Nov. 15 — {LEAD}", None, None),
        (f"{LEAD} The treaty of Dec 3, 2024 holds.", None, None),
    ],
)
def test_day_of_publication(text: str, sent: date | None, published: date | None) -> None:
    assert read_text(text, published=sent).published == published


def test_dates_that_contradict_each_other_are_said_so() -> None:
    (warning,) = read_text(f"Dec 3, 2024\nDec 4, 2024\n\n{LEAD}").warnings
    assert warning.code == "published_ambiguous"
    assert not read_text(f"Dec 3, 2024\nDec 4, 2024\n\n{LEAD}", published=date(2024, 12, 3)).warnings


@pytest.mark.parametrize(
    ("language", "codes"), [("en", []), ("en-GB", []), (None, []), ("fr", ["language_not_supported"])]
)
def test_another_language_is_warned_of(language: str | None, codes: list[str]) -> None:
    assert [warning.code for warning in read_text(LEAD, language=language).warnings] == codes


@pytest.mark.parametrize("text", ["", " \n", "…", "🤝", "\x00"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(UnreadableTextError):
        read_text(text)


def test_lone_surrogates_are_refused_with_their_place() -> None:
    with pytest.raises(InvalidFieldError, match="character 2"):
        read_text("ab\ud800")
    with pytest.raises(InvalidFieldError) as caught:
        read_text(LEAD, title="\udfff")
    assert caught.value.field == "title"


def test_sizes() -> None:
    check_size("abc de", max_characters=6, max_run=3)
    with pytest.raises(TextTooLongError):
        check_size("abc de", max_characters=5, max_run=3)
    with pytest.raises(InvalidFieldError):
        check_size("abcd e", max_characters=6, max_run=3)


def test_html_gives_a_text_of_the_services_own_making() -> None:
    body = f"<h1>Ministers meet</h1><p>{LEAD}</p><p>{LEAD} They agreed.</p>"
    html = f"<html><body><article>{body}</article></body></html>"
    article = read_html(html.encode(), title="Ministers meet", published=date(2026, 11, 24))
    assert article.text_made
    assert not article.title_sent
    assert article.text.startswith("Ministers meet\n")
    assert article.headline == (0, 14)
    assert article.published == date(2026, 11, 24)


@pytest.mark.parametrize(
    "unit",
    [
        "ab\n",
        "AB CD\n",
        "• ab\n",
        "Related Posts\nab cd\n",
        '" ',
        "— ",
        "\n",
        "Dec 3, 2024\n",
        "#a, ",
        "By A B C D\n",
        "&amp;",
        '<a x="',
        "<script>",
        "**a",
        "[x](",
        "a-\n",
        "|    ",
        "|a|\n",
        "a  1/2\n",
        "\xad\n",
        "\n   ",
        "Published Dec 3, 2024 | ",
    ],
)
def test_the_longest_text_of_anything_is_read_in_seconds(unit: str) -> None:
    text = "x " + unit * (100_000 // len(unit))
    started = time.process_time()
    read_text(text)
    assert time.process_time() - started < 5
