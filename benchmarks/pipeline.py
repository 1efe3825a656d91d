"""Words a second of the trained part on one thread, against the bare tokenizer in the same run.

`python benchmarks/pipeline.py [--articles N] [--folder DIR]`; articles are the text files of DIR, of
``../shared/corpora/readouts`` where that lies beside the checkout, or made up here.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from service.pipeline.build import build_tokenizer
from service.pipeline.encoder import ReadoutEncoder

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "corpora" / "readouts"
WORDS = 300
_MADE_UP = (
    "President Ana Ruiz of Valdoria met Prime Minister Tomas Keller in Port Almen on Tuesday, a day after "
    "their envoys had finished two weeks of talks. “We won't accept new tariffs,” she said, but both sides "
    "agreed to reopen the border."
)


def articles(folder: Path | None, count: int) -> list[str]:
    """Texts of about 300 words each."""
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
            words = pool.split(" ")
            if len(words) >= WORDS:
                found.append(" ".join(words[:WORDS]))
                pool = ""
    return found[:count]


def seconds(call: Callable[[str], object], texts: list[str], repeat: int) -> float:
    """Median time of a pass over all texts."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        for text in texts:
            call(text)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Print one line per pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    texts = articles(options.folder, options.articles)
    blank = spacy.blank("en")
    nlp = build_tokenizer()
    encoder = ReadoutEncoder(nlp.vocab, **({"model": options.model} if options.model else {}))
    words = sum(1 for text in texts for token in nlp(text) if not token.is_space)
    for text in texts[:5]:
        encoder(nlp(text))
    base = seconds(blank, texts, options.repeat)
    full = seconds(lambda text: encoder(nlp(text)), texts, options.repeat)
    network = seconds(lambda text: encoder.predict(nlp(text)), texts, options.repeat)
    print(f"articles {len(texts)}, tokens {words}")
    print(f"spacy.blank('en')   {words / base:10.0f} words/s")
    print(f"predict only        {words / network:10.0f} words/s")
    print(f"trained part        {words / full:10.0f} words/s   ratio to blank {base / full:.4f}")


if __name__ == "__main__":
    main()
