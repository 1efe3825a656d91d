"""What each part of the way from text to JSON costs on one thread, against the trained part of the same run.

`python benchmarks/pipeline.py [--articles N] [--words N] [--repeat N] [--folder DIR] [--model DIR]`; articles
are the text files of DIR, of ``../shared/corpora/readouts`` where that lies beside the checkout, or made up.

Times are processor seconds of this process, so that other work on the machine counts little; of several
passes each part's median is taken. Shares within one run compare better than words a second between machines.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import spacy
from service.assemble import assemble

from service.analyzer import Analyzer, article_info, load
from service.article import read_text
from service.schemas import dump_record, to_json
from service.settings import Settings

SHARED: Final = Path(__file__).resolve().parents[1] / ".." / "shared" / "corpora" / "readouts"
TRAINED: Final = ("tokenizer", "readout_encoder")
"""Parts that together are the trained part; all rules are measured against it."""
RULE_BUDGET: Final = 0.35
"""What all rule components and extractors may add to the trained part."""
_MADE_UP = (
    "President Ana Ruiz of Valdoria met Prime Minister Tomas Keller in Port Almen on Tuesday, a day after "
    "their envoys had finished two weeks of talks. “We won't accept new tariffs,” she said, but both sides "
    "agreed to reopen the border."
)

Timed = dict[str, float]
"""Part -> processor seconds."""


def articles(folder: Path | None, count: int, words: int) -> list[str]:
    """Texts of about `words` words each."""
    if folder:
        texts = [path.read_text(encoding="utf8") for path in sorted(folder.glob("*.txt"))]
    elif SHARED.is_dir():
        lines = (SHARED / "whitehouse.jsonl").read_text(encoding="utf8").splitlines()
        texts = [str(json.loads(line)["text"]) for line in lines]
    else:
        texts = ["\n\n".join([_MADE_UP] * 8)]
    found, pool = [], ""
    while len(found) < count:
        for text in texts:
            pool = f"{pool}\n\n{text}".strip()
            parts = pool.split(" ")
            if len(parts) >= words:
                found.append(" ".join(parts[:words]))
                pool = ""
    return found[:count]


class Clock:
    """Adds up the processor time of named parts."""

    def __init__(self) -> None:
        self.spent: Timed = defaultdict(float)

    def time(self, part: str, call: Callable[..., Any], *given: Any) -> Any:
        """Result of `call` with `given`, its time booked on `part`."""
        start = time.process_time()
        result = call(*given)
        self.spent[part] += time.process_time() - start
        return result


def run(analyzer: Analyzer, texts: list[str]) -> Timed:
    """One pass of all texts, part by part: the steps of `Analyzer.analyze` and of the answer."""
    clock, nlp, blank = Clock(), analyzer.nlp, spacy.blank("en")
    for text in texts:
        clock.time("blank", blank, text)
        read = clock.time("reading", read_text, text)
        with nlp.memory_zone():
            doc = clock.time("tokenizer", analyzer.make_doc, read)
            for name, component in nlp.pipeline:
                doc = clock.time(name, component, doc)
            record = clock.time("assemble", assemble, doc, article_info(read), analyzer.engine)
        clock.time("to_json", to_json, clock.time("dump_record", dump_record, record))
    return clock.spent


def medians(passes: list[Timed]) -> Timed:
    """Each part's median over the passes."""
    return {part: statistics.median(one[part] for one in passes) for part in passes[0]}


def report(spent: Timed, words: int) -> None:
    """One line a part: words a second, share of the trained part's time."""
    blank = spent.pop("blank")
    trained = sum(spent[part] for part in TRAINED)
    rules = sum(value for part, value in spent.items() if part.startswith("readout_")) - spent[TRAINED[1]]
    groups = {
        "trained part": trained,
        "rule components": rules,
        "with assemble": rules + spent["assemble"],
        "all": sum(spent.values()),
    }
    print(f"{'spacy.blank(en)':22}{words / blank:10.0f} words/s")
    for part, value in (*spent.items(), *groups.items()):
        print(f"{part:22}{words / value:10.0f} words/s{value / trained:10.1%}")
    print(
        f"trained part to the bare tokenizer: {blank / trained:.4f}; budget of all rules: {RULE_BUDGET:.0%}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--model")
    options = parser.parse_args()
    texts = articles(options.folder, options.articles, options.words)
    analyzer = load(Settings(model=options.model))
    words = sum(1 for text in texts for token in analyzer.nlp.make_doc(text) if not token.is_space)
    run(analyzer, texts[:5])
    print(f"articles {len(texts)}, tokens {words}, passes {options.repeat}")
    report(medians([run(analyzer, texts) for _ in range(options.repeat)]), words)


if __name__ == "__main__":
    main()
