"""Service and training compute the same: numpy and torch from the same weights."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import numpy as np
import pytest

from service.analyzer import Analyzer
from service.article import read_text
from service.heads.features import Reading
from service.heads.scoring import Scorer

torch = pytest.importorskip("torch", reason="torch is an extra of training")

TEXT = """Envoys meet in Oslo

Peruvian President Ana Ruiz met Chilean Foreign Minister Tomas Vidal in Oslo on Monday. Ruiz urged Chile to
lift its tariffs on copper. Vidal refused. The two sides agreed to hold talks in Lima in June.
"""


@pytest.fixture(scope="module")
def reading(analyzer: Analyzer) -> Reading:
    """An article with meetings and positions."""
    with analyzer.nlp.memory_zone():
        return analyzer.read(read_text(TEXT, published=date(2025, 3, 4))).reading


@pytest.fixture(scope="module")
def heads() -> Any:
    """Heads with random weights over a small encoder."""
    from training.heads.encoders import MINILM, Encoder
    from training.heads.model import Heads

    torch.manual_seed(0)
    return Heads(Encoder(dataclasses.replace(MINILM, layers=1))).eval()


def test_numpy_scores_as_torch_does(reading: Reading, heads: Any) -> None:
    from training.heads.train import head_weights

    x = torch.randn(len(reading.document.texts), 384)
    found = Scorer(head_weights(heads)).read(reading, x.numpy())
    with torch.no_grad():
        trigger, words = heads.trigger(x), heads.issue_word(x)
        listed = heads.issues(reading, words)
        hidden = heads.article(reading, x, trigger)
        assert found.main.present == pytest.approx(float(torch.sigmoid(heads.detected(hidden))), abs=1e-4)
        assert np.allclose(found.issues, torch.sigmoid(listed), atol=1e-4)
        chosen = heads.main_words(trigger, reading)
        assert found.main.words == chosen
        members = torch.sigmoid(heads.members(reading, x, chosen, main=True))
        assert np.allclose(found.main.members, members, atol=1e-4)
        dates = heads.choice(heads.date, reading, x, chosen, reading.dates, main=True).exp()
        assert np.allclose(found.main.dates, dates, atol=1e-4)
        for n, states in found.states.items():
            place = reading.first_name(n)
            assert sum(states.values()) == pytest.approx(
                1 - float(heads.state(reading, x, n, place)[-1].exp()), abs=1e-4
            )
        ranges = [(s.start, s.end) for s in found.segments]
        focus = heads.foci(reading, x, ranges)
        mentions = heads.pairs(heads.holder, reading, x, ranges, reading.mentions, focus=focus)
        keys = reading.document.mentions[:, 3]
        held = torch.sigmoid(heads.by_candidate(mentions, keys, len(reading.document.candidates)))
        assert np.allclose(np.stack([s.holders for s in found.segments]), held, atol=1e-4)
        about = torch.softmax(heads.categories(reading, ranges, focus, words, listed), -1)
        assert np.allclose(np.stack([s.categories for s in found.segments]), about, atol=1e-4)
