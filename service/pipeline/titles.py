"""`readout_titles`: offices and jobs in ``doc.spans[TITLES]``, with level and country.

The phrase is the office as stated, without the name and without a demonym: "Prime Minister" of
"Japanese Prime Minister Shigeru Ishiba", but "President of the Russian Federation" whole, and
"White House press secretary" with the body it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, SpanGroup, Token

from service import lexicons
from service.annotations import TITLES, register
from service.lexicons import Title
from service.pipeline.gazetteer_phrases import without_spaces
from service.pipeline.title_phrases import LINKS, Names, title_phrase


@Language.factory("readout_titles", requires=["doc.spans"], assigns=["doc.spans"])
def make_titles(nlp: Language, name: str) -> Titles:  # noqa: ARG001 - spaCy's signature
    """Factory for `nlp.add_pipe("readout_titles")`."""
    register()
    return Titles(nlp)


class Titles:
    """Finds offices; reads ``doc.spans[NAMES]``."""

    def __init__(self, nlp: Language) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.titles: dict[int, Title] = {}
        for title in lexicons.titles():
            self.matcher.add(title.title, [nlp.make_doc(form) for form in _forms(title.title)])
            self.titles[nlp.vocab.strings[title.title]] = title

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.spans[TITLES]``."""
        doc.spans[TITLES] = SpanGroup(doc, name=TITLES, spans=list(self.find(doc)))
        return doc

    def find(self, doc: Doc) -> Iterator[Span]:
        """Titles in order of the text, longest first, no overlaps."""
        solid, places = without_spaces(doc)
        words = [doc[i] for i in places]
        names = Names(doc, words)
        end = 0
        for key, start, stop in sorted(self.matcher(solid), key=lambda match: (match[1], -match[2])):
            title = self.titles[key]
            if start < end or names.hold(start, stop) or not _is_office(words, start, stop, title):
                continue
            begin, last, level, country = title_phrase(words, start, stop, title, names)
            begin = max(begin, end)
            end = last
            yield Span(doc, places[begin], places[last - 1] + 1, label=level, kb_id=country)


def _forms(title: str) -> Iterator[str]:
    """Singular and plural; abbreviations with the capital that keeps them one token ("Gen.")."""
    yield title if "." not in title else " ".join(word[:1].upper() + word[1:] for word in title.split())
    yield from _plurals(title)


def _plurals(title: str) -> Iterator[str]:
    """Plural of the head, which stands before "of" or "for": "ministers of state", "secretaries-general"."""
    if title.endswith("."):
        return
    head, link, rest = title.partition(
        next((x for x in (" of ", " for ", "-general", " general", "-elect") if x in title), "\0")
    )
    if head.endswith("man"):
        yield head[:-2] + "en" + link + rest
    elif head.endswith("y") and head[-2:] not in {"ey", "oy"}:
        yield head[:-1] + "ies" + link + rest
    else:
        yield head + "s" + link + rest


def _is_office(words: Sequence[Token], start: int, stop: int, title: Title) -> bool:
    """Whether a word that is also an ordinary one is meant as an office here."""
    last = words[stop - 1]
    if title.title == "general secretary" or stop - start > 1 or not title.strict:
        return not (title.title in {"pm", "PM", "MP", "VP"} and not last.is_upper)
    after = words[stop] if stop < len(words) else None
    if last.text[0].isupper():
        named = after is not None and after.text[0].isupper() and after.lower_ not in LINKS
        return named or (after is not None and after.lower_ == "of") or last.pos_ in {"NOUN", "PROPN"}
    if after is not None and after.lower_ == "of":
        return last.pos_ in {"", "NOUN", "PROPN"}
    if after is not None and after.text[0].isupper() and last.dep_ in {"compound", "flat", "nmod:desc"}:
        return True
    return last.pos_ == "NOUN" and last.dep_ not in {"compound", "amod"}
