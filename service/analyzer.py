"""Article in, record out: the one place where a Doc lives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from service import __version__
from service.annotations import DATELINE, MASKED, PUBLISHED, TEXT_START, TITLE_END, register
from service.article import Article
from service.assemble import assemble
from service.errors import ModelError
from service.pipeline.build import build_nlp
from service.pipeline.encoder import ReadoutEncoder
from service.records import ArticleInfo, Engine, Record
from service.settings import Settings

_SEPARATOR = "\n\n"


class Analyzer:
    """Reads articles with one pipeline. Not thread-safe: spaCy's memory zone belongs to one thread."""

    def __init__(self, nlp: Language, *, engine: Engine | None = None) -> None:
        register()
        self.nlp = nlp
        self.engine = engine or _engine(nlp)

    def analyze(self, article: Article) -> Record:
        """The record of one article; plain values only, valid after the zone has closed."""
        with self.nlp.memory_zone():
            return self._read(article)

    def stream(self, articles: Iterable[Article]) -> Iterator[Record]:
        """Records in the order of the articles."""
        return map(self.analyze, articles)

    def warm(self, texts: Iterable[str]) -> None:
        """Fill the tokenizer's cache outside any zone, so that forked workers share it."""
        for text in texts:
            self.nlp.make_doc(text)

    def _read(self, article: Article) -> Record:
        doc = self.make_doc(article)
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return assemble(doc, article_info(article), self.engine, article.warnings)

    def make_doc(self, article: Article) -> Doc:
        """The tokenised text, a separately sent title before it, with what was found while reading it."""
        lead = article.title + _SEPARATOR if article.title_sent and article.title else ""
        doc = self.nlp.make_doc(lead + article.text)
        shift = len(lead)
        doc._.set(TEXT_START, shift)
        doc._.set(PUBLISHED, article.published.isoformat() if article.published else None)
        headline_end = shift or (article.headline[1] if article.headline else 0)
        doc._.set(TITLE_END, _token_at(doc, headline_end))
        masked = [
            [_token_at(doc, start + shift), _token_at(doc, end + shift)] for start, end in article.masked
        ]
        doc._.set(MASKED, masked)
        if article.dateline:
            doc._.set(DATELINE, [_token_at(doc, offset + shift) for offset in article.dateline])
        return doc


def _token_at(doc: Doc, offset: int) -> int:
    """Index of the first token that starts at or after code point `offset`."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return low


def article_info(article: Article) -> ArticleInfo:
    """What the record says of the article itself."""
    return ArticleInfo(
        title=article.title,
        published=article.published.isoformat() if article.published else None,
        url=article.url,
        language=article.language,
        length=len(article.text),
        sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=article.text if article.text_made else None,
    )


def _engine(nlp: Language) -> Engine:
    """Name and version of code and of the model that really reads."""
    encoder = next(
        (component for _, component in nlp.pipeline if isinstance(component, ReadoutEncoder)), None
    )
    if encoder is not None:
        meta = _meta(encoder.network.folder)
    else:
        meta = nlp.meta | {"name": f"{nlp.lang}_{nlp.meta.get('name') or 'pipeline'}"}
    return Engine(
        name="readout",
        version=__version__,
        model=f"{meta.get('name', 'readout')}-{meta.get('version', '0')}",
        model_sha256=meta.get("sha256"),
    )


def _meta(folder: Path) -> dict[str, Any]:
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"The model's meta.json can't be read: {error}") from error
    return meta


def load(settings: Settings) -> Analyzer:
    """The analyzer of this installation. Raises `ModelError` where the model is missing or broken."""
    try:
        nlp = build_nlp(model=settings.model)
    except (OSError, ValueError) as error:
        raise ModelError(f"The pipeline can't be loaded: {error}") from error
    return Analyzer(nlp)
