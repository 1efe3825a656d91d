"""re3d: foreign-ministry and military reports with mentions by character offsets, as proper names.

re3d marks whatever refers to an actor or place, pronouns and descriptions too, one mention within another.
`confidence` 0 marks what an extraction tool had proposed and no annotator took up (the corpus's
own notes: automated cue, experts, crowd, confidence); such a cue is believed only where experts mark the
same words elsewhere.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from service import lexicons
from training.readers.proper import (
    DETERMINERS,
    NAMED,
    PRONOUNS,
    bare,
    literal,
    named_last,
    proper_name,
    trimmed,
    word_spans,
)
from training.samples import GoldSpan, Text


def read_re3d(folder: Path) -> Iterator[Text]:
    """Texts with proper names; "unclear" are capitals that mentions leave between name and description."""
    parts = [
        (_jsonl(part / "documents.json"), _jsonl(part / "entities.json")) for part in sorted(folder.iterdir())
    ]
    documents = {item["_id"]: item["text"] for items, _ in parts for item in items}
    mentions: dict[str, list[dict[str, Any]]] = {name: [] for name in documents}
    for _, entities in parts:
        for entity in entities:
            if _whole_words(documents[entity["documentId"]], entity["begin"], entity["end"]):
                mentions[entity["documentId"]].append(entity)
    lowered = {word for text in documents.values() for word in re.findall(r"\b[a-z]+\b", text)}
    known = _known(documents, mentions, lowered)
    for name, text in documents.items():
        yield Text("re3d", name, text, names=tuple(convert(text, mentions[name], known, lowered)))


def convert(
    text: str, mentions: Iterable[dict[str, Any]], known: Counter[tuple[str, str]], lowered: Collection[str]
) -> list[GoldSpan]:
    """Names of one document in order: of nested proper names the longest, and those within descriptions.

    `known`: how often experts mark (words, class) in the corpus; `lowered`: its words in lower case.
    """
    experts = sorted((m for m in mentions if m["confidence"] > 0), key=_rank)
    cues = sorted((m for m in mentions if not m["confidence"]), key=_rank)
    taken: list[GoldSpan] = []
    descriptions = []
    for span in (part for mention in experts for part in _parts(text, mention)):
        name = proper_name(text, span, lowered)
        if name is None:
            descriptions.append(span)
        elif _free(name, taken):
            taken.append(name)
    for span in (part for mention in cues for part in _parts(text, mention)):
        name = proper_name(text, span, lowered) if span.label in NAMED else None
        if name and _free(name, taken) and known[text[name.start : name.end], name.label] > 1:
            taken.append(name)
        else:
            descriptions.append(span)
    for span in descriptions:
        name = named_last(text, span, lowered)
        if name and _free(name, taken):
            taken.append(name)
    taken += _unclear(text, descriptions, taken)
    taken += [gap for gap in _gaps(text, known) if _free(gap, taken)]
    return sorted(taken, key=lambda span: span.start)


def _parts(text: str, mention: dict[str, Any]) -> Iterator[GoldSpan]:
    """A place with the larger place after a comma is two names ("Palmyra, Syria")."""
    start = mention["begin"]
    if mention["type"] == "Location":
        for comma in re.finditer(r",\s+", text[start : mention["end"]]):
            yield GoldSpan(start, mention["begin"] + comma.start(), "Location")
            start = mention["begin"] + comma.end()
    yield GoldSpan(start, mention["end"], mention["type"])


def _known(
    documents: dict[str, str], mentions: dict[str, list[dict[str, Any]]], lowered: Collection[str]
) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for name, items in mentions.items():
        for item in items:
            span = GoldSpan(item["begin"], item["end"], item["type"])
            if item["confidence"] > 0 and span.label in NAMED:
                proper = proper_name(documents[name], span, lowered)
                if proper:
                    found[documents[name][proper.start : proper.end], proper.label] += 1
    return found


def _unclear(text: str, spans: Iterable[GoldSpan], taken: list[GoldSpan]) -> list[GoldSpan]:
    """Runs of capitalised words within descriptions that no name covers."""
    found: list[GoldSpan] = []
    for span in spans:
        for start, end in word_spans(text, span):
            piece = GoldSpan(start, end, "unclear")
            if not text[start].isupper() or bare(text, (start, end)) in DETERMINERS | PRONOUNS:
                continue
            if _free(piece, taken) and _free(piece, found):
                found.append(_certain(text, trimmed(text, start, end, "unclear")))
    return found


def _gaps(text: str, known: Counter[tuple[str, str]]) -> Iterator[GoldSpan]:
    """Countries, and words that experts mark as a name twice or more; here they may be passed over."""
    words = {name for (name, _), count in known.items() if count > 1}
    words |= {country.name for country in lexicons.countries()}
    longest = sorted(words, key=lambda word: (-len(word), word))
    for match in re.finditer(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", text):
        yield _certain(text, GoldSpan(match.start(), match.end(), "unclear"))


def _certain(text: str, span: GoldSpan) -> GoldSpan:
    """A country's name or a demonym is one whether marked or not."""
    return GoldSpan(span.start, span.end, literal(text[span.start : span.end], span.label))


def _rank(mention: dict[str, Any]) -> tuple[int, int, float, str]:
    """Longest first; of two classes of the same words the likelier."""
    return mention["begin"] - mention["end"], mention["begin"], -mention["confidence"], mention["type"]


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether a mention begins and ends where words do; the tool's patterns cut into them ("st ISIL")."""
    inside = text[max(start - 1, 0) : start].isalnum() and text[start : start + 1].isalnum()
    return start < end and not inside and not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


def _free(span: GoldSpan, taken: Iterable[GoldSpan]) -> bool:
    return all(span.end <= other.start or span.start >= other.end for other in taken)


def _jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
