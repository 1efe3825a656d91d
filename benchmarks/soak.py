"""Memory of one process over many articles, each with words that no article before it had.

    python -m benchmarks.soak                       # 2,000 articles
    python -m benchmarks.soak --articles 20000 --sentences 3 8
    python -m benchmarks.soak --trace 500           # where what stays was allocated

Articles are made of the sentences of `evaluation/gold` in another order, names and some other words replaced
by words made up. Resident memory is read after a collection of garbage; `--trim` also returns freed memory to
the system first (glibc), so that what stays in use can be told from what the allocator keeps. One core.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import os
import re
import resource
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

os.environ.setdefault("OMP_NUM_THREADS", "1")

from service.analyzer import Analyzer, load
from service.article import read_text
from service.schemas import dump_record, to_json
from service.settings import Settings

GOLD = Path(__file__).parents[1] / "evaluation" / "gold"
PAGE = resource.getpagesize()
SYLLABLES = "babeldordafanganhalkorlamirnanovpalrisasoltaturvinza"
"""Cut anywhere, in threes."""
NAMES = 0.5
"""Share of names that are replaced, each by a word of its own in the article."""
WORDS = 0.02
"""Share of other words that are replaced."""


def sentences() -> list[str]:
    """Sentences of the gold texts, in order."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt"))]
    return [s.strip() for text in texts for s in re.split(r"(?<=[.!?”])\s+", text) if len(s.split()) > 4]


def articles(count: int, sizes: tuple[int, int], seed: int = 1) -> Iterator[str]:
    """Articles of `sizes` sentences, at least and at most, the same for the same seed."""
    random, pool = Random(seed), sentences()
    for _ in range(count):
        chosen = random.choices(pool, k=random.randint(*sizes))
        made: dict[str, str] = {}
        yield "\n\n".join(_novel(sentence, random, made) for sentence in chosen)


def _novel(sentence: str, random: Random, made: dict[str, str]) -> str:
    def new(match: re.Match[str]) -> str:
        word = match.group()
        share = NAMES if word[0].isupper() and match.start() else WORDS
        if word not in made:
            cuts = (random.randrange(len(SYLLABLES) - 3) for _ in range(random.randint(2, 4)))
            fresh = "".join(SYLLABLES[cut : cut + 3] for cut in cuts)
            fresh = fresh.capitalize() if word[0].isupper() else fresh
            made[word] = fresh if random.random() < share else word
        return made[word]

    return re.sub(r"[A-Za-z]{4,}", new, sentence)


def resident(*, trim: bool) -> float:
    """Resident memory in MB after a collection of garbage."""
    gc.collect()
    if trim:
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def read(analyzer: Analyzer, text: str) -> None:
    """An article all the way to JSON."""
    article = read_text(text, published=date(2024, 11, 16))
    to_json(dump_record(analyzer.analyze(article), sent=article.sent))


def soak(count: int, sizes: tuple[int, int], every: int, *, trim: bool) -> None:
    """Print resident memory every so many articles, and what an article added between the last two thirds."""
    analyzer = load(Settings())
    seen: list[tuple[int, float]] = []
    for number, text in enumerate(articles(count, sizes), start=1):
        read(analyzer, text)
        if number % every == 0 or number in (1, 100):
            seen.append((number, resident(trim=trim)))
            print(f"{number:>7,} articles  {seen[-1][1]:7.1f} MB", flush=True)
    first = next(pair for pair in seen if pair[0] >= count // 3)
    grown = (seen[-1][1] - first[1]) / max(seen[-1][0] - first[0], 1)
    print(f"{grown * 1000:.2f} kB an article from {first[0]:,} to {seen[-1][0]:,}")


def trace(count: int, sizes: tuple[int, int]) -> None:
    """Print the lines of code whose allocations outlive the articles that made them."""
    analyzer = load(Settings())
    stream = articles(2 * count, sizes)
    for _ in range(count):
        read(analyzer, next(stream))
    tracemalloc.start(12)
    gc.collect()
    before = tracemalloc.take_snapshot()
    for text in stream:
        read(analyzer, text)
    gc.collect()
    for line in tracemalloc.take_snapshot().compare_to(before, "traceback")[:12]:
        print(f"{line.size_diff / count:8.0f} bytes an article, {line.count_diff / count:6.1f} objects")
        print("\n".join(line.traceback.format(limit=6)))


def main() -> None:
    """Read the arguments and soak."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--sentences", type=int, nargs=2, default=[10, 30], metavar=("LEAST", "MOST"))
    parser.add_argument("--every", type=int, default=500, help="articles between two readings")
    parser.add_argument(
        "--trim", action="store_true", help="return freed memory to the system before reading"
    )
    parser.add_argument(
        "--trace", type=int, metavar="N", help="trace allocations of N articles after N others"
    )
    given = parser.parse_args()
    sizes = (given.sentences[0], given.sentences[1])
    if given.trace:
        trace(given.trace, sizes)
    else:
        soak(given.articles, sizes, given.every, trim=given.trim)


if __name__ == "__main__":
    main()
