"""Learn the weights by which the antecedent of "he" and "she" is chosen; offline only.

    python -m training.pronouns [CORPORA]

Samples are the pronouns of GAP's development part (which of two names, or neither; names given) and of
GUM's training part (entities; pronouns that mean nobody whom the service takes for a person count for
nobody). The model is log-linear over the features of `service.pipeline.entities.pronoun_features`, candidates
and nobody competing; L2, L-BFGS. Each sample is read as the service reads it, earlier pronouns resolved
by the weights of the round before. Five-fold cross-validation over documents prints accuracy and the
threshold of best F1.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from spacy.tokens import Doc

from evaluation import coreference, gap, unfinished
from service.lexicons import pronoun_weights
from service.pipeline.build import build_nlp
from service.pipeline.entities.persons import Actor
from service.pipeline.entities.pronoun_features import Case, features, null_features
from service.pipeline.entities.pronouns import antecedent
from training.prepare import CORPORA

WEIGHTS = Path(__file__).parents[1] / "service" / "data" / "pronoun_weights.tsv"
STRENGTH = 0.002
"""L2, for each sample; chosen by cross-validation."""
ROUNDS = 2
FOLDS = 5
LEAST_SEEN = 4
"""Pronouns in which a feature must occur."""


@dataclass(slots=True)
class Sample:
    """One pronoun: features of nobody and of each candidate; candidates that are right and known wrong.

    `right` -1 stands for nobody. Candidates neither right nor wrong are unknown.
    """

    source: str
    fold: int
    rows: list[list[str]]
    right: set[int]
    wrong: set[int]
    names: tuple[int, ...] = ()
    truth: tuple[bool, ...] = ()


class Watch:
    """Decides as the service does, and keeps features and actors of each case, by the pronoun's token."""

    def __init__(self) -> None:
        self.seen: dict[int, tuple[list[list[str]], list[Actor]]] = {}

    def __call__(self, case: Case) -> Actor | None:
        """The service's choice."""
        rows = [list(features(case, c, rank)) for rank, c in enumerate(case.candidates)]
        self.seen[case.token.i] = [list(null_features(case)), *rows], [c.actor for c in case.candidates]
        return antecedent(case)


def gap_samples(path: Path) -> Iterator[Sample]:
    """One sample for each snippet."""
    nlp = build_nlp()
    for number, example in enumerate(gap.read(path)):
        doc = gap.doc_of(example, nlp)
        watch = Watch()
        unfinished.search(doc, watch)
        token = gap.token_at(doc, example.pronoun)
        rows, actors = watch.seen[token.i]
        heads = [gap.token_at(doc, name).i for name in example.names]
        places = [next((i for i, a in enumerate(actors) if a.covers(h)), -1) for h in heads]
        yield _gap_sample(number, rows, places, example.truth)


def _gap_sample(number: int, rows: list[list[str]], places: list[int], truth: tuple[bool, bool]) -> Sample:
    sample = Sample("gap", number % FOLDS, rows, set(), set(), tuple(places), truth)
    for place, true in zip(places, truth, strict=True):
        if place >= 0:
            (sample.right if true else sample.wrong).add(place)
    if sample.right:
        sample.wrong = set(range(len(rows) - 1)) - sample.right | {-1}
    return sample


def gum_samples(path: Path) -> Iterator[Sample]:
    """One sample for each he or she."""
    nlp = build_nlp()
    for number, document in enumerate(coreference.read(path)):
        doc = unfinished.read(document.text, nlp)
        watch = Watch()
        unfinished.search(doc, watch)
        entities = document.entities(doc)
        for index, (rows, actors) in sorted(watch.seen.items()):
            entity = entities.get(index)
            if entity is None:
                continue
            right = {i for i, actor in enumerate(actors) if entity in _entities(actor, doc, entities)}
            wrong = set(range(-1, len(actors))) - (right or {-1})
            yield Sample("gum", number % FOLDS, rows, right or {-1}, wrong)


def _entities(actor: Actor, doc: Doc, entities: dict[int, str]) -> set[str]:
    """What gold says that the names and descriptions of an actor mean."""
    roots = [doc[start:end].root for start, end in actor.mentions]
    return {entities[root.i] for root in roots if root.pos_ != "PRON" and root.i in entities}


class Problem:
    """Samples as arrays: candidates × features, zero-padded."""

    def __init__(self, samples: Sequence[Sample], names: dict[str, int]) -> None:
        self.index = [
            [np.array([names[f] for f in row if f in names], dtype=np.int64) for row in sample.rows]
            for sample in samples
        ]
        self.samples = samples
        self.size = len(names)

    def loss(self, weights: np.ndarray, strength: float) -> tuple[float, np.ndarray]:
        """Negative log-likelihood with L2, and its gradient."""
        pull = strength * len(self.samples)
        total, slope = 0.5 * pull * float(weights @ weights), pull * weights
        for sample, rows in zip(self.samples, self.index, strict=True):
            chances = softmax(np.array([weights[row].sum() for row in rows]))
            keep = kept(sample)
            mass = max(float(chances[keep].sum()), 1e-12)
            total -= np.log(mass)
            delta = chances.copy()
            delta[keep] -= chances[keep] / mass
            for row, change in zip(rows, delta, strict=True):
                np.add.at(slope, row, change)
        return total, slope

    def chances(self, weights: np.ndarray) -> list[np.ndarray]:
        """Probabilities of nobody and of each candidate."""
        return [softmax(np.array([weights[row].sum() for row in rows])) for rows in self.index]


def kept(sample: Sample) -> np.ndarray:
    """Which of nobody and the candidates the gold allows."""
    rows = range(-1, len(sample.rows) - 1)
    return np.array([r in sample.right if sample.right else r not in sample.wrong for r in rows])


def softmax(scores: np.ndarray) -> np.ndarray:
    """Probabilities of scores in nats."""
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def learn(samples: Sequence[Sample], strength: float = STRENGTH) -> dict[str, float]:
    """Feature -> weight."""
    counts: dict[str, int] = {}
    for sample in samples:
        for name in {name for row in sample.rows for name in row}:
            counts[name] = counts.get(name, 0) + 1
    names = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= LEAST_SEEN))}
    problem = Problem([s for s in samples if kept(s).any()], names)
    start = np.zeros(len(names))
    found = minimize(
        problem.loss, start, args=(strength,), jac=True, method="L-BFGS-B", options={"maxiter": 150}
    )
    return {name: float(found.x[i]) for name, i in names.items()}


def cross_validated(samples: Sequence[Sample], strength: float = STRENGTH) -> list[np.ndarray]:
    """Probabilities for each sample by weights that have not seen its fold."""
    found: list[np.ndarray] = [np.zeros(0)] * len(samples)
    for fold in range(FOLDS):
        weights = learn([s for s in samples if s.fold != fold], strength)
        held = [i for i, s in enumerate(samples) if s.fold == fold]
        names = {name: i for i, name in enumerate(sorted(weights))}
        vector = np.array([weights[name] for name in sorted(weights)])
        for i, chances in zip(held, Problem([samples[i] for i in held], names).chances(vector), strict=True):
            found[i] = chances
    return found


def gap_f1(samples: Sequence[Sample], chances: Sequence[np.ndarray], least: float) -> float:
    """GAP's F1, the likelier name taken where it is likely enough."""
    hit = taken = wanted = 0
    for sample, found in zip(samples, chances, strict=True):
        if sample.source != "gap":
            continue
        own = [float(found[p + 1]) if p >= 0 else 0.0 for p in sample.names]
        best = max((0, 1), key=lambda n: own[n])
        wanted += sum(sample.truth)
        if own[best] >= least and own[best] > 0:
            taken += 1
            hit += sample.truth[best]
    return 2 * hit / max(1, taken + wanted)


def report(samples: Sequence[Sample], chances: Sequence[np.ndarray]) -> None:
    """Cross-validated figures."""
    steps = [round(0.05 * n, 2) for n in range(1, 14)]
    print("GAP F1 by threshold:", {s: round(gap_f1(samples, chances, s), 3) for s in steps})
    for source in ("gap", "gum"):
        pairs = [(s, c) for s, c in zip(samples, chances, strict=True) if s.source == source]
        right = sum(kept(s)[int(c.argmax())] for s, c in pairs)
        print(source, f"likeliest allowed by gold: {right} of {len(pairs)}, {right / max(1, len(pairs)):.3f}")
        for least in (0.3, 0.4, 0.5, 0.6, 0.7):
            print(source, least, "precision {:.3f} recall {:.3f}".format(*_by_threshold(pairs, least)))


def _by_threshold(pairs: Sequence[tuple[Sample, np.ndarray]], least: float) -> tuple[float, float]:
    """Precision and recall of the likeliest candidate where it is at least that likely."""
    best = [(s, int(c[1:].argmax())) for s, c in pairs if len(c) > 1 and c[1:].max() >= least]
    hit = sum(index in sample.right for sample, index in best)
    return hit / max(1, len(best)), hit / max(1, sum(bool(s.right - {-1}) for s, _ in pairs))


def write(weights: dict[str, float]) -> None:
    """The table that the service reads."""
    lines = [f"{name}\t{value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= 0.01]
    WEIGHTS.write_text("\n".join(["feature\tweight", *lines]) + "\n", encoding="utf-8")


def main() -> None:
    """Read, learn, report, write; anew with the resolutions of the round before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="?", default=CORPORA)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    for number in range(options.rounds):
        pronoun_weights.cache_clear()
        samples = [
            *gap_samples(options.corpora / "coref" / "gap-development.tsv"),
            *gum_samples(options.corpora / "syntax" / "gum-train.conllu"),
        ]
        print(f"round {number + 1}: {len(samples)} pronouns")
        report(samples, cross_validated(samples))
        write(learn(samples))


if __name__ == "__main__":
    main()
