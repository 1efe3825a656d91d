"""The application that gunicorn serves: loaded once, before the workers fork."""

from __future__ import annotations

from importlib import resources

import trafilatura  # noqa: F401  imported here so that forked workers share it

from service.analyzer import load
from service.api import create_app
from service.settings import Settings


def _warm_texts() -> list[str]:
    """Sentences whose words fill the tokenizer's cache; within a memory zone it never fills."""
    text = (resources.files("service") / "data" / "warm.txt").read_text(encoding="utf-8")
    return text.splitlines()


settings = Settings.from_env()
analyzer = load(settings)
analyzer.warm(_warm_texts())
app = create_app(settings, analyzer)
