"""GUM's named persons: links between their mentions, as the service reads the raw text.

A named person is an entity of type person with a mention headed by a proper noun that is no title. Its
mentions are all that GUM marks, descriptions and "I" included; an apposition counts with what it stands by.
Links are counted as MUC does (Vilain et al. 1995), over the mentions' head words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from service import lexicons
from service.annotations import ACTORS

_ENTITY = re.compile(r"\((?P<open>\d+)-(?P<rest>[^()]*)(?P<closed>\))?|(?P<close>\d+)\)")


@dataclass(slots=True)
class Word:
    """A word of the treebank with its characters [start, end) of the text."""

    start: int
    end: int
    form: str
    tag: str
    head: int


@dataclass(slots=True)
class Mention:
    """Words [first, last] of an entity of type person; `link` is GUM's kind of link."""

    entity: str
    first: int
    last: int
    link: str


@dataclass(slots=True)
class Document:
    """One document as running text with words and mentions of persons."""

    id: str
    text: str = ""
    words: list[Word] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def head(self, mention: Mention) -> int:
        """The word of a mention that hangs on one outside it."""
        inside = range(mention.first, mention.last + 1)
        return next((i for i in inside if self.words[i].head not in inside), mention.first)

    def entities(self, doc: Doc) -> dict[int, str]:
        """Token -> entity of the smallest mention headed by it or, for names, that has it; no appositions."""
        at = {doc[i].idx: i for i in range(len(doc))}
        found: dict[int, str] = {}
        for mention in sorted(self.mentions, key=lambda m: m.last - m.first):
            head = self.words[self.head(mention)]
            token = at.get(head.start)
            if token is not None:
                found.setdefault(token, mention.entity)
            for i in range(mention.first, mention.last + 1):
                near = self.words[i]
                token = at.get(near.start)
                if near.tag.startswith("NNP") and token is not None and near.head == self.head(mention):
                    found.setdefault(token, mention.entity)
        return found


def read(path: Path) -> Iterator[Document]:
    """Documents of one of GUM's files."""
    document: Document | None = None
    opened: dict[str, list[Mention]] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if match := re.search(r"^# newdoc id = (.*)$", block, re.MULTILINE):
            if document is not None:
                yield document
            document, opened = Document(match[1]), {}
        if document is not None:
            _sentence(document, block, opened)
    if document is not None:
        yield document


def _sentence(document: Document, block: str, opened: dict[str, list[Mention]]) -> None:
    if document.text and re.search(r"^# newpar", block, re.MULTILINE):
        document.text = document.text.rstrip() + "\n\n"
    base = len(document.words)
    rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
    glued = {
        int(n)
        for row in rows
        if "-" in row[0]
        for n in range(int(row[0].split("-")[0]), int(row[0].split("-")[1]))
    }
    spaces = {int(row[0].split("-")[1]): "SpaceAfter=No" not in row[9] for row in rows if "-" in row[0]}
    for row in (row for row in rows if row[0].isdigit()):
        number, start = int(row[0]), len(document.text)
        space = spaces.get(number, "SpaceAfter=No" not in row[9]) and number not in glued
        document.text += row[1] + (" " if space else "")
        head = base + int(row[6]) - 1 if row[6] != "0" else -1
        document.words.append(Word(start, start + len(row[1]), row[1], row[4], head))
        entities = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if entities:
            _mark(document, entities[1], len(document.words) - 1, opened)


def _mark(document: Document, marks: str, word: int, opened: dict[str, list[Mention]]) -> None:
    for match in _ENTITY.finditer(marks):
        if match["open"]:
            parts = match["rest"].split("-")
            link = parts[5] if len(parts) > 5 else ""
            made = Mention(match["open"], word, word, link)
            if parts[0] == "person":
                document.mentions.append(made)
            if not match["closed"]:
                opened.setdefault(match["open"], []).append(made)
        elif opened.get(match["close"]):
            opened[match["close"]].pop().last = word


@cache
def _titles() -> frozenset[str]:
    words = [*(t.title for t in lexicons.titles()), *lexicons.honorifics()]
    return frozenset(word.lower() for title in words for word in title.split())


def named(document: Document) -> set[str]:
    """Entities with a mention headed by a proper noun that is no title."""
    return {
        m.entity
        for m in document.mentions
        if (word := document.words[document.head(m)]).tag == "NNP" and word.form.lower() not in _titles()
    }


@dataclass(frozen=True, slots=True)
class Links:
    """MUC's counts: links found of those in gold, right of those given."""

    found: int
    gold: int
    right: int
    given: int


def gold_clusters(document: Document) -> list[set[int]]:
    """Head words of the mentions of each named person, by entity; an apposition joins what it stands by."""
    found: dict[str, set[int]] = {}
    keep, stand = named(document), stands_by(document)
    for mention in document.mentions:
        if mention.entity in keep:
            head = document.head(mention)
            found.setdefault(mention.entity, set()).add(stand.get(head, head))
    return [heads for heads in found.values() if len(heads) > 1]


def stands_by(document: Document) -> dict[int, int]:
    """Head of an apposition -> head of the mention it stands by."""
    last: dict[str, int] = {}
    found: dict[int, int] = {}
    for mention in document.mentions:
        head = document.head(mention)
        if mention.link == "appos" and mention.entity in last:
            found[head] = last[mention.entity]
        last[mention.entity] = found.get(head, head)
    return found


def given_clusters(document: Document, doc: Doc) -> list[set[int]]:
    """The service's persons that bear a name, as head words of the treebank."""
    at = {i: n for n, word in enumerate(document.words) for i in range(word.start, word.end)}
    heads, stand = {document.head(m) for m in document.mentions}, stands_by(document)
    clusters: dict[str, set[int]] = {}
    people: set[str] = set()
    for span in doc.spans[ACTORS]:
        if "," in span.id_ or span.label_ != "person":
            continue
        inside = [w for w in sorted({at[t.idx] for t in span if t.idx in at}) if w in heads]
        head = inside[-1] if inside else at[span.root.idx]
        clusters.setdefault(span.id_, set()).add(stand.get(head, head))
        if any(t.tag_ == "NNP" and t.lower_ not in _titles() for t in span):
            people.add(span.id_)
    return [heads for key, heads in clusters.items() if key in people and len(heads) > 1]


def score(gold: list[set[int]], given: list[set[int]]) -> Links:
    """MUC over two partitions."""
    return Links(
        sum(len(g) - _parts(g, given) for g in gold),
        sum(len(g) - 1 for g in gold),
        sum(len(s) - _parts(s, gold) for s in given),
        sum(len(s) - 1 for s in given),
    )


def differences(document: Document, gold: list[set[int]], given: list[set[int]]) -> Iterator[str]:
    """Clusters that differ, as words with their numbers; those of gold as the service parts them."""
    for cluster in sorted(gold, key=min):
        parts = [cluster & other for other in given if cluster & other]
        rest = cluster - set().union(*parts) if parts else cluster
        if len(parts) + len(rest) > 1:
            shown = " | ".join(_words(document, part) for part in (*parts, *({w} for w in sorted(rest))))
            yield f"gold parted: {shown}"
    for cluster in sorted(given, key=min):
        parts = [cluster & other for other in gold if cluster & other]
        if rest := cluster - set().union(*parts) if parts else cluster:
            yield f"given: {_words(document, cluster)} not gold's: {_words(document, rest)}"
        elif len(parts) > 1:
            yield "given as one: " + " | ".join(_words(document, part) for part in parts)


def _words(document: Document, heads: set[int]) -> str:
    return " ".join(f"{document.words[h].form}_{h}" for h in sorted(heads))


def _parts(cluster: set[int], others: list[set[int]]) -> int:
    touched = [cluster & other for other in others if cluster & other]
    return len(touched) + len(cluster - set().union(*touched) if touched else cluster)
