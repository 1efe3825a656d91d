"""Actors of a Doc, read from ``doc.spans[ACTORS]``: which one a token means, what is known of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from service.annotations import ACTORS, NAMES, TITLES
from service.candidates.evidence import dateline, is_masked
from service.candidates.memo import once
from service.grammar import preposition_of

_PARTED = 4
_OWNING = frozenset({None, "of", "for", "to", "at"})
_NAME_PARTS = frozenset({"flat", "appos", "compound", "nmod:desc", "nmod"})


@once
def name_bounds(doc: Doc) -> dict[tuple[int, int], str]:
    """Token ranges of all names, with their gazetteer entries or ""."""
    return {(name.start, name.end): name.kb_id_ for name in doc.spans.get(NAMES, ())}


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor: kind, alpha-3 of its country or "", whether it has a name, mentions and titles in order."""

    key: str
    kind: str
    country: str
    named: bool
    mentions: tuple[Span, ...]
    titles: tuple[Span, ...]


class EntityIndex:
    """Looks actors up by key and by token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self._names = name_bounds(doc)
        self._by_root: dict[int, tuple[str, ...]] = {}
        self._inside: dict[int, tuple[int, tuple[str, ...]]] = {}
        self._longest: dict[int, Span] = {}
        self._mentions: dict[str, list[Span]] = {}
        self._country: dict[str, str] = {}
        self._kind: dict[str, str] = {}
        self._titles: dict[str, list[Span]] = {}
        self._known_info: dict[str, Entity] = {}
        first, last = dateline(doc)
        for span in doc.spans.get(ACTORS, ()):
            if not is_masked(span) and not first <= span.start < last:
                self._enter(span)
        for title in doc.spans.get(TITLES, ()):
            if title.id_ in self._mentions:
                self._titles.setdefault(title.id_, []).append(title)
                for token in title:
                    self._inside.setdefault(token.i, (len(title), (title.id_,)))

        self._in_order = sorted((m.start, m.end, key, m) for key, own in self._mentions.items() for m in own)

    def _enter(self, span: Span) -> None:
        keys = tuple(span.id_.split(","))
        self._by_root.setdefault(span.root.i, keys)
        for token in span:
            outer = self._longest.get(token.i)
            if outer is None or len(span) > len(outer):
                self._longest[token.i] = span
            known = self._inside.get(token.i)
            if known is None or len(span) < known[0]:
                self._inside[token.i] = (len(span), keys)
        if len(keys) == 1:
            self._mentions.setdefault(keys[0], []).append(span)
            self._kind.setdefault(keys[0], span.label_)
            if span.kb_id_:
                self._country.setdefault(keys[0], span.kb_id_)

    def ordered(self) -> list[str]:
        """All keys, by first mention."""
        return sorted(self._mentions, key=lambda key: int(key[1:]))

    def __getitem__(self, key: str) -> Entity:
        if key not in self._known_info:
            self._known_info[key] = self._info(key)
        return self._known_info[key]

    def _info(self, key: str) -> Entity:
        return Entity(
            key,
            self._kind[key],
            self._country.get(key, ""),
            any((m.start, m.end) in self._names for m in self._mentions[key]),
            tuple(self._mentions[key]),
            tuple(self._titles.get(key, ())),
        )

    def get(self, key: str) -> Entity | None:
        """The entity of a key, None for a candidate that the Doc only implies."""
        return self[key] if key in self._mentions else None

    def __contains__(self, key: str) -> bool:
        return key in self._mentions

    def at(self, token: Token) -> tuple[str, ...]:
        """Keys of the actor (or actors, for a plural) that the phrase headed by `token` means, else ()."""
        if token.i in self._by_root:
            return self._known(self._by_root[token.i])
        if token.i in self._inside:
            return self._known(self._inside[token.i][1])
        for child in token.children:
            if child.dep_ in _NAME_PARTS and child.i in self._by_root and _is_part(child, token):
                return self._known(self._by_root[child.i])
        return self._near(token)

    def meant(self, mention: Span) -> tuple[str, ...]:
        """Keys of the actor, or actors, that a mention stands for."""
        return self._known(tuple(mention.id_.split(",")))

    def _near(self, token: Token) -> tuple[str, ...]:
        """For a proper noun outside every mention, the one that begins right after it (an unknown title)."""
        if token.pos_ != "PROPN" or token.i + 1 >= len(self.doc):
            return ()
        return self._known(self._inside.get(token.i + 1, (0, ()))[1])

    def _known(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if key in self._mentions)

    def of(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Keys for several tokens, each once, in order."""
        return tuple(dict.fromkeys(key for token in tokens for key in self.at(token)))

    def between(self, start: int, end: int) -> list[tuple[str, Span]]:
        """Mentions of one actor each that begin in tokens [start, end), in order, with its key."""
        place = bisect_left(self._in_order, (start,))
        found = []
        for first, _, key, mention in self._in_order[place:]:
            if first >= end:
                break
            found.append((key, mention))
        return found

    def inside(self, start: int, end: int) -> tuple[str, ...]:
        """Keys of all actors with a mention inside tokens [start, end)."""
        found = (self._inside[i][1] for i in range(start, end) if i in self._inside)
        return tuple(dict.fromkeys(key for keys in found for key in self._known(keys)))


def _is_part(name: Token, noun: Token) -> bool:
    """Whether a name below a noun says whom it means: not so where one only comes from there."""
    return abs(name.i - noun.i) <= _PARTED and (name.dep_ != "nmod" or preposition_of(name) in _OWNING)
