"""Public corpora to one folder: `python -m training.fetch`.

`assets.tsv` names each file by repository, commit and path, with the SHA-256 of what was trained on. Where
the corpora already lie beside the checkout, they are checked and used in place. A file with other bytes is
an error: scores of the model card would not be those of this data.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import shutil
import urllib.request
from pathlib import Path
from urllib.parse import quote

from training.prepare import CORPORA, HERE

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """Lines of a table beside this module."""
    with (HERE / name).open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def download(row: Row, target: Path) -> None:
    """One file, or for GUM the documents of a split one after the other."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if row["path"] != "dep/*":
        paths = [row["path"]]
    else:
        split = target.stem.removeprefix("gum-")
        paths = [f"dep/{r['document']}.conllu" for r in rows("gum-documents.tsv") if r["split"] == split]
    with target.open("wb") as out:
        for path in paths:
            url = f"https://raw.githubusercontent.com/{row['repository']}/{row['commit']}/{quote(path)}"
            with urllib.request.urlopen(url, timeout=120) as source:
                shutil.copyfileobj(source, out)


def check(row: Row, folder: Path) -> str:
    """Nothing, or what is wrong with a file."""
    path = folder / row["dest"]
    if not path.exists():
        return f"{row['dest']}: missing"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    return "" if found == row["sha256"] else f"{row['dest']}: SHA-256 is {found}, not {row['sha256']}"


def main() -> None:
    """Fetch what is missing, then check everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=CORPORA)
    options = parser.parse_args()
    assets = rows("assets.tsv")
    for row in assets:
        if not (options.folder / row["dest"]).exists():
            download(row, options.folder / row["dest"])
    wrong = [message for row in assets if (message := check(row, options.folder))]
    if wrong:
        raise SystemExit("\n".join(wrong))
    print(len(assets), "files as expected in", options.folder.name)


if __name__ == "__main__":
    main()
