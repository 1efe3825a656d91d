"""Name corpora: re3d, CrossNER politics, Re-DocRED, WikiGold, GMB, UNER EWT."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.samples import GoldSpan, Text

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
                    [sentence], corpus="crossner", name=f"{part}-{number}", glue=" ", sentence_layer=False
                )


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


def read_re3d(folder: Path) -> Iterator[Text]:
    """re3d: raw text and offsets; of nested entities the longest counts."""
    for part in sorted(folder.iterdir()):
        documents = _jsonl(part / "documents.json")
        entities = _jsonl(part / "entities.json")
        for item in documents:
            spans = [e for e in entities if e["documentId"] == item["_id"]]
            taken: list[GoldSpan] = []
            for span in sorted(spans, key=lambda e: (e["begin"] - e["end"], e["begin"])):
                if all(span["end"] <= other.start or span["begin"] >= other.end for other in taken):
                    taken.append(GoldSpan(span["begin"], span["end"], span["type"]))
            taken.sort(key=lambda span: span.start)
            kept = [(span, _proper_name(item["text"], span)) for span in taken]
            found = [name or GoldSpan(span.start, span.end, "unclear") for span, name in kept]
            yield Text("re3d", item["_id"], item["text"], names=tuple(found))


_TITLE_WORDS = frozenset({
    "minister", "president", "secretary", "general", "mr", "mrs", "ms", "dr", "sir", "he", "his", "her",
    "excellency", "lt", "gen", "col", "ambassador", "envoy", "king", "prince", "sheikh", "lord", "lady",
    "baroness", "chancellor", "premier", "chairman", "director", "commander", "spokesman",
    "spokesperson", "spokeswoman", "representative", "commissioner", "senator", "captain", "major",
    "colonel", "sgt", "adm", "admiral", "maj", "capt", "brig", "brigadier", "professor", "judge",
})  # fmt: skip


def _proper_name(text: str, span: GoldSpan) -> GoldSpan | None:
    """The proper name in a re3d mention, or None: re3d also marks pronouns, titles and descriptions."""
    if span.label not in ("Person", "Organisation", "Location", "Nationality"):
        return span
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[span.start : span.end])]
    shown = [text[span.start + a : span.start + b] for a, b in words]
    if span.label == "Person":
        last = max(
            (i for i, word in enumerate(shown) if word.lower().strip(".,") in _TITLE_WORDS), default=-1
        )
        shown, words = shown[last + 1 :], words[last + 1 :]
        if (
            not shown
            or not shown[0][:1].isupper()
            or shown[0] in ("He", "She", "I", "We", "They", "His", "Her")
        ):
            return None
    while shown and (shown[0].lower() in ("the", "a", "an", "our", "its", "their", "we", "they", "it")):
        shown, words = shown[1:], words[1:]
    if not any(word[:1].isupper() for word in shown) or not shown[0][:1].isupper():
        return None
    return GoldSpan(span.start + words[0][0], span.start + words[-1][1], span.label)


def _jsonl(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


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
