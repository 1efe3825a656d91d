"""Where names begin and end: parts that the encoder left apart are joined, what is no part is cut off.

Works on `Hit`s in order of the text, before the lists are consulted, and in one pass over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from spacy.tokens import Doc, Token

from service.pipeline.names.phrases import Hit

_SUFFIX: Final = re.compile(r"(?:[JS][rR]\.?|I{1,3}|IV|VI{0,3})")
_WEEKDAYS: Final = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_PATRONYMIC: Final = frozenset({"bin", "ibn", "bint", "ben", "ould", "al", "el", "ul", "ur", "un", "us"})
_NOBILIARY: Final = frozenset(
    {"de", "da", "do", "dos", "das", "del", "di", "du", "van", "von", "der", "den", "la", "e"}
)
_HYPHENED: Final = frozenset(
    {"led", "era", "like", "born", "held", "run", "made", "hit", "wing", "based", "style"}
)
"""What follows the hyphen of "Obama-era", against "Moon Jae-in"."""

_PRONOUNS: Final = frozenset(
    {"He", "Her", "His", "I", "It", "My", "Our", "She", "Their", "They", "We", "Your"}
)
_STYLES: Final = frozenset({"H.E.", "H.E", "HE", "H.H.", "HH", "H.M.", "HM", "H.R.H.", "HRH"})
"""Styles before a name: "H.E. Mr. Roe" is Roe."""
_STORMS: Final = frozenset({"hurricane", "typhoon", "cyclone", "storm", "operation", "cathedral", "shrine"})
_MARKS: Final = frozenset("\"'“”‘’«»,;:-–—*|/()[]{}<>")
_WRAPPED: Final = 60
"""Characters of a line that can break within a name."""


def mended(doc: Doc, hits: Iterable[Hit]) -> list[Hit]:
    """The names with their parts, without addresses, weekdays and marks, in order of the text."""
    found: list[Hit] = []
    for raw in hits:
        hit = _cut(doc, raw)
        if hit is None or _is_address(doc, hit) or (found and hit.start < found[-1].end):
            continue
        if found and _belongs(doc, found[-1], hit):
            found[-1] = found[-1]._replace(end=hit.end)
        elif hit.label != "PERSON" or not _is_fragment(doc, hit):
            found.append(hit)
        if found and found[-1].label == "PERSON":
            found[-1] = found[-1]._replace(end=_person_end(doc, found[-1]))
    return [_renamed(doc, hit) for hit in found]


def _cut(doc: Doc, hit: Hit) -> Hit | None:
    """Without marks at either end, a quotation mark that opens within it, or a weekday after it."""
    start, end = hit.start, hit.end
    while start < end and (doc[start].text in _MARKS or doc[start].text == "." or doc[start].is_space):
        start += 1
    while start < end and doc[start].text in _STYLES:
        start += 1
    while start < end and (_trails(doc, start, end) or doc[end - 1].is_space):
        end -= 1
    if hit.label not in {"ORG", "EVENT", "NORP"} and end - start > 1 and doc[end - 1].text in _WEEKDAYS:
        end -= 1
    return hit._replace(start=start, end=end) if start < end else None


def _trails(doc: Doc, start: int, end: int) -> bool:
    """Whether the last token is a mark that closes nothing inside the name."""
    text = doc[end - 1].text
    if text in {")", "]"}:
        return all(doc[i].text not in {"(", "["} for i in range(start, end - 1))
    if text in {'"', "”"}:
        return sum(doc[i].text in {'"', "“", "”"} for i in range(start, end)) % 2 == 1
    return text in _MARKS


def _is_address(doc: Doc, hit: Hit) -> bool:
    return any(doc[i].like_email or doc[i].like_url for i in range(hit.start, hit.end))


def _is_fragment(doc: Doc, hit: Hit) -> bool:
    """A suffix, a letter or a pronoun alone."""
    text = doc[hit.start].text
    alone = hit.end - hit.start == 1
    return alone and (len(text) == 1 or text in _PRONOUNS or _SUFFIX.fullmatch(text) is not None)


def _belongs(doc: Doc, left: Hit, right: Hit) -> bool:
    """Whether two neighbouring hits are one name."""
    gap = [doc[i] for i in range(left.end, right.start)]
    if left.label != right.label:
        return False
    if left.label == "PERSON":
        return _one_person(doc, left, right, gap)
    return left.label == "ORG" and (not gap or _hangs(doc, left, gap))


def _hangs(doc: Doc, left: Hit, gap: list[Token]) -> bool:
    """ "Department of" is no whole name."""
    return doc[left.end - 1].lower_ in {"of", "for"} and all(token.lower_ == "the" for token in gap)


def _one_person(doc: Doc, left: Hit, right: Hit, gap: list[Token]) -> bool:
    short = left.end - left.start == 1 and right.end - right.start == 1
    if not gap:
        initials = all(re.fullmatch(r"(?:[A-Z]\.)+", t.text) for t in doc[left.start : left.end])
        return short or initials
    if len(gap) == 1 and gap[0].is_space:
        return short and _is_wrapped(doc, gap[0], left)
    if gap[0].text == "-" and len(gap) == 1 and not gap[0].whitespace_ and not doc[left.end - 1].whitespace_:
        double = left.end - left.start > 1 and right.end - right.start == 1
        return doc[left.end - 1].lower_ in _PATRONYMIC or double
    return _is_nickname([*gap, *doc[right.start : right.end]])


def _is_nickname(words: list[Token]) -> bool:
    """ "Jack" in quotation marks and a surname after it."""
    marks = [words[i].text for i in (0, 2)] if len(words) > 3 else []
    return bool(marks) and marks[0] in {'"', "“"} and marks[1] in {'"', "”"} and words[1].is_title


def _is_wrapped(doc: Doc, feed: Token, left: Hit) -> bool:
    """Whether a line that runs on ends within a name: it is long, and a word in lower case comes before."""
    before = doc[left.start - 1] if left.start else None
    if before is None or not before.is_lower or feed.text.count("\n") != 1 or not doc[left.start].is_title:
        return False
    start = feed.i
    while start and "\n" not in doc[start - 1].text and feed.i - start < _WRAPPED:
        start -= 1
    return feed.idx - doc[start].idx >= _WRAPPED


def _person_end(doc: Doc, hit: Hit) -> int:
    """End of the name with its suffix, the second half of a hyphened part, and what particles lead in."""
    end = hit.end
    while end < len(doc):
        after = _second_half(doc, end) or _particled(doc, end) or _suffixed(doc, end)
        if after is None:
            break
        end = after
    return end


def _second_half(doc: Doc, end: int) -> int | None:
    """ "Moon Jae" + "-" + "in","""
    if end + 1 >= len(doc) or doc[end].text != "-" or doc[end].whitespace_ or doc[end - 1].whitespace_:
        return None
    half = doc[end + 1]
    fits = half.is_alpha and half.is_lower and len(half) <= 4 and half.text not in _HYPHENED
    return end + 2 if fits and doc[end - 1].is_title else None


def _particled(doc: Doc, end: int) -> int | None:
    """End of "bin Salman", "Al-Sabah", "de Sousa" at `end`; several particles may follow one another."""
    at = end + (doc[end].is_space and "\n" not in doc[end].text)
    first = at
    while at < len(doc) and (doc[at].lower_ in _PATRONYMIC or doc[at].text in _NOBILIARY) and at - first < 3:
        at += 1
        if at < len(doc) and doc[at].text == "-" and not doc[at - 1].whitespace_:
            at += 1
    if at == first or at >= len(doc) or not (doc[at].is_title and doc[at].is_alpha):
        return None
    return at + 1


def _suffixed(doc: Doc, end: int) -> int | None:
    """End of ", Jr." or "II" at `end`."""
    at = end + 1 if doc[end].text == "," and end + 1 < len(doc) else end
    if _SUFFIX.fullmatch(doc[at].text) is None or (
        at > end and not doc[at].text.upper().startswith(("JR", "SR"))
    ):
        return None
    return at + 1


def _renamed(doc: Doc, hit: Hit) -> Hit:
    """ "Hurricane Maria" and "Roe v. Wade" are no persons."""
    if hit.label != "PERSON":
        return hit
    around = {doc[max(hit.start - 1, 0)].lower_, doc[hit.start].lower_} & _STORMS
    case = any(token.lower_ in {"v.", "vs."} for token in doc[hit.start : hit.end + 1])
    return hit._replace(label="EVENT") if around or case else hit
