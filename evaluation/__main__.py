"""``python -m evaluation``: score the service on gold records."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from evaluation import gate, report
from evaluation.bootstrap import intervals
from evaluation.calibration import is_field, reliability
from evaluation.gold import GoldError, GoldRecord, digest, load
from evaluation.measures import Measure, Tally
from evaluation.predict import predictions
from evaluation.score import ORDER, score, summarise

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"


def default_corpus() -> Path:
    """The development set where it lies beside the checkout, else the set that ships with the project."""
    shared = HERE.parent.parent / "shared" / "gold" / "dev"
    return shared if shared.is_dir() else HERE / "gold"


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path), required=False)
@click.option("--fold", "folds", type=int, multiple=True, help="Only these folds' articles (JSONL corpora).")
@click.option("--apart", is_flag=True, help="A table for each fold, then one for all.")
@click.option("--misses", "with_misses", is_flag=True, help="List every error, record by record.")
@click.option("--markdown", is_flag=True, help="Print tables as Markdown.")
@click.option("--gate", "gated", is_flag=True, help="Exit with 1 where a measure is below its floor.")
@click.option("--set-floors", is_flag=True, help="Write today's values as floors of this corpus.")
@click.option("--lower", metavar="REASON", help="Let --set-floors lower a floor, for this reason.")
def main(
    corpus: Path | None,
    *,
    folds: tuple[int, ...],
    apart: bool,
    with_misses: bool,
    markdown: bool,
    gated: bool,
    set_floors: bool,
    lower: str | None,
) -> None:
    """Score the service on CORPUS, a folder of <id>.json beside <id>.txt or a JSONL file."""
    path = corpus or default_corpus()
    try:
        gold = load(path, folds=folds)
    except GoldError as error:
        raise click.ClickException(str(error)) from error
    tallies = tuple(_scored(gold))
    measures = summarise(tallies)
    for fold in sorted({g.fold for g in gold if g.fold is not None}) if apart else ():
        own = [tally for g, tally in zip(gold, tallies, strict=True) if g.fold == fold]
        print(f"fold {fold}, {len(own)} articles\n")
        print(report.table(summarise(own), intervals(own), markdown=markdown), end="\n\n")
    _print(tallies, measures, with_misses=with_misses, markdown=markdown)
    print(f"\n{len(gold)} articles of {path.name}, digest {digest(gold)[:12]}")
    if set_floors:
        _set_floors(path.name, gold, measures, reason=lower)
    if gated:
        _check(gold, measures)


def _scored(gold: Sequence[GoldRecord]) -> list[Tally]:
    tallies = []
    for prediction in predictions(gold):
        if prediction.error:
            print(f"{prediction.gold.id}: no record: {prediction.error}", file=sys.stderr)
        tallies.append(score(prediction.gold, prediction.record))
    return tallies


def _print(
    tallies: Sequence[Tally], measures: Sequence[Measure], *, with_misses: bool, markdown: bool
) -> None:
    if with_misses:
        found = [miss for tally in tallies for miss in tally.misses]
        print(report.misses(found, order=ORDER), end="\n\n")
    print(report.table(measures, intervals(tallies), markdown=markdown), end="\n\n")
    bins = reliability(item for tally in tallies for item in tally.judged if not is_field(item))
    print(report.reliability(bins, markdown=markdown))


def _set_floors(
    name: str, gold: Sequence[GoldRecord], measures: Sequence[Measure], *, reason: str | None
) -> None:
    known = gate.read(FLOORS)
    new = gate.Floors(name=name, digest=digest(gold), articles=len(gold), values={})
    try:
        floors = gate.raised(gate.find(known, new.digest) or new, measures, reason=reason)
    except gate.GateError as error:
        raise click.ClickException(str(error)) from error
    others = [entry for entry in known if entry.digest != floors.digest]
    gate.write(FLOORS, [*others, floors])


def _check(gold: Sequence[GoldRecord], measures: Sequence[Measure]) -> None:
    floors = gate.find(gate.read(FLOORS), digest(gold))
    if floors is None:
        raise click.ClickException(f"{FLOORS.name} has no floors for this corpus")
    below = gate.breaches(floors, measures)
    for breach in below:
        now = "not measured" if breach.value is None else f"{breach.value:.3f}"
        print(f"{breach.measure}: {now}, floor {breach.floor:.3f}", file=sys.stderr)
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
