"""Scores of an exported model by what serving would write: `python -m training.evaluate service/model`.

Raw text goes through tokenizer and component, and the Doc is compared with the gold layers on spaCy's
tokens. Nothing scored here is trained on: EWT and GUM test, UNER's EWT dev, the held-out documents of re3d
and CrossNER, the held-out fold of the annotated articles.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from service import annotations
from service.pipeline.build import build_nlp
from training.align import tokenise
from training.name_scores import Counts, held_out_names, score_names, uner_texts
from training.prepare import CORPORA
from training.readers import articles, treebanks
from training.samples import MASK, GoldSpan, Text

Scores = dict[str, float]


def score_syntax(texts: Iterable[Text], nlp: Language) -> Scores:
    """Accuracy on tokens aligned with gold words (`aligned`: their share); sentence F on exact spans."""
    right: Counter[str] = Counter()
    known: Counter[str] = Counter()
    spans, total = Counts(), 0
    for text in texts:
        gold, doc = tokenise(text, nlp), nlp(text.text)
        tokens = [token for token in doc if not token.is_space]
        position = {token.i: number for number, token in enumerate(tokens)}
        total += len(tokens)
        for number, token in enumerate(tokens):
            head = -1 if token.head.i == token.i else position[token.head.i]
            relation = "root" if token.dep_ == "ROOT" else token.dep_
            layers = {
                name: gold.labels[name][number]
                for name in ("upos", "xpos", "feats", "lemma_text", "arcs", "relation")
            }
            same = {
                "upos": token.pos_, "xpos": token.tag_, "feats": str(token.morph) or "_",
                "lemma_text": token.lemma_,                "arcs": head,
            }  # fmt: skip
            for name, value in same.items():
                known[name] += layers[name] != MASK
                right[name] += layers[name] == value
            good = layers["arcs"] == head
            right["las"] += good and layers["relation"] == relation
            right["clas"] += good and str(layers["relation"]).split(":")[0] == relation.split(":")[0]
        spans.add(_gold_sentences(text), {(s.start, s.end, "S") for s in _sentences(doc)})
    named = {"upos": "upos", "xpos": "xpos", "feats": "feats", "lemma_text": "lemma", "arcs": "uas"}
    scores = {shown: round(100 * right[name] / known[name], 2) for name, shown in named.items()}
    scores["las"] = round(100 * right["las"] / known["arcs"], 2)
    scores["las_universal"] = round(100 * right["clas"] / known["arcs"], 2)
    scores["sentence_f"] = spans.table()["all"][2]
    return {**scores, "aligned": round(100 * known["arcs"] / total, 2), "tokens": total}


def _sentences(doc: Doc) -> Iterator[GoldSpan]:
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        if words:
            yield GoldSpan(words[0].idx, words[-1].idx + len(words[-1]), "S")


def _gold_sentences(text: Text) -> set[tuple[object, ...]]:
    starts = [*(text.sentences or ()), len(text.text)]
    found: set[tuple[object, ...]] = set()
    for start, end in pairwise(starts):
        found.add((start, start + len(text.text[start:end].rstrip()), "S"))
    return found


def gum_news(corpora: Path) -> Iterator[Text]:
    """GUM's test documents of the news genre."""
    for text in treebanks.read(corpora / "syntax/gum-test.conllu", corpus="gum"):
        if text.id.startswith("GUM_news"):
            yield text


def score_articles(texts: Iterable[Text], nlp: Language) -> dict[str, object]:
    """Issue categories per article and per sentence at several thresholds, spans, fields of the meeting."""
    by_article, by_sentence = defaultdict(Counts), defaultdict(Counts)
    exact, overlap, roles = Counts(), Counts(), Counts()
    fields: dict[str, list[bool]] = defaultdict(list)
    for text in texts:
        doc = nlp(text.text)
        rows = doc._.get(annotations.ISSUE_SCORES)
        gold = {s.label for s in text.issues or ()}
        for threshold in (0.2, 0.3, 0.4, 0.5, 0.6):
            found = {label for row in rows for label, p in row if p >= threshold}
            by_article[threshold].add({(i,) for i in gold}, {(i,) for i in found})
            for number, sentence in enumerate(_sentences(doc)):
                here = {
                    s.label for s in text.issues or () if s.start < sentence.end and s.end > sentence.start
                }
                told = {
                    label
                    for label, p in rows[number]
                    if p >= threshold and (label in here or label not in gold)
                }
                by_sentence[threshold].add({(number, i) for i in here}, {(number, i) for i in told})
        stances = {(s.start_char, s.end_char, s.label_) for s in doc.spans[annotations.STANCES]}
        wanted = {(s.start, s.end, s.label) for s in text.stances or ()}
        exact.add(set(wanted), set(stances))
        roles.add(
            {(s.start, s.end, s.label) for s in text.roles or ()},
            {(s.start_char, s.end_char, s.label_) for s in doc.spans[annotations.ROLES]},
        )
        touched = {w for w in wanted if any(a < w[1] and b > w[0] and k == w[2] for a, b, k in stances)}
        right = {s for s in stances if any(s[0] < b and s[1] > a and k == s[2] for a, b, k in wanted)}
        overlap.hits["recall"] += len(touched)
        overlap.gold["recall"] += len(wanted)
        overlap.hits["precision"] += len(right)
        overlap.gold["precision"] += len(stances)
        scores = doc._.get(annotations.MEETING_SCORES)
        for name, value in (text.meeting or {}).items():
            fields[name].append(max(scores[name], key=scores[name].get) == value)
    return {
        "issues_article": {t: c.table()["all"] for t, c in by_article.items()},
        "issues_sentence": {t: c.table()["all"] for t, c in by_sentence.items()},
        "stance_exact": exact.table()["all"],
        "stance_overlap": {
            k: round(100 * overlap.hits[k] / max(overlap.gold[k], 1), 2) for k in overlap.gold
        },
        "roles": roles.table(),
        "meeting": {name: [round(100 * sum(v) / len(v), 2), len(v)] for name, v in fields.items()},
    }


def evaluate(model: Path, corpora: Path, only: str = "") -> dict[str, object]:
    """All tables for the model in a folder."""
    full = build_nlp(("readout_encoder",), model=model)
    parts = {
        "ewt_test": lambda: score_syntax(
            treebanks.read(corpora / "syntax/ewt-test.conllu", corpus="ewt"), full
        ),
        "gum_test": lambda: score_syntax(
            treebanks.read(corpora / "syntax/gum-test.conllu", corpus="gum"), full
        ),
        "gum_test_news": lambda: score_syntax(gum_news(corpora), full),
        "uner_ewt_dev": lambda: score_names(uner_texts(corpora), full),
        "re3d_crossner": lambda: score_names(held_out_names(corpora), full),
        "re3d": lambda: score_names((t for t in held_out_names(corpora) if t.corpus == "re3d"), full),
        "articles": lambda: score_articles(
            articles.read(corpora / "annotations/annotations.jsonl", held_out=True), full
        ),
    }
    if not (corpora / "annotations").is_dir():
        del parts["articles"]
    return {name: part() for name, part in parts.items() if not only or name in only.split(",")}


def main() -> None:
    """Print the tables of one model as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    scores = evaluate(options.model, options.corpora, options.only)
    for name, table in scores.items():
        print(name, json.dumps(table))
    if options.out:
        options.out.write_text(json.dumps(scores))


if __name__ == "__main__":
    main()
