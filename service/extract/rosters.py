"""Lists of those who take part: "Participants included:", "Leaders in attendance:" and the lines below.

A list opens with a line that ends in a colon and has a word for taking part; its items begin with a dash, a
bullet or a number, or stand on lines of their own. Of each item the first name counts, a person's before a
body's: what follows it is an office and an employer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Token

from service.annotations import MEETINGS
from service.candidates.entities import EntityIndex
from service.candidates.evidence import is_masked, whole_text
from service.lexicons.meetings import blocked

_BULLETS: Final = frozenset({"-", "–", "—", "•", "*", "·", "▪", "◦"})
_HEADING: Final = 24
"""Tokens that a line which opens a list, or parts it, may have."""
_ITEM: Final = 40
"""Tokens that an item may have."""


def roster(doc: Doc, index: EntityIndex) -> tuple[str, ...]:
    """Actors that the article's lists of participants name, in order."""
    return tuple(dict.fromkeys(key for item in items(doc) for key in _named(item, index)))


def items(doc: Doc) -> list[list[Token]]:
    """Items of the article's lists of participants, as their tokens."""
    if ":" not in whole_text(doc):
        return []
    lines = list(_lines(doc))
    openings = [number for number, line in enumerate(lines) if _opens(line)]
    return [item for number in openings for item in _listed(lines[number + 1 :])]


def _lines(doc: Doc) -> Iterator[list[Token]]:
    """The text cut at line breaks and before the marks of list items; empty lines left out."""
    line: list[Token] = []
    for token in doc:
        marked = _marks(token) and not (line and _is_number(line[0]) and not _is_number(token))
        if marked or token.is_space:
            if line and (marked or "\n" in token.text):
                yield line
                line = []
            if token.is_space:
                continue
        line.append(token)
        if _closes(token) and len(line) <= _HEADING:
            yield line
            line = []
    if line:
        yield line


def _marks(token: Token) -> bool:
    """Whether the token begins a list item: a dash or bullet with space around it, a number with its dot."""
    text = token.text
    if text not in _BULLETS and not _is_number(token):
        return False
    before = token.nbor(-1) if token.i else None
    if before is not None and not before.whitespace_ and not before.is_space:
        return False
    if text in _BULLETS:
        return bool(token.whitespace_) or (token.i + 1 < len(token.doc) and token.nbor().is_space)
    return text.endswith(".") or (token.i + 1 < len(token.doc) and token.nbor().text == ".")


def _is_number(token: Token) -> bool:
    return token.text.rstrip(".").isdigit()


def _closes(token: Token) -> bool:
    """A colon, or one that a page's mark-up has run into the word before and the tag behind."""
    return token.text == ":" or ":</" in token.text


def _opens(line: Sequence[Token]) -> bool:
    """A heading that ends in a colon and speaks of taking part in the meeting."""
    if not _closes(line[-1]) or is_masked(line[0].doc[line[0].i : line[-1].i + 1]):
        return False
    words = {form.partition(":")[0] for t in line for form in (t.lower_, t.lemma_.lower())}
    if words & blocked("roster"):
        return True
    triggers = {t.i for span in line[0].doc.spans.get(MEETINGS, ()) for t in span}
    return "include" in words and any(t.i in triggers for t in line)


def _listed(lines: Sequence[list[Token]]) -> Iterator[list[Token]]:
    """Items of a list, which ends at the first line that is running text."""
    marked = any(_marks(line[0]) for line in lines[:3])
    for line in lines:
        if _closes(line[-1]) or (marked and not _marks(line[0]) and len(line) < _HEADING):
            continue
        if len(line) > _ITEM or (marked and not _marks(line[0])) or (not marked and _is_clause(line)):
            return
        yield line


def _is_clause(line: Sequence[Token]) -> bool:
    return line[-1].text == "." or any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG" for t in line)


def _named(line: Sequence[Token], index: EntityIndex) -> list[str]:
    """The first name of an item."""
    keys = [k for k in index.inside(line[0].i, line[-1].i + 1) if index[k].named and index[k].kind != "state"]
    return ([k for k in keys if index[k].kind == "person"] or keys)[:1]
