"""``python -m evaluation.plover``: the reader as an event coder, on the sentences of PLOVER's manual.

Sentences coded CONSULT describe a meeting and should be detected. Those of other types should not, unless
they describe one too: codes are one to a sentence, so "rejected talks" is REJECT and yet of a meeting. Which
do was settled by reading them: `DESCRIBED` lists their numbers.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from evaluation.gold import GoldRecord
from evaluation.predict import predictions

CORPUS: Final = (
    Path(__file__).resolve().parent.parent.parent
    / "shared" / "corpora" / "time_events" / "plover-gsr.txt"
)  # fmt: skip
CONSULT: Final = "CONSULT"
DESCRIBED: Final = frozenset(
    {
        "AGREE-0006", "AGREE-0022", "AGREE-0035", "AGREE-0036", "AGREE-0038", "AGREE-0039",
        "AGREE-0040", "AGREE-0041", "DEMAND-0006", "DEMAND-0018", "DEMAND-0034", "DISAPPROVE-0003",
        "INVESTIGATE-0006", "REJECT-0017", "REJECT-0024", "REJECT-0025", "REJECT-0026",
        "REJECT-0027", "REJECT-0028", "SANCTION-0002", "SUPPORT-0003", "THREATEN-0006",
        "THREATEN-0017",
    }
)  # fmt: skip
"""Sentences of another type in which a meeting is described: held, planned, offered or refused."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence, its PLOVER event type and its number in the collection."""

    id: str
    event: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a meeting was found in the sentence, and between whom."""

    sentence: Coded
    sides: tuple[str, ...] | None

    @property
    def found(self) -> bool:
        return self.sides is not None


def sentences(file: Path) -> Iterator[Coded]:
    """The coded sentences; the collection's own documentation is left out."""
    for row in json.loads(file.read_text(encoding="utf-8")):
        if "text" in row:
            yield Coded(row["id"].removeprefix("PLOVER-GSR01-"), row["event"], row["text"])


def answers(coded: Sequence[Coded]) -> Iterator[Answer]:
    """Each sentence read as an article of its own."""
    articles = [GoldRecord(id=one.id, text=one.text, record={}) for one in coded]
    for one, prediction in zip(coded, predictions(articles), strict=True):
        yield Answer(one, _sides(prediction.record))


def _sides(record: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Participants of the first meeting of the record, None where it has none."""
    if record["meeting"] is not None:
        return tuple(p["name"] for p in record["participants"])
    for other in record["other_meetings"]:
        return tuple(p["name"] for p in other["participants"])
    return None


def summary(found: Sequence[Answer], described: frozenset[str] = DESCRIBED) -> dict[str, tuple[int, int]]:
    """(right, judged) for CONSULT, for other types that describe a meeting, and for those that do not."""
    groups: dict[str, list[bool]] = {"CONSULT": [], "other, a meeting": [], "other, none": []}
    for answer in found:
        if answer.sentence.event == CONSULT:
            groups["CONSULT"].append(answer.found)
        elif answer.sentence.id in described:
            groups["other, a meeting"].append(answer.found)
        else:
            groups["other, none"].append(not answer.found)
    return {name: (sum(hits), len(hits)) for name, hits in groups.items()}


@click.command()
@click.option("--misses", "listed", is_flag=True, help="List the sentences judged wrongly.")
@click.option("--found", "every", is_flag=True, help="List every sentence of another type with a meeting.")
def main(*, listed: bool, every: bool) -> None:
    """Detect meetings in PLOVER's coded sentences, where `../shared/corpora` lies beside the checkout."""
    if not CORPUS.is_file():
        print("no ../shared/corpora beside the checkout: nothing to score", file=sys.stderr)
        sys.exit(1)
    found = list(answers(list(sentences(CORPUS))))
    for answer in found:
        expected = answer.sentence.event == CONSULT or answer.sentence.id in DESCRIBED
        wrong = listed and answer.found != expected
        if wrong or (every and answer.found and answer.sentence.event != CONSULT):
            sides = " / ".join(answer.sides) if answer.sides is not None else "no meeting"
            print(f"{answer.sentence.id:16} {sides} | {answer.sentence.text}")
    for name, (right, judged) in summary(found).items():
        share = f"{right / judged:.3f}" if judged else "–"
        print(f"{name:18} {share:>6} {right:4d} of {judged}")


if __name__ == "__main__":
    main()
