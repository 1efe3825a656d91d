"""``python -m evaluation.dates``: date expressions and their values on public corpora.

First with gold spans: an expression is right where it resolves to the interval that the gold value names, or
to nothing where the value names none (``PAST_REF``, ``XXXX-XX-XX``, a length). Times of day are compared by
their day. Then end to end: spans found in running text. The day of publication is gold throughout.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Literal

import click

from evaluation.date_spans import score
from evaluation.timex import Case, gum, interval, meantime
from service.candidates.dates import Form, Interval, bound, parse, resolve_form

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"

_CUE = re.compile(
    r"(?P<future>\b(?:will|shall|would|should|(?:is|are|was|were) (?:set|due|scheduled|expected|planned|to)"
    r"|(?:plan|expect|intend)s? to|to be)\b(?: be \w+)?|['’]ll\b)"
    r"|(?P<past>\b(?:\w+ed|said|told|met|had|has|have|was|were)\b)",
    re.IGNORECASE,
)


def answers(cases: Sequence[Case]) -> Iterator[tuple[Case, Interval | None]]:
    """What the grammar makes of each phrase, those before it in the document being known."""
    for _, group in groupby(cases, key=lambda case: case.document):
        document = list(group)
        forms = [parse(case.phrase) for case in document]
        counted: Iterator[Form] = bound(form for form in forms if form is not None)
        for case, form in zip(document, forms, strict=True):
            if form is None:
                yield case, None
            else:
                yield case, resolve_form(next(counted), anchor=case.anchor, tense=_tense(case))


def _tense(case: Case) -> Literal["past", "future"]:
    """Tense of the nearest word that shows one; the service reads it from the tree instead."""
    place = case.sentence.find(case.phrase)
    cues = list(_CUE.finditer(case.sentence))
    nearest = min(cues, key=lambda cue: _gap(cue, place), default=None)
    return "future" if nearest is not None and nearest["future"] else "past"


def _gap(cue: re.Match[str], place: int) -> int:
    return place - cue.end() if cue.end() <= place else abs(cue.start() - place)


def right(case: Case, found: Interval | None) -> bool:
    """Whether the answer is the gold interval, or none where gold names none."""
    return (found and (found.start, found.end)) == interval(case.value)


def _print(name: str, cases: Sequence[Case]) -> None:
    hits = {id(case) for case, found in answers(cases) if right(case, found)}
    groups = {
        "all": cases,
        "without datelines": [case for case in cases if not case.creation],
        "naming days": [case for case in cases if not case.creation and interval(case.value)],
        "naming none": [case for case in cases if not case.creation and not interval(case.value)],
    }
    for group, kept in groups.items():
        count = sum(id(case) in hits for case in kept)
        share = f"{count / len(kept):.3f}" if kept else "–"
        print(f"{name:10} {group:18} {share:>6} {count:5d} {len(kept):5d}")


def _errors(name: str, cases: Sequence[Case]) -> None:
    for case, found in answers(cases):
        if not right(case, found):
            shown = f"{found.start}..{found.end}" if found else "–"
            print(f"{name} {case.anchor} {case.phrase!r} gold {case.value} got {shown} | {case.sentence}")


@click.command()
@click.option("--errors", is_flag=True, help="List every expression that resolves wrongly.")
@click.option("--end-to-end/--gold-spans", "whole", default=None, help="Only this half.")
def main(*, errors: bool, whole: bool | None) -> None:
    """Score the date grammar on MEANTIME and GUM, where `../shared/corpora` lies beside the checkout."""
    if not CORPORA.is_dir():
        print("no ../shared/corpora beside the checkout: nothing to score", file=sys.stderr)
        sys.exit(1)
    folder = CORPORA / "time_events" / "meantime"
    if not whole:
        corpora = {
            "MEANTIME": list(meantime(folder)),
            "GUM": list(gum(sorted((CORPORA / "syntax").glob("gum-*.conllu")))),
        }
        for name, cases in corpora.items():
            if errors:
                _errors(name, cases)
        for name, cases in corpora.items():
            _print(name, cases)
    if whole is not False:
        for line in score(folder, errors=errors):
            print(line)


if __name__ == "__main__":
    main()
