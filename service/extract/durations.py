"""How long a meeting lasts: a duration tied to its trigger ("50-minute meeting", "a two-day visit")."""

from __future__ import annotations

from spacy.tokens import Doc

from service.extract import dates
from service.extract.meetings import MeetingCluster


def duration(doc: Doc, cluster: MeetingCluster) -> str | None:
    """ISO 8601 duration of the first mention with one in its noun phrase or as its verb's modifier."""
    spans = [e for e in dates.find(doc) if e.kind == "DURATION"]
    for dated in cluster.members:
        trigger = dated.mention.trigger.root
        for expression in spans:
            head = doc[expression.start : expression.end].root
            if (
                head.sent.start == trigger.sent.start
                and trigger in (head.head, head.head.head)
                and (value := dates.iso_duration(expression))
            ):
                return value
    return None
