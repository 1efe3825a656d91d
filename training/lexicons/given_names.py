"""Given names and the gender of their bearers, for `service/data/given_names.tsv`; offline only.

    python -m training.lexicons.given_names NAMES FAKER

NAMES is the unpacked source package `names` 0.3.0, whose `dist.*.first` are the 1990 census of the United
States (public domain); FAKER that of Faker 40.63.0 (MIT), whose person providers list given names by
language. A name is kept where the census gives one gender at least `RATIO` times the other, or is silent,
and every language that has the name agrees; all others ("Andrea", "Jean") are left out.
"""

from __future__ import annotations

import argparse
import ast
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

TABLE = Path(__file__).parents[2] / "service" / "data" / "given_names.tsv"
RATIO = 20
LISTS = {"first_names_male": "m", "first_names_female": "f"}
"""How the names of lists of one gender begin."""


def census(folder: Path) -> dict[str, dict[str, float]]:
    """Name -> gender -> share in per cent of all bearers of that gender."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for gender, word in (("m", "male"), ("f", "female")):
        for line in (folder / "names" / f"dist.{word}.first").read_text(encoding="utf-8").splitlines():
            cells = line.split()
            found[cells[0].lower()][gender] = float(cells[1])
    return found


def languages(folder: Path) -> dict[str, set[str]]:
    """Name -> genders under which any language lists it."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted((folder / "faker" / "providers" / "person").glob("*/__init__.py")):
        for name, gender in _listed(ast.parse(file.read_text(encoding="utf-8"))):
            found[name].add(gender)
    return found


def _listed(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            label = targets[0].id if isinstance(targets[0], ast.Name) else ""
            for gender in (gender for start, gender in LISTS.items() if label.startswith(start)):
                strings = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
                yield from ((name, gender) for name in _folded(strings))


def _folded(values: Iterable[object]) -> Iterator[str]:
    """Single words of Latin letters, in lower case, without accents."""
    for value in values:
        if isinstance(value, str):
            plain = "".join(c for c in unicodedata.normalize("NFKD", value) if not unicodedata.combining(c))
            if plain.isascii() and plain.isalpha() and len(plain) > 1 and plain[0].isupper():
                yield plain.lower()


def genders(shares: dict[str, dict[str, float]], listed: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Names with the one gender that all sources give them."""
    for name in sorted(shares.keys() | listed.keys()):
        share = shares.get(name, {})
        given = {g for g in share if share[g] * RATIO >= max(share.values())} | listed.get(name, set())
        if len(given) == 1:
            yield name, next(iter(given))


def main() -> None:
    """Read both, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path)
    parser.add_argument("faker", type=Path)
    options = parser.parse_args()
    lines = [f"{name}\t{gender}" for name, gender in genders(census(options.names), languages(options.faker))]
    TABLE.write_text("\n".join(["name\tgender", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
