"""Fit ``service/data/decisions.tsv``: ``python -m training.calibrate CORPUS... --fold 3``.

Every kind of decision gets a logistic map from the head's score to a probability (Platt 1999) and the
threshold of best F1, on articles that the heads were not trained on. Articles are read once; records are
made of them with the scores as they are, then judged by the project's own scorer.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from unittest.mock import patch

import numpy as np

from evaluation.gold import GoldRecord, load
from evaluation.measures import Judged, Tally
from evaluation.score import score
from service import analyzer
from service.article import read_text
from service.extract import combine
from service.extract.context import Context
from service.extract.record import record
from service.lexicons.table import DATA
from service.schemas import dump_record
from service.settings import Settings

Table = dict[str, tuple[float, float, float]]

OPEN: Final[Table] = {
    name: (1.0, 0.0, least)
    for name, least in {
        "meeting": 0.5, "meeting_one_side": 0.5, "doubtful": 0.0, "placed": 0.5,
        "participants": 0.1, "participants_second": 0.1,
        "other_participants": 0.5, "other_participants_second": 0.3, "other_meetings": 0.1,
        "issues": 0.05, "positions": 0.05,
    }.items()
}  # fmt: skip
"""Scores as they are, thresholds low."""
MEASURES: Final = {
    "participants": "participants", "other_meetings": "other_meetings", "issues": "issues",
    "positions": "positions",
}  # fmt: skip
FIELDS: Final = (
    *("meeting.status", "meeting.kind", "meeting.mode", "meeting.level", "meeting.setting", "meeting.date"),
    "location",
)
DOUBTFUL: Final = 0.7
DETECTED: Final = (0.35, 0.4, 0.45, 0.5, 0.55)
"""Probabilities from which there may be a meeting. The best F1 of participants decides: it counts those of
meetings that are none and those of meetings that are missed."""
GRIDS: Final = {
    "other_participants": ("other_meetings", (0.3, 0.4, 0.5, 0.6)),
    "other_participants_second": ("other_meetings", (0.05, 0.1, 0.2, 0.3)),
    "participants_second": ("participants", (0.1, 0.2, 0.3, 0.5)),
    "placed": ("location.country", (0.1, 0.2, 0.3, 0.4, 0.5)),
    "country": ("participants.country", (0.2, 0.3, 0.4, 0.5, 0.7)),
}
"""Thresholds of decisions that no confidence is judged by, with the measure that they serve."""
_PRIOR: Final = 5.0
"""Strength with which the slope is held near 1."""


def fitted(judged: Sequence[Judged]) -> tuple[float, float]:
    """Slope and offset of the logistic map of greatest likelihood, the slope held near 1.

    By Newton's method; a step that makes the fit worse is halved.
    """
    raw = np.array([min(max(item.confidence, 1e-3), 1 - 1e-3) for item in judged])
    x, y = np.log(raw / (1 - raw)), np.array([float(item.right) for item in judged])

    def loss(w: np.ndarray) -> float:
        z = w[0] * x + w[1]
        return float(np.logaddexp(0, z).sum() - (y * z).sum() + _PRIOR / 2 * (w[0] - 1) ** 2)

    w = np.array([1.0, 0.0])
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(w[0] * x + w[1], -60, 60)))
        slope = np.array([x @ (p - y) + _PRIOR * (w[0] - 1), (p - y).sum()])
        bend = p * (1 - p)
        curve = np.array([[bend @ x**2 + _PRIOR, bend @ x], [bend @ x, bend.sum() + 1e-6]])
        step = np.linalg.solve(curve, slope)
        while loss(w - step) > loss(w) and np.abs(step).max() > 1e-9:
            step = step / 2
        w = w - step
    return float(w[0]), float(w[1])


def best_threshold(judged: Sequence[Judged], gold: int, line: tuple[float, float]) -> float:
    """The probability from which deciding yes gives the best F1, given the `gold` items."""
    raw = np.array([min(max(item.confidence, 1e-3), 1 - 1e-3) for item in judged])
    p = 1 / (1 + np.exp(-(line[0] * np.log(raw / (1 - raw)) + line[1])))
    right = np.array([item.right for item in judged])
    steps = np.arange(0.1, 0.9, 0.01)
    f1 = [2 * (right & (p >= t)).sum() / max((p >= t).sum() + gold, 1) for t in steps]
    smooth = np.convolve(f1, np.ones(5) / 5, mode="same")
    return float(steps[int(np.argmax(smooth[2:-2])) + 2])


class Scored:
    """Tallies of a corpus under a table of decisions; articles are read once."""

    def __init__(self, gold: Sequence[GoldRecord]) -> None:
        """Reads the articles outside any memory zone: their Docs are kept."""
        self.engine = analyzer.load(Settings.from_env())
        articles = ((g, read_text(g.text, title=g.title, published=g.published)) for g in gold)
        self.read = [(g, article, self.engine.read(article)) for g, article in articles]

    def under(self, tables: Sequence[Table]) -> list[list[Tally]]:
        """For each table the tallies of all articles."""
        found: list[list[Tally]] = [[] for _ in tables]
        for gold, article, read in self.read:
            for table, tallies in zip(tables, found, strict=True):
                with patch.object(combine, "_decisions", lambda table=table: table):
                    context = Context.of(read.doc, read.entities, read.reading, read.scores)
                    made = record(context, analyzer.article_info(article), self.engine.engine)
                    tallies.append(score(gold, dump_record(made, sent=article.sent)))
        return found


def judged(tallies: Sequence[Tally], unit: str) -> list[Judged]:
    """All judged predictions of one kind."""
    return [item for tally in tallies for item in tally.judged if item.unit == unit]


def total(tallies: Sequence[Tally], measure: str) -> tuple[int, int, int]:
    """Hits, predicted and gold items of a measure."""
    rows = [tally.counts[measure][1] for tally in tallies if measure in tally.counts]
    return sum(r.hits for r in rows), sum(r.predicted for r in rows), sum(r.gold for r in rows)


def f1(tallies: Sequence[Tally], measure: str) -> float:
    """F1 of a measure."""
    hits, predicted, gold = total(tallies, measure)
    return 2 * hits / max(predicted + gold, 1)


def fit(gold: Sequence[GoldRecord]) -> Table:
    """The table for these articles."""
    scored = Scored(gold)
    kinds = ("meeting", "meeting_one_side")
    only = [OPEN | {kind: (1.0, 0.0, 2.0 * (kind != chosen)) for kind in kinds} for chosen in kinds]
    *seen, raw = scored.under([*only, OPEN])
    table: Table = {"doubtful": (1.0, 0.0, DOUBTFUL)}
    for kind, tallies in zip(kinds, seen, strict=True):
        table[kind] = (*fitted(judged(tallies, "meeting")), 0.5)
    for unit, measure in MEASURES.items():
        items = judged(raw, unit)
        line = fitted(items)
        table[unit] = (*line, best_threshold(items, total(raw, measure)[2], line))
    for unit in FIELDS:
        items = judged(raw, unit)
        table[unit] = (*(fitted(items) if len(items) > 20 else (1.0, 0.0)), 0.0)
    table |= {name: (1.0, 0.0, values[len(values) // 2]) for name, (_, values) in GRIDS.items()}
    for name, (measure, values) in GRIDS.items():
        table = best_of(scored, [table | {name: (1.0, 0.0, value)} for value in values], name, measure)
    steps = (-0.1, -0.05, 0.0, 0.05, 0.1)
    slope, offset, least = table["other_meetings"]
    tried = [table | {"other_meetings": (slope, offset, least + step)} for step in steps]
    table = best_of(scored, tried, "other_meetings", "other_meetings")
    tried = [table | {kind: (*table[kind][:2], least) for kind in kinds} for least in DETECTED]
    return best_of(scored, tried, "meeting", "participants")


def best_of(scored: Scored, tables: Sequence[Table], name: str, measure: str) -> Table:
    """The table with the best figure; `name`: the decision in which they differ."""
    figures = [f1(tallies, measure) for tallies in scored.under(tables)]
    print(name, {round(t[name][2], 3): round(f, 4) for t, f in zip(tables, figures, strict=True)}, flush=True)
    return tables[int(np.argmax(figures))]


def lines(table: Table) -> Iterator[str]:
    """Rows of the file."""
    yield "decision\tslope\toffset\tthreshold"
    for name in sorted(table):
        slope, offset, least = table[name]
        yield f"{name}\t{slope:.3f}\t{offset:.3f}\t{least:.3f}"


def main() -> None:
    """Read the corpora, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--fold", type=int, action="append", required=True)
    parser.add_argument("--out", type=Path, default=DATA / "decisions.tsv")
    options = parser.parse_args()
    if 4 in options.fold:
        raise SystemExit("fold 4 is the test")
    gold = [g for path in options.corpora for g in load(path, folds=options.fold)]
    options.out.write_text("\n".join(lines(fit(gold))) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
