"""Countries that share a name: the Koreas as "the North" and "the South", the Congos, the Dominicans."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from spacy.tokens import Doc

from service import lexicons
from service.pipeline.names.phrases import Hit

_HALVES: Final = {"North": "South", "South": "North"}


def halves(doc: Doc, phrases: list[Hit]) -> Iterator[Hit]:
    """ "the North", "the South" where the article names the divided country, as states."""
    named = {hit.kb_id for hit in phrases}
    meant = {
        half: codes
        for half in _HALVES
        if len(codes := {own for own, twin in _divided(half) if not named.isdisjoint({own, twin})}) == 1
    }
    for token in doc if meant else ():
        if token.text in meant and _stands_alone(doc, token.i):
            (code,) = meant[token.text]
            yield Hit(token.i, token.i + 1, "GPE", code)


def _stands_alone(doc: Doc, at: int) -> bool:
    """Whether the word is a noun behind its article: not "the North Atlantic", "the North of the island"."""
    if not at or doc[at - 1].lower_ != "the":
        return False
    after = doc[at + 1] if at + 1 < len(doc) else None
    return after is None or not (after.text[0].isupper() or after.lower_ in {"of", "-"})


@cache
def _divided(half: str) -> tuple[tuple[str, str], ...]:
    """Entries of the countries called "North X" where "South X" is one too, with that one's."""
    other = _HALVES[half]
    return tuple(
        (f"country:{country.alpha3}", f"country:{twin.alpha3}")
        for country in lexicons.countries()
        if country.name.startswith(f"{half} ")
        and (twin := lexicons.country_by_name(country.name.replace(half, other, 1))) is not None
    )


def with_namesakes(doc: Doc, settled: list[Hit]) -> list[Hit]:
    """The names of one article; "Congo" is the rarer one where only that is named by a name of its own."""
    shared = lexicons.namesakes()
    doubtful = {i: shared[text] for i, hit in enumerate(settled) if (text := doc[hit.start].text) in shared}
    doubtful = {i: pair for i, pair in doubtful.items() if settled[i].end - settled[i].start == 1}
    if not doubtful:
        return settled
    sure = {lexicons.country_of(hit.kb_id) for i, hit in enumerate(settled) if i not in doubtful}
    found = list(settled)
    for i, (usual, other) in doubtful.items():
        if other in sure and usual not in sure:
            found[i] = found[i]._replace(kb_id=found[i].kb_id.replace(usual, other))
    return found
