"""A mention of a meeting with the day that the text gives it and whether it has been or is to come."""

from __future__ import annotations

from datetime import date

from service.candidates import dates
from service.extract.apart import DONE
from service.extract.grouping import Dated
from service.extract.mention_dates import DatesBySentence, date_of, direction
from service.extract.mentions import MeetingMention
from service.extract.status import status_of
from service.grammar import auxiliaries
from service.lexicons.meetings import status_words
from service.records import Status


def dated_of(mention: MeetingMention, expressions: DatesBySentence, anchor: date | None) -> Dated:
    expression = date_of(mention.trigger.root, mention.carrier, expressions)
    status, decided = status_of(mention.trigger.root, mention.carrier, coming=None)
    tense = direction(mention.trigger.doc, expression, status) if expression else None
    interval = dates.resolve(expression, anchor=anchor, tense=tense) if expression else None
    if interval is not None and anchor is not None:
        coming: bool | None = interval.start > anchor.isoformat()
    else:
        coming = True if expression and _is_to_come(mention, expression) else None
    if coming is not None:
        status, decided = status_of(mention.trigger.root, mention.carrier, coming=coming)
    if interval is not None and coming and status in DONE:
        status, decided = Status.PLANNED, True
    return Dated(mention, expression, interval, status, decided)


def _is_to_come(mention: MeetingMention, expression: dates.DateExpression) -> bool:
    """Without a day to count from: "next week", and a plain present of a stated day, as timetables have it.

    In headlines that is the tense of what has been.
    """
    if status_words("tomorrow") & set(expression.text.lower().split()):
        return True
    verb = mention.carrier
    plain = verb.tag_ in {"VBZ", "VBP"} and not auxiliaries(verb)
    return plain and not mention.headline and expression.relation == "on"
