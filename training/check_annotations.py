"""Check annotated articles against the guide: ``python -m training.check_annotations FILE.jsonl...``.

Rows are ``{id, published, text, record, doubts}``, as in the annotation guide, version 2. Vocabulary, exact
substrings, issues of positions and forms of dates are checked; what a record means is not.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

ISSUES: Final = Path(__file__).parents[1] / "service" / "data" / "issues.csv"
_CATEGORIES: Final = {line.split(",")[0] for line in ISSUES.read_text(encoding="utf-8").splitlines()[1:]}
_STATUS: Final = {"held", "ongoing", "planned", "proposed", "postponed", "cancelled"}
_FIELDS: Final = {
    "status": _STATUS,
    "kind": {"bilateral", "trilateral", "multilateral"},
    "mode": {"in_person", "phone", "video", "unknown"},
    "setting": {"visit", "third_party", "multilateral", None},
    "level": {"leaders", "ministers", "officials", "other", None},
}
_STANCES: Final = {
    *("support", "commit", "offer", "request", "concern", "criticise", "oppose", "threaten", "neutral")
}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ALPHA3: Final = re.compile(r"[A-Z]{3}")


def faults(row: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a row."""
    text, record = row["text"], row["record"]
    if row.get("published") is not None and not _DAY.fullmatch(row["published"]):
        yield f"published {row['published']!r}"
    yield from _meeting(text, record)
    for number, person in enumerate(record["participants"]):
        yield from _spans(text, person, f"participants[{number}]", ("text",))
        yield from _country(person.get("country"), f"participants[{number}]")
    for number, issue in enumerate(record["issues"]):
        yield from _spans(text, issue, f"issues[{number}]", ("text",))
        if issue["category"] not in _CATEGORIES:
            yield f"issues[{number}]: category {issue['category']!r}"
    yield from _positions(text, record)
    for number, other in enumerate(record["other_meetings"]):
        yield from _spans(text, other, f"other_meetings[{number}]", ("trigger",))
        if other["status"] not in _STATUS or not other["participants"]:
            yield f"other_meetings[{number}]: status or participants"
        yield from _date(other.get("date") or {}, f"other_meetings[{number}]")


def _meeting(text: str, record: dict[str, Any]) -> Iterator[str]:
    meeting = record["meeting"]
    if meeting is None:
        if record["participants"] or record["location"]:
            yield "no meeting, but participants or location"
        return
    for name, known in _FIELDS.items():
        if meeting.get(name) not in known:
            yield f"meeting.{name} {meeting.get(name)!r}"
    if not meeting.get("triggers"):
        yield "meeting without triggers"
    for trigger in meeting.get("triggers") or ():
        if trigger not in text or len(trigger.split()) > 8:
            yield f"trigger {trigger!r}"
    date = meeting.get("date") or {}
    yield from _date(date, "meeting")
    if date.get("text") and date["text"] not in text:
        yield f"date text {date['text']!r}"
    place = record["location"]
    if place:
        yield from _spans(text, place, "location", ("text",))
        yield from _country(place.get("country"), "location")


def _positions(text: str, record: dict[str, Any]) -> Iterator[str]:
    listed = {issue["category"] for issue in record["issues"]}
    for number, p in enumerate(record["positions"]):
        where = f"positions[{number}]"
        yield from _spans(text, p, where, ("text", "cue", "holder_text"))
        if p.get("target") and not p.get("target_text"):
            yield f"{where}: target without target_text"
        if p.get("target_text") and p["target_text"] not in text:
            yield f"{where}: target_text {p['target_text']!r}"
        if p["stance"] not in _STANCES:
            yield f"{where}: stance {p['stance']!r}"
        if p["category"] is not None and p["category"] not in listed:
            yield f"{where}: category {p['category']!r} is not among the issues"
        yield from _country(p.get("country"), where)


def _spans(text: str, entry: dict[str, Any], where: str, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if not entry.get(name) or entry[name] not in text:
            yield f"{where}: {name} {entry.get(name)!r} is no substring"


def _country(code: str | None, where: str) -> Iterator[str]:
    if code is not None and not _ALPHA3.fullmatch(code):
        yield f"{where}: country {code!r}"


def _date(date: dict[str, Any], where: str) -> Iterator[str]:
    for edge in ("start", "end"):
        if date.get(edge) is not None and not _DAY.fullmatch(date[edge]):
            yield f"{where}: date {date[edge]!r}"
    if (date.get("start") is None) != (date.get("end") is None):
        yield f"{where}: half a date"


def main() -> None:
    """Print faults; exit 1 if there are any."""
    count = wrong = 0
    for name in sys.argv[1:]:
        # `str.splitlines` would also cut at U+2028 and its kin inside a text.
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").strip().split("\n"), start=1):
            count += 1
            try:
                found = list(faults(json.loads(line)))
            except (ValueError, KeyError, TypeError) as error:
                found = [repr(error)]
            for fault in found:
                wrong += 1
                print(f"{name}:{number}: {fault}")
    print(f"{count} rows, {wrong} faults")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
