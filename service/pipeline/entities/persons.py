"""Which person a name means: one actor however often and however named."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from spacy.tokens import Span

from service import lexicons
from service.lexicons.offices import glued_office
from service.pipeline.offices.office_names import Office

_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "'s", "’s", ",", "."})
_PARTICLES: Final = frozenset(
    {"al", "el", "bin", "ibn", "van", "von", "de", "da", "der", "den", "la", "le", "dos", "del"}
)

_SHEIKH: Final = frozenset({"sheikh", "sheik", "sheikha"})
"""A form of address that is part of some names ("Sheikh Hasina")."""


@cache
def genders() -> dict[str, str]:
    """Form of address or office -> gender ``m``, ``f`` or "" of its bearer, in lower case."""
    found = {title.title.lower(): title.gender for title in lexicons.titles() if title.gender}
    return found | {honorific.lower(): gender for honorific, gender in lexicons.honorifics().items()}


_OVERLAPPING: Final = 64
"""Mentions of one actor that lie over a token at most, or before it and after the start of one that does."""


@dataclass(slots=True)
class Actor:
    """One actor while the Doc is being read.

    `gender` is told by a form of address or an office, `given` by the given name, `called` by the first
    pronoun that was found to mean the actor: ``m``, ``f`` or "". `held`: head word of the office that the
    lexicon of leaders gives. `placed`: the article ties the actor to a country by name.
    """

    key: str
    kind: str
    words: tuple[str, ...] = ()
    country: str = ""
    entry: str = ""
    gender: str = ""
    given: str = ""
    called: str = ""
    offices: set[Office] = field(default_factory=set)
    held: str = ""
    placed: bool = False
    named: bool = True
    mentions: list[tuple[int, int]] = field(default_factory=list)
    places: dict[int, list[Actor]] = field(default_factory=dict, repr=False, compare=False)
    """Token -> actors that have, or had, a mention over it; shared by all actors of a Doc."""

    @property
    def latest(self) -> int:
        """Token index of the latest mention, -1 before the first."""
        return self.mentions[-1][0] if self.mentions else -1

    def add(self, mention: tuple[int, int]) -> None:
        """Enter a mention [start, end); they stay in order."""
        insort(self.mentions, mention)
        for i in range(*mention):
            self.places.setdefault(i, []).append(self)

    def covers(self, index: int) -> bool:
        """Whether one of the mentions holds token `index`."""
        at = bisect_left(self.mentions, (index + 1, 0))
        return any(index < end for _, end in self.mentions[max(at - _OVERLAPPING, 0) : at])

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Mentions that begin in [start, end), in order."""
        return self.mentions[bisect_left(self.mentions, (start, 0)) : bisect_left(self.mentions, (end, 0))]


def name_words(span: Span) -> tuple[str, ...]:
    """Lower-case words of a person's name, hyphens opened, initials and suffixes kept out."""
    words: list[str] = []
    for token in span:
        lowered = _unglued(token.text).lower().strip('[]()“”"')
        if lowered in _SUFFIXES or not any(c.isalnum() for c in lowered):
            continue
        if lowered in _SHEIKH and len(span) > 1:
            continue
        words.extend(part for part in lowered.split("-") if part)
    kept = [w for w in words if not (len(w.rstrip(".")) == 1 and len(words) > 1)]
    return tuple(kept or words)


def _unglued(word: str) -> str:
    """Without a title that a page has run together with it: "unChairman"."""
    return word.removesuffix(glued_office(word))


def settled(names: Iterable[Span]) -> Iterator[Span]:
    """Names as one document uses them: "A B-C D" parted, a word that is elsewhere a full name's part a
    person.
    """
    whole = [part for name in _rejoined(list(names)) for part in _parted(_once(name))]
    full = {n.text for n in whole if n.label_ == "PERSON" and len(n) > 1}
    parted = [part for name in whole for part in _unrun(name, full)]
    known = {
        w for n in parted if n.label_ == "PERSON" and len(ws := name_words(n)) > 1 for w in (ws[0], ws[-1])
    }
    for name in parted:
        odd = name.label_ in {"ORG", "LOC", "GPE", "EVENT"} and not name.kb_id_
        if odd and len(name) == 1 and name.text.lower() in known:
            yield Span(name.doc, name.start, name.end, label="PERSON")
        else:
            yield name


def _once(name: Span) -> Span:
    """A name that a page repeats at once ("Xi Jinping Xi JinpingPresident") ends before the repetition."""
    if name.label_ != "PERSON":
        return name
    words = [_unglued(token.text).lower() for token in name]
    for at in range(2, len(words) - 1):
        pair = {words[at], words[at + 1]}
        if pair <= set(words[:at]) and pair.isdisjoint(_PARTICLES | {"-"}):
            return Span(name.doc, name.start, name.start + at, label="PERSON")
    return name


def _rejoined(names: list[Span]) -> list[Span]:
    """Halves of a hyphened given name are one person ("Kassym-Jomart Tokayev")."""
    found: list[Span] = []
    for name in names:
        last = found[-1] if found else None
        if last is not None and _halves(last, name):
            found[-1] = Span(name.doc, last.start, name.end, label="PERSON")
        else:
            found.append(name)
    return found


def _halves(left: Span, right: Span) -> bool:
    doc = left.doc
    if left.label_ != "PERSON" or right.label_ != "PERSON" or right.start != left.end + 1 or len(left) > 1:
        return False
    return (
        doc[left.end].text == "-"
        and not left[-1].whitespace_
        and not doc[left.end].whitespace_
        and len(right) > 1
    )


def _parted(name: Span) -> list[Span]:
    """Two full names with a dash between them are two persons."""
    dashes = [t.i for t in name if t.text in {"-", "–", "—", "/"}]
    inner = len(dashes) == 1 and name.start + 1 < dashes[0] < name.end - 2
    if name.label_ == "PERSON" and inner and name.doc[dashes[0] - 1].lower_ not in _PARTICLES:
        doc = name.doc
        return [
            Span(doc, name.start, dashes[0], label="PERSON"),
            Span(doc, dashes[0] + 1, name.end, label="PERSON"),
        ]
    return [name]


def _unrun(name: Span, known: set[str]) -> list[Span]:
    """Two full names that nothing parts are two persons if the text has one alone and one is a leader's.

    "In talks with Ana Ruiz Lars Holm said" lacks its comma.
    """
    if name.label_ != "PERSON" or len(name) < 4:
        return [name]
    doc = name.doc
    for cut in range(name.start + 2, name.end - 1):
        halves = [doc[name.start : cut], doc[cut : name.end]]
        pairs = (halves, halves[::-1])
        if any(one.text in known and _is_leaders(other.text) for one, other in pairs):
            return [Span(doc, half.start, half.end, label="PERSON") for half in halves]
    return [name]


def _is_leaders(text: str) -> bool:
    """Whether it is the whole name of a leader."""
    leader = lexicons.leader(text)
    return leader is not None and lexicons.fold(leader.name) == lexicons.fold(text)


def same_person(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names can be one person's.

    A part of a name (surname, given name, inner run) fits the whole; two full names fit if
    they share the surname and the given names agree in their first letter ("Joe", "Joseph").
    """
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    if _is_run(short, long):
        return short[0] not in _PARTICLES or len(short) > 1
    if len(short) < 2:
        return False
    if set(short) <= set(long):
        return True
    return short[-1] == long[-1] and _same_given(short[0], long[0])


def _same_given(left: str, right: str) -> bool:
    """Given names that may be forms of one ("Joe", "Joseph"): alike in two letters, or one if short."""
    return left[:1] == right[:1] and (left[:2] == right[:2] or min(len(left), len(right)) <= 3)


def _is_run(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    size = len(short)
    return any(long[i : i + size] == short for i in range(len(long) - size + 1))


_FAMILY_FIRST: Final = frozenset({"CHN", "HKG", "KHM", "KOR", "MAC", "PRK", "TWN", "VNM"})
"""Countries whose names begin with the family name."""


def given_gender(actor: Actor) -> str:
    """``m`` or ``f`` where the given name tells, else ""."""
    if len(actor.words) < 2 or actor.country in _FAMILY_FIRST:
        return ""
    return lexicons.given_names().get(lexicons.fold(actor.words[0]), "")


def match_person(
    words: tuple[str, ...], persons: Iterable[Actor], *, gender: str = "", country: str = ""
) -> Actor | None:
    """The actor that a name means, or None for a new one.

    Among several bearers the one mentioned last wins; a known gender or country that differs
    rules a bearer out.
    """
    fits = [
        actor
        for actor in persons
        if same_person(words, actor.words)
        and not (gender and actor.gender and gender != actor.gender)
        and not (country and actor.country and country != actor.country)
    ]
    exact = [actor for actor in fits if actor.words == words]
    return max(exact or fits, key=lambda actor: actor.latest, default=None)
