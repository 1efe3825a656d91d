"""Which meeting of each record is compared, and whether it is one and the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from service.compare.actors import Actor

Record = Mapping[str, Any]
_OWN: Final = re.compile(r"\.[0-9a-f]{12}$")
"""The end of an id that joins nothing; `service.extract.meeting_id` makes them."""
_REMOTE: Final = frozenset({"phone", "video"})


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting of a record with who takes part and where; `pointer` is that of its `meeting`."""

    pointer: str
    meeting: Mapping[str, Any]
    participants: Sequence[Mapping[str, Any]]
    location: Mapping[str, Any] | None

    @property
    def id(self) -> str:
        """The meeting's id."""
        return str(self.meeting["id"])

    @property
    def joins(self) -> bool:
        """Whether an equal id means the same meeting."""
        return not _OWN.search(self.id)


def told(record: Record) -> Iterator[Told]:
    """The main meeting, then the others."""
    if record["meeting"]:
        yield Told("/meeting", record["meeting"], record["participants"], record["location"])
    for number, other in enumerate(record["other_meetings"]):
        pointer = f"/other_meetings/{number}/meeting"
        yield Told(pointer, other["meeting"], other["participants"], other["location"])


def chosen(records: Sequence[Record]) -> list[Told | None]:
    """For each record the meeting that is compared.

    It is the one that most records tell of, where at least two do; the first main one among equals. A record
    that does not tell of it takes its main meeting.
    """
    all_told = [list(told(record)) for record in records]
    counts = Counter(made.id for meetings in all_told for made in meetings if made.joins)
    mains = [meetings[0].id for meetings in all_told if meetings and meetings[0].pointer == "/meeting"]
    shared = max(counts, key=lambda made: (counts[made], made in mains), default=None)
    if shared is None or counts[shared] < 2:
        shared = None
    return [_of(meetings, shared) for meetings in all_told]


def _of(meetings: list[Told], shared: str | None) -> Told | None:
    found = next((made for made in meetings if made.id == shared), None)
    main = next((made for made in meetings if made.pointer == "/meeting"), None)
    return found or main


def verdict(meetings: Sequence[Told | None], where: Mapping[tuple[int, str], Actor]) -> dict[str, Any]:
    """Whether the meetings are one: `same`, `likely`, `different` or `unknown`, and in what they differ.

    `where`: the actors, by record's place and stakeholder's id.
    """
    known = [made for made in meetings if made]
    people = {
        id(made): frozenset(where[n, person["id"]].number for person in made.participants)
        for n, made in enumerate(meetings)
        if made
    }
    if len(known) < 2:
        return _verdict("unknown", None, [], "Fewer than two records tell of a meeting.")
    ids = {made.id for made in known}
    left_out = f" {len(meetings) - len(known)} tell of none." if len(known) < len(meetings) else ""
    if len(ids) == 1 and known[0].joins:
        return _verdict("same", known[0].id, [], f"All tell of one meeting: same day and sides.{left_out}")
    pairs = list(combinations(known, 2))
    apart = [
        name
        for name, differ in (
            ("day", any(_days_differ(a, b) for a, b in pairs)),
            ("sides", any(_sides_differ(a, b, people[id(a)], people[id(b)]) for a, b in pairs)),
            ("mode", any(_modes_differ(a, b) for a, b in pairs)),
        )
        if differ
    ]
    if apart:
        text = (
            f"These are different meetings: {' and '.join(apart)} differ. What can be compared is.{left_out}"
        )
        return _verdict("different", None, apart, text)
    return _verdict("likely", None, [], f"Nothing says that these are different meetings.{left_out}")


def _verdict(kind: str, made: str | None, apart: list[str], message: str) -> dict[str, Any]:
    return {"verdict": kind, "id": made, "differs_in": apart, "message": message}


def _days_differ(one: Told, other: Told) -> bool:
    """Days known of both that can't be one: "2022-02" and "2022-02-12" can."""
    a, b = (made.id.split(".", 1)[0] for made in (one, other))
    if "undated" in (a, b):
        return False
    return not (a.startswith(b) or b.startswith(a))


def sides(made: Told) -> list[str]:
    """The sides in the meeting's id, in its order."""
    return made.id.split(".")[1].split("-")


def _sides_differ(one: Told, other: Told, people: frozenset[int], others: frozenset[int]) -> bool:
    """Fewer than two states in common, fewer than two participants, and neither has all of the other's."""
    a, b = ({code for code in sides(made) if code.isupper()} for made in (one, other))
    if len(a & b) > 1 or len(people & others) > 1:
        return False
    return not (people <= others or others <= people)


def _modes_differ(one: Told, other: Told) -> bool:
    a, b = one.meeting["mode"], other.meeting["mode"]
    return "unknown" not in (a, b) and (a in _REMOTE) != (b in _REMOTE)
