"""Learn the weights of the issue scorer from the annotated articles; offline only.

    python -m training.issues ../shared/corpora/annotations/annotations.jsonl

Two logistic models are cross-validated over the five folds of the corpus, their figures printed,
and the final weights, learnt from all folds, written to `service/data/issue_weights.tsv`:
`listed` (is a category an issue of the article; one sample for each article and category with a
hit) and `agenda` (does the meeting treat it; one sample for each issue of the annotation that has a hit).
Features are those of `service.candidates.issues`. The threshold of `listed` is the one of best F1
over (article, category), counting issues without any hit as missed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from service.candidates.issues.features import Reading, agenda_features, features, reading
from service.candidates.issues.matching import read

WEIGHTS = Path(__file__).parents[1] / "service" / "data" / "issue_weights.tsv"
STRENGTH = {"listed": 1.0, "agenda": 0.3}
"""Inverse regularisation (C) of each model, chosen by cross-validation."""
CATEGORY_SCALE = 0.5
"""Scale of features that belong to one category: below 1 they are regularised more than the shared ones."""


@dataclass(frozen=True)
class Sample:
    """One decision: features, truth, where it belongs."""

    article: int
    fold: int
    category: str
    features: dict[str, float]
    truth: bool


def listed_samples(articles: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> list[Sample]:
    """One sample for each article and category with a hit."""
    samples = []
    for number, (article, found) in enumerate(zip(articles, readings, strict=True)):
        gold = {issue["category"] for issue in article["record"]["issues"]}
        for category in sorted(found.hits):
            values = {**features(found, category), f"is:{category}": 1.0}
            samples.append(Sample(number, article["fold"], category, values, category in gold))
    return samples


def agenda_samples(articles: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> list[Sample]:
    """One sample for each annotated issue with a hit, in articles with a meeting."""
    samples = []
    for number, (article, found) in enumerate(zip(articles, readings, strict=True)):
        if article["record"]["meeting"] is None:
            continue
        for issue in article["record"]["issues"]:
            if hits := found.hits.get(issue["category"]):
                strong = [hit for hit in hits if hit.strong] or list(hits)
                values = agenda_features(found, strong)
                samples.append(Sample(number, article["fold"], issue["category"], values, issue["on_agenda"]))
    return samples


class Model:
    """A logistic regression over named features."""

    def __init__(self, samples: Iterable[Sample], strength: float) -> None:
        """Fit by liblinear, L2."""
        rows = list(samples)
        self.names = DictVectorizer(sparse=False)
        matrix = self.names.fit_transform([scaled(row.features) for row in rows])
        self.regression = LogisticRegression(C=strength, solver="liblinear", random_state=0)
        self.regression.fit(matrix, [row.truth for row in rows])

    def probabilities(self, samples: Sequence[Sample]) -> np.ndarray:
        """Probability of each sample, shape (samples,)."""
        matrix = self.names.transform([scaled(row.features) for row in samples])
        return self.regression.predict_proba(matrix)[:, 1]

    def weights(self) -> dict[str, float]:
        """Weights on the unscaled features, the bias among them."""
        found = dict(zip(self.names.get_feature_names_out(), self.regression.coef_[0], strict=True))
        return {"bias": float(self.regression.intercept_[0]), **scaled(found)}


def scaled(values: dict[str, float]) -> dict[str, float]:
    """Shrink what belongs to one category."""
    return {name: value * (CATEGORY_SCALE if ":" in name else 1.0) for name, value in values.items()}


def cross_validated(samples: Sequence[Sample], strength: float) -> np.ndarray:
    """Probability of each sample by a model that has not seen its fold, shape (samples,)."""
    held = np.zeros(len(samples))
    for fold in sorted({sample.fold for sample in samples}):
        inside = [i for i, sample in enumerate(samples) if sample.fold == fold]
        model = Model((sample for sample in samples if sample.fold != fold), strength)
        held[inside] = model.probabilities([samples[i] for i in inside])
    return held


def counts(samples: Sequence[Sample], chosen: np.ndarray, gold: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall, F1 over (article, category); `gold` counts all issues by category, hit or not."""
    hit = sum(sample.truth for sample, taken in zip(samples, chosen, strict=True) if taken)
    taken, wanted = int(chosen.sum()), sum(gold.values())
    return hit / max(1, taken), hit / max(1, wanted), 2 * hit / max(1, taken + wanted)


def figures(samples: Sequence[Sample], chosen: np.ndarray, gold: Counter[str]) -> str:
    """Precision, recall, F1 as text."""
    return "precision {:.3f} recall {:.3f} F1 {:.3f}".format(*counts(samples, chosen, gold))


def best_threshold(samples: Sequence[Sample], held: np.ndarray, gold: Counter[str]) -> float:
    """Threshold of best F1, in steps of .025."""
    steps = [round(step, 3) for step in np.arange(0.2, 0.7, 0.025)]
    return max(steps, key=lambda step: (counts(samples, held >= step, gold)[2], -step))


def report(samples: Sequence[Sample], held: np.ndarray, threshold: float, gold: Counter[str]) -> None:
    """Print figures over all categories, over groups, and for each category."""
    chosen = held >= threshold
    print("listed, cross-validated:", figures(samples, chosen, gold), f"(threshold {threshold})")
    for category in sorted(gold):
        inside = np.array([sample.category == category for sample in samples])
        one = Counter({category: gold[category]})
        print(f"  {category:28} {gold[category]:4} ", figures(samples, inside & chosen, one))


def main() -> None:
    """Read, cross-validate, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotations", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    articles = [json.loads(line) for line in options.annotations.read_text(encoding="utf-8").splitlines()]
    readings = [reading(read(article["text"])) for article in articles]
    gold = Counter(issue["category"] for article in articles for issue in article["record"]["issues"])
    listed, agenda = listed_samples(articles, readings), agenda_samples(articles, readings)
    held = cross_validated(listed, STRENGTH["listed"])
    threshold = best_threshold(listed, held, gold)
    report(listed, held, threshold, gold)
    treated = cross_validated(agenda, STRENGTH["agenda"])
    right = np.mean([(p >= 0.5) == sample.truth for p, sample in zip(treated, agenda, strict=True)])
    always = np.mean([sample.truth for sample in agenda])
    print(f"agenda, cross-validated: accuracy {right:.3f}, always true {always:.3f}")
    rows = [("listed", "threshold", threshold)]
    for name, samples in (("listed", listed), ("agenda", agenda)):
        model = Model(samples, STRENGTH[name])
        rows += [(name, feature, weight) for feature, weight in model.weights().items()]
    lines = [f"{model}\t{feature}\t{weight:.4f}" for model, feature, weight in sorted(rows)]
    options.out.write_text("\n".join(["model\tfeature\tweight", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
