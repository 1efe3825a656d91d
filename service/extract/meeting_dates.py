"""The day of a meeting: the phrase that the encoder saw, the one its clause gives, or the lead's only one.

A date counts only where the article asserts this meeting with it: what was agreed at an earlier summit, or
waits for the next one, comes up in most reports of a call.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from spacy.tokens import Doc, Span, Token

from service.annotations import MEETINGS, PUBLISHED, TITLE_END
from service.candidates import dates
from service.candidates.evidence import evidence
from service.extract import confidence, roles
from service.extract.carriers import carrier_of
from service.extract.grouping import Dated
from service.extract.meetings import MeetingCluster
from service.extract.mention_dates import date_of, direction, of_speech
from service.extract.stretch import stretched
from service.grammar import governors, preposition_of
from service.lexicons.cues import said_verbs
from service.lexicons.meetings import trigger_nouns
from service.records import MeetingDate, Precision, Status

_PAST: Final = frozenset({Status.HELD, Status.ONGOING})
_COMING: Final = frozenset({Status.PLANNED, Status.PROPOSED})
_REMOTE: Final = frozenset({"call", "video"})
_LEAD: Final = 3
"""Sentences after the headline that count as the lead."""
_RELATIVE: Final = frozenset({"acl", "acl:relcl"})
_PARTS: Final = frozenset(
    {"day", "part", "leg", "round", "session", "start", "beginning", "end", "eve", "sideline", "margin"}
)
"""Nouns whose complement is still the meeting itself: "on the sidelines of the summit on Friday"."""


def meeting_date(
    doc: Doc, cluster: MeetingCluster, status: Status, *, main: bool, lasts: str | None
) -> MeetingDate:
    """Resolved where publication or the phrase itself allows it; null with its text where not.

    `lasts`: the meeting's ISO 8601 duration, None where the article gives none.
    """
    known = {d.expression: d.interval for d in cluster.members if d.expression is not None}
    for expression, found_by in _candidates(doc, cluster, main=main):
        interval = known.get(expression) or _resolved(doc, expression, status)
        if _agrees(doc, interval, status):
            span = evidence(doc[expression.start : expression.end])
            made = MeetingDate(
                start=interval.start if interval else None,
                end=interval.end if interval else None,
                precision=interval.precision if interval else Precision.UNKNOWN,
                text=span.text,
                confidence=confidence.of("meeting.date", found_by, *([] if interval else ["unresolved"])),
                evidence=(span,),
            )
            return stretched(doc, made, expression, lasts)
    return MeetingDate(
        start=None, end=None, precision=Precision.UNKNOWN, text=None, confidence=_undated(cluster)
    )


def _undated(cluster: MeetingCluster) -> float:
    """Confidence that the article gives no day."""
    told = any(d.expression is not None for d in cluster.members)
    return confidence.of("meeting.date", "none", *(["passed over"] if told else []))


def _candidates(
    doc: Doc, cluster: MeetingCluster, *, main: bool
) -> Iterator[tuple[dates.DateExpression, str]]:
    """Phrases and what ties them to this meeting, the surest first."""
    own = [d.expression for d in cluster.members if d.expression is not None and _tells(doc, d, cluster)]
    marked = _marked(doc, cluster) if main else []
    yield from ((e, "both") for e in marked if e in own)
    yield from ((e, "marked") for e in marked)
    yield from ((e, "own") for e in own)
    if main:
        yield from ((e, "lead") for e in _in_lead(doc, cluster))


def _agrees(doc: Doc, interval: dates.Interval | None, status: Status) -> bool:
    """What was held is not dated after publication, nor what is planned before it."""
    published: str | None = doc._.get(PUBLISHED)
    if interval is None or published is None:
        return True
    if status in _PAST:
        return interval.start <= published
    return status not in _COMING or published <= interval.end


def _tells(doc: Doc, dated: Dated, cluster: MeetingCluster) -> bool:
    """Whether a mention's date is this meeting's: in headline or lead, or asserted further down.

    A meeting in another noun's complement or in a relative clause is background ("the results of the
    summit in Oslo on May 3"). Where the meeting is a call, every other kind is another meeting.
    """
    mention = dated.mention
    if _is_remote(cluster) and mention.label not in _REMOTE:
        return False
    if mention.headline or mention.trigger.root.sent in _lead(doc)[:1]:
        return True
    return not _is_background(mention.trigger.root, mention.carrier)


def _is_background(trigger: Token, carrier: Token) -> bool:
    return carrier.dep_ in _RELATIVE or _in_complement(trigger)


def _is_remote(cluster: MeetingCluster) -> bool:
    return cluster.members[0].mention.label in _REMOTE


def _in_complement(trigger: Token) -> bool:
    """Whether a trigger stands in the complement of a noun that is no part of it and no trigger itself."""
    below = trigger
    for head in governors(trigger):
        if head.pos_ not in {"NOUN", "PROPN", "ADP"}:
            return False
        if head.pos_ == "NOUN" and preposition_of(below) is not None:
            return head.lemma_.lower() not in _PARTS and head.lemma_.lower() not in trigger_nouns()
        below = head
    return False


def _marked(doc: Doc, cluster: MeetingCluster) -> list[dates.DateExpression]:
    """Date expressions that overlap a span of the encoder's DATE role; after the lead, only in sentences
    that tell of a meeting.
    """
    spans = roles.spans(doc, "DATE")
    marked = {i for span in spans for i in range(span.start, span.end)}
    told = {trigger.root.sent.start for trigger in doc.spans.get(MEETINGS, ())}
    told |= {sent.start for sent in _lead(doc)}
    return [
        e
        for start, expressions in cluster.dates.items()
        for e in expressions
        if start in told and not marked.isdisjoint(range(e.start, e.end))
    ]


def _in_lead(doc: Doc, cluster: MeetingCluster) -> list[dates.DateExpression]:
    """Dates of any meeting that the lead tells of; where the headline alone names the meeting, also the date
    of what the body first asserts.
    """
    remote, lead = _is_remote(cluster), _lead(doc)
    reach = {sent.start for sent in lead}
    found = []
    for span in doc.spans.get(MEETINGS, ()):
        trigger = span.root
        if trigger.sent.start in reach and not (remote and span.label_ not in _REMOTE):
            carrier = trigger if trigger.pos_ == "VERB" else carrier_of(trigger)
            if not _is_background(trigger, carrier):
                found.append(date_of(trigger, carrier, cluster.dates))
    words = {span.start for span in doc.spans.get(MEETINGS, ())}
    for dated in cluster.members:
        trigger = dated.mention.trigger
        near = cluster.dates.get(trigger.sent.start, ())
        own = [e for e in near if e.kind == "DATE" and e.relation == "on" and not of_speech(e, trigger.root)]
        if trigger.start not in words and len(own) == 1 and not _is_of_telling(own[0], doc):
            found.append(own[0])
    if lead and all(d.mention.headline for d in cluster.members):
        found.append(date_of(lead[0].root, lead[0].root, cluster.dates))
    return [e for e in found if e is not None]


def _is_of_telling(expression: dates.DateExpression, doc: Doc) -> bool:
    """ "…, the ministry said on Monday": the day hangs on the verb of speech."""
    return doc[expression.start : expression.end].root.head.lemma_.lower() in said_verbs()


def _lead(doc: Doc) -> list[Span]:
    """The first sentences after the headline."""
    start: int = doc._.get(TITLE_END)
    return list(islice((sent for sent in roles.body(doc) if sent.start >= start), _LEAD))


def _resolved(doc: Doc, expression: dates.DateExpression, status: Status) -> dates.Interval | None:
    published: str | None = doc._.get(PUBLISHED)
    anchor = date.fromisoformat(published) if published else None
    return dates.resolve(expression, anchor=anchor, tense=direction(doc, expression, status))
