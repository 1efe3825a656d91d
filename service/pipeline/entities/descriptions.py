"""A lead that describes before it names: "Peru's foreign minister is in Oslo. Ana Ruiz will meet …".

News opens with the office of the one it is about and names the bearer in the sentence below. The name there
must be the first person's and a subject, be new to the article, and have no office or country that speaks
against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import TITLE_END
from service.grammar import FLAT, SUBJECTS, conjuncts, noun_phrase
from service.lexicons.meetings import group_nouns
from service.pipeline.entities.actor_book import ActorBook
from service.pipeline.entities.name_map import NameMap
from service.pipeline.entities.persons import Actor
from service.pipeline.names.metonyms import country_code
from service.pipeline.offices.office_names import office_of

_VAGUE: Final = frozenset({"diplomat", "envoy", "official", "representative"})
"""What bearers of many offices are called."""
_LEAD: Final = 2
"""Sentences of the text in which a description opens the article."""


def name_described(
    book: ActorBook, names: NameMap, titles: list[Span], bearers: dict[int, str]
) -> dict[int, str]:
    """Give each lead's unnamed subject to the person that the next sentence names: title index -> bearer."""
    found: dict[int, str] = {}
    by_root = {title.root.i: i for i, title in enumerate(titles)}
    for subject, after in _openings(names.doc):
        i = by_root.get(subject.i)
        if i in bearers or (i is None and group_nouns().get(subject.lower_) != "person"):
            continue
        actor, title = _named_in(book, names, after), titles[i] if i is not None else None
        start, end = noun_phrase(subject)
        country, body = _origin(names, start, subject.i)
        country = country or (title.kb_id_ if title is not None else "")
        if actor is None or _contradicts(actor, title, country, body=body):
            continue
        actor.country = country if body or not actor.country else actor.country
        actor.add((start, title.end if title is not None else end))
        if i is not None and title is not None:
            actor.offices.add(office_of(title))
            found[i] = actor.key
    return found


def _openings(doc: Doc) -> Iterator[tuple[Token, Span]]:
    """Singular subjects of the lead's main clauses, each with the sentence after."""
    start: int = doc._.get(TITLE_END)
    body = (sent for sent in doc.sents if sent.start >= start)
    for number, (sent, after) in enumerate(pairwise(body)):
        if number >= _LEAD:
            return
        for token in sent.root.children:
            if token.dep_ in SUBJECTS and token.tag_ == "NN" and len(conjuncts(token)) == 1:
                yield token, after


def _named_in(book: ActorBook, names: NameMap, sent: Span) -> Actor | None:
    """The first person whom the sentence names, if new to the article and subject of its clause."""
    inside = (names.starting(i) for i in range(sent.start, sent.end))
    first = next((n for n in inside if n is not None and n.label_ == "PERSON"), None)
    if first is None or (head := _head(first.root)).dep_ not in SUBJECTS or len(conjuncts(head)) > 1:
        return None
    return next((a for a in book.persons(named=True) if a.mentions[:1] == [(first.start, first.end)]), None)


def _head(name: Token) -> Token:
    """The head of the phrase of a name, above the title before it."""
    while name.dep_ in FLAT | {"appos"} and name.head != name:
        name = name.head
    return name


def _origin(names: NameMap, start: int, end: int) -> tuple[str, bool]:
    """Whose the description is by the names before its head: a country's, or (True) a body's of none."""
    found = [n for n in map(names.starting, range(start, end)) if n is not None]
    if any(n.label_ == "ORG" and not country_code(n) for n in found):
        return "", True
    return next((code for n in found if (code := country_code(n))), ""), False


def _contradicts(actor: Actor, title: Span | None, country: str, *, body: bool) -> bool:
    """Whether the person's own office or country is another one than the description's."""
    own = "" if body and not actor.placed else actor.country
    if own != country and (own or not country):
        return True
    if not country and not body:
        return True
    if title is None or not actor.offices or title.root.lower_ in _VAGUE:
        return False
    return not any(office_of(title).fits(office) for office in actor.offices)
