"""A state by its form of government: "Islamic Republic of Afghanistan", "Mongolian People's Republic".

Official names change with the government, and lists keep the latest one. What is capitalised before "of" and
a country's name, or after its adjective, and says nothing but how the state is governed, is part of the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from service import lexicons
from service.pipeline.names.phrases import Hit

_MARKS: Final = frozenset({"'s", "’s"})


def with_forms(doc: Doc, phrases: list[Hit]) -> Iterator[Hit]:
    """The countries named with their form, each as one name."""
    for hit in phrases:
        kind, _, code = hit.kb_id.partition(":")
        if kind == "country":
            start = _form_before(doc, hit.start)
            if start < hit.start:
                yield hit._replace(start=start)
        elif kind == "demonym" and lexicons.country_by_demonym(doc[hit.start : hit.end].text):
            end = _form_after(doc, hit.end)
            if end > hit.end and doc[hit.end - 1].text[0].isupper():
                yield Hit(hit.start, end, "GPE", f"country:{code}")


def _form_before(doc: Doc, start: int) -> int:
    """Start of "Federal Republic of" before token `start`; `start` where there is no form."""
    at = start - 1 if start and doc[start - 1].lower_ == "the" else start
    if at < 2 or doc[at - 1].text != "of" or not _is(doc, at - 2, "form"):
        return start
    at -= 2
    while at and (
        _is(doc, at - 1, "epithet") or (doc[at - 1].text in _MARKS and _is(doc, at - 2, "epithet"))
    ):
        at -= 1
    return _form_before(doc, at)  # "Republic of the Union of"


def _form_after(doc: Doc, end: int) -> int:
    """End of "People's Republic" at token `end`; `end` where there is no form, or that of some other state
    ("Turkish Republic of …").
    """
    at = end
    while at < len(doc) and (_is(doc, at, "epithet") or (at > end and doc[at].text in _MARKS)):
        at += 1
    if not _is(doc, at, "form") or doc[at].text in {"State", "Union"}:
        return end
    after = doc[at + 1].lower_ if at + 1 < len(doc) else ""
    return end if after == "of" else at + 1


def _is(doc: Doc, at: int, kind: str) -> bool:
    """Whether token `at` is a capitalised word of that kind."""
    return 0 <= at < len(doc) and doc[at].text.istitle() and doc[at].lower_ in lexicons.place_words(kind)
