"""When two mentions can't be of one meeting: days, means, and what is done against what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from spacy.tokens import Token

from service.annotations import PUBLISHED
from service.extract import dates
from service.extract.mentions import MeetingMention
from service.grammar import auxiliaries
from service.lexicons.calendar import calendar_words
from service.records import Status

_MEANS: Final = {"call": "call", "video": "video", "meet": "meet", "summit": "meet", "visit": "visit"}
_ANY_MEANS: Final = frozenset({"host", "welcome", "greet", "conference", "session", "forum"})
_EXCLUDE: Final = frozenset(
    pair for a, b in (("call", "meet"), ("call", "visit"), ("video", "visit")) for pair in ((a, b), (b, a))
)
"""Means that no one meeting has both of; "met virtually" is a meeting."""
_DONE: Final = frozenset({Status.HELD, Status.ONGOING})
_OPEN: Final = frozenset({Status.PLANNED, Status.PROPOSED})
_AHEAD: Final = frozenset(
    {"upcoming", "forthcoming", "next", "future", "planned", "coming", "possible", "scheduled"}
)
_EARLIER: Final = frozenset({"last", "previous", "earlier", "past", "recent", "latest", "prior"})
_AGAIN: Final = frozenset({"again", "another", "next", "second", "third", "further", "follow-up"})
_WILL: Final = frozenset({"will", "would", "shall", "'ll", "’ll"})
_LOOKS_AHEAD: Final = frozenset({"agree", "invite", "invitation", "look", "plan", "hope", "accept", "expect"})


_NEWS: Final = 14
"""Days after which a meeting is no news."""
_INSIDE: Final = frozenset({"xcomp", "ccomp", "advcl", "acl", "obj"})


@dataclass(frozen=True, slots=True)
class Dated:
    """A mention with its date expression, the interval it resolves to, and its status."""

    mention: MeetingMention
    expression: dates.DateExpression | None
    interval: dates.Interval | None
    status: Status
    decided: bool


def apart(dated: Dated, group: Sequence[Dated]) -> bool:
    """Whether the mention excludes being of the group's meeting."""
    others = [other.mention for other in group]
    return _days_differ(dated, group) or means_differ(dated.mention, others) or _times_differ(dated, group)


def _days_differ(dated: Dated, group: Sequence[Dated]) -> bool:
    """Days that exclude each other are different meetings."""
    own = dated.interval
    if own is None:
        return False
    days = [other.interval for other in group if other.interval is not None]
    if not days and group[0].status is Status.HELD:
        return _long_before(own, group[0])
    return bool(days) and all(own.end < d.start or d.end < own.start for d in days)


def _long_before(own: dates.Interval, opening: Dated) -> bool:
    """Whether the day lies weeks before an article that opens with news of a meeting held, without a day."""
    published = opening.mention.trigger.doc._.get(PUBLISHED)
    if not published or opening.mention.sentence > 1:
        return False
    news = date.fromisoformat(published) - timedelta(days=_NEWS)
    return own.end < news.isoformat()


def _phrases_differ(dated: Dated, group: Sequence[Dated]) -> bool:
    """Without a day to count from: "on Monday" against "in March", and, but within a visit, "on Friday"."""
    if dated.expression is None or dated.interval is not None:
        return False
    own, visit = _words(dated), dated.mention.label == "visit"
    for other in group:
        if other.expression is None or other.interval is not None:
            continue
        theirs = _words(other)
        days = own & _weekdays(), theirs & _weekdays()
        if bool(days[0]) != bool(days[1]) and bool(own & _months()) != bool(theirs & _months()):
            return True
        if all(days) and days[0] != days[1] and not visit and other.mention.label != "visit":
            return True
    return False


def _words(dated: Dated) -> set[str]:
    return set(dated.expression.text.replace(",", " ").split()) if dated.expression else set()


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(calendar_words("weekday"))


@cache
def _months() -> frozenset[str]:
    return frozenset(calendar_words("month"))


def means_differ(mention: MeetingMention, group: Sequence[MeetingMention]) -> bool:
    """A call is no visit: "spoke by phone … invited him to visit"."""
    own, excluded = _means(mention), False
    for theirs in map(_means, group) if own is not None else ():
        if theirs is not None and (own, theirs) not in _EXCLUDE:
            return False
        excluded = excluded or theirs is not None
    return excluded


def _means(mention: MeetingMention) -> str | None:
    """How the sides come together; None for words that fit any way ("talks", "hosted")."""
    word = mention.trigger.root.lemma_.lower()
    return None if word in _ANY_MEANS else _MEANS.get(mention.label)


def _times_differ(dated: Dated, group: Sequence[Dated]) -> bool:
    """What is announced in an article on a meeting held is another one, and the other way round.

    Not so within a visit: who has arrived will still meet his hosts.
    """
    opening, own = group[0], dated.mention
    if any(own.carrier == o.mention.trigger.root or own.trigger.root == o.mention.carrier for o in group):
        return False
    visit = opening.mention.label == "visit" or own.label == "visit"
    if opening.status in _DONE:
        if is_earlier(own):
            return True
        strict = visit or _is_open(opening)
        return dated.status in _OPEN and is_ahead(own) and (not strict or is_new(own) or own.label == "visit")
    if opening.status in _OPEN and dated.status is Status.HELD and not own.headline and not visit:
        return dated.decided and own.carrier.tag_ in {"VBD", "VBN"}
    return False


def _is_open(dated: Dated) -> bool:
    """A present that nothing decides, as headlines have it: "A meets B" may have been or be to come."""
    return not dated.decided and dated.mention.trigger.root.tag_ in {"VBZ", "VBP"}


def is_new(mention: MeetingMention) -> bool:
    """The noun itself says that it is a further meeting: "their next meeting", "an upcoming visit"."""
    return bool(_modifiers(mention.trigger.root) & (_AHEAD | _AGAIN))


def is_ahead(mention: MeetingMention) -> bool:
    """Words that put the meeting after all the article tells: "will meet again", "upcoming visit"."""
    noun, carrier = mention.trigger.root, mention.carrier
    if _modifiers(noun) & (_AHEAD | _AGAIN):
        return True
    chain = [carrier, *_governors(carrier)]
    if any(a.lower_ in _WILL for a in auxiliaries(carrier)):
        return True
    return any(t.lemma_.lower() in _LOOKS_AHEAD for t in chain)


def is_earlier(mention: MeetingMention) -> bool:
    """Words that put the meeting before the one that the article is about: "their last meeting"."""
    return bool(_modifiers(mention.trigger.root) & _EARLIER)


def _modifiers(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.children if c.i < noun.i}


def _governors(token: Token) -> list[Token]:
    """Up to three heads of the clause: "agreed to meet", "accepted an invitation to visit"."""
    found: list[Token] = []
    while token.head != token and len(found) < 3 and token.dep_ in _INSIDE:
        token = token.head
        found.append(token)
    return found
