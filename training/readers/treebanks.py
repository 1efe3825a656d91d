"""CoNLL-U treebanks (EWT, GUM) as raw text with syntax, and GUM's entities as names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.samples import GoldSpan, GoldWord, Text

_ENTITY_TYPES = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "event": "EVENT",
}


_FEATURES = frozenset({
    "Case", "Definite", "Degree", "Gender", "Mood", "NumType", "Number", "Person", "Polarity", "Poss",
    "PronType", "Reflex", "Tense", "VerbForm", "Voice",
})  # fmt: skip
"""Features that a rule may ask for; notes on spelling, style and foreign words are left out."""


def _features(column: str) -> str:
    return "|".join(pair for pair in column.split("|") if pair.split("=")[0] in _FEATURES) or "_"


def read(path: Path, *, corpus: str, entities: bool = False) -> Iterator[Text]:
    """Documents of a CoNLL-U file; paragraphs are joined by a newline, as `newpar` marks them."""
    document: list[list[str]] = []
    for block in path.read_text(encoding="utf8").split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith("# newdoc") for line in lines) and document:
            yield _document(document, corpus, entities)
            document = []
        if any(line[:1].isdigit() for line in lines):
            document.append(lines)
    if document:
        yield _document(document, corpus, entities)


class _Builder:
    def __init__(self) -> None:
        self.text = ""
        self.words: list[GoldWord] = []
        self.sentences: list[int] = []
        self.entities: list[str] = []

    def add_sentence(self, lines: list[str]) -> None:
        if self.text and any(line.startswith("# newpar") for line in lines):
            self.text = self.text.rstrip() + "\n"
        self.sentences.append(len(self.text))
        base, until, rest = len(self.words), 0, ""
        for line in lines:
            if not line[:1].isdigit():
                continue
            cols = line.split("\t")
            if "." in cols[0]:
                continue
            if "-" in cols[0]:
                until, rest = int(cols[0].split("-")[1]), cols[1]
                span_end = len(self.text) + len(cols[1])
                space = "SpaceAfter=No" not in cols[9]
                continue
            number = int(cols[0])
            if number <= until:
                start = len(self.text)
                form = cols[1] if rest.startswith(cols[1]) else rest
                rest = rest[len(form) :]
                self._word(cols, start, start + len(form), base)
                self.text += form
                if number == until:
                    self.text += rest + (" " if space else "")
                    assert len(self.text.rstrip()) <= span_end
                continue
            start = len(self.text)
            self._word(cols, start, start + len(cols[1]), base)
            self.text += cols[1] + ("" if "SpaceAfter=No" in cols[9] else " ")

    def _word(self, cols: list[str], start: int, end: int, base: int) -> None:
        head = int(cols[6]) - 1
        self.words.append(
            GoldWord(
                start,
                end,
                cols[3],
                cols[4],
                _features(cols[5]),
                cols[2],
                base + head if head >= 0 else -1,
                cols[7],
            )
        )
        found = re.search(r"(?:^|\|)Entity=([^|]*)", cols[9])
        self.entities.append(found.group(1) if found else "")


def _document(sentences: list[list[str]], corpus: str, entities: bool) -> Text:
    builder = _Builder()
    for lines in sentences:
        builder.add_sentence(lines)
    name = next((line.split("=", 1)[1].strip() for line in sentences[0] if line.startswith("# newdoc")), "")
    return Text(
        corpus=corpus,
        id=name,
        text=builder.text,
        words=tuple(builder.words),
        sentences=tuple(builder.sentences),
        names=tuple(_names(builder)) if entities else None,
    )


def _names(builder: _Builder) -> Iterator[GoldSpan]:
    """Entities whose head word is a proper noun, cut to the proper-noun stretch around that head.

    GUM's entities are whole noun phrases, "the U.S. president Barack Obama, who ..."; names of the
    other corpora are proper names alone.
    """
    words = builder.words
    open_: list[tuple[str, str, int]] = []
    spans: list[tuple[int, int, str]] = []
    for index, value in enumerate(builder.entities):
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", value):
            number = re.match(r"\(?(\d+)", part)
            if number is None:
                continue
            if part.startswith("("):
                fields = part[1:].rstrip(")").split("-")
                open_.append((fields[0], fields[1] if len(fields) > 1 else "", index))
                if not part.endswith(")"):
                    continue
            for position in range(len(open_) - 1, -1, -1):
                if open_[position][0] == number.group(1):
                    _, kind, start = open_.pop(position)
                    spans.append((start, index, kind))
                    break
    taken: set[int] = set()
    for start, end, kind in sorted(spans, key=lambda span: span[1] - span[0]):
        head = next((i for i in range(start, end + 1) if not start <= words[i].head <= end), None)
        if head is None or kind not in _ENTITY_TYPES or words[head].upos != "PROPN" or head in taken:
            continue
        first = last = head
        while first > start and _in_name(words, first - 1):
            first -= 1
        while last < end and _in_name(words, last + 1):
            last += 1
        taken.update(range(first, last + 1))
        yield GoldSpan(words[first].start, words[last].end, _ENTITY_TYPES[kind])


def _in_name(words: list[GoldWord], index: int) -> bool:
    return words[index].xpos in ("NNP", "NNPS") or words[index].relation == "flat"
