"""What a schema can't say of one field alone: that references resolve and that evidence is grounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.records import Stance

_EVIDENCE_KEYS = frozenset({"start", "end", "text", "field"})

Problem = tuple[str, str]
"""JSON pointer and what is wrong there."""


def problems(record: Mapping[str, Any], sent: Mapping[str, str] | None = None) -> Iterator[Problem]:
    """Everything in a dumped record that contradicts itself, or `sent`: the submitted fields by name."""
    yield from _references(record)
    yield from _stances(record["positions"])
    yield from _dates(record)
    for pointer, span in _spans(record, ""):
        if span["end"] - span["start"] != len(span["text"]):
            yield pointer, "The offsets are not as far apart as the text is long."
        elif sent is not None and sent.get(span["field"], "")[span["start"] : span["end"]] != span["text"]:
            yield pointer, f"The submitted {span['field']} reads otherwise at these offsets."


def _references(record: Mapping[str, Any]) -> Iterator[Problem]:
    stakeholders = _by_id(record["stakeholders"])
    issues = _by_id(record["issues"])
    for name, entries in (("stakeholders", stakeholders), ("issues", issues)):
        if len(entries) != len(record[name]):
            yield f"/{name}", "Two entries share an id."
    for pointer, participant in _participants(record):
        if participant["id"] not in stakeholders:
            yield pointer, "No such stakeholder."
    for index, position in enumerate(record["positions"]):
        for role in ("stakeholder", "source", "target"):
            if _dangles(position[role], stakeholders, ("name",)):
                yield f"/positions/{index}/{role}", "No such stakeholder."
        if _dangles(position["issue"], issues, ("label", "category")):
            yield f"/positions/{index}/issue", "No such issue."


def _by_id(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {entry["id"]: entry for entry in entries}


def _participants(record: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for index, participant in enumerate(record["participants"]):
        yield f"/participants/{index}", participant
    for number, other in enumerate(record["other_meetings"]):
        for index, participant in enumerate(other["participants"]):
            yield f"/other_meetings/{number}/participants/{index}", participant


def _dangles(
    reference: dict[str, Any] | None, entries: dict[str, dict[str, Any]], copied: tuple[str, ...]
) -> bool:
    """Whether `reference` names an entry that is not there, or copies its fields wrongly."""
    if reference is None:
        return False
    entry = entries.get(reference["id"])
    return entry is None or any(entry[name] != reference[name] for name in copied)


def _stances(positions: list[dict[str, Any]]) -> Iterator[Problem]:
    for index, position in enumerate(positions):
        stance = Stance(position["stance"])
        if (position["polarity"], position["act"]) != (stance.polarity, stance.act):
            yield f"/positions/{index}", "Polarity and act don't follow from the stance."


def _dates(record: Mapping[str, Any]) -> Iterator[Problem]:
    meetings = [("", record["meeting"])] if record["meeting"] else []
    meetings += [
        (f"/other_meetings/{n}", other["meeting"]) for n, other in enumerate(record["other_meetings"])
    ]
    for pointer, meeting in meetings:
        start, end = meeting["date"]["start"], meeting["date"]["end"]
        if (start is None) != (end is None) or (start and start > end):
            yield f"{pointer}/meeting/date", "Start and end are not both null, nor in order."


def _spans(value: Any, pointer: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every evidence within `value`, with its JSON pointer."""
    if isinstance(value, dict):
        if value.keys() == _EVIDENCE_KEYS:
            yield pointer, value
            return
        for key, inner in value.items():
            yield from _spans(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _spans(inner, f"{pointer}/{index}")
