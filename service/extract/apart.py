"""When two mentions can't be of one meeting: days, means, and what is done against what is to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from spacy.tokens import Token

from service.annotations import PUBLISHED
from service.candidates import dates
from service.extract.another import is_beyond
from service.extract.grouping import Dated, Group, means
from service.extract.mentions import MeetingMention
from service.grammar import auxiliaries
from service.lexicons.meetings import around
from service.records import Status

_EXCLUDE: Final = frozenset(
    pair for a, b in (("call", "meet"), ("call", "visit"), ("video", "visit")) for pair in ((a, b), (b, a))
)
"""Means that no one meeting has both of; "met virtually" is a meeting."""
DONE: Final = frozenset({Status.HELD, Status.ONGOING})
_OPEN: Final = frozenset({Status.PLANNED, Status.PROPOSED})
_OFF: Final = frozenset({Status.CANCELLED, Status.POSTPONED})
_WILL: Final = frozenset({"will", "would", "shall", "'ll", "’ll"})
_NEWS: Final = 14
"""Days after which a meeting is no news."""
_INSIDE: Final = frozenset({"xcomp", "ccomp", "advcl", "acl", "obj"})


def apart(dated: Dated, group: Group) -> bool:
    """Whether the mention excludes being of the group's meeting."""
    return (
        _is_beyond(dated.mention, group)
        or _days_differ(dated, group)
        or excluded(means(dated.mention), group.means)
        or _times_differ(dated, group)
    )


def _is_beyond(own: MeetingMention, group: Group) -> bool:
    """ "They met ahead of the summit": what a meeting is before is another one."""
    noun = own.trigger.root
    if noun.pos_ == "VERB" or own.carrier.i not in group.triggers or not own.sides:
        return False
    return is_beyond(noun)


def excluded(own: str | None, theirs: set[str]) -> bool:
    """A call is no visit: "spoke by phone … invited him to visit". Both are `grouping.means`."""
    return own is not None and bool(theirs) and all((own, other) in _EXCLUDE for other in theirs)


def _days_differ(dated: Dated, group: Group) -> bool:
    """Days that exclude each other are different meetings."""
    own = dated.interval
    if own is None:
        return False
    if not group.intervals and group.first.status is Status.HELD:
        return is_long_before(own, group.first) or (group.first.decided and _is_after(own, dated.mention))
    return bool(group.intervals) and all(own.end < d.start or d.end < own.start for d in group.intervals)


def _is_after(own: dates.Interval, mention: MeetingMention) -> bool:
    """Whether the day lies after the article: "talks will be held tomorrow"."""
    published = mention.trigger.doc._.get(PUBLISHED)
    return bool(published) and own.start > published


def is_long_before(own: dates.Interval, opening: Dated) -> bool:
    """Whether the day lies weeks before an article that opens with news of a meeting held, without a day."""
    published = opening.mention.trigger.doc._.get(PUBLISHED)
    if not published or opening.mention.sentence > 1:
        return False
    news = date.fromisoformat(published) - timedelta(days=_NEWS)
    return own.end < news.isoformat()


def _times_differ(dated: Dated, group: Group) -> bool:
    """What is announced in an article on a meeting held is another one, and the other way round.

    Not so within a visit: who has arrived will still meet his hosts.
    """
    opening, own = group.first, dated.mention
    if one_clause(dated, group):
        return False
    visit = opening.mention.label == "visit" or own.label == "visit"
    if opening.status in DONE:
        if is_earlier(own):
            return True
        strict = visit or _is_open(opening)
        ahead = is_ahead(own) or (_is_set(own) and not group.ongoing)
        return dated.status in _OPEN and ahead and (not strict or is_new(own) or own.label == "visit")
    if opening.status in _OPEN | _OFF and dated.status is Status.HELD and not own.headline and not visit:
        return dated.decided and own.carrier.tag_ in {"VBD", "VBN"}
    return False


def _is_open(dated: Dated) -> bool:
    """A present that nothing decides, as headlines have it: "A meets B" may have been or be to come."""
    return not dated.decided and dated.mention.trigger.root.tag_ in {"VBZ", "VBP"}


def one_clause(dated: Dated, group: Group) -> bool:
    """Whether one word for meeting carries another: "hosted a summit"."""
    return dated.mention.carrier.i in group.triggers or dated.mention.trigger.root.i in group.carriers


def is_new(mention: MeetingMention) -> bool:
    """The noun itself says that it is a further meeting: "their next meeting", "an upcoming visit"."""
    return bool(_modifiers(mention.trigger.root) & (around("ahead") | around("again")))


def is_ahead(mention: MeetingMention) -> bool:
    """Words that put the meeting after all the article tells: "will meet again", "upcoming visit"."""
    noun, carrier = mention.trigger.root, mention.carrier
    if _modifiers(noun) & (around("ahead") | around("again")):
        return True
    if any(a.lower_ in _WILL for a in auxiliaries(carrier)):
        return True
    return any(t.lemma_.lower() in around("foresee") for t in (carrier, *_governors(carrier)))


def _is_set(mention: MeetingMention) -> bool:
    """ "Is scheduled to hold talks": ahead of a meeting that is over, but part of one that goes on."""
    carrier = mention.carrier
    return any(t.lemma_.lower() in around("set") for t in (carrier, *_governors(carrier)))


def is_earlier(mention: MeetingMention) -> bool:
    """Words that put the meeting before the one that the article is about: "their last meeting"."""
    noun = mention.trigger.root
    return noun.pos_ != "VERB" and bool(_modifiers(noun) & around("earlier"))


def _modifiers(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.children if c.i < noun.i}


def _governors(token: Token) -> list[Token]:
    """Up to three heads of the clause: "agreed to meet", "accepted an invitation to visit"."""
    found: list[Token] = []
    while token.head != token and len(found) < 3 and token.dep_ in _INSIDE:
        token = token.head
        found.append(token)
    return found
