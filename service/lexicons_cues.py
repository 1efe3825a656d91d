"""Cue lexicon: words that carry a stance or report speech, with the frames in which they do."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data" / "cues.tsv"

SAY: Final = "say"
LIGHT: Final = "light"
"""Verbs that lend their subject to the stance of their object: "voice", "reaffirm"."""
NONE: Final = "none"
"""Verbs that make no promise after "will": "will arrive", "will meet"."""
HEDGE: Final = "hedge"

Condition = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One row. `frame`: conditions that must all hold, each with the lemmas it admits (none: any).

    `negated`: stance under negation, the same stance, or None where a negated cue says nothing.
    `holder`: ``subj`` the subject; ``passive`` a passive's subject; ``obj`` the object, who feels it;
    ``speaker`` whoever says the clause; ``light`` the subject of a light verb, needed; ``in`` places named after "in".
    `speech`: whether it reports words rather than a deed.
    """

    lemma: str
    pos: str
    frame: tuple[Condition, ...]
    stance: str
    negated: str | None
    holder: str
    speech: bool

    @property
    def key(self) -> str:
        """Name of the row: lemma, part of speech, conditions."""
        conditions = "+".join(name for name, _ in self.frame) or "-"
        return f"{self.lemma}.{self.pos}.{conditions}"

    @property
    def rank(self) -> tuple[int, int]:
        """More conditions first, those on lemmas before those on structure."""
        return (-len(self.frame), -sum(bool(words) for _, words in self.frame))


@cache
def cue_entries() -> tuple[CueEntry, ...]:
    """All rows, in the order of the file."""
    with DATA.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    return tuple(
        CueEntry(
            lemma=row["lemma"],
            pos=row["pos"],
            frame=_conditions(row["frame"]),
            stance=row["stance"],
            negated=_negated(row["negated"], row["stance"]),
            holder=row["holder"],
            speech=row["speech"] == "yes",
        )
        for row in rows
    )


@cache
def cues_by_lemma() -> dict[tuple[str, str], tuple[CueEntry, ...]]:
    """(lemma, coarse tag) -> rows, most specific first; equal ones in the order of the file."""
    table: dict[tuple[str, str], list[CueEntry]] = {}
    for entry in cue_entries():
        table.setdefault((entry.lemma, entry.pos), []).append(entry)
    return {key: tuple(sorted(rows, key=lambda row: row.rank)) for key, rows in table.items()}


@cache
def cue_index() -> dict[str, CueEntry]:
    """Rows by `CueEntry.key`; the first where two share it."""
    index: dict[str, CueEntry] = {}
    for entry in cue_entries():
        index.setdefault(entry.key, entry)
    return index


def _conditions(cell: str) -> tuple[Condition, ...]:
    if cell == "-":
        return ()
    parts = (condition.partition(":") for condition in cell.split(" "))
    return tuple((name, frozenset(words.split(",")) if words else frozenset()) for name, _, words in parts)


def _negated(cell: str, stance: str) -> str | None:
    return {"x": None, "=": stance}.get(cell, cell)
