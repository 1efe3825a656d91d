"""`readout_gazetteer`: names of the encoder and of the lists, reconciled in ``doc.spans[NAMES]``."""

from __future__ import annotations

from functools import cache
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from service import lexicons
from service.annotations import NAMES, register
from service.pipeline.gazetteer_cities import Cities, article_countries
from service.pipeline.gazetteer_phrases import Hit, Phrases

_LABELS: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"})
_BODIES: Final = frozenset(
    {
        "ministry",
        "government",
        "parliament",
        "embassy",
        "army",
        "senate",
        "military",
        "navy",
        "department",
        "cabinet",
    }
    | {
        "council",
        "presidency",
        "delegation",
        "consulate",
        "assembly",
        "congress",
        "force",
        "forces",
        "police",
        "court",
    }
)
_PERSON_COUNTRIES: Final = frozenset(
    {"Jordan", "Chad", "Israel", "Georgia", "Kenya", "India", "Ireland", "Holland", "Jersey"}
)
_GEORGIA_STATE: Final = frozenset(
    {"Atlanta", "Savannah", "Augusta", "Macon", "Carolina", "Alabama", "Florida", "Tennessee"}
)


@Language.factory("readout_gazetteer", assigns=["doc.spans"])
def make_gazetteer(nlp: Language, name: str) -> Gazetteer:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("readout_gazetteer")`."""
    register()
    return Gazetteer(nlp)


class Gazetteer:
    """Names with their gazetteer entries; works on the lists alone where no encoder has run."""

    def __init__(self, nlp: Language) -> None:
        self.phrases = Phrases(nlp)

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.spans[NAMES]``."""
        spans = [Span(doc, hit.start, hit.end, label=hit.label, kb_id=hit.kb_id) for hit in self.find(doc)]
        doc.spans[NAMES] = SpanGroup(doc, name=NAMES, spans=spans)
        return doc

    def find(self, doc: Doc) -> list[Hit]:
        """Names in order of the text: longest match, no overlaps."""
        phrases = _longest(list(self.phrases.find(doc)))
        phrases = [hit for hit in phrases if not _is_persons_name(doc, hit)]
        read = [hit for span in doc.ents if (hit := _trimmed(span, phrases)) is not None]
        cities = Cities(doc, [*phrases, *read]).find()
        return _settled(doc, phrases, read, cities)


def _longest(hits: list[Hit]) -> list[Hit]:
    """Hits without those that overlap a longer or, at equal length, an earlier one, in order of the text."""
    taken: set[int] = set()
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start, h.encoder)):
        tokens = range(hit.start, hit.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append(hit)
    return sorted(kept)


def _trimmed(span: Span, phrases: list[Hit]) -> Hit | None:
    """The encoder's name without article, possessive mark, and, for persons, demonym, title and honorific."""
    if span.label_ not in _LABELS:
        return None
    start, end = span.start, span.end
    doc = span.doc
    while end > start and doc[end - 1].lower_ in {"'s", "’s", "'", "’"}:
        end -= 1
    while start < end and (doc[start].lower_ in {"the", "a", "an"} or doc[start].is_space):
        start += 1
    if span.label_ == "PERSON":
        start = _person_start(doc, start, end, {hit.start: hit.end for hit in phrases})
    return Hit(start, end, span.label_, "", encoder=True) if start < end else None


def _person_start(doc: Doc, start: int, end: int, phrases: dict[int, int]) -> int:
    """First token of the bare name: "Chinese President Xi Jinping" begins at "Xi"."""
    while start < end - 1:
        if doc[start].lower_ in _before_names():
            start += 1
        elif start in phrases and phrases[start] < end and doc[phrases[start]].lower_ in _before_names():
            start = phrases[start]
        else:
            break
    return start


@cache
def _before_names() -> frozenset[str]:
    """Single words that stand before a name and are no part of it."""
    titles = {title.title.lower() for title in lexicons.titles() if " " not in title.title}
    split = {word for title in lexicons.titles() for word in title.title.lower().split()}
    return frozenset(
        titles | {w for w in split if w in {"prime", "foreign", "vice", "deputy"}} | _honorifics()
    )


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(word.lower() for word in lexicons.honorifics()) - {"sheikh", "sheik", "sheikha"}


def _is_persons_name(doc: Doc, hit: Hit) -> bool:
    """Whether "Jordan", "Chad" or "Israel" is part of a person's name by its capitalised neighbours."""
    if hit.end - hit.start != 1 or doc[hit.start].text not in _PERSON_COUNTRIES:
        return False
    before = doc[hit.start - 1] if hit.start else None
    if before is not None and before.lower_ in _honorifics():
        return True
    after = doc[hit.end] if hit.end < len(doc) else None
    kind = lexicons.name_exceptions().get
    if after is None or not (after.is_title and after.is_alpha) or kind(after.text) == "treaty":
        return False
    if after.lower_ in _before_names():  # "Jordan King Abdullah" against "Jordan King"
        beyond = doc[hit.end + 1] if hit.end + 1 < len(doc) else None
        return beyond is None or not beyond.is_title
    return not _headline(doc, hit.start)


def _headline(doc: Doc, index: int) -> bool:
    """Whether most words of the line of token `index` are capitalised."""
    start, end = index, index
    while start and not doc[start - 1].is_space:
        start -= 1
    while end < len(doc) and not doc[end].is_space and end - start < 40:
        end += 1
    words = [token for token in doc[start:end] if token.is_alpha]
    return len(words) > 3 and sum(token.text[0].isupper() for token in words) > 0.7 * len(words)


def _settled(doc: Doc, phrases: list[Hit], read: list[Hit], cities: list[Hit]) -> list[Hit]:
    """One reading per stretch of text. A listed name that the encoder took whole keeps the list's entry."""
    known = {(hit.start, hit.end): hit for hit in (*cities, *phrases)}
    given = _in_longer_persons(doc, read)
    own: list[Hit] = []
    for hit in read:
        listed = known.get((hit.start, hit.end))
        if listed is not None and not (hit.label == "PERSON" and doc[hit.start].text in given):
            continue
        if listed is not None:
            del known[(hit.start, hit.end)]
        if not _is_sum_of_parts(doc, hit, known):
            own.append(hit._replace(kb_id=_body(doc, hit, phrases)))
    settled = _longest([*known.values(), *own])
    return [_georgia(doc, hit, settled) for hit in settled]


def _in_longer_persons(doc: Doc, read: list[Hit]) -> frozenset[str]:
    """Words of persons' names of two or more words: a later bare "Jordan" is then the person."""
    persons = [hit for hit in read if hit.label == "PERSON" and hit.end - hit.start > 1]
    words = {doc[i].text for hit in persons for i in range(hit.start, hit.end)}
    return frozenset(words | {w for w, kind in lexicons.name_exceptions().items() if kind == "person"})


def _is_sum_of_parts(doc: Doc, hit: Hit, known: dict[tuple[int, int], Hit]) -> bool:
    """Whether the encoder joined two listed places: "Lima, Peru", "Russian-Chinese"."""
    inner = [h for h in known.values() if hit.start <= h.start and h.end <= hit.end]
    covered = {i for h in inner for i in range(h.start, h.end)}
    rest = [doc[i].text for i in range(hit.start, hit.end) if i not in covered]
    return len(inner) > 1 and all(text in {",", "-", "–", "/", "and"} for text in rest)


def _body(doc: Doc, hit: Hit, phrases: list[Hit]) -> str:
    """``body:CHN`` for an organ of a state by its name: "Chinese Foreign Ministry", "Government of Japan"."""
    if hit.label != "ORG" or not any(doc[i].lower_ in _BODIES for i in range(hit.start, hit.end)):
        return ""
    codes = article_countries([h for h in phrases if hit.start <= h.start and h.end <= hit.end])
    return f"body:{next(iter(codes))}" if len(codes) == 1 else ""


def _georgia(doc: Doc, hit: Hit, settled: list[Hit]) -> Hit:
    """Georgia is the US state where its cities or neighbours are named and nothing of the country is."""
    if hit.kb_id != "country:GEO" or doc[hit.start].text not in {"Georgia", "GEORGIA"}:
        return hit
    entries = {h.kb_id for h in settled}
    caucasian = {
        "demonym:GEO",
        "country:RUS",
        "demonym:RUS",
        "region:Abkhazia",
        "region:South Ossetia",
        "city:611717",
    }
    american = any(token.text in _GEORGIA_STATE for token in doc)
    return hit._replace(kb_id="region:Georgia") if american and entries.isdisjoint(caucasian) else hit
