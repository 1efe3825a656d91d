"""Actors in a row, read from the surface: "with President A of X, Prime Minister B and C".

Where a long title or an apposition stands between the members of a coordination, a parser often hangs the
later ones elsewhere. The order of words, commas and "and" is a safer witness there. `series` reads on from a
place, and `listed_with` finds the runs of names in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from spacy.tokens import Span, Token

from service.candidates.entities import EntityIndex
from service.grammar import SUBJECTS
from service.lexicons.calendar import calendar_words
from service.lexicons.meetings import group_nouns

_JOINTS: Final = frozenset({"and", "&", "well", "plus"})
_BETWEEN: Final = frozenset({"DET", "ADJ", "PROPN", "NOUN", "ADP", "PART", "NUM", "X"})
_LINKS: Final = frozenset({"of", "for", "to", "from", "on", "in", "'s", "’s", "-", "/", "the", ","})
_PLURALS: Final = frozenset({"NNS", "NNPS"})
_TITLE: Final = 14
"""Words that a title before a name may take ("Deputy Head of the Office of the Prime Minister of X")."""
_COMPLEMENT: Final = 5
"""Words behind "of" or "from" in which a complement names its first state."""
_FILLING: Final = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PUNCT", "CCONJ", "PART", "NUM"})
_OFFICE: Final = frozenset({"of", "to", "for", "at", "on", "in", "&"})
_COMMAS: Final = frozenset({",", ";", "and", "&"})
_GENITIVES: Final = frozenset({"'s", "’s", "'", "’"})
_LONGEST: Final = 24
"""Tokens between two names of one list."""
_PAIR: Final = 2
"""Names up to which a comma alone makes no list."""


def series(index: EntityIndex, position: int, end: int) -> tuple[str, ...]:
    """Keys of the actors enumerated from token `position` on, at most to `end`.

    One actor, or several whose last link is an "and"; a comma alone joins nothing (it may open an
    apposition).
    """
    first = _party(index, position, end)
    if first is None:
        return ()
    keys, mention, after = first
    found, pending = list(keys), list[str]()
    while (joint := _joint(index.doc[after:end])) is not None:
        closed, width = joint
        following = _party(index, after + width, end)
        if following is None or _opens_clause(mention, following[1]):
            break
        pending += following[0]
        after = following[2]
        if closed:
            found, pending = found + pending, []
    return tuple(dict.fromkeys(found))


def _joint(tokens: Span) -> tuple[bool, int] | None:
    """What joins the next member: (whether it is an "and", number of tokens)."""
    words = [t.lower_ for t in tokens[:4]]
    width = int(bool(words) and words[0] in {",", ";", ":"})
    rest = words[width:]
    if rest[:3] == ["as", "well", "as"]:
        return True, width + 3
    if rest[:1] and rest[0] in _JOINTS:
        return True, width + 1
    return (False, 1) if width else None


def _party(index: EntityIndex, position: int, end: int) -> tuple[tuple[str, ...], Span, int] | None:
    """The actor whose phrase begins at `position`, its mention, and the token after its phrase."""
    start = _skip(index, position, min(end, position + _TITLE))
    first = index.mention_at(start) if start is not None else None
    if first is None:
        return None
    mention = _bearer(index, first, end)
    inner = any(t.pos_ == "ADP" or t.tag_ in _PLURALS for t in index.doc[position : first.start])
    if _is_modifier(mention, end) or (inner and not _is_named(index, mention)):
        return None
    after, states = _complement(index, mention, end)
    keys = states if states and mention.root.tag_ in _PLURALS else index.meant(mention)
    return keys, mention, after


def _skip(index: EntityIndex, position: int, end: int) -> int | None:
    """The first token of a mention behind the modifiers that start at `position`."""
    for i in range(position, end):
        if index.mention_at(i) is not None:
            return i
        token = index.doc[i]
        if token.pos_ not in _BETWEEN and token.lower_ not in _LINKS:
            return None
    return None


def _bearer(index: EntityIndex, mention: Span, end: int) -> Span:
    """The named person whose title the mention only belongs to ("the President of <state> <name>")."""
    current = mention
    while not _is_named(index, current):
        following = _next(index, current.end, min(end, current.end + _TITLE))
        if following is None:
            return mention
        current = following
    return current


def _next(index: EntityIndex, position: int, end: int) -> Span | None:
    """The mention right behind, or behind "of"; a comma ends a title."""
    for i in range(position, end):
        found = index.mention_at(i)
        if found is not None:
            return found
        token = index.doc[i]
        part = token.pos_ == "PROPN" or token.is_title or group_nouns().get(token.lower_) == "person"
        if token.lower_ not in _LINKS - {","} and not part:
            return None
    return None


def _is_named(index: EntityIndex, mention: Span) -> bool:
    keys = index.meant(mention)
    return len(keys) == 1 and index[keys[0]].kind == "person" and mention.root.pos_ == "PROPN"


def _is_modifier(mention: Span, end: int) -> bool:
    """ "NATO allies", "Civil Rights leaders": the name says of what kind, and does not take part."""
    if mention.end >= end or mention.label_ in {"person", "group"}:
        return False
    return mention.doc[mention.end].pos_ in {"NOUN", "PROPN", "ADJ"}


def _complement(index: EntityIndex, mention: Span, end: int) -> tuple[int, tuple[str, ...]]:
    """The token behind "of <state>" after a name, and for a plural the states it joins."""
    doc, after = index.doc, mention.end
    if after >= end or doc[after].lower_ not in {"of", "from"}:
        return after, ()
    state = _first_state(index, after + 1, min(end, after + _COMPLEMENT))
    if state is None:
        return after, ()
    if mention.root.tag_ in _PLURALS:
        states = series(index, state.start, end)
        ends = [m.end for k in states for m in index[k].mentions if state.start <= m.start < end]
        return max(ends, default=state.end), states
    return state.end, ()


def _first_state(index: EntityIndex, position: int, end: int) -> Span | None:
    """The state that a complement names first, behind what it is ("from NATO Allies <state>")."""
    for i in range(position, end):
        mention, token = index.mention_at(i), index.doc[i]
        if mention is not None and mention.label_ == "state":
            owner = mention.end < end and index.doc[mention.end].lower_ in _GENITIVES
            return None if owner or _is_modifier(mention, token.sent.end) else mention
        if token.pos_ not in _BETWEEN - {"ADP"}:
            return None
    return None


def states_behind(noun: Token, index: EntityIndex) -> tuple[str, ...]:
    """States enumerated behind "of" or "from" after a noun: "officials from the allies A, B and C"."""
    doc, after, end = noun.doc, noun.i + 1, noun.sent.end
    if after >= end or doc[after].lower_ not in {"of", "from"}:
        return ()
    first = _first_state(index, after + 1, min(end, after + _COMPLEMENT))
    row = series(index, first.start, end) if first is not None else ()
    return tuple(key for key in row if index[key].kind == "state")


def listed_with(keys: Iterable[str], sentence: Span, index: EntityIndex) -> tuple[str, ...]:
    """`keys` and the persons of the sentence whom an enumeration joins to one of them, in order."""
    wanted = tuple(dict.fromkeys(keys))
    found = [k for run in _runs(sentence, index) if set(run) & set(wanted) for k in run]
    return tuple(dict.fromkeys((*wanted, *found)))


def _runs(sentence: Span, index: EntityIndex) -> Iterator[list[str]]:
    """Enumerations of two persons or more in one sentence, as actor keys."""
    run: list[str] = []
    closed, last = False, None
    for key, mention in index.between(sentence.start, sentence.end):
        if not (index[key].named and _is_named(index, mention)):
            continue
        if last is not None and _joined(last, mention):
            run.append(key)
            closed = closed or _is_closed(last, mention)
        else:
            if closed or len(run) > _PAIR:
                yield run
            run, closed = [key], False
        last = mention
    if closed or len(run) > _PAIR:
        yield run


def _is_closed(left: Span, right: Span) -> bool:
    """Whether more than a comma joins two names: "…, A met B" has none of a list."""
    return any(t.lower_ in _COMMAS - {","} for t in left.doc[left.end : right.start])


def _joined(left: Span, right: Span) -> bool:
    """Whether the tokens between two names only separate them or name the second one's office."""
    doc = left.doc
    gap = list(doc[left.end : right.start])
    if not gap or len(gap) > _LONGEST or gap[0].lower_ in _GENITIVES:
        return False
    words = [t.lower_ for t in gap]
    if not _COMMAS & set(words) or words[-1] in _GENITIVES or any(t.text in _days() for t in gap):
        return False
    if not all(t.pos_ in _FILLING or t.lower_ in _OFFICE or t.is_space for t in gap):
        return False
    return not _opens_clause(left, right)


def _opens_clause(left: Span, right: Span) -> bool:
    """ "Met A and B said …": the second is the subject of a clause of its own."""
    return right.root.dep_ in SUBJECTS and left.root.dep_ not in SUBJECTS and right.root.head.i > right.end


@cache
def _days() -> frozenset[str]:
    """Weekdays and months: a date between two names ends the list."""
    return frozenset(word for kind in ("weekday", "month") for word in calendar_words(kind))
