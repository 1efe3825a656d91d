"""The reader, loaded on import: multiprocessing's fork server imports this module before it forks.

`failure` says why there is no reader.
"""

from __future__ import annotations

import gc
import os
from importlib import resources

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and onnxruntime are imported

import trafilatura  # noqa: F401  so that forked processes share it

from service.analyzer import load
from service.errors import ReadoutError
from service.jobs import ArticleReader
from service.settings import Settings

reader: ArticleReader | None = None
failure: ReadoutError | None = None


def _warm_texts() -> list[str]:
    """Sentences whose words fill the tokenizer's cache; within a memory zone it never fills."""
    text = (resources.files("service") / "data" / "warm.txt").read_text(encoding="utf-8")
    return text.splitlines()


try:
    _settings = Settings.from_env()
    _analyzer = load(_settings)
    _analyzer.warm(_warm_texts())
    reader = ArticleReader(_analyzer, _settings)
except ReadoutError as error:
    failure = error
gc.collect()
gc.freeze()  # what the collector never visits stays shared after the fork
