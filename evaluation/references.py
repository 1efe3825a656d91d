"""``python -m evaluation.references``: who is meant, on GAP, on GUM, and actors on gold articles.

GAP: F1 over both names' coreference labels, micro, with masculine and feminine apart and their ratio, as
Webster, Recasens, Axelrod & Baldridge (2018), "Mind the GAP", score it; there, on the development part with
both names given, Parallelism reaches F1 66.9 (69.4 masculine, 64.4 feminine), with the page's URL 70.6, and
the neural system of Lee et al. (2017) 67.2. `names given` chooses between the two names or neither; `as read`
counts the links in the service's own output.

GUM: links between the mentions of named persons (`evaluation.coreference`), end to end from raw text.

Articles: those with no actor twice and no two merged (`evaluation.actors`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click
from spacy.language import Language

from evaluation import actors, coreference, gap, unfinished
from evaluation.__main__ import default_corpus
from evaluation.gold import load
from evaluation.predict import predictions

CORPORA = Path(__file__).resolve().parent.parent.parent / "shared" / "corpora"
LEAST = 0.2
"""Probability from which one of two given names is taken: of best F1 in cross-validation on GAP's
development part (`training/pronouns.py`), which the test part has no share in."""
GENRES = ("news", "speech")


def f1(pairs: Sequence[tuple[gap.Answer, gap.Answer]]) -> tuple[float, int, int, int]:
    """F1, and how many labels are rightly true, given as true, and true, of pairs (answer, truth)."""
    right = sum(a and t for answer, truth in pairs for a, t in zip(answer, truth, strict=True))
    given = sum(sum(answer) for answer, _ in pairs)
    gold = sum(sum(truth) for _, truth in pairs)
    return (2 * right / (given + gold) if given + gold else 0.0), right, given, gold


def score_gap(nlp: Language, path: Path, *, misses: bool) -> None:
    """Print GAP's F1 for both settings and by gender."""
    rows = []
    for example in gap.read(path):
        doc = gap.doc_of(example, nlp)
        chosen = gap.choice(example, doc, least=LEAST)
        rows.append((example, chosen, gap.linked(example, unfinished.finish(doc, nlp))))
        if misses and chosen != example.truth:
            names = [example.text[slice(*name)] for name in example.names]
            print(f"GAP {example.id} {example.pronoun[0]} {names} gold {example.truth} got {chosen}")
    _print_gap("names given", [(e, a) for e, a, _ in rows])
    _print_gap("as read", [(e, a) for e, _, a in rows])


def _print_gap(name: str, rows: Sequence[tuple[gap.Example, gap.Answer]]) -> None:
    groups: dict[str, Callable[[gap.Example], bool]] = {
        "all": lambda _: True,
        "masculine": lambda e: not e.feminine,
        "feminine": lambda e: e.feminine,
    }
    values = {}
    for group, wanted in groups.items():
        value, right, given, gold = f1([(a, e.truth) for e, a in rows if wanted(e)])
        values[group] = value
        print(f"GAP {name:12} {group:10} F1 {value:.3f}  right {right} given {given} gold {gold}")
    ratio = values["feminine"] / values["masculine"] if values["masculine"] else 0.0
    print(f"GAP {name:12} feminine to masculine {ratio:.2f}")


def score_gum(nlp: Language, path: Path, *, misses: bool) -> None:
    """Print MUC's F1 over named persons, for news and speech and for all genres."""
    documents = [(d, *_clusters(d, nlp)) for d in coreference.read(path)]
    for document, gold, given in documents if misses else ():
        for line in coreference.differences(document, gold, given):
            print("GUM", document.id, line)
    chosen = [d for d in documents if d[0].id.split("_")[1] in GENRES]
    for name, rows in ((" and ".join(GENRES), chosen), ("all genres", documents)):
        found = [coreference.score(gold, given) for _, gold, given in rows]
        right, given_links = sum(f.right for f in found), sum(f.given for f in found)
        hit, gold_links = sum(f.found for f in found), sum(f.gold for f in found)
        precision, recall = right / max(1, given_links), hit / max(1, gold_links)
        value = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"GUM {name:16} {len(rows)} documents F1 {value:.3f}  "
            f"precision {right}/{given_links} = {precision:.3f}  recall {hit}/{gold_links} = {recall:.3f}"
        )


def _clusters(document: coreference.Document, nlp: Language) -> tuple[list[set[int]], list[set[int]]]:
    doc = unfinished.finish(unfinished.read(document.text, nlp), nlp)
    return coreference.gold_clusters(document), coreference.given_clusters(document, doc)


def score_articles(path: Path, *, misses: bool) -> None:
    """Print the share of articles with no actor twice and none merged."""
    total = clean = 0
    kinds = {"twice": 0, "merged": 0}
    for prediction in predictions(load(path)):
        found = list(actors.faults(prediction.gold.record, prediction.record))
        total, clean = total + 1, clean + (not found)
        for fault in found:
            kinds[fault.kind] += 1
            if misses:
                print(f"articles {prediction.gold.id} {fault.kind} {fault.names} {fault.actor}")
    print(f"articles of {path.name}: {clean} of {total} with no actor twice and none merged; {kinds}")


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path), required=False)
@click.option("--misses", is_flag=True, help="List every error.")
@click.option("--gap-file", default="gap-validation.tsv", help="GAP's file in ../shared/corpora/coref.")
@click.option("--gum-file", default="gum-dev.conllu", help="GUM's file in ../shared/corpora/syntax.")
def main(corpus: Path | None, *, misses: bool, gap_file: str, gum_file: str) -> None:
    """Score references on GAP, GUM and the gold articles of CORPUS."""
    from service.pipeline.build import build_nlp

    score_articles(corpus or default_corpus(), misses=misses)
    if not CORPORA.is_dir():
        print("no ../shared/corpora beside the checkout: no GAP, no GUM", file=sys.stderr)
        sys.exit(1)
    nlp = build_nlp()
    score_gap(nlp, CORPORA / "coref" / gap_file, misses=misses)
    score_gum(nlp, CORPORA / "syntax" / gum_file, misses=misses)


if __name__ == "__main__":
    main()
