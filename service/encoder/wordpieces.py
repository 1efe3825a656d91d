"""Words to word pieces: what the encoder reads of each word.

The encoder's vocabulary is uncased, so each word also carries a shape (`word_shape`) whose learned
vector is added to the vectors of its pieces.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from tokenizers import Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_PIECES: Final = 12
"""Longest word in pieces; the rest of a longer one (a link, a run of signs) says nothing more."""

MAX_CHARS: Final = 100
"""Characters of a word that are looked at at all; keeps pathological input linear."""

SHAPES: Final = ("other", "lower", "title", "upper", "initial", "mixed", "digits", "punct")

Pieces = tuple[tuple[int, ...], int]
"""Piece ids of a word and the index of its shape in `SHAPES`."""


def word_shape(word: str) -> int:
    """Index in `SHAPES` of how the word is written."""
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return 6 if any(char.isdigit() for char in word) else 7
    if all(char.islower() for char in letters):
        return 1
    if all(char.isupper() for char in letters):
        return 4 if len(letters) == 1 else 3
    if letters[0].isupper() and all(char.islower() for char in letters[1:]):
        return 2
    return 5 if any(char.isupper() for char in letters) else 0


class WordPieces:
    """Cached view of a WordPiece vocabulary, one word at a time."""

    def __init__(
        self,
        path: Path,
        *,
        cache_size: int = 1 << 14,
        start: str = "[CLS]",
        separator: str = "[SEP]",
        unknown: str = "[UNK]",
    ) -> None:
        """`path` is a ``tokenizer.json``; at most `cache_size` words are remembered.

        `start`, `separator`, `unknown`: the vocabulary's special pieces.
        """
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.start = self._id(start)
        self.separator = self._id(separator)
        self.unknown = self._id(unknown)
        self._known: Callable[[str], Pieces] = lru_cache(maxsize=cache_size)(self._pieces)

    def of(self, word: str) -> Pieces:
        """Pieces and shape of a word; no more of it than is looked at is remembered."""
        return self._known(word[:MAX_CHARS])

    def _id(self, piece: str) -> int:
        number = self.tokenizer.token_to_id(piece)
        if number is None:
            raise ValueError(f"the vocabulary lacks {piece}")
        return int(number)

    def _pieces(self, word: str) -> Pieces:
        ids = tuple(self.tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES])
        return ids or (self.unknown,), word_shape(word)


@cache
def word_pieces(path: Path) -> WordPieces:
    """The vocabulary of a ``tokenizer.json``, one for all encoders of a process that share it."""
    return WordPieces(path)
