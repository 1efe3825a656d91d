"""Evidence counts in what the client sent, however much of it the pipeline doesn't read."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from service.analyzer import Analyzer
from service.annotations import DATELINE, MASKED, TITLE_END
from service.article import Article, read_text
from service.candidates.evidence import evidence, evidence_at
from service.errors import InputError
from service.pipeline.build import build_tokenizer
from service.records import Engine
from service.schemas import dump_record

ANALYZER = Analyzer(
    build_tokenizer(), cast(Any, None), engine=Engine(name="", version="", model="", model_sha256=None)
)
MESSY = (
    "\ufeffKenya &amp; Ghana meet in **Ac-\ncra**\r\n\r\n"
    "&lt;p&gt;ACCRA, Sept. 4 (AP) &mdash; President\xa0Ana\u200b Ruiz met the for-\neign minister, "
    "[Sam Okoye](https://x.org/okoye), and co-\nchaired the talks.&lt;/p&gt;\n\nRelated posts"
)


def doc_of(article: Article) -> Doc:
    return ANALYZER.make_doc(article)


def test_the_pipeline_reads_the_cleaned_text() -> None:
    doc = doc_of(read_text(MESSY))
    words = " ".join(token.text for token in doc if not token.is_space)
    assert words == (
        "Kenya & Ghana meet in Accra ACCRA , Sept. 4 ( AP ) — President Ana Ruiz met the foreign minister ,"
        " Sam Okoye , and co - chaired the talks . Related posts"
    )


@pytest.mark.parametrize(
    ("read", "sent"),
    [
        ("Kenya & Ghana", "Kenya &amp; Ghana"),
        ("Accra", "Ac-\ncra"),
        ("President Ana Ruiz", "President\xa0Ana\u200b Ruiz"),
        ("Ana", "Ana"),
        ("foreign minister", "for-\neign minister"),
        ("Sam Okoye", "Sam Okoye"),
        ("Okoye, and co", "Okoye](https://x.org/okoye), and co"),
        ("co-chaired", "co-\nchaired"),
    ],
)
@pytest.mark.parametrize("title", [None, "Talks &#8211; **day one**"])
def test_evidence_is_what_was_sent(read: str, sent: str, title: str | None) -> None:
    article = read_text(MESSY, title=title)
    doc = doc_of(article)
    start = doc.text.index(read)
    found = evidence_at(doc, start, start + len(read))
    assert (found.text, found.field) == (sent, "text")
    assert article.text[found.start : found.end] == sent


def test_evidence_in_a_separate_title_counts_there() -> None:
    article = read_text("They met in Rome.", title="Ana &amp; **Sam**\xa0meet")
    doc = doc_of(article)
    assert doc.text == "Ana & Sam meet\n\nThey met in Rome."
    assert doc._.get(TITLE_END) == len(doc) - 5
    found = evidence(doc[0:4])
    assert (found.field, found.start, found.end, found.text) == ("title", 0, 22, "Ana &amp; **Sam**\xa0meet")
    later = evidence(doc[5:7])
    assert (later.field, later.start, later.end, later.text) == ("text", 0, 8, "They met")


def test_evidence_that_runs_from_the_title_into_the_text_counts_in_the_text() -> None:
    doc = doc_of(read_text("They **met** in Rome.", title="Talks"))
    assert evidence(doc[0:4]).text == "They **met"


def test_evidence_has_no_white_space_at_its_ends() -> None:
    doc = doc_of(read_text("One<br>two<br>three"))
    assert evidence_at(doc, 3, 8).text == "two"
    assert evidence_at(doc_of(read_text("One two three")), 3, 8).text == "two"


def test_headline_dateline_and_debris_are_the_same_words_in_both() -> None:
    article = read_text(MESSY)
    doc = doc_of(article)
    assert article.title == "Kenya & Ghana meet in Accra"
    assert article.headline is not None
    assert article.dateline is not None
    assert MESSY[slice(*article.headline)] == "Kenya &amp; Ghana meet in **Ac-\ncra"
    assert MESSY[slice(*article.dateline)] == "ACCRA, Sept. 4 (AP)"
    assert [MESSY[start:end] for start, end in article.masked] == ["(AP)", "Related posts"]
    start, end = doc._.get(DATELINE)
    assert doc[start:end].text == "ACCRA, Sept. 4 (AP)"
    assert doc[: doc._.get(TITLE_END)].text.strip() == "Kenya & Ghana meet in Accra"
    assert [doc[start:end].text.strip() for start, end in doc._.get(MASKED)] == ["(AP)", "Related posts"]


def test_a_plain_text_is_read_as_it_is() -> None:
    text = "Talks\n\nPresident Ana Ruiz met Sam Okoye in Accra."
    doc = doc_of(read_text(text))
    assert doc.text == text
    assert not any(str(key[1]).startswith(("readout_sent", "readout_origins")) for key in doc.user_data)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    text=st.text(alphabet="ab &;amp<br>*_[](/)\n-\r\xa0\xad\u200b|#1/2.", max_size=120),
    title=st.one_of(st.none(), st.text(alphabet="ab &amp;*<br>\n\u200b", max_size=30)),
    data=st.data(),
)
def test_any_stretch_of_any_doc_is_quoted_from_what_was_sent(
    text: str, title: str | None, data: st.DataObject
) -> None:
    try:
        article = read_text(text, title=title)
    except InputError:
        return
    doc = doc_of(article)
    start = data.draw(st.integers(0, len(doc.text) - 1))
    end = data.draw(st.integers(start + 1, len(doc.text)))
    found = evidence_at(doc, start, end)
    assert article.sent[found.field][found.start : found.end] == found.text


def test_a_whole_record_quotes_what_was_sent(analyzer: Analyzer) -> None:
    article = read_text(MESSY, title="Talks &#8211; **day one**")
    record = dump_record(analyzer.analyze(article), sent=article.sent)  # checks every quotation
    names = [entry["name"] for entry in record["stakeholders"]]
    assert "Ana Ruiz" in names
    assert not any(mark in name for name in names for mark in ("&amp;", "\xa0", "\u200b", "**", "]("))
