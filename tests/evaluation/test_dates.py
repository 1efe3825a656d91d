"""Gold values of date annotations as intervals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evaluation.dates import CORPORA, answers, right
from evaluation.timex import Case, gum, interval


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-05-03", ("2031-05-03", "2031-05-03")),
        ("2031-05-03T14:00Z", ("2031-05-03", "2031-05-03")),
        ("2031-05-03TMO", ("2031-05-03", "2031-05-03")),
        ("2031-02", ("2031-02-01", "2031-02-28")),
        ("2031-06-XX", ("2031-06-01", "2031-06-30")),
        ("2031", ("2031-01-01", "2031-12-31")),
        ("203", ("2030-01-01", "2039-12-31")),
        ("2031-W02", ("2031-01-06", "2031-01-12")),
        ("2031-W02-WE", ("2031-01-11", "2031-01-12")),
        ("2031-Q4", ("2031-10-01", "2031-12-31")),
        ("2031-WI", ("2031-12-01", "2032-02-29")),
        ("PAST_REF", None),
        ("XXXX-XX-XX", None),
        ("P3D", None),
        ("FY2031", None),
    ],
)
def test_interval(value: str, expected: tuple[str, str] | None) -> None:
    assert interval(value) == expected


@pytest.mark.parametrize(
    ("phrase", "value", "sentence", "hit"),
    [
        ("Friday", "2031-05-02", "They met on Friday.", True),
        ("Friday", "2031-05-09", "They will meet on Friday.", True),
        ("Friday", "2031-05-09", "They met on Friday.", False),
        ("recently", "PAST_REF", "They met recently.", True),
        ("today", "PRESENT_REF", "Today few remember.", False),
    ],
)
def test_right(phrase: str, value: str, sentence: str, hit: bool) -> None:
    case = Case(document="d", phrase=phrase, value=value, sentence=sentence, anchor=date(2031, 5, 3))
    ((_, found),) = answers([case])
    assert right(case, found) is hit


def test_gum_spans_and_anchor(tmp_path: Path) -> None:
    rows = [
        "# newdoc id = d1",
        "# meta::dateCreated = 2031-05-03",
        "1\tSince\t_\t_\t_\t_\t_\t_\t_\t_",
        '2\tMay\t_\t_\t_\t_\t_\t_\t_\tXML=<date when:::"2030-05">',
        "3\t2030\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|XML=</date>",
        '4\tApril\t_\t_\t_\t_\t_\t_\t_\tXML=<date when:::"--04"></date>',
    ]
    file = tmp_path / "a.conllu"
    file.write_text("\n".join(rows) + "\n\n", "utf-8")
    (case,) = gum([file])
    assert (case.phrase, case.value, case.anchor) == ("May 2030", "2030-05", date(2031, 5, 3))


@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is not beside the checkout")
def test_gum_dates_are_found() -> None:
    cases = list(gum(sorted((CORPORA / "syntax").glob("gum-dev.conllu"))))
    assert sum(right(case, found) for case, found in answers(cases)) >= 0.75 * len(cases) > 0
