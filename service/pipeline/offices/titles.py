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
from service.lexicons.offices import glued_office
from service.pipeline.names.phrases import without_spaces
from service.pipeline.offices.title_names import Names
from service.pipeline.offices.title_phrases import LINKS, is_modifier, title_phrase


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
        matches = [*self.matcher(solid), *self._glued(words)]
        found = sorted(matches, key=lambda match: (match[1], -match[2]))
        offices = frozenset(start for _, start, _ in found)
        for key, start, stop in found:
            title = self.titles[key]
            held = names.hold(start, stop) and not glued_office(words[start].text)
            if start < end or held or not _is_office(words, start, stop, title):
                continue
            if stop in offices and stop - start == 1 and is_modifier(words[start]):
                continue  # "Deputy Assistant to the President" is one office
            begin, last, level, country = title_phrase(words, start, stop, title, names, offices)
            begin = max(begin, end)
            end = last
            yield Span(doc, places[begin], places[last - 1] + 1, label=level, kb_id=country)

    def _glued(self, words: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        """Matches that a page has run together with a name: "Ruiz AnaPresident of Peru"."""
        for i, token in enumerate(words):
            if token.is_lower or token.is_title or token.is_upper or not token.is_alpha:
                continue
            first = glued_office(token.text).lower()
            for size in (3, 2, 1) if first else ():
                text = " ".join([first, *(word.lower_ for word in words[i + 1 : i + size])])
                if (key := words[0].vocab.strings[text]) in self.titles:
                    yield key, i, i + size
                    break


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
