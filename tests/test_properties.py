"""Whatever text comes, a valid record or a problem goes out: never a 500, never a span that misquotes."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.analyzer import Analyzer
from service.article import read_text
from service.errors import InputError
from service.reading.debris import find_debris
from service.reading.lines import lines
from service.schemas import check_record
from service.settings import Settings
from tests.factories import FakeReader, make_app

PHRASES = st.sampled_from(
    [
        "President Ana Ruiz of Chile",
        "the Chinese side",
        "Prime Minister Keller",
        "met",
        "will hold talks with",
        "spoke by phone with",
        "on Saturday",
        "in Geneva",
        "at the G20 summit",
        "“We will never accept this,” she said.",
        "'quoted'",
        '"',
        "“",
        "urged Beijing to lift sanctions",
        "condemned the attack.",
        "he",
        "—",
        "LIMA, Peru (AP) —",
        "Nov. 15, 2024",
        "Related Posts",
        "\r\n",
        "\n\n",
        "\x00",
        "e\u0301",
        "👩‍👩‍👧",
        "\u202e",
        "\ufeff",
        "U.S.-China",
        "1,000.5",
        "…",
        ")",
        "\t",
    ]
)
ARTICLES = st.lists(PHRASES, min_size=1, max_size=40).map(" ".join)
TEXTS = st.one_of(
    st.text(max_size=300), ARTICLES, st.text(alphabet="\"'“”‘’.,;:!?()[]{}-–—\n \t$", max_size=300)
)
SLOW = settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
FAKE = make_app(Settings(), FakeReader()).test_client()
FAST = settings(max_examples=300, deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def real(analyzer: Analyzer) -> FlaskClient:
    return make_app(Settings(), analyzer).test_client()


def check(answer: Any, sent: dict[str, str]) -> None:
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        check_record(answer.json, sent=sent)


@SLOW
@given(text=TEXTS)
def test_any_text_gives_a_valid_record_or_422(real: FlaskClient, text: str) -> None:
    answer = real.post("/v1/extract", data=text.encode(), content_type="text/plain")
    check(answer, {"text": text})


@SLOW
@given(text=TEXTS, title=st.one_of(st.none(), TEXTS), day=st.one_of(st.none(), st.dates()))
def test_any_title_and_day_too(real: FlaskClient, text: str, title: str | None, day: Any) -> None:
    body = {"text": text, "title": title, "published": day.isoformat() if day else None}
    answer = real.post("/v1/extract", json=body)
    article = {"text": text} if title is None else {"text": text, "title": title}
    check(answer, article)


@FAST
@given(
    data=st.binary(max_size=300), kind=st.sampled_from(["application/json", "text/plain", "text/html", "x"])
)
def test_any_bytes_are_answered(data: bytes, kind: str) -> None:
    answer = FAKE.post("/v1/extract", data=data, content_type=kind)
    assert answer.status_code in (200, 400, 415, 422)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)


@FAST
@given(
    value=st.dictionaries(
        st.sampled_from(["text", "title", "published", "url", "language", "x"]), JSON_VALUES
    )
)
def test_any_json_is_answered(value: dict[str, Any]) -> None:
    answer = FAKE.post("/v1/extract", data=json.dumps(value), content_type="application/json")
    assert answer.status_code in (200, 400, 422)


@FAST
@given(text=TEXTS)
def test_ranges_of_an_article_lie_in_its_text_in_order(text: str) -> None:
    try:
        article = read_text(text)
    except InputError:
        return
    assert article.text == text
    ranges = [*article.masked, *filter(None, (article.headline, article.dateline, article.dateline_place))]
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(
        first[1] <= second[0] for first, second in zip(article.masked, article.masked[1:], strict=False)
    )


@FAST
@given(text=st.text(alphabet="ab.\n\r\t •*-", max_size=200))
def test_lines_are_slices_and_each_has_a_kind(text: str) -> None:
    found = list(lines(text))
    assert [text[line.start : line.end] for line in found] == [line.text for line in found]
    assert len(find_debris(found)) == len(found)
