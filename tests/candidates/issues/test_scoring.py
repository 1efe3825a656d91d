"""Logistic models over the features."""

from service.candidates.issues.features import agenda_features, features, reading
from service.candidates.issues.matching import read
from service.candidates.issues.scoring import probability

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


def test_masked_hits_do_not_count():
    assert "economy.sanctions" not in reading(read(TEXT), [(TEXT.index("Sanctions"), len(TEXT))]).hits
