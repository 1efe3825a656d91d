"""What is refused or cut so that an article of permitted length is answered in time, and how it is said."""

from datetime import date

import pytest

from service.analyzer import Analyzer
from service.article import read_text
from service.errors import TextTooLongError
from service.extract.events import clustering
from service.heads import scoring
from service.schemas import dump_record
from service.settings import Settings

DAYS = [f"{day} {month}" for month in ("March", "April", "May") for day in range(1, 29)]
MEETINGS = " ".join(
    f"President {surname} of Chile met Chancellor Keller of Austria in Lima on {day}."
    for surname, day in zip(["Ruiz", "Toll", "Moreno", "Silva"] * 3, DAYS, strict=False)
)
OTHER_SCRIPT = "التقى وزراء خارجية البلدين في جنيف. "


@pytest.fixture
def limited(analyzer: Analyzer) -> Analyzer:
    return Analyzer(analyzer.nlp, analyzer.heads, max_pieces=500)


def test_an_article_with_too_many_pieces_is_refused(limited: Analyzer) -> None:
    with pytest.raises(TextTooLongError, match=r"has [\d,]+ words and parts of words; at most 500 are read"):
        limited.analyze(read_text(OTHER_SCRIPT * 50))


def test_of_english_as_many_characters_are_read(limited: Analyzer) -> None:
    text = "The ministers met in Lima on Monday. " * 50
    assert len(text) == len(OTHER_SCRIPT * 50) + 50
    assert limited.analyze(read_text(text)).article.length == len(text)


def test_the_limit_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READOUT_MAX_PIECES", "7")
    assert Settings.from_env().max_pieces == 7


@pytest.mark.parametrize(("module", "name"), [(clustering, "MAX_OTHERS"), (scoring, "MOST_OTHERS")])
def test_of_very_many_meetings_the_likeliest_are_given_with_a_warning(
    analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    article = read_text(MEETINGS, published=date(2024, 6, 1))
    whole = dump_record(analyzer.analyze(article))
    assert len(whole["other_meetings"]) > 3
    assert not [w for w in whole["warnings"] if w["code"] == "other_meetings_cut"]
    monkeypatch.setattr(module, name, 3)
    if module is scoring:
        monkeypatch.setattr(clustering, name, 3)
    cut = dump_record(analyzer.analyze(article))
    assert 0 < len(cut["other_meetings"]) <= 3
    (warning,) = [w for w in cut["warnings"] if w["code"] == "other_meetings_cut"]
    assert warning["pointer"] == "/other_meetings"


def test_extreme_days_of_publication_give_a_record(analyzer: Analyzer) -> None:
    phrases = [
        "last week",
        "next week",
        "yesterday",
        "tomorrow",
        "last month",
        "next year",
        "two weeks ago",
        "in two weeks",
        "500 years ago",
        "in 9999 years",
        "a decade ago",
        "last Monday",
        "next Friday",
        "this weekend",
        "last winter",
        "in January",
        "next December",
        "the day after tomorrow",
        "the day before yesterday",
        "31 December",
        "1 January",
        "Feb. 29",
        "the following day",
        "a month later",
        "two years earlier",
        "31 December to 2 January",
        "over the past decade",
        "the last century",
        "for two days from Monday",
        "99999999999 days ago",
        "in 999999999999999999999 years",
    ]
    text = " ".join(f"The ministers of Peru and Chile met in Lima {phrase}." for phrase in phrases)
    for day in (date.min, date(1, 1, 2), date(9999, 12, 30), date.max):
        article = read_text(text, published=day)
        assert dump_record(analyzer.analyze(article), sent=article.sent)["article"]["published"]
