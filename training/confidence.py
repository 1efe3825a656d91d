"""``python -m training.confidence``: refit ``service/data/confidence.tsv`` and say how well it holds.

One logistic regression (L2, by Newton's method) per kind of object on the evidence that the service gives to
`service.extract.confidence.of`. Errors are printed as the table in use gives them and held out twice: by part
(the annotations' five folds and the development set, each judged by weights fitted on the other five) and by
article (ten groups of articles from all parts, as the table that is written saw every part). The encoder's
heads learnt from folds 0 to 3, so objects of fold 4 and of the development set weigh `_HELD_OUT` times those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zlib import crc32

import click
import numpy as np

from evaluation import report
from evaluation.__main__ import default_corpus
from evaluation.calibration import errors, reliability
from evaluation.gold import load
from evaluation.measures import Judged
from evaluation.predict import predictions
from evaluation.score import score
from service.extract import confidence, linking
from service.lexicons.table import DATA

_ANNOTATED: Final = Path(__file__).parents[2] / "shared" / "corpora" / "annotations" / "annotations.jsonl"
_TABLE: Final = DATA / "confidence.tsv"
_HELD_OUT: Final = 5.0
_PENALTY: Final = 4.0
_GROUPS: Final = 10
_LEAST: Final = 12
"""Objects of which a case must hold to have a weight."""
_STEPS: Final = 25
_DRAWS: Final = 400

Evidence = dict[str, float]
Row = tuple[str, int, Evidence, Judged]
"""Part (a fold or "dev"), group of its article, evidence by case, and what came of it."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """Weights by case, the bias among them."""

    weights: dict[str, float]

    def of(self, evidence: Evidence) -> float:
        total = sum(self.weights.get(case, 0.0) * amount for case, amount in evidence.items())
        return float(np.clip(1 / (1 + np.exp(-total)), 1 - confidence.LIMIT, confidence.LIMIT))


class _Trace:
    """Stands for `confidence.of`: keeps the evidence under the answer, made unique by its last digits."""

    def __init__(self) -> None:
        self.seen: dict[float, Evidence] = {}
        self._answer = confidence.of

    def __call__(self, kind: str, *cases: str, **amounts: float) -> float:
        answer = self._answer(kind, *cases, **amounts) + 1e-9 * (len(self.seen) + 1)
        self.seen[answer] = {confidence.BIAS: 1.0} | dict.fromkeys(cases, 1.0) | amounts
        return answer


def _rows(annotated: Path) -> Iterator[Row]:
    trace = _Trace()
    confidence.of = trace  # type: ignore[assignment]
    linking.LEAST = 0.0  # what the table in use thinks too unlikely to claim is evidence as well
    for corpus in (annotated, default_corpus()):
        for prediction in predictions(load(corpus)):
            fold, group = prediction.gold.fold, crc32(prediction.gold.id.encode()) % _GROUPS
            for item in score(prediction.gold, prediction.record).judged:
                yield "dev" if fold is None else str(fold), group, trace.seen[item.confidence], item


def fit(rows: Sequence[Row]) -> _Fit:
    """Weights of one kind; a case of fewer than `_LEAST` objects gets none."""
    often = Counter(case for _, _, evidence, _ in rows for case in evidence)
    cases = sorted(case for case, count in often.items() if count >= _LEAST)
    x = np.array([[evidence.get(case, 0.0) for case in cases] for _, _, evidence, _ in rows])
    y = np.array([float(item.right) for *_, item in rows])
    sizes = np.array([_HELD_OUT if part in {"4", "dev"} else 1.0 for part, *_ in rows])
    penalty = np.diag([0.01 if case == confidence.BIAS else _PENALTY for case in cases])
    w = np.zeros(len(cases))
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (sizes * (y - p)) - penalty @ w
        w += np.linalg.solve((x * (sizes * p * (1 - p))[:, None]).T @ x + penalty, slope)
    return _Fit({case: round(float(value), 3) for case, value in zip(cases, w, strict=True)})


def held_out(rows: Sequence[Row], *, by: int) -> list[tuple[str, Judged]]:
    """Every object's part, and the confidence that other parts (`by` 0) or articles (1) give it."""
    fits = {key: fit([row for row in rows if row[by] != key]) for key in {row[by] for row in rows}}
    return [(row[0], replace(row[3], confidence=fits[row[by]].of(row[2]))) for row in rows]


def _noise(judged: Sequence[Judged]) -> float:
    """Mean ECE that as many objects would show if each were right with just its probability."""
    random = np.random.default_rng(0)
    draws = [
        [Judged(item.unit, item.confidence, bool(random.random() < item.confidence)) for item in judged]
        for _ in range(_DRAWS if len(judged) < 200 else _DRAWS // 20)
    ]
    return float(np.mean([errors(draw)[0].value for draw in draws]))


def _print(kind: str, rows: Sequence[Row]) -> None:
    by_part, by_article = held_out(rows, by=0), held_out(rows, by=1)
    for name, parts in (("folds", set("01234")), ("fold 4", {"4"}), ("dev", {"dev"})):
        now = [row[3] for row in rows if row[0] in parts]
        apart = [[item for part, item in found if part in parts] for found in (by_part, by_article)]
        shown = "  ".join(" ".join(f"{m.value:.3f}" for m in errors(found)) for found in (now, *apart))
        print(f"{kind:<14}  {name:<6}  {len(now):>5}  {shown}  {_noise(apart[1]):.3f}")


@click.command()
@click.option("--annotated", type=click.Path(path_type=Path, exists=True), default=_ANNOTATED)
@click.option("--write", is_flag=True, help=f"Rewrite {_TABLE.name}.")
def main(annotated: Path, *, write: bool) -> None:
    """Refit the table; print errors as shipped and held out, then reliability, held out."""
    rows = list(_rows(annotated))
    kinds = sorted({row[3].unit for row in rows})
    apart = {kind: [row for row in rows if row[3].unit == kind] for kind in kinds}
    print("Each pair: ECE, Brier. Now; held out by part; held out by article; ECE that chance alone gives.")
    for kind in kinds:
        _print(kind, apart[kind])
    for name, parts in (("fold 4", {"4"}), ("dev", {"dev"})):
        judged = [
            item for kind in kinds if "." not in kind for p, item in held_out(apart[kind], by=1) if p in parts
        ]
        print(f"\n{name}, all objects, held out by article\n{report.reliability(reliability(judged))}")
    if write:
        lines = ["kind\tcase\tweight"]
        for kind in kinds:
            found = sorted(fit(apart[kind]).weights.items())
            lines += [f"{kind}\t{case}\t{value:.3f}" for case, value in found if value]
        _TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
