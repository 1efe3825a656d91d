"""Logistic models over the features."""

from service.candidates.issues.features import agenda_features, features, reading
from service.candidates.issues.matching import read
from service.candidates.issues.scoring import probability
from service.extract.issues.about import about_features, statement

TEXT = "They met and discussed tariffs, new tariffs and the tariff war. Sanctions were lifted years ago."


def test_more_and_earlier_terms_make_an_issue_likelier():
    article = reading(read(TEXT))
    trade = probability("listed", features(article, "economy.trade"))
    assert trade > probability("listed", features(article, "economy.sanctions"))


def test_what_the_sides_discuss_is_likelier_on_the_agenda():
    article = reading(read(TEXT))
    treated, background = (
        probability("agenda", agenda_features(article, article.hits[category]))
        for category in ("economy.trade", "economy.sanctions")
    )
    assert treated > background


def test_terms_inside_a_statement_count_more_than_those_around_it():
    article = reading(read(TEXT))
    listed = {"economy.trade": 0.5, "economy.sanctions": 0.5}
    said = statement(article, TEXT.index("Sanctions"), len(TEXT))
    scores = {c: probability("about", about_features(article, said, listed, c)) for c in listed}
    assert scores["economy.sanctions"] > scores["economy.trade"]


def test_masked_hits_do_not_count():
    assert "economy.sanctions" not in reading(read(TEXT), [(TEXT.index("Sanctions"), len(TEXT))]).hits
