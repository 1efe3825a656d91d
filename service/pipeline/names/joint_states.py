"""A former state with the name of two: "Serbia and Montenegro" after June 2006, or with its ministers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from service import lexicons
from service.annotations import PUBLISHED
from service.pipeline.names.phrases import Hit

_PARTED: Final = {"country:SCG": ("2006-06-05", ("SRB", "MNE"))}
"""Entry of the joint state -> its last day and the states that came after it, in the order of its name."""
_PLURAL: Final = frozenset({"NNS", "NNPS"})


def with_joint_states(doc: Doc, hits: list[Hit]) -> list[Hit]:
    """The names of one article, joint states parted where they are two."""
    return [part for hit in hits for part in _parts(doc, hit)]


def _parts(doc: Doc, hit: Hit) -> Iterator[Hit]:
    last, codes = _PARTED.get(hit.kb_id, ("", ()))
    joint = next((i for i in range(hit.start, hit.end) if doc[i].lower_ == "and"), None)
    if not codes or joint is None or not _is_two(doc, hit, last):
        yield hit
        return
    for (start, end), code in zip(((hit.start, joint), (joint + 1, hit.end)), codes, strict=True):
        if lexicons.country(code) is None:
            raise ValueError(f"no country has the code {code}")
        yield hit._replace(start=start, end=end, kb_id=f"country:{code}")


def _is_two(doc: Doc, hit: Hit, last: str) -> bool:
    """By the day of publication; where that is not known, by a plural office before the name."""
    published: str | None = doc._.get(PUBLISHED)
    if published is not None:
        return published > last
    before = doc[max(hit.start - 2, 0) : hit.start]
    return len(before) == 2 and before[1].lower_ == "of" and before[0].tag_ in _PLURAL
