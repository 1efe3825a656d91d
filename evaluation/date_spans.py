"""Date expressions end to end: spans that the service finds in MEANTIME's text, and their values.

Measures of TempEval-3 (UzZaman et al. 2013): F1 of spans, strict (the same tokens) and with overlap; value F1
counts the overlapping spans whose value is right too. The day of publication and the line that states it
are given, so the spans in that line are counted on neither side.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from evaluation.timex import created, interval, spaces
from service.annotations import register
from service.candidates import dates
from service.extract.events.dates import direction
from service.pipeline.build import build_nlp
from service.records import Status

_QUOTES = {"``": "“", "''": "”"}
_LAST = 5
"""The last sentence in which MEANTIME annotates times: headline, dateline and the first four of the body."""
_PLAIN = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Timed:
    """A span of tokens [start, end) with its type, TIMEX3's, and its value: an interval or a length."""

    start: int
    end: int
    kind: str
    value: object
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document as tokens with their spaces, its day of publication and its gold spans."""

    name: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    published: date | None
    gold: tuple[Timed, ...]
    given: frozenset[int]


def score(folder: Path, *, errors: bool) -> Iterator[str]:
    """Lines of a report on all documents below `folder`."""
    register()
    nlp = build_nlp()
    pairs = [(text, found(nlp, text)) for text in texts(folder)]
    if errors:
        for text, ours in pairs:
            yield from _errors(text, ours)
    for name, kinds in (("DATE and TIME", _PLAIN), ("all types", frozenset({*_PLAIN, "DURATION", "SET"}))):
        gold = [[span for span in text.gold if span.kind in kinds] for text, _ in pairs]
        answer = [[span for span in spans if span.kind in kinds] for _, spans in pairs]
        total, claimed = sum(map(len, gold)), sum(map(len, answer))
        matched = [pair for g, o in zip(gold, answer, strict=True) for pair in matches(g, o)]
        strict = sum((g.start, g.end) == (o.start, o.end) for g, o in matched)
        valued = sum(g.value == o.value for g, o in matched)
        for measure, hits in (("strict", strict), ("overlap", len(matched)), ("value", valued)):
            yield _line(f"{name}, {measure}", hits, claimed, total)


def _line(name: str, hits: int, claimed: int, total: int) -> str:
    precision, recall = hits / max(claimed, 1), hits / max(total, 1)
    both = 2 * hits / max(claimed + total, 1)
    figures = f"P {precision:.3f} R {recall:.3f} F1 {both:.3f} {hits:5d} {claimed:5d} {total:5d}"
    return f"MEANTIME   {name:22} {figures}"


def matches(gold: list[Timed], ours: list[Timed]) -> Iterator[tuple[Timed, Timed]]:
    """Pairs of overlapping spans, each used once; both lists are in order of the text."""
    place = 0
    for wanted in gold:
        while place < len(ours) and ours[place].end <= wanted.start:
            place += 1
        if place < len(ours) and ours[place].start < wanted.end:
            yield wanted, ours[place]
            place += 1


def found(nlp: Language, text: Text) -> list[Timed]:
    """What the service finds and resolves."""
    doc = nlp(Doc(nlp.vocab, words=list(text.words), spaces=list(text.spaces)))
    spans = []
    for e in dates.find(doc):
        if text.given.isdisjoint(range(e.start, e.end)):
            tense = direction(doc, e, Status.HELD)
            days = dates.resolve(e, anchor=text.published, tense=tense)
            length = dates.iso_duration(e) or dates.iso_period(e)
            kind = "DATE" if e.kind == "VAGUE" else e.kind
            spans.append(Timed(e.start, e.end, kind, length or (days and (days.start, days.end)), e.text))
    return spans


def texts(folder: Path) -> Iterator[Text]:
    """MEANTIME's documents as far as they are annotated; sentences are paragraphs of their own."""
    for file in sorted(folder.glob("*/*.xml")):
        root = ElementTree.parse(file).getroot()
        words: list[str] = []
        place: dict[str | None, int] = {}
        before: str | None = None
        for token in root.iter("token"):
            if int(token.get("sentence") or 0) > _LAST:
                break
            if words and token.get("sentence") != before:
                words.append("\n\n")
            before = token.get("sentence")
            place[token.get("t_id")] = len(words)
            words.append(_QUOTES.get(token.text or "", token.text or ""))
        timexes = list(root.iter("TIMEX3"))
        marked = list(_spans(timexes, place, words))
        gold = [span for span, creation in marked if not creation]
        yield Text(
            name=file.stem,
            words=tuple(words),
            spaces=tuple(spaces(words)),
            published=created(root, timexes),
            gold=tuple(sorted(gold, key=lambda span: span.start)),
            given=frozenset(i for span, creation in marked if creation for i in range(span.start, span.end)),
        )


def _spans(
    timexes: list[ElementTree.Element], place: dict[str | None, int], words: list[str]
) -> Iterator[tuple[Timed, bool]]:
    """Gold spans, and whether each is the line that dates the document."""
    for timex in timexes:
        at = [place[ref.get("t_id")] for ref in timex.iter("token_anchor")]
        if at:
            kind, value = timex.get("type") or "", timex.get("value") or ""
            length = value if value.startswith("P") and "X" not in value else None
            known: object = interval(value) if kind in _PLAIN else length
            text = " ".join(words[min(at) : max(at) + 1])
            span = Timed(min(at), max(at) + 1, kind, known, text)
            yield span, timex.get("functionInDocument") == "CREATION_TIME"


def _errors(text: Text, ours: list[Timed]) -> Iterator[str]:
    pairs = list(matches(list(text.gold), ours))
    for gold, mine in pairs:
        if gold.value != mine.value:
            yield f"value    {text.published} {gold.text!r} {gold.value} got {mine.text!r} {mine.value}"
        elif (gold.start, gold.end) != (mine.start, mine.end):
            yield f"bounds   {gold.text!r} got {mine.text!r}"
    taken = {id(span) for pair in pairs for span in pair}
    for span in (*text.gold, *ours):
        if id(span) not in taken:
            around = " ".join(text.words[max(0, span.start - 6) : span.end + 4])
            side = "missed" if span in text.gold else "spurious"
            yield f"{side:8} {span.kind} {span.text!r} {span.value} | {around!r}"
