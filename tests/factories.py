"""Records, evidence and a reader without a model, for tests that are about something else."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from typing import Any

from flask import Flask

from service import records as r
from service.api import create_app
from service.article import Article
from service.jobs import Analyzes, ArticleReader
from service.settings import Settings

TEXT = (
    "President Rufus Firefly met President Chicolini of Sylvania in Geneva on Monday. "
    "Firefly urged Sylvania to lower tariffs."
)
FREEDONIA = r.Country("Freedonia", "FD", "FDN")
SYLVANIA = r.Country("Sylvania", "SY", "SYV")


def make_evidence(phrase: str, *, text: str = TEXT, nth: int = 0, field: str = "text") -> r.Evidence:
    """The `nth` occurrence of `phrase` in `text`."""
    start = [match.start() for match in re.finditer(re.escape(phrase), text)][nth]
    return r.Evidence(start, start + len(phrase), phrase, field)


def make_stakeholder(**overrides: Any) -> r.Stakeholder:
    """Rufus Firefly, `s1`."""
    values: dict[str, Any] = {
        "id": "s1",
        "name": "Rufus Firefly",
        "kind": r.StakeholderKind.PERSON,
        "role": "President",
        "country": FREEDONIA,
        "aliases": ("Firefly",),
        "mentions": (make_evidence("Rufus Firefly"), make_evidence("Firefly", nth=1)),
        "confidence": 0.9,
    }
    return r.Stakeholder(**values | overrides)


def make_participant(**overrides: Any) -> r.Participant:
    """Firefly as principal."""
    values: dict[str, Any] = {
        "stakeholder": make_stakeholder(),
        "capacity": r.Capacity.PRINCIPAL,
        "confidence": 0.8,
        "evidence": (make_evidence("Rufus Firefly"),),
    }
    return r.Participant(**values | overrides)


def make_date(**overrides: Any) -> r.MeetingDate:
    """Monday, 23 November 2026."""
    values: dict[str, Any] = {
        "start": "2026-11-23",
        "end": "2026-11-23",
        "precision": r.Precision.DAY,
        "text": "Monday",
        "confidence": 0.9,
        "evidence": (make_evidence("Monday"),),
    }
    return r.MeetingDate(**values | overrides)


def make_meeting(**overrides: Any) -> r.Meeting:
    """A bilateral meeting that was held."""
    values: dict[str, Any] = {
        "id": "2026-11-23.FDN-SYV.meeting",
        "title": "Rufus Firefly – Chicolini, Geneva, 2026-11-23",
        "status": r.Status.HELD,
        "kind": r.MeetingKind.BILATERAL,
        "mode": r.Mode.IN_PERSON,
        "setting": r.Setting.THIRD_PARTY,
        "level": r.Level.LEADERS,
        "date": make_date(),
        "duration": "PT50M",
        "occasion": r.Occasion(name="summit", acronym=None, confidence=0.5),
        "outcomes": (r.Outcome(kind=r.OutcomeKind.AGREEMENT, text="met", confidence=0.5),),
        "fields": {"status": r.FieldSupport(confidence=0.9, evidence=(make_evidence("met"),))},
        "confidence": 0.9,
        "evidence": (make_evidence("met"),),
    }
    return r.Meeting(**values | overrides)


def make_location(**overrides: Any) -> r.Location:
    """Geneva."""
    values: dict[str, Any] = {
        "name": "Geneva",
        "kind": r.LocationKind.CITY,
        "venue": None,
        "country": r.Country("Switzerland", "CH", "CHE"),
        "geonames_id": 2660646,
        "latitude": 46.2,
        "longitude": 6.15,
        "text": "Geneva",
        "confidence": 0.9,
        "evidence": (make_evidence("Geneva"),),
    }
    return r.Location(**values | overrides)


def make_issue(**overrides: Any) -> r.Issue:
    """Tariffs, `i1`."""
    values: dict[str, Any] = {
        "id": "i1",
        "label": "tariffs",
        "category": "economy.trade",
        "context": ("economic",),
        "salience": 0.5,
        "on_agenda": True,
        "mentions": (make_evidence("tariffs"),),
        "confidence": 0.8,
    }
    return r.Issue(**values | overrides)


def make_position(**overrides: Any) -> r.Position:
    """Firefly's request."""
    values: dict[str, Any] = {
        "stakeholder": r.StakeholderRef("s1", "Rufus Firefly"),
        "source": None,
        "issue": r.IssueRef("i1", "tariffs", "economy.trade"),
        "stance": r.Stance.REQUEST,
        "polarity": 0,
        "act": "REQUEST",
        "target": r.StakeholderRef("s2", "Sylvania"),
        "statement": "urged Sylvania to lower tariffs",
        "quote": r.QuoteKind.INDIRECT,
        "cue": "urged",
        "negated": False,
        "hedged": False,
        "confidence": 0.7,
        "evidence": (make_evidence("urged Sylvania to lower tariffs"), make_evidence("urged")),
    }
    return r.Position(**values | overrides)


def make_article_info(read: str = TEXT, **overrides: Any) -> r.ArticleInfo:
    """What was known of the text `read`."""
    values: dict[str, Any] = {
        "title": None,
        "published": "2026-11-24",
        "url": None,
        "language": None,
        "length": len(read),
        "sha256": hashlib.sha256(read.encode()).hexdigest(),
    }
    return r.ArticleInfo(**values | overrides)


def make_engine(**overrides: Any) -> r.Engine:
    """An engine without a model."""
    values: dict[str, Any] = {"name": "readout", "version": "0.0.0", "model": "none-0", "model_sha256": None}
    return r.Engine(**values | overrides)


def make_record(**overrides: Any) -> r.Record:
    """A valid record of `TEXT` with every part in it; `overrides` replace top-level fields."""
    sylvania = make_stakeholder(
        id="s2",
        name="Sylvania",
        kind=r.StakeholderKind.STATE,
        role=None,
        country=SYLVANIA,
        aliases=(),
        mentions=(make_evidence("Sylvania"), make_evidence("Sylvania", nth=1)),
    )
    values: dict[str, Any] = {
        "schema_version": r.SCHEMA_VERSION,
        "meeting": make_meeting(),
        "participants": (make_participant(), make_participant(stakeholder=sylvania)),
        "location": make_location(),
        "issues": (make_issue(),),
        "positions": (make_position(),),
        "stakeholders": (make_stakeholder(), sylvania),
        "other_meetings": (
            r.OtherMeeting(meeting=make_meeting(), participants=(make_participant(),), location=None),
        ),
        "article": make_article_info(),
        "engine": make_engine(),
        "warnings": (r.Warning(code="example", message="An example.", pointer="/meeting"),),
    }
    return r.Record(**values | overrides)


def make_app(settings: Settings, analyzer: Analyzes) -> Flask:
    """The application over an analyzer in this process."""
    return create_app(settings, ArticleReader(analyzer, settings))


def make_empty_record(article: Article) -> r.Record:
    """A valid record that says nothing of `article` but what was read."""
    return make_record(
        meeting=None,
        participants=(),
        location=None,
        issues=(),
        positions=(),
        stakeholders=(),
        other_meetings=(),
        warnings=article.warnings,
        article=make_article_info(
            article.text,
            title=article.title,
            published=article.published.isoformat() if article.published else None,
            url=article.url,
            language=article.language,
            text=article.text if article.text_made else None,
        ),
    )


class FakeReader:
    """Reads without a model: the full record for `TEXT`, an empty one for any other text."""

    def __init__(self, error: Exception | None = None) -> None:
        self.engine = make_engine()
        self.error = error
        self.articles: list[Article] = []

    def analyze(self, article: Article, done: Any = None) -> r.Record:
        """The record, or `error`."""
        self.articles.append(article)
        if done:
            done("extraction")
        if self.error:
            raise self.error
        if article.text == TEXT:
            return dataclasses.replace(make_record(), article=make_article_info(title=article.title))
        return make_empty_record(article)
