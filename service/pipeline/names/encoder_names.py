"""The encoder's names made ready: trimmed of titles, split, and one text one label through the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set
from functools import cache
from typing import Final

from spacy.tokens import Doc, Span, Token

from service import lexicons
from service.pipeline.names.agreement import agreed, titled_names
from service.pipeline.names.phrases import Hit
from service.pipeline.names.span_boundaries import mended

LABELS: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"})
"""Labels of spans[NAMES]; dates and times of the encoder are not names."""

_PLACING: Final = frozenset({"of", "in", "from", "to", "for", "at", "visit"})
"""Words after which "Israel Benjamin Netanyahu" is a country and a name."""

_NEVER: Final = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "the",
        "he",
        "she",
        "they",
    }
)


def encoder_names(doc: Doc, phrases: list[Hit]) -> list[Hit]:
    """Names of ``doc.ents``; a lone word that is part of a person's name in the article is that person."""
    ends = {hit.start: hit.end for hit in phrases}
    trimmed = mended(doc, (hit for span in doc.ents if (hit := _trimmed(span, phrases, ends)) is not None))
    taken = {i for hit in phrases for i in range(hit.start, hit.end)}
    trimmed = titled_names(doc, trimmed, titled=before_names(), leading=_leading(), taken=taken)
    read = agreed(doc, trimmed, titled=before_names())
    words = person_words(doc, read)
    return [_relabelled(doc, hit, words) for hit in (_borne(doc, hit, taken) for hit in read)]


def person_words(doc: Doc, read: list[Hit]) -> frozenset[str]:
    """Words of persons' names of two words and more."""
    persons = [hit for hit in read if hit.label == "PERSON" and hit.end - hit.start > 1]
    return frozenset(
        doc[i].text for hit in persons for i in range(hit.start, hit.end) if doc[i].text[0].isupper()
    )


def _borne(doc: Doc, hit: Hit, taken: Set[int]) -> Hit:
    """What an office stands before is a person, unless listed: "his Thai counterpart, Somchai Rattana"."""
    if (
        hit.label not in {"LOC", "GPE"}
        or hit.end - hit.start == 1
        or not taken.isdisjoint(range(hit.start, hit.end))
    ):
        return hit
    before = [t.lower_ for t in doc[max(hit.start - 2, 0) : hit.start]]
    told = before[-1:] == ["counterpart"] or before == ["counterpart", ","] or {*before[-1:]} & before_names()
    listed = lexicons.cities_named(doc[hit.start : hit.end].text)
    return hit._replace(label="PERSON") if told and not listed else hit


def _relabelled(doc: Doc, hit: Hit, words: frozenset[str]) -> Hit:
    text = doc[hit.start].text
    if hit.end - hit.start > 1 or text not in words:
        return hit
    listed = lexicons.cities_named(text)
    a_place = lexicons.country_by_name(text) is not None or (listed and listed[0].capital)
    return hit if a_place else hit._replace(label="PERSON")


def _trimmed(span: Span, phrases: list[Hit], ends: dict[int, int]) -> Hit | None:
    """The encoder's name without space, article, possessive mark and, for persons, demonym and title.

    `ends`: start -> end of each of the phrases.
    """
    if span.label_ not in LABELS or (len(span) == 1 and _is_no_name(span[0])):
        return None
    start, end = span.start, span.end
    doc = span.doc
    while end > start and (doc[end - 1].is_space or doc[end - 1].lower_ in {"'s", "’s", "'", "’"}):
        end -= 1
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_space):
        start += 1
    if span.label_ == "PERSON":
        if _is_office(doc, start, end):
            return None
        start = _behind(start, end, phrases)
        start = _person_start(doc, start, end, ends)
    return Hit(start, end, span.label_, "", encoder=True) if start < end else None


def _is_no_name(token: Token) -> bool:
    """Whether the encoder took a weekday, an article or a bare office for a name."""
    if token.lower_ in _NEVER or (token.lower_.endswith("s") and token.lower_[:-1] in before_names()):
        return True
    before = token.doc[token.i - 1] if token.i else None
    return token.lower_ in before_names() and not (before is not None and before.lower_ in _honorifics())


def _is_office(doc: Doc, start: int, end: int) -> bool:
    """Whether what was taken for a person is an office or address: "Vice President", "His Holiness"."""
    words = [doc[i].lower_ for i in range(max(start - 1, 0), end)]
    if start < end and all(
        w in _honorifics() or w in {"his", "her", "your", "their"} for w in words[-(end - start) :]
    ):
        return end - start > 1
    return any(" ".join(words[-size:]) in _offices() for size in range(2, len(words) + 1))


@cache
def _offices() -> frozenset[str]:
    """Offices of several words."""
    return frozenset(title.title.lower() for title in lexicons.titles() if " " in title.title)


def _behind(start: int, end: int, phrases: list[Hit]) -> int:
    """First token behind a listed name that reaches into the person's: "Kingdom of [Eswatini Ann Toll]"."""
    at = bisect_left(phrases, (start,)) - 1
    reaches = at >= 0 and start < phrases[at].end < end
    return phrases[at].end if reaches else start


def _person_start(doc: Doc, start: int, end: int, ends: dict[int, int]) -> int:
    """First token of the bare name: "Chinese President Xi Jinping" begins at "Xi"."""
    while start < end - 1:
        if doc[start].is_space or doc[start].lower_ in before_names() or _is_sheikh(doc, start, end):
            start += 1
        elif start in ends and ends[start] < end and _goes_before(doc, start, ends[start]):
            start = ends[start]
        else:
            break
    return start


def _is_sheikh(doc: Doc, start: int, end: int) -> bool:
    """Whether "Sheikh" is a title here: a name with a patronymic follows, not "Sheikh Hasina"."""
    patronymic = any(doc[i].lower_ in {"bin", "ibn", "bint", "al"} for i in range(start + 2, end))
    return patronymic and doc[start].lower_ in {"sheikh", "sheik", "sheikha"}


def _goes_before(doc: Doc, start: int, end: int) -> bool:
    """Whether a listed name [start, end) is not the person's: "Chinese President X", "of Israel X"."""
    return doc[end].lower_ in before_names() or (start > 0 and doc[start - 1].lower_ == "of")


@cache
def before_names() -> frozenset[str]:
    """Single words that stand before a name and are no part of it."""
    titles = {title.title.lower() for title in lexicons.titles() if " " not in title.title}
    split = {word for title in lexicons.titles() for word in title.title.lower().split()}
    return frozenset(
        titles | {w for w in split if w in {"prime", "foreign", "vice", "deputy"}} | _honorifics()
    )


@cache
def _leading() -> frozenset[str]:
    """Single words after which a capitalised word is a person: high offices and forms of address."""
    high = {"leaders", "ministers"}
    titles = {t.title.lower() for t in lexicons.titles() if not t.strict and t.level in high}
    return frozenset(word for word in titles if " " not in word) | _honorifics()


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(word.lower() for word in lexicons.honorifics()) - {"sheikh", "sheik", "sheikha"}


def is_persons_name(doc: Doc, hit: Hit) -> bool:
    """Whether "Jordan", "Chad" or "Israel" is part of a person's name by its capitalised neighbours."""
    if hit.end - hit.start != 1 or lexicons.name_exceptions().get(doc[hit.start].text) != "person":
        return False
    before = doc[hit.start - 1] if hit.start else None
    if before is not None and before.lower_ in _honorifics():
        return True
    if before is not None and before.lower_ in _PLACING:
        return False
    after = doc[hit.end] if hit.end < len(doc) else None
    kind = lexicons.name_exceptions().get
    if after is None or not (after.is_title and after.is_alpha) or kind(after.text) == "treaty":
        return False
    if after.lower_ in before_names():  # "Jordan King Abdullah" against "Jordan King"
        beyond = doc[hit.end + 1] if hit.end + 1 < len(doc) else None
        return beyond is None or not beyond.is_title
    return not _headline(doc, hit.start)


def _headline(doc: Doc, index: int) -> bool:
    """Whether most words of the line of token `index` are capitalised."""
    start, end = index, index
    while start and not doc[start - 1].is_space and index - start < 12:
        start -= 1
    while end < len(doc) and not doc[end].is_space and end - index < 12:
        end += 1
    words = [token for token in doc[start:end] if token.is_alpha]
    return len(words) > 3 and sum(token.text[0].isupper() for token in words) > 0.7 * len(words)
