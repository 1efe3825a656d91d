"""Entities are settled before extraction: no decision changes what was found."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import numpy as np
import pytest

from service.analyzer import Analyzer, article_info
from service.article import read_text
from service.extract.context import Context
from service.extract.record import record

TEXTS = (
    "The presidents of Kenya and Uganda met in Entebbe on Tuesday. Both sides agreed to lift the milk ban. "
    "White House officials welcomed the deal, and Beijing called for calm.",
    "We urge all parties in Sudan to lay down their arms. The ministers will meet again in Rome next month.",
)


def state(context: Context) -> dict[str, Any]:
    """All that stands before extraction, as plain values."""
    doc, document = context.doc, context.document
    spans = {
        name: [(s.start, s.end, s.label_, s.kb_id_, s.id_) for s in group]
        for name, group in doc.spans.items()
    }
    entities = [
        (e.key, e.kind, e.country, [(m.start, m.end) for m in e.mentions])
        for e in (context.entities[key] for key in context.entities.ordered())
    ]
    candidates = copy.deepcopy(document.candidates)
    return {
        "spans": spans,
        "entities": entities,
        "candidates": candidates,
        "mentions": document.mentions.copy(),
    }


@pytest.mark.parametrize("text", TEXTS)
def test_extraction_leaves_entities_as_they_were(analyzer: Analyzer, text: str) -> None:
    article = read_text(text, published=date(2025, 7, 23))
    with analyzer.nlp.memory_zone():
        context = analyzer.read(article)
        before = state(context)
        record(context, article_info(article), analyzer.engine)
        after = state(context)
    assert np.array_equal(before.pop("mentions"), after.pop("mentions"))
    assert before == after
