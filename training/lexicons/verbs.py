"""Base forms of English verbs, for `service/data/verbs.tsv`; offline only.

    python -m training.lexicons.verbs LOOKUPS

LOOKUPS is the unpacked wheel `spacy-lookups-data` 1.0.5 (MIT), whose index of verbs is WordNet 3.0's. Verbs
of one word are kept.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

TABLE = Path(__file__).parents[2] / "service" / "data" / "verbs.tsv"


def verbs(folder: Path) -> list[str]:
    """Base forms in order."""
    index = folder / "spacy_lookups_data" / "data" / "en_lemma_index.json.gz"
    with gzip.open(index, "rt", encoding="utf-8") as file:
        words = json.load(file)["verb"]
    return sorted({word for word in words if word.isascii() and word.isalpha() and len(word) > 1})


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lookups", type=Path)
    lines = ["lemma", *verbs(parser.parse_args().lookups)]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
