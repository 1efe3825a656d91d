"""Word shapes and pieces."""

from __future__ import annotations

import pytest

from service.encoder.network import MODEL
from service.encoder.wordpieces import MAX_PIECES, SHAPES, WordPieces, word_shape


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", "lower"),
        ("Talks", "title"),
        ("Al-zaman", "title"),
        ("NATO", "upper"),
        ("U.S.", "upper"),
        ("A", "initial"),
        ("McCain", "mixed"),
        ("G20", "initial"),
        ("2024", "digits"),
        ("—", "punct"),
        ("北京", "other"),
        ("", "punct"),
    ],
)
def test_word_shape(word: str, shape: str) -> None:
    assert SHAPES[word_shape(word)] == shape


def test_every_word_has_pieces_and_never_too_many() -> None:
    pieces = WordPieces(MODEL / "tokenizer.json")
    for word in ("talks", "", "\u200b", "\x00", "🤝", "x" * 5000, "-" * 500):
        ids, _ = pieces.of(word)
        assert 1 <= len(ids) <= MAX_PIECES
