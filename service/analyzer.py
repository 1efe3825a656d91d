"""Article in, record out: the one place where a Doc lives."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from service import __version__
from service.annotations import (
    DATELINE,
    MASKED,
    ORIGINS,
    PUBLISHED,
    SENT,
    TEXT_START,
    TITLE_END,
    register,
)
from service.article import Article
from service.candidates.entities import EntityIndex
from service.candidates.evidence import whole_text
from service.encoder.component import ReadoutEncoder
from service.errors import ModelError, TextTooLongError
from service.extract.context import Context
from service.extract.record import record
from service.heads.document import document
from service.heads.features import Reading
from service.heads.network import Heads
from service.pipeline.build import build_nlp
from service.reading.lines import Range
from service.reading.view import View, view_of
from service.records import ArticleInfo, Engine, Record
from service.settings import Settings

_SEPARATOR = "\n\n"


class Analyzer:
    """Reads articles with one pipeline. Not thread-safe: spaCy's memory zone belongs to one thread."""

    def __init__(
        self, nlp: Language, heads: Heads, *, engine: Engine | None = None, max_pieces: int | None = None
    ) -> None:
        """`max_pieces`: word pieces of the longest article, None for no limit."""
        register()
        self.max_pieces = max_pieces
        self.nlp, self.heads = nlp, heads
        self.engine = engine or _engine(nlp, heads)

    def analyze(self, article: Article, done: Callable[[str], None] | None = None) -> Record:
        """The record of one article; plain values only, valid after the zone has closed.

        `done` is told the name of each stage that ends: pipeline, heads, extraction. Raises
        `TextTooLongError` over `max_pieces`.
        """
        with self.nlp.memory_zone():
            return self._read(article, done or _unwatched)

    def stream(self, articles: Iterable[Article]) -> Iterator[Record]:
        """Records in the order of the articles."""
        return map(self.analyze, articles)

    def warm(self, texts: Iterable[str]) -> None:
        """Fill the tokenizer's cache outside any zone, so that forked workers share it."""
        for text in texts:
            self.nlp.make_doc(text)

    def _read(self, article: Article, done: Callable[[str], None]) -> Record:
        context = self.read(article, done)
        made = record(context, article_info(article), self.engine, article.warnings)
        done("extraction")
        return made

    def read(self, article: Article, done: Callable[[str], None] | None = None) -> Context:
        """The article with its entities and what the heads say of it; valid inside the memory zone only."""
        done = done or _unwatched
        doc = self.make_doc(article)
        self._check_pieces(doc)
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        done("pipeline")
        context = context_of(doc, self.heads)
        done("heads")
        return context

    def _check_pieces(self, doc: Doc) -> None:
        """Refuse what the encoders can't read in time: their work grows with the pieces, not the words."""
        if self.max_pieces is None or len(whole_text(doc)) <= self.max_pieces:
            return  # a piece has at least one character
        of = self.heads.pieces.of
        count = sum(len(of(token.text)[0]) for token in doc if not token.is_space)
        if count > self.max_pieces:
            raise TextTooLongError(
                f"The text has {count:,} words and parts of words; at most {self.max_pieces:,} are read.",
                field="text",
            )

    def make_doc(self, article: Article) -> Doc:
        """The cleaned text as tokens, a separate title before it, with what was found while reading it."""
        title = view_of(article.title) if article.title_sent and article.title else None
        view = view_of(article.text)
        lead = title.text + _SEPARATOR if title else ""
        doc = self.nlp.make_doc(lead + view.text)
        shift = len(lead)

        def tokens(sent: Range) -> list[int]:
            return [_token_at(doc, offset + shift) for offset in view.seen(*sent)]

        doc._.set(TEXT_START, shift)
        doc._.set(PUBLISHED, article.published.isoformat() if article.published else None)
        headline = tokens(article.headline)[1] if article.headline else 0
        doc._.set(TITLE_END, _token_at(doc, shift) if title else headline)
        doc._.set(MASKED, [tokens(stretch) for stretch in article.masked])
        if article.dateline:
            doc._.set(DATELINE, tokens(article.dateline))
        if not view.is_identity or (title and not title.is_identity):
            doc._.set(SENT, article.sent)
            doc._.set(ORIGINS, _origins(title, view))
        return doc


def _unwatched(_stage: str) -> None:
    """Nobody measures."""


def _origins(title: View | None, view: View) -> list[list[int]]:
    """For each code point of the Doc where what it stands for starts and ends in its own field."""
    starts, ends = list(view.starts), list(view.ends)
    if title:
        between = [title.sent(len(title.text), len(title.text))[0]] * len(_SEPARATOR)
        starts = [*title.starts, *between, *starts]
        ends = [*title.ends, *between, *ends]
    return [starts, ends]


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


def context_of(doc: Doc, heads: Heads) -> Context:
    """What the extractors read of an annotated Doc."""
    entities = EntityIndex(doc)
    reading = Reading(document(doc, entities))
    return Context.of(doc, entities, reading, heads.read(reading))


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


def _engine(nlp: Language, heads: Heads) -> Engine:
    """Name and version of code and of the models that really read."""
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
        model=f"{meta.get('name', 'readout')}-{meta.get('version', '0')}+{heads.name}",
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
        nlp, heads = build_nlp(model=settings.model), Heads()
    except (OSError, ValueError) as error:
        raise ModelError(f"The pipeline can't be loaded: {error}") from error
    return Analyzer(nlp, heads, max_pieces=settings.max_pieces)
