"""Small gold and predicted records for the scorer's tests, given by their differing parts only."""

from __future__ import annotations

from typing import Any

from evaluation.gold import GoldRecord
from evaluation.measures import Tally
from evaluation.score import score

TEXT = "Ana Ruiz of Peru met Jon Berg of Norway in Oslo on 3 May 2031."


def gold(**parts: Any) -> GoldRecord:
    """A gold record: no meeting, nothing said, unless `parts` says so."""
    record: dict[str, Any] = {
        "meeting": None,
        "participants": [],
        "location": None,
        "issues": [],
        "positions": [],
        "other_meetings": [],
    }
    return GoldRecord(
        id="r1", text=parts.pop("text", TEXT), title=parts.pop("title", None), record=record | parts
    )


def predicted(**parts: Any) -> dict[str, Any]:
    """A record in the API's shape."""
    record: dict[str, Any] = {
        "meeting": None,
        "participants": [],
        "location": None,
        "issues": [],
        "positions": [],
        "stakeholders": [],
        "other_meetings": [],
        "article": {"text": None},
    }
    return record | parts


def meeting(**fields: Any) -> dict[str, Any]:
    """A meeting for either side."""
    start = fields.pop("start", None)
    date = {"start": start, "end": fields.pop("end", start), "text": None}
    base = {"status": "held", "kind": "bilateral", "mode": "in_person", "level": "leaders"}
    return base | {"date": date, "confidence": 0.9} | fields


def actor(
    name: str, country: str | None = None, role: str | None = None, confidence: float = 0.5
) -> dict[str, Any]:
    """A predicted participant."""
    who = {"name": name, "role": role, "country": {"alpha3": country} if country else None}
    return {"stakeholder": who, "confidence": confidence}


def side(name: str, country: str | None = None, role: str | None = None) -> dict[str, Any]:
    """A gold participant."""
    return {"name": name, "country": country, "role": role}


def view(holder: str, category: str | None, stance: str, country: str | None = None) -> dict[str, Any]:
    """A gold position."""
    return {"holder": holder, "country": country, "category": category, "stance": stance}


def views(*rows: tuple[str, str | None, str], confidence: float = 0.5) -> dict[str, Any]:
    """Predicted positions, and the stakeholders that hold them."""
    names = list(dict.fromkeys(row[0] for row in rows))
    ids = {name: f"s{number}" for number, name in enumerate(names, start=1)}
    return {
        "stakeholders": [{"id": ids[name], "name": name, "country": None} for name in names],
        "positions": [
            {
                "stakeholder": {"id": ids[holder], "name": holder},
                "issue": {"category": category} if category else None,
                "stance": stance,
                "confidence": confidence,
            }
            for holder, category, stance in rows
        ],
    }


def counts(tally: Tally, measure: str) -> tuple[int, int, int]:
    """hits, predicted, gold"""
    found = tally.counts[measure][1]
    return found.hits, found.predicted, found.gold


def run(truth: dict[str, Any], guess: dict[str, Any]) -> Tally:
    """Score a prediction given by its parts against gold given by its parts."""
    return score(gold(**truth), predicted(**guess))
