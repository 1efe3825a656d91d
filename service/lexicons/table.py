"""Reading the TSV files of `service/data`; a cell holds several values with ``;`` between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parents[1] / "data"
_ARTICLES: Final = frozenset({"al", "el", "ash", "esh", "as", "ad", "ar"})


def lines(name: str) -> list[str]:
    """Lines of ``<name>.tsv``, without the header."""
    return [line for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[1:] if line]


def rows(name: str) -> Iterator[list[str]]:
    """Cells of each row of ``<name>.tsv``, without the header."""
    return (line.split("\t") for line in lines(name))


def several(cell: str) -> tuple[str, ...]:
    """Values of a cell, in the order of the file."""
    return tuple(cell.split(";")) if cell else ()


def fold(name: str) -> str:
    """Key under which spellings of one name fall together, case kept.

    Accents go, typographic apostrophes become plain, hyphens and commas become spaces, forms of the
    Arabic article become "el": "Sharm al-Sheikh" -> "Sharm el Sheikh"; "São Paulo" -> "Sao Paulo".
    """
    if name.isalpha() and name.isascii():
        return name
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = name.replace("-", " ").replace(",", " ").split()
    return " ".join("el" if word.lower() in _ARTICLES and i else word for i, word in enumerate(words))
