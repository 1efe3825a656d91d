"""What an actor is called in the record: its fullest name, a state's common name, an office as stated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Span

from service import lexicons
from service.candidates.entities import Entity, name_bounds
from service.lexicons.offices import glued_office, singular
from service.records import Country

PRONOUNS: Final = (
    frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself", "who"})
    | {"they", "them", "their", "themselves"}
    | {"i", "me", "my", "mine", "myself"}
)
_AMOUNTS: Final = frozenset(
    {"a", "about", "all", "almost", "an", "any", "approximately", "around", "at", "both", "dozens", "each"}
    | {"estimated", "every", "few", "hundreds", "least", "many", "more", "most", "nearly", "of", "over"}
    | {"roughly", "several", "some", "than", "the", "these", "thousands", "those", "up", "various"}
)
"""Words before a collective that tell how many of it, no part of its name."""
_JOINTS: Final = frozenset({"and", "&", ","})
_UN: Final = re.compile(r"^(?:U\.N\.|UN)(?=\s|$)")
_SPELT: Final = {"org:UN": "United Nations", "org:EU": "European Union"}
"""Bodies that readers know by their full names, which articles rarely give."""


def country_of(alpha3: str) -> Country | None:
    """The country of an alpha-3 code, None for "" and for codes no longer in use."""
    found = lexicons.country(alpha3) if alpha3 else None
    return found.record() if found else None


def name_of(doc: Doc, actor: Entity) -> str:
    """Fullest form in the article without title, the most frequent of equals; a state's common name."""
    country = country_of(actor.country)
    if actor.kind == "state" and country is not None:
        return country.name
    names = name_bounds(doc)
    own = [m for m in actor.mentions if (m.start, m.end) in names]
    forms = own or [m for m in actor.mentions if m.text.lower() not in PRONOUNS] or list(actor.mentions)
    if actor.kind == "group":
        return spelt_out(clean(uncounted(forms[0])))
    if actor.kind == "organization" and (known := names_entry(doc, actor)) in _SPELT:
        return _SPELT[known]
    plain = [clean(m) for m in forms]
    often = Counter(plain)
    pairs = list(zip(forms, plain, strict=True))
    best = max(pairs, key=lambda p: (len(p[0].text.split()), often[p[1]], len(p[0].text), -p[0].start))[1]
    return best if actor.kind == "person" else spelt_out(best)


def names_entry(doc: Doc, actor: Entity) -> str:
    """Gazetteer entry of the first of the actor's names that has one, or ""."""
    entries = name_bounds(doc)
    found = (entries[m.start, m.end] for m in actor.mentions if (m.start, m.end) in entries)
    return next((entry for entry in found if entry), "")


def spelt_out(name: str) -> str:
    """With "United Nations" for its acronym: "U.N. Security Council" is one body under two names."""
    return _UN.sub("United Nations", name)


def clean(span: Span) -> str:
    """Surface form without article, possessive mark and brackets, white space folded."""
    tokens = list(span)
    while tokens and (tokens[0].lower_ in {"the", "a", "an"} or tokens[0].text in "[(“\"'"):
        tokens.pop(0)
    while tokens and (
        tokens[-1].lower_ in {"'s", "’s"} or tokens[-1].text in {"'", "’", ")", "]", "”", '"', ","}
    ):
        tokens.pop()
    return " ".join("".join(t.text_with_ws for t in tokens).split())


def uncounted(span: Span) -> Span:
    """A collective without how many of it: "some 300 rebels" are "rebels"; at least the last word stays."""
    start = span.start
    while start < span.end - 1 and (span.doc[start].lower_ in _AMOUNTS or span.doc[start].like_num):
        start += 1
    return span.doc[start : span.end]


def role_of(actor: Entity) -> str | None:
    """Office as first stated, with those joined to it ("Chair and Chief Executive of the Fund").

    One that starts with a capital (beside a name) comes before a mere description.
    """
    forms = [_unglued(_stated(span)) for span in _joined(actor.titles)]
    return next((f for f in forms if f[:1].isupper()), forms[0] if forms else None)


def _stated(title: Span) -> str:
    """The office as stated; of several's ("the presidents of Peru and Chile") what each of them is."""
    root = title.root
    if root.tag_ not in {"NNS", "NNPS"}:
        return clean(title)
    return f"{clean(title.doc[title.start : root.i])} {singular(root.text)}".strip()


def _unglued(role: str) -> str:
    """Without a name that a page has run together with it: "AnaPresident of Peru"."""
    first, _, _ = role.partition(" ")
    office = glued_office(first)
    return role[len(first) - len(office) :] if office else role


def _joined(titles: Sequence[Span]) -> list[Span]:
    """The titles, those with only "and" or a comma between them as one."""
    found: list[Span] = []
    for title in titles:
        doc = title.doc
        between = {t.lower_ for t in doc[found[-1].end : title.start]} if found else set()
        if between and between <= _JOINTS:
            found[-1] = doc[found[-1].start : title.end]
        else:
            found.append(title)
    return found
