"""Who of all that a meeting's mentions name really sits at the table."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span

from service.candidates.entities import EntityIndex
from service.grammar import obliques
from service.lexicons import organization_by_name
from service.lexicons.meetings import blocked


def table(keys: Iterable[str], index: EntityIndex, *, closed: bool = False) -> tuple[str, ...]:
    """The sides in order: a state gives way to its person, a mere description to a name, a crowd to its
    body, or, at a `closed` table, to any two who are known.
    """
    found = list(dict.fromkeys(body_of(key, index) for key in keys))
    found = _named_first([key for key in found if not _spoken_for(key, found, index)], index)
    persons = {index[key].country for key in found if index[key].kind == "person" and index[key].country}
    found = [key for key in found if index[key].kind != "state" or index[key].country not in persons]
    return tuple(_without_crowds(found, index, closed=closed))


def body_of(key: str, index: EntityIndex) -> str:
    """ "G7 leaders" and "foreign ministers from the G7" at the table are the G7."""
    if index[key].kind != "group":
        return key
    first = index[key].mentions[0]
    named = index.inside(first.start, first.end)
    if first.root.tag_ in {"NNS", "NNPS"} and first.root.lower_ in blocked("office"):
        named += tuple(k for k in index.of(obliques(first.root, "from", "of")) if _is_known(k, index))
    bodies = [k for k in named if index[k].kind == "organization"]
    return bodies[0] if bodies else key


def _is_known(key: str, index: EntityIndex) -> bool:
    """Whether it is a known body of several countries."""
    return not index[key].country and any(organization_by_name(m.text) for m in index[key].mentions)


def _spoken_for(key: str, keys: list[str], index: EntityIndex) -> bool:
    """A body or a mere office gives way to the person at the table whom the text names right beside it.

    "NATO Secretary General Jon Roe", "Jon Roe of NATO", "envoy for the region, Jon Roe".
    """
    actor = index[key]
    if actor.kind not in {"organization", "person"} or (actor.kind == "person" and actor.named):
        return False
    persons = [index[k] for k in keys if index[k].kind == "person" and index[k].named]
    return any(
        _beside(own, name, bearer.titles, body=actor.kind == "organization")
        for bearer in persons
        for own in actor.mentions
        for name in bearer.mentions
        if own.sent == name.sent
    )


def _beside(own: Span, name: Span, titles: tuple[Span, ...], *, body: bool) -> bool:
    """Whether `own` is part of the office of the one called `name`."""
    if any(t.start < own.end and own.start < t.end and t.sent == name.sent for t in titles):
        return True
    between = [t.lower_ for t in own.doc[own.end : name.start]]
    if own.end <= name.start:
        return not between or (not body and between == [","])
    return body and [t.lower_ for t in own.doc[name.end : own.start] if t.lower_ != "the"] == ["of"]


def _named_first(keys: list[str], index: EntityIndex) -> list[str]:
    """Persons known by office only give way to whoever else stands for their country, or to any pair of
    names.
    """
    countries = {index[k].country for k in keys if index[k].named and index[k].country}
    named = sum(index[k].named for k in keys)
    kept = []
    for key in keys:
        actor = index[key]
        if actor.kind == "person" and not actor.named:
            spoken_for = actor.country in countries if actor.country else named >= 2
            if spoken_for:
                continue
        kept.append(key)
    return kept


def _without_crowds(keys: list[str], index: EntityIndex, *, closed: bool) -> list[str]:
    """A collective counts where its country has nobody else there, or where all others are one side."""
    others = {index[k].country for k in keys if index[k].kind != "group" and index[k].country}
    solid = {(not closed and index[k].country) or k for k in keys if index[k].kind != "group"}
    return [
        k
        for k in keys
        if index[k].kind != "group"
        or (index[k].country not in others and (len(solid) < 2 or bool(index[k].country)))
    ]
