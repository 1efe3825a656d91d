"""Scores to the figures of a record without the service's resolvers, to compare heads while they learn."""

from __future__ import annotations

from typing import Any

from service.heads.document import Document
from service.heads.labels import CATEGORIES, FIELDS, STANCES
from service.heads.mentions import PARTIES
from service.heads.scores import EventScores, Scores


def record(document: Document, scores: Scores, cut: dict[str, float]) -> dict[str, Any]:
    """A record in the API's shape with what the scorer of `evaluation` reads; `cut`: thresholds."""
    main = scores.main if scores.main.present >= cut["detected"] else None
    meeting = None
    if main is not None:
        best = {n: FIELDS[n][int(p.argmax())] for n, p in main.fields.items()}
        meeting = best | {"date": {"start": None, "end": None, "text": None}, "fields": {}}
        meeting["confidence"] = main.present
    return {
        "meeting": meeting,
        "participants": _people(document, main, cut["member"]) if main else [],
        "location": None,
        "issues": [
            {"category": c, "confidence": float(p)}
            for c, p in zip(CATEGORIES, scores.issues, strict=True)
            if p >= cut["issue"]
        ],
        "positions": _positions(document, scores, cut["position"]),
        "stakeholders": [_who(document, n) for n in range(len(document.candidates))],
        "other_meetings": _others(document, scores, cut),
        "article": {"text": None},
    }


def _who(document: Document, n: int) -> dict[str, Any]:
    c = document.candidates[n]
    return {"id": n, "name": c.name, "country": {"alpha3": c.country} if c.country else None}


def _people(document: Document, event: EventScores, least: float) -> list[dict[str, Any]]:
    return [
        _who(document, n) | {"role": None, "confidence": float(p)}
        for n, p in enumerate(event.members)
        if p >= least and n != PARTIES
    ]


def _others(document: Document, scores: Scores, cut: dict[str, float]) -> list[dict[str, Any]]:
    found: list[tuple[float, frozenset[int], EventScores]] = []
    for event in sorted(scores.others, key=lambda e: -e.present):
        members = frozenset(
            n for n, p in enumerate(event.members) if p >= cut["other_member"] and n != PARTIES
        )
        if event.present < cut["other"] or len(members) < 2:
            continue
        if any(members == known for _, known, _ in found):
            continue
        found.append((event.present, members, event))
    return [
        {
            "meeting": {"confidence": p, "status": FIELDS["status"][int(e.fields["status"].argmax())]},
            "participants": [_who(document, n) | {"role": None, "confidence": p} for n in sorted(members)],
            "location": None,
        }
        for p, members, e in found
    ]


def _positions(document: Document, scores: Scores, least: float) -> list[dict[str, Any]]:
    best: dict[tuple[str, str | None, str], dict[str, Any]] = {}
    table = [n for n, p in enumerate(scores.main.members) if p >= 0.5 and n != PARTIES][:5]
    for s in scores.segments:
        shared = float(s.holders[PARTIES])
        for stance in (s.stances > 0.12).nonzero()[0]:
            for holder in [
                n for n, p in enumerate(s.holders) if n != PARTIES and max(p, shared * (n in table)) > 0.1
            ]:
                for c in (s.categories > 0.1).nonzero()[0]:
                    p = float(
                        s.stances[stance]
                        * max(s.holders[holder], shared * (holder in table))
                        * s.categories[c]
                    )
                    category = CATEGORIES[c] if c < len(CATEGORIES) else None
                    name = document.candidates[holder].name
                    key = (name, category, STANCES[stance])
                    if p >= least and (key not in best or best[key]["confidence"] < p):
                        best[key] = {
                            "stakeholder": _who(document, holder),
                            "issue": {"category": category} if category else None,
                            "stance": STANCES[stance],
                            "confidence": p,
                            "target": None,
                            "statement": "",
                        }
    return list(best.values())
