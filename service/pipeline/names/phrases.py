"""The gazetteer's smaller lists as one PhraseMatcher; each pattern knows its label and its entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from service import lexicons

CITY_FIRST: Final = frozenset({"Washington", "New York"})
"""States of the US whose bare name means the city."""

_REGION_LABELS: Final = {"region": "GPE", "water": "LOC", "continent": "LOC", "area": "LOC"}


class Entry(NamedTuple):
    """What a phrase is: label of spans[NAMES] and gazetteer entry."""

    label: str
    kb_id: str


class Hit(NamedTuple):
    """A name found: tokens [start, end), label, entry ("" where it is in no list), and by whom."""

    start: int
    end: int
    label: str
    kb_id: str
    encoder: bool = False


def entries() -> Iterator[tuple[str, Entry]]:
    """Every phrase with its entry, the stronger reading of a phrase first."""
    for country in lexicons.countries():
        for name in country.names:
            yield name, Entry("GPE", f"country:{country.alpha3}")
    for venue in lexicons.venues():
        seat = venue.metonym and venue.country
        entry = Entry("ORG", f"seat:{venue.country}") if seat else Entry("FAC", f"venue:{venue.name}")
        for name in (venue.name, *venue.aliases):
            yield name.removeprefix("the "), entry
    for organization in lexicons.organizations():
        for name in (organization.name, *organization.aliases):
            yield name, Entry("ORG", f"org:{organization.key}")
    for country in lexicons.countries():
        for name in country.demonyms:
            yield name, Entry("NORP", f"demonym:{country.alpha3}")
    for people in lexicons.peoples():
        yield people.name, Entry("NORP", f"demonym:{people.country}" if people.country else "")
    for region in lexicons.regions():
        if region.name in CITY_FIRST:
            continue
        for name in (region.name, *region.aliases):
            yield (
                name.removeprefix("the "),
                Entry(_REGION_LABELS[region.kind], f"{_prefix(region)}:{region.name}"),
            )


def _prefix(region: lexicons.Region) -> str:
    return "water" if region.kind == "water" else "region"


def spellings(name: str) -> Iterator[str]:
    """The name, with the other apostrophe, and in capitals as headlines and datelines have it."""
    forms = {name: None, name.replace("'", "’"): None}
    if len(name) >= 4 and not name.isupper():
        forms |= {form.upper(): None for form in list(forms)}
    yield from forms


class Phrases:
    """Finds every phrase of the lists, overlapping ones included; case counts."""

    def __init__(self, nlp: Language) -> None:
        self._entries: dict[int, Entry] = {}
        self._matcher = PhraseMatcher(nlp.vocab)
        seen: dict[str, Entry] = {}
        for name, entry in entries():
            for form in spellings(name):
                seen.setdefault(form, entry)
        by_entry: dict[Entry, list[Doc]] = {}
        for form, entry in seen.items():
            by_entry.setdefault(entry, []).append(nlp.make_doc(form))
        for entry, patterns in by_entry.items():
            key = f"{entry.label}|{entry.kb_id}"
            self._matcher.add(key, patterns)
            self._entries[nlp.vocab.strings[key]] = entry

    def find(self, doc: Doc) -> Iterator[Hit]:
        """All matches, unordered."""
        solid, places = without_spaces(doc)
        for key, start, end in self._matcher(solid):
            yield Hit(places[start], places[end - 1] + 1, *self._entries[key])


def without_spaces(doc: Doc) -> tuple[Doc, Sequence[int]]:
    """The Doc without the white-space tokens inside paragraphs, and where its tokens stand in `doc`.

    A name may run over a line's end or hold a no-break space: "United\\nKingdom".
    """
    words = [token.text for token in doc]
    kept = [i for i, word in enumerate(words) if not word.isspace() or word.count("\n") > 1]
    if len(kept) == len(doc):
        return doc, range(len(doc))
    return Doc(doc.vocab, words=[words[i] for i in kept]), kept
