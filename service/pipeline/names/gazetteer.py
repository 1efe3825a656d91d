"""`readout_gazetteer`: names of the encoder and of the lists, reconciled in ``doc.spans[NAMES]``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from service import lexicons
from service.annotations import NAMES, register
from service.pipeline.names.ambiguous_names import halves, with_namesakes
from service.pipeline.names.cities import Cities
from service.pipeline.names.context import article_countries
from service.pipeline.names.encoder_names import before_names, encoder_names, is_persons_name, person_words
from service.pipeline.names.forms import with_forms
from service.pipeline.names.joint_states import with_joint_states
from service.pipeline.names.phrases import Hit, Phrases
from service.pipeline.names.states import with_states


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
        phrases = [hit for hit in phrases if not is_persons_name(doc, hit)]
        phrases = _longest([*phrases, *halves(doc, phrases), *with_forms(doc, phrases)])
        read = encoder_names(doc, phrases)
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


def _settled(doc: Doc, phrases: list[Hit], read: list[Hit], cities: list[Hit]) -> list[Hit]:
    """One reading per stretch of text. A listed name that the encoder took whole keeps the list's entry."""
    known = {(hit.start, hit.end): hit for hit in (*cities, *phrases)}
    inside = {hit.start: hit for hit in (*cities, *phrases)}
    words = person_words(doc, read)
    own: list[Hit] = []
    for hit in read:
        listed = known.get((hit.start, hit.end))
        if listed is not None and not _is_the_person(doc, hit, listed, words):
            continue
        if listed is not None:
            del known[(hit.start, hit.end)]
            hit = hit._replace(label="PERSON")
        inner = [inside[i] for i in range(hit.start, hit.end) if i in inside and inside[i].end <= hit.end]
        inner = [each for each in inner if (each.start, each.end) in known]
        if not _is_sum_of_parts(doc, hit, inner):
            own.append(hit._replace(kb_id=_body(doc, hit, inner)))
    settled = with_namesakes(doc, with_states(doc, _longest([*known.values(), *own])))
    return with_joint_states(doc, settled)


def _is_the_person(doc: Doc, hit: Hit, listed: Hit, words: frozenset[str]) -> bool:
    """Whether a name that is in a list is a person all the same: "Jordan" after "Michael Jordan"."""
    text = doc[hit.start].text
    found = listed.kb_id.startswith("city:") and lexicons.city(int(listed.kb_id.removeprefix("city:")))
    capital = bool(found and found.capital)
    if hit.label == "PERSON":
        if hit.end - hit.start > 1:
            return False
        if text in words:
            return True
        doubtful = lexicons.name_exceptions().get(text) == "person"
        titled = hit.start > 0 and doc[hit.start - 1].lower_ in before_names()
        return doubtful and (titled or not (capital or listed.kb_id.startswith("country:")))
    return bool(found) and hit.end - hit.start == 1 and text in words and not capital


def _is_sum_of_parts(doc: Doc, hit: Hit, inner: list[Hit]) -> bool:
    """Whether the encoder joined listed names ("Lima, Peru", "Russian-Chinese") or drew a place too long."""
    covered = {i for h in inner for i in range(h.start, h.end)}
    rest = [doc[i].text for i in range(hit.start, hit.end) if i not in covered]
    if len(inner) > 1 and all(text in {",", "-", "–", "/", "and"} for text in rest):
        return True
    return hit.label in {"GPE", "LOC"} and any(h.label in {"GPE", "LOC"} and not h.encoder for h in inner)


def _body(doc: Doc, hit: Hit, inner: list[Hit]) -> str:
    """``body:CHN`` for an organ of a state or its society by its name: "Chinese Foreign Ministry", "Labour
    Party of Japan".
    """
    kind = lexicons.name_exceptions().get
    last = [h for h in inner if h.end == hit.end and h.kb_id.startswith("country:")]
    of_country = last and {"of"} <= {t.lower_ for t in doc[hit.start : last[0].start][-2:]}
    if hit.label != "ORG" or doc[hit.start].lower_ == "friends":
        return ""
    if not of_country and not any(kind(doc[i].lower_) == "body" for i in range(hit.start, hit.end)):
        return ""
    codes = article_countries(last or inner)
    return f"body:{next(iter(codes))}" if len(codes) == 1 else ""
