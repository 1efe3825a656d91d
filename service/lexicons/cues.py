"""Cue lexicon: words that carry a stance or report speech, with the frames in which they do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from service.lexicons.table import rows, several

SAY: Final = "say"
LIGHT: Final = "light"
"""Verbs that lend their subject to the stance of their object: "voice", "reaffirm"."""
NONE: Final = "none"
"""Verbs that make no promise after "will": "will arrive", "will meet"."""
HEDGE: Final = "hedge"
SPEAKER: Final = "speaker"
"""`CueEntry.holder` of words that tell what whoever says the clause thinks: "dangerous"."""

Condition = tuple[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One row. `key`: lemma, part of speech and conditions.

    `frame`: conditions that must all hold, each with the lemmas it admits (none: any).

    `negated`: stance under negation, the same stance, or None where a negated cue says nothing.
    `holder`: ``subj`` the subject; ``passive`` a passive's subject; ``obj`` the object, who feels it;
    ``speaker`` whoever says the clause; ``in`` those named after "in"; ``light`` the subject of a light verb,
    which must be there. Of a light verb: ``poss`` whose the noun is said to be,
    ``topic`` nobody, where the noun takes no side against it.
    `speech`: whether it reports words rather than a deed.
    """

    key: str
    lemma: str
    pos: str
    frame: tuple[Condition, ...]
    stance: str
    negated: str | None
    holder: str
    speech: bool

    @property
    def is_duty(self) -> bool:
        """Whether it says what somebody must do: "should", "need to"."""
        return self.holder == SPEAKER and self.stance == "request" and self.pos in {"AUX", "VERB"}

    @property
    def rank(self) -> tuple[int, int, int]:
        """More conditions first; those on lemmas before those on structure; "clause_will" before "clause"."""
        narrow = sum("_" in name for name, _ in self.frame)
        return (-len(self.frame), -sum(bool(words) for _, words in self.frame), -narrow)


@cache
def cue_entries() -> tuple[CueEntry, ...]:
    """All rows, in the order of the file."""
    return tuple(
        CueEntry(
            key=f"{lemma}|{pos}|{frame}",
            lemma=lemma,
            pos=pos,
            frame=_conditions(frame),
            stance=stance,
            negated=_negated(negated, stance),
            holder=holder,
            speech=speech == "yes",
        )
        for lemma, pos, frame, stance, negated, holder, speech in rows("cues")
    )


@cache
def cues_by_lemma() -> dict[tuple[str, str], tuple[CueEntry, ...]]:
    """(lemma, coarse tag) -> rows, most specific first; equal ones in the order of the file."""
    table: dict[tuple[str, str], list[CueEntry]] = {}
    for entry in cue_entries():
        table.setdefault((entry.lemma, entry.pos), []).append(entry)
    return {key: tuple(sorted(group, key=lambda row: row.rank)) for key, group in table.items()}


@cache
def cue_index() -> dict[str, CueEntry]:
    """Rows by `CueEntry.key`."""
    return {entry.key: entry for entry in cue_entries()}


@cache
def verb_forms() -> dict[str, str]:
    """Inflected form -> lemma for the lexicon's verbs, for where the tagger's lemma is off."""
    forms: dict[str, str] = {}
    for lemma in sorted({entry.lemma for entry in cue_entries() if entry.pos == "VERB"}):
        for form in _irregular().get(lemma) or _regular_past(lemma):
            forms.setdefault(form, lemma)
        for form in (lemma, _third_person(lemma), _participle(lemma)):
            forms.setdefault(form, lemma)
    return forms


def verb_lemma(lemma: str, form: str) -> str:
    """The lexicon's lemma for a verb's form where it knows the form, else the tagger's lemma."""
    return verb_forms().get(form.lower(), lemma.lower())


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Lemma -> past tense and participle, where these are not the lemma with "-ed"."""
    return {lemma: several(past) for lemma, past in rows("irregular_verbs")}


def _regular_past(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return (lemma + "d",)
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return (lemma[:-1] + "ied",)
    return (lemma + "ed",)


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    return lemma[:-1] + "ies" if lemma.endswith("y") and lemma[-2] not in "aeiou" else lemma + "s"


def _participle(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")):
        return lemma[:-1] + "ing"
    doubled = lemma + lemma[-1] + "ed" in _irregular().get(lemma, ())
    return lemma + (lemma[-1] if doubled else "") + "ing"


def _conditions(cell: str) -> tuple[Condition, ...]:
    if cell == "-":
        return ()
    parts = (condition.partition(":") for condition in cell.split(" "))
    return tuple((name, frozenset(words.split(",")) if words else frozenset()) for name, _, words in parts)


def _negated(cell: str, stance: str) -> str | None:
    return {"x": None, "=": stance}.get(cell, cell)


@cache
def said_verbs() -> frozenset[str]:
    """Verbs of mere speech: "say", "tell"."""
    return frozenset(e.lemma for e in cue_entries() if e.pos == "VERB" and e.stance == SAY)
