"""Fuzz the intake of text, HTML and JSON, and the whole analysis, guided by coverage (Atheris).

    pip install atheris
    python scripts/fuzz.py json -max_total_time=120
    python scripts/fuzz.py text -max_total_time=120 corpus/

Targets: ``text`` and ``json`` (bytes to Article), ``html`` (a page), ``record`` (text to a checked record).
What follows the target are options and folders of libFuzzer. An input may be refused by an `InputError`; any
other exception, a range outside the text, or more than `SLOW` seconds for one input is a finding, which
libFuzzer writes to ``crash-<sha1>``; `python scripts/fuzz.py TARGET crash-<sha1>` repeats it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

import atheris

with atheris.instrument_imports(include=["service"]):
    from service.analyzer import load
    from service.article import Article, read_text
    from service.errors import InputError
    from service.intake import html_article, json_article, text_article
    from service.schemas import dump_record, to_json
    from service.settings import Settings

SETTINGS = Settings(max_characters=20_000)
SLOW = 10.0
"""Seconds for one input."""
DAYS = (None, date(2024, 11, 16), date.min, date.max)


def check(article: Article) -> None:
    """Ranges lie within the text, in order."""
    ranges = [*article.masked, *filter(None, (article.headline, article.dateline, article.dateline_place))]
    if not all(0 <= start < end <= len(article.text) for start, end in ranges):
        raise AssertionError("a range outside the text")


def text(data: bytes) -> None:
    """Plain text in one of the charsets taken."""
    charset = (None, "utf-8", "windows-1252", "iso-8859-1")[data[0] % 4] if data else None
    check(text_article(data[1:], charset, hints={}, settings=SETTINGS))


def html(data: bytes) -> None:
    """A web page."""
    check(html_article(data, hints={}, settings=SETTINGS))


def json(data: bytes) -> None:
    """One JSON article."""
    check(json_article(data, SETTINGS))


def record() -> Callable[[bytes], None]:
    """The whole analysis, to JSON; every span of the record is compared with the text."""
    analyzer = load(SETTINGS)

    def run(data: bytes) -> None:
        day = DAYS[data[0] % len(DAYS)] if data else None
        article = read_text(data[1:].decode("utf-8", "replace"), published=day)
        to_json(dump_record(analyzer.analyze(article), sent=article.sent))

    return run


def main() -> None:
    """Fuzz the target that the first argument names."""
    targets = {"text": lambda: text, "html": lambda: html, "json": lambda: json, "record": record}
    if len(sys.argv) < 2 or sys.argv[1] not in targets:
        raise SystemExit(f"usage: fuzz.py {{{','.join(targets)}}} [libFuzzer's options] [folders]")
    target = targets[sys.argv.pop(1)]()

    def one(data: bytes) -> None:
        before = time.process_time()
        with suppress(InputError):
            target(data)
        if time.process_time() - before > SLOW:
            raise TimeoutError(f"{len(data)} bytes took longer than {SLOW:g} s")

    atheris.Setup(sys.argv, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
