"""What of a mention is a proper name, by spelling: for corpora that mark descriptions and titles too."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from service import lexicons
from training.samples import GoldSpan

NAMED = frozenset({"Person", "Organisation", "Location", "Nationality"})
_WORD = re.compile(r"\S+")
_TAIL = re.compile(r"(?:['’]s|\.?\[\d+\]?|[,;:)\]])+$")
_LINKS = frozenset({"of", "the", "and", "for", "on", "in", "to", "&", "az", "ed", "e", "du", "des", "und"})
_PARTICLES = frozenset(
    {"al", "el", "ar", "as", "an", "ad", "at", "ash", "bin", "ibn", "de", "van", "von", "der"}
)
_PREPOSITIONS = frozenset({"of", "for", "in", "from", "to", "on", "by", "with", "at", "and", "between"})
_COMPOUND = re.compile(r"-(?:[a-z]+ing|[a-z]*ed|led|born|held|language|wide)$")
DETERMINERS = frozenset({"the", "a", "an", "our", "its", "their", "his", "her", "this", "these", "all"})
PRONOUNS = frozenset({"he", "she", "i", "we", "they", "it", "you", "us", "who", "which", "here", "there"})
_RANKS = frozenset({
    "lt", "gen", "col", "sgt", "adm", "maj", "capt", "brig", "spc", "cpl", "pvt", "cmdr", "rear", "sheikh",
    "he", "excellency", "lord", "baroness", "staff", "lieutenant", "brigadier", "sergeant", "judge",
    "petty", "officer", "commodore", "class", "advisor", "mullah", "representative",
})  # fmt: skip


def proper_name(text: str, span: GoldSpan, lowered: Collection[str] = ()) -> GoldSpan | None:
    """The proper name that a mention is, without article, title and possessive; None for a description.

    A proper name begins and ends with a capital or a number and has small words only as links
    ("Islamic State of Iraq"); a country's name is a place and a demonym a nationality whoever acts.
    """
    if span.label not in NAMED:
        return span if span.label == "Temporal" else None
    words = word_spans(text, span)
    while words and bare(text, words[0]) in DETERMINERS:
        words = words[1:]
    if span.label == "Person":
        words = untitled(text, words)
    if not words or "\n" in text[words[0][0] : words[-1][1]]:
        return None
    name = trimmed(text, words[0][0], words[-1][1], span.label)
    shown = text[name.start : name.end].split()
    if not shown or (name.label != "Organisation" and shown[0][0].isdigit()):
        return None
    if not _is_proper(shown) or not _is_name(text, name, lowered):
        return None
    return GoldSpan(name.start, name.end, literal(text[name.start : name.end], span.label))


def named_last(text: str, span: GoldSpan, lowered: Collection[str]) -> GoldSpan | None:
    """The name that ends a description: "the terrorist group X", "the city of X" (a place alone)."""
    words = word_spans(text, span)
    while words and bare(text, words[0]) in DETERMINERS:
        words = words[1:]
    first = next((i for i, word in enumerate(words) if text[word[0]].isupper()), 0)
    if not first or span.label not in NAMED:
        return None
    passed = {bare(text, word) for word in words[:first]} & _PREPOSITIONS
    if passed - ({"of"} if span.label == "Location" else set()):
        return None
    if any(bare(text, word) in _PREPOSITIONS for word in words[first:]):
        return None
    return proper_name(text, GoldSpan(words[first][0], span.end, span.label), lowered)


def word_spans(text: str, span: GoldSpan) -> list[tuple[int, int]]:
    return [
        (m.start() + span.start, m.end() + span.start) for m in _WORD.finditer(text[span.start : span.end])
    ]


def bare(text: str, word: tuple[int, int]) -> str:
    """A word in lower case without its marks."""
    return text[word[0] : word[1]].lower().strip(".,‎")


def trimmed(text: str, start: int, end: int, label: str) -> GoldSpan:
    """The span without possessive, marks and footnotes, with the stop of "U.S."."""
    tail = _TAIL.search(text[start:end])
    if tail:
        end = start + tail.start()
    elif re.search(r"\b[A-Z]\.[A-Z]$", text[start:end]) and text[end : end + 1] == ".":
        end += 1
    return GoldSpan(start, end, label)


def _is_proper(words: list[str]) -> bool:
    def high(word: str) -> bool:
        shown = word.lstrip("\"'“‘(")
        small = re.match(r"([a-z]{2,4})(?:[-‑'’].*[A-Z]|$)", shown)
        return shown[:1].isupper() or shown[:1].isdigit() or bool(small and small[1] in _PARTICLES)

    if not any(c.isupper() for word in words for c in word) or words[0].isdigit():
        return False
    if any("," in word or _COMPOUND.search(word) for word in words):
        return False
    inner = all(high(word) or word.lower() in _LINKS for word in words)
    return inner and high(words[0]) and (high(words[-1]) and words[-1].lower() not in _PARTICLES)


def _is_name(text: str, name: GoldSpan, lowered: Collection[str]) -> bool:
    """Not a pronoun, nor a common noun that has its capital from the start of a sentence."""
    words = text[name.start : name.end].lower().split()
    if len(words) > 1:
        return True
    opens = re.search(r"(?:^|[.!?:;”\"]\s*|\n\s*)(?:[Tt]he\s+)?$", text[: name.start]) is not None
    return words[0] not in PRONOUNS and not (opens and words[0] in lowered)


def literal(words: str, label: str) -> str:
    """re3d's class, but a country or capital is a place and a demonym a nationality."""
    if lexicons.country_by_name(words) or lexicons.country_by_capital(words):
        return "Location"
    return "Nationality" if lexicons.country_by_demonym(words) else label


def untitled(text: str, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What follows the last title; a title that comes last may be a surname ("Minister Ana Bishop")."""
    shown = [bare(text, word) for word in words]
    stops = [
        stop
        for stop in range(1, len(shown) + 1)
        if shown[stop - 1] in _RANKS
        or any(" ".join(shown[i:stop]) in _titles() for i in range(max(0, stop - 5), stop))
    ]
    inner = [stop for stop in stops if stop < len(words)]
    if len(inner) == len(stops):
        return words[inner[-1] :] if inner else words
    return words[inner[-1] :] if inner and len(words) - inner[-1] > 1 else []


@cache
def _titles() -> frozenset[str]:
    known = {title.title.lower() for title in lexicons.titles()}
    return frozenset(known | {word.lower().rstrip(".") for word in lexicons.honorifics()})
