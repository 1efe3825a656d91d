"""Name corpora by tokens: CrossNER politics, Re-DocRED, WikiGold, GMB, UNER EWT."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.readers.re3d import read_re3d
from training.samples import GoldSpan, Text

__all__ = [
    "detokenise",
    "held_out",
    "read_crossner",
    "read_gmb",
    "read_re3d",
    "read_redocred",
    "read_uner",
    "read_wikigold",
]

_NO_SPACE_BEFORE = re.compile(r"^(?:[.,;:!?%)\]}]+|'s|'S|n't|'re|'ve|'ll|'d|'m|’s|''|\.\.\.)$")
_NO_SPACE_AFTER = frozenset("([{$``")
_SPLIT_SEED = 20261124


def held_out(identifier: str, *, share: float = 0.2) -> bool:
    """Whether a document is in the development cut; depends on its id alone."""
    return random.Random(f"{_SPLIT_SEED}:{identifier}").random() < share


def detokenise(tokens: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """Text that a writer would have typed for the tokens, and the tokens' character spans in it."""
    text, spans, open_quote, glue = "", [], False, True
    for token in tokens:
        shown = token
        if token in ("``", "''", '"'):
            shown = '"'
            opens = token == "``" or (token == '"' and not open_quote)
            open_quote = opens
            space = opens and not glue
            after = opens
        else:
            joins = token in ("-", "–") and text[-1:].isdigit()
            space = not (glue or joins or _NO_SPACE_BEFORE.match(token))
            after = token in _NO_SPACE_AFTER or (token in ("-", "–") and text[-1:].isdigit())
        text += (" " if space and text else "") + shown
        spans.append((len(text) - len(shown), len(text)))
        glue = after
    return text, spans


def _bio_spans(tags: list[str], spans: list[tuple[int, int]]) -> Iterator[GoldSpan]:
    start, label = None, ""
    for index, tag in enumerate([*tags, "O"]):
        begins = tag.startswith("B-") or (tag.startswith("I-") and (start is None or tag[2:] != label))
        if start is not None and (begins or tag == "O"):
            yield GoldSpan(spans[start][0], spans[index - 1][1], label)
            start = None
        if begins:
            start, label = index, tag[2:]


def _sentences(
    lines: Iterable[str], *, word: int, tag: int, sep: str | None
) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*lines, ""]:
        cols = line.rstrip("\n").split(sep)
        if len(cols) <= max(word, tag):
            if words:
                yield words, tags
            words, tags = [], []
        else:
            words.append(cols[word])
            tags.append(cols[tag])


def _join(
    sentences: Iterable[tuple[list[str], list[str]]],
    *,
    corpus: str,
    name: str,
    glue: str,
    sentence_layer: bool,
) -> Text:
    text, names, starts = "", [], []
    for words, tags in sentences:
        shown, spans = detokenise(words)
        text += glue if text else ""
        starts.append(len(text))
        names += [GoldSpan(s.start + len(text), s.end + len(text), s.label) for s in _bio_spans(tags, spans)]
        text += shown
    return Text(corpus, name, text, names=tuple(names), sentences=tuple(starts) if sentence_layer else None)


def read_crossner(folder: Path) -> Iterator[Text]:
    """CrossNER politics: loose sentences, so each is a document."""
    for part in ("train", "dev", "test"):
        with (folder / f"crossner-politics-{part}.txt").open(encoding="utf8") as lines:
            for number, sentence in enumerate(_sentences(lines, word=0, tag=1, sep=None)):
                yield _join(
                    [_with_possessives(*sentence)],
                    corpus="crossner",
                    name=f"{part}-{number}",
                    glue=" ",
                    sentence_layer=False,
                )


def _with_possessives(words: list[str], tags: list[str]) -> tuple[list[str], list[str]]:
    """CrossNER writes some possessives as two words, ``'`` and ``s``."""
    kept = [i for i in range(len(words)) if not (i and words[i] == "s" and words[i - 1] == "'")]
    joined = ["'s" if words[i] == "'" and words[i + 1 : i + 2] == ["s"] else words[i] for i in kept]
    return joined, [tags[i] for i in kept]


def read_wikigold(path: Path) -> Iterator[Text]:
    """WikiGold: sentences in the order of their articles, cut into stretches of 40."""
    with path.open(encoding="utf8") as lines:
        sentences = list(_sentences(lines, word=0, tag=1, sep=" "))
    for start in range(0, len(sentences), 40):
        yield _join(
            sentences[start : start + 40], corpus="wikigold", name=str(start), glue=" ", sentence_layer=True
        )


def read_redocred(path: Path) -> Iterator[Text]:
    """Re-DocRED: mentions of types PER ORG LOC TIME NUM MISC."""
    for item in json.loads(path.read_text(encoding="utf8")):
        sentences = []
        for number, words in enumerate(item["sents"]):
            tags = ["O"] * len(words)
            mentions = [m for entity in item["vertexSet"] for m in entity if m["sent_id"] == number]
            for mention in sorted(mentions, key=lambda m: m["pos"][0] - m["pos"][1]):
                start, end = mention["pos"]
                if any(tag != "O" for tag in tags[start:end]):
                    continue
                tags[start:end] = ["B-" + mention["type"]] + ["I-" + mention["type"]] * (end - start - 1)
            sentences.append((words, tags))
        yield _join(sentences, corpus="redocred", name=item["title"], glue=" ", sentence_layer=True)


def read_gmb(path: Path, *, reserved: Path) -> Iterator[Text]:
    """GMB's Voice of America news, stretches of 40 sentences without the reserved ones; silver names."""
    with reserved.open(encoding="utf8") as rows:
        out = {n for row in csv.DictReader(rows) for n in range(int(row["first"]) - 2, int(row["last"]) + 3)}
    stretch: list[tuple[list[str], list[str]]] = []
    number = 0
    with path.open(encoding="latin1", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        current: tuple[list[str], list[str]] = ([], [])
        for row in [*rows, ["Sentence: end", "", "", ""]]:
            if row[0].startswith("Sentence:"):
                keep = bool(current[0]) and number not in out and not _mangled(current[0])
                if keep:
                    stretch.append(current)
                if stretch and (not keep or len(stretch) == 40 or not row[1]):
                    yield _join(stretch, corpus="gmb", name=str(number), glue=" ", sentence_layer=True)
                    stretch = []
                current = ([], [])
                number = int(row[0].split()[1]) if row[1] else 0
            if row[1].strip():
                current[0].append(row[1].strip())
                current[1].append(row[3])


def _mangled(words: list[str]) -> bool:
    return any("\x80" <= char <= "\x9f" or char == "�" for word in words for char in word)


def read_uner(path: Path) -> dict[str, list[list[tuple[str, str]]]]:
    """UNER EWT: per document id, sentences of (word, tag); for scoring only."""
    documents: dict[str, list[list[tuple[str, str]]]] = {}
    name = ""
    with path.open(encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                name = line.split("=", 1)[1].strip()
                documents[name] = []
            elif line.startswith("# sent_id"):
                documents[name].append([])
            elif line[:1].isdigit():
                cols = line.rstrip("\n").split("\t")
                documents[name][-1].append((cols[1], cols[2]))
    return documents
