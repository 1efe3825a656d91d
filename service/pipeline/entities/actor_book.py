"""The actors of one Doc while they are being found: lookup, creation, mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from service.pipeline.entities.persons import Actor, same_person


@dataclass(slots=True)
class ActorBook:
    """All actors found so far, in order of creation."""

    actors: list[Actor] = field(default_factory=list)
    _places: dict[int, list[Actor]] = field(default_factory=dict)
    _sharing: dict[str, list[Actor]] = field(default_factory=dict)
    """Word of a name -> persons whose names have, or had, it."""
    _ending: dict[str, list[Actor]] = field(default_factory=dict)
    """Word -> persons whose names end, or ended, in it."""
    _words: dict[tuple[str, ...], list[Actor]] = field(default_factory=dict)
    """Words -> actors that are, or were, called so."""
    _entries: dict[tuple[str, str], Actor] = field(default_factory=dict)

    def add(self, kind: str, **values: object) -> Actor:
        """A new actor; keys follow the order of creation and are renumbered at the end."""
        actor = Actor(key=f"n{len(self.actors)}", kind=kind, places=self._places, **values)  # type: ignore[arg-type]
        self.actors.append(actor)
        self._entries.setdefault((actor.entry, kind), actor)
        self.rename(actor, actor.words)
        return actor

    def rename(self, actor: Actor, words: tuple[str, ...]) -> None:
        """Give an actor the words of a fuller name."""
        actor.words = words
        self._words.setdefault(words, []).append(actor)
        if actor.kind == "person" and words:
            self._ending.setdefault(words[-1], []).append(actor)
            for word in words:
                known = self._sharing.setdefault(word, [])
                if not known or known[-1] is not actor:
                    known.append(actor)

    def sharing(self, words: tuple[str, ...]) -> list[Actor]:
        """Persons whose names have the last of the words or end in one of them, in order of creation: all
        whom `words` can name, since of two names of one person one holds the other's last word.
        """
        ending = (actor for word in words for actor in self._ending.get(word, ()))
        return _in_order([*self._sharing.get(words[-1], ()), *ending] if words else ())

    def persons(self, *, named: bool = False) -> list[Actor]:
        """All persons, or only those with a name."""
        return [a for a in self.actors if a.kind == "person" and (a.named or not named)]

    def by_entry(self, entry: str, kind: str) -> Actor | None:
        """The actor of a gazetteer entry such as ``org:APEC``."""
        return self._entries.get((entry, kind))

    def by_words(self, words: tuple[str, ...], kind: str) -> Actor | None:
        """The actor of exactly these lower-case words."""
        called = (a for a in self._words.get(words, ()) if a.words == words and a.kind == kind)
        return next(iter(_in_order(called)), None)

    def state(self, country: str) -> Actor:
        """The state with this alpha-3 code, created on demand."""
        entry = f"country:{country}"
        return self.by_entry(entry, "state") or self.add("state", entry=entry, country=country)

    def bearers(self, words: tuple[str, ...]) -> list[Actor]:
        """Named persons whom `words` can name."""
        return [a for a in self.sharing(words) if a.named and same_person(words, a.words)]

    def covering(self, index: int) -> list[Actor]:
        """Actors with a mention over token `index`, in order of creation."""
        return _in_order(actor for actor in self._places.get(index, ()) if actor.covers(index))

    def mentioned(self, start: int, end: int) -> list[Actor]:
        """Actors with a mention that begins in tokens [start, end), in order of creation."""
        found = _in_order(actor for i in range(start, end) for actor in self._places.get(i, ()))
        return [actor for actor in found if actor.within(start, end)]


def _in_order(actors: Iterable[Actor]) -> list[Actor]:
    """Actors by their creation, each once."""
    found = {actor.key: actor for actor in actors}
    return sorted(found.values(), key=lambda actor: int(actor.key[1:]))


def nearest(actors: list[Actor], index: int) -> Actor | None:
    """The actor mentioned last before token `index`; else the one mentioned first after it."""

    def distance(actor: Actor) -> tuple[int, int]:
        at = bisect_left(actor.mentions, (index, 0))
        if at:
            return 0, index - actor.mentions[at - 1][0]
        return 1, actor.mentions[0][0] if actor.mentions else 1 << 30

    return min(actors, key=distance, default=None)
