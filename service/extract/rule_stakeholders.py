"""Actors become stakeholders: one entry each, with name, role, country, aliases and mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from spacy.tokens import Doc, Span

from service import lexicons
from service.annotations import PUBLISHED
from service.candidates.entities import Entity, EntityIndex, name_bounds
from service.candidates.evidence import evidence
from service.lexicons.offices import glued_office, singular
from service.records import Country, Stakeholder, StakeholderKind

_PRONOUNS: Final = (
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
_CONFIDENCE: Final = {"person": 0.95, "state": 0.97, "organization": 0.9, "group": 0.8}
"""Chance that the entry is one actor rightly named; measured by `evaluation`, see docs/evaluation.md."""


def stakeholder(doc: Doc, index: EntityIndex, key: str, *, number: int) -> Stakeholder:
    """The stakeholder entry ``s<number>`` of the actor `key`."""
    actor = index[key]
    country = country_of(actor.country)
    name = _name(doc, actor, country)
    surface = list(dict.fromkeys(_clean(m) for m in actor.mentions if m.text.lower() not in _PRONOUNS))
    known = country is None or bool(actor.titles) or actor.kind != "person"
    return Stakeholder(
        id=f"s{number}",
        name=name,
        kind=StakeholderKind(actor.kind),
        role=_role(actor),
        country=country,
        aliases=tuple(form for form in surface if form and form != name),
        mentions=tuple(evidence(m) for m in sorted(actor.mentions, key=lambda m: (m.start, m.end))),
        confidence=_CONFIDENCE[actor.kind] if known else _CONFIDENCE[actor.kind] - 0.1,
    )


def country_of(alpha3: str) -> Country | None:
    """The country of an alpha-3 code, None for "" and for codes no longer in use."""
    found = lexicons.country(alpha3) if alpha3 else None
    return found.record() if found else None


def _name(doc: Doc, actor: Entity, country: Country | None) -> str:
    """Fullest form in the article without title, the most frequent of equals; a state's common name."""
    if actor.kind == "state" and country is not None:
        return country.name
    names = name_bounds(doc)
    own = [m for m in actor.mentions if (m.start, m.end) in names]
    forms = own or [m for m in actor.mentions if m.text.lower() not in _PRONOUNS] or list(actor.mentions)
    if actor.kind == "group":
        return _clean(_uncounted(forms[0]))
    clean = [_clean(m) for m in forms]
    often = Counter(clean)
    pairs = list(zip(forms, clean, strict=True))
    return max(pairs, key=lambda p: (len(p[0].text.split()), often[p[1]], len(p[0].text), -p[0].start))[1]


def _clean(span: Span) -> str:
    """Surface form without article, possessive mark and brackets, white space folded."""
    tokens = list(span)
    while tokens and (tokens[0].lower_ in {"the", "a", "an"} or tokens[0].text in "[(“\"'"):
        tokens.pop(0)
    while tokens and (
        tokens[-1].lower_ in {"'s", "’s"} or tokens[-1].text in {"'", "’", ")", "]", "”", '"', ","}
    ):
        tokens.pop()
    return " ".join("".join(t.text_with_ws for t in tokens).split())


def _uncounted(span: Span) -> Span:
    """A collective without how many of it: "some 300 rebels" are "rebels"; at least the last word stays."""
    start = span.start
    while start < span.end - 1 and (span.doc[start].lower_ in _AMOUNTS or span.doc[start].like_num):
        start += 1
    return span.doc[start : span.end]


def _role(actor: Entity) -> str | None:
    """Office as first stated, with those joined to it ("Chair and Chief Executive of the Fund").

    One that starts with a capital (beside a name) comes before a mere description.
    """
    forms = [_unglued(_stated(span)) for span in _joined(actor.titles)]
    return next((f for f in forms if f[:1].isupper()), forms[0] if forms else None)


def _stated(title: Span) -> str:
    """The office as stated; of several's ("the presidents of Peru and Chile") what each of them is."""
    root = title.root
    if root.tag_ not in {"NNS", "NNPS"}:
        return _clean(title)
    return f"{_clean(title.doc[title.start : root.i])} {singular(root.text)}".strip()


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


def used(keys: Iterable[str], index: EntityIndex) -> list[str]:
    """The keys in order of first mention, each once."""
    wanted = set(keys)
    return [key for key in index.ordered() if key in wanted]


def published(doc: Doc) -> str | None:
    """ISO date of publication, if known."""
    value: str | None = doc._.get(PUBLISHED)
    return value
