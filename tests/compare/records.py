"""Dumped records for tests of comparisons and digests: small changes to one valid record."""

from __future__ import annotations

import copy
from typing import Any

from service.schemas import check_record, dump_record
from tests.factories import make_record

USA = {"name": "United States", "alpha2": "US", "alpha3": "USA"}
RUS = {"name": "Russia", "alpha2": "RU", "alpha3": "RUS"}


def person(
    number: int, name: str, country: dict[str, str] | None, role: str | None = None, **more: Any
) -> dict[str, Any]:
    """A stakeholder's entry."""
    entry = copy.deepcopy(dump_record(make_record())["stakeholders"][0])
    given = {
        "id": f"s{number}",
        "name": name,
        "country": country,
        "role": role,
        "aliases": [],
        "kind": "person",
    }
    return entry | given | more


def record(*people: dict[str, Any], made: str = "2022-02-12.RUS-USA.call", **fields: Any) -> dict[str, Any]:
    """A valid record whose meeting has `made` as id and `people` as participants.

    `fields`: of the meeting; also `day`, `location`, `issues`, `positions`, `others` (other meetings),
    `published`, `title`, and `meeting` = None for a record without one.
    """
    base = dump_record(make_record())
    people = people or (
        person(1, "Joe Biden", USA, "President"),
        person(2, "Vladimir Putin", RUS, "President"),
    )
    base["stakeholders"] = list(people)
    base["participants"] = [participant(entry) for entry in people]
    for name in ("published", "title", "url", "sha256"):
        if name in fields:
            base["article"][name] = fields.pop(name)
    base["positions"] = fields.pop("positions", [])
    base["issues"] = fields.pop("issues", [])
    base["other_meetings"] = fields.pop("others", [])
    base["location"] = fields.pop("location", None)
    base["warnings"] = []
    day = fields.pop("day", "2022-02-12")
    base["meeting"] |= {"id": made, "mode": "phone"}
    base["meeting"]["date"] |= {"start": day, "end": day}
    if day is None:
        base["meeting"]["date"] |= {"precision": "unknown", "text": None, "evidence": []}
    if fields.get("meeting", ...) is None:
        base |= {"meeting": None, "participants": [], "location": None}
    else:
        base["meeting"] |= fields
    check_record(base)
    return base


def participant(entry: dict[str, Any], capacity: str = "principal") -> dict[str, Any]:
    """A stakeholder at the table."""
    return copy.deepcopy(entry) | {"capacity": capacity, "evidence": entry["mentions"][:1]}


def issue(number: int, category: str, *, on_agenda: bool = True, label: str = "tariffs") -> dict[str, Any]:
    """An issue's entry."""
    entry = copy.deepcopy(dump_record(make_record())["issues"][0])
    return entry | {"id": f"i{number}", "category": category, "on_agenda": on_agenda, "label": label}


def position(
    holder: dict[str, Any], about: dict[str, Any] | None, stance: str, **more: Any
) -> dict[str, Any]:
    """A position's entry."""
    from service.records import Stance

    entry = copy.deepcopy(dump_record(make_record())["positions"][0])
    value = Stance(stance)
    issue_ref = {name: about[name] for name in ("id", "label", "category")} if about else None
    own = {
        "stakeholder": {"id": holder["id"], "name": holder["name"]},
        "issue": issue_ref,
        "stance": stance,
        "polarity": value.polarity,
        "act": value.act,
        "target": None,
    }
    return entry | own | more


def other(source: dict[str, Any]) -> dict[str, Any]:
    """The main meeting of a record as a further meeting of another one with the same stakeholders."""
    return {name: copy.deepcopy(source[name]) for name in ("meeting", "participants", "location")}
